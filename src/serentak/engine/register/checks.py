"""What is wrong with a row: every rule of the law data asked of every row, all in one pass."""

from collections.abc import Callable, Mapping

import ibis
import ibis.expr.types as ir

from serentak.engine.errors import LawGap
from serentak.engine.law.model import Check
from serentak.engine.register.ground import YEAR, Measures
from serentak.engine.register.reading import Standing, State

Test = Callable[[ir.Table, Measures], ir.BooleanValue]


def _nik_date(row: ir.Table) -> ir.IntegerValue:
    """The six digits ddmmyy inside a NIK; exact, because a double holds eleven digits."""
    return ((row.nik_no % 10**10) // 10_000).cast("int32")


def _contradicts_nik(row: ir.Table, measures: Measures) -> ir.BooleanValue:
    written = row.day * 10_000 + row.month * 100 + row.year % 100
    apart = row.nik_date - written
    return row.born.notnull() & (apart != 0) & (apart != measures.woman_day * 10_000)


def _contradicts_sex(row: ir.Table, measures: Measures) -> ir.BooleanValue:
    return (row.nik_date > measures.woman_day * 10_000) != (row.sex_is == "P")


def never_married(row: ir.Table) -> ir.BooleanValue:
    """Nothing on record says married or married once."""
    return row.marital_is.isnull() | (row.marital_is == "B")


def too_young(row: ir.Table, measures: Measures) -> ir.BooleanValue:
    """Below the voting age on voting day and never married."""
    youngest = measures.today - measures.voting_age * YEAR
    return row.born.notnull() & (row.born > youngest) & never_married(row)


def outside(row: ir.Table, measures: Measures) -> ir.BooleanValue:
    """In a village that is known, but not of the region a file was made for."""
    if not measures.region:
        return ibis.literal(value=False)
    return row.place.notnull() & ~row.place.startswith(measures.region)


def _empty(text: ir.StringValue) -> ir.BooleanValue:
    """Nothing but blanks; asked closely only where a text is missing or begins with one."""
    return ibis.cases((text.isnull(), True), (text < "!", text.strip() == ""), else_=False)


# By the id of the rule in the law data; id-duplicate looks at all rows and stands apart.
TESTS: Mapping[str, Test] = {
    "nik-missing": lambda row, _: row.nik_state == State.MISSING,
    "nik-form": lambda row, _: row.nik_state == State.BROKEN,
    "nik-float": lambda row, _: row.nik_state == State.FLOAT,
    "nik-district": lambda row, _: row.nik_no.notnull() & ~row.district_known,
    "nik-birth-date": _contradicts_nik,
    "nik-sex": _contradicts_sex,
    "birth-date-missing": lambda row, _: row.born_state == State.MISSING,
    "birth-date-unreadable": lambda row, _: row.born_state == State.BROKEN,
    "birth-date-impossible": lambda row, m: (
        (row.born_state == State.IMPOSSIBLE) | (row.born > m.today)
    ),
    "under-age": too_young,
    "over-age": lambda row, m: row.born <= m.today - (m.oldest + 1) * YEAR,
    "sex-unread": lambda row, _: row.sex_is.isnull(),
    "marital-unread": lambda row, _: row.marital_is.isnull(),
    "kk-missing": lambda row, _: row.kk_state == State.MISSING,
    "kk-form": lambda row, _: (row.kk_state == State.BROKEN) | (row.kk_state == State.FLOAT),
    "name-empty": lambda row, _: _empty(row.name),
    "village-unknown": lambda row, _: row.place.isnull(),
    "village-outside": outside,
    "deceased": lambda row, _: row.standing == Standing.DEAD,
    "deceased-listed": lambda row, _: row.deaths_hit & (row.standing != Standing.DEAD),
    "deceased-unclear": lambda row, _: row.deaths_doubt,
    "tni-polri": lambda row, _: row.serving,
    "tni-polri-listed": lambda row, _: row.roster_hit & ~row.serving,
}
TWICE = "id-duplicate"


def complete(rules: Mapping[str, Check]) -> None:
    """Raises LawGap unless law data and tests name the same rules."""
    apart = set(rules) ^ {TWICE, *TESTS}
    if apart:
        raise LawGap(
            f"Aturan pemeriksaan dan ujinya tidak sepadan: {', '.join(sorted(apart))}. "
            "Samakan law/register.yaml dengan program."
        )


def faults(row: ir.Table, measures: Measures) -> ir.IntegerValue:
    """All that is wrong with a row as one number, a bit a rule in the order of TESTS."""
    return marks(row, measures, TESTS)


def marks(row: ir.Table, measures: Measures, tests: Mapping[str, Test]) -> ir.IntegerValue:
    """The answers to tests as one number, a bit a test; one pass over millions of rows."""
    found = [
        ibis.ifelse(test(row, measures), ibis.literal(1 << n, "int32"), ibis.literal(0, "int32"))
        for n, test in enumerate(tests.values())
    ]
    return sum(found[1:], start=found[0])


def any_of(row: ir.Table, measures: Measures, tests: Mapping[str, Test]) -> ir.BooleanValue:
    """Whether any test says yes: cheaper than the marks, which only such rows then need."""
    return ibis.or_(*(test(row, measures) for test in tests.values()))


def with_nik_date(row: ir.Table) -> ir.Table:
    """The date inside the NIK as a column, because two tests need it."""
    return row.mutate(nik_date=_nik_date(row))


def spelled(marked: ir.Table, column: str, tests: Mapping[str, Test]) -> ir.Table:
    """One row for every mark: the row's other columns and the id of the `rule`."""
    bits = ibis.memtable({"rule": list(tests), "bit": [1 << n for n in range(len(tests))]})
    pairs = marked.cross_join(bits)
    return pairs.filter((pairs[column] & pairs.bit.cast("int32")) != 0).drop(column, "bit")


def findings(marked: ir.Table, twice: ir.Table, rules: Mapping[str, Check]) -> ir.Table:
    """id, place, rule, severity and column of every finding.

    `marked` has id, place and faults; `twice` the ids that several rows share.
    """
    told = ibis.memtable(
        {
            "rule": [rule.id for rule in rules.values()],
            "severity": [str(rule.severity) for rule in rules.values()],
            "column": [rule.column for rule in rules.values()],
        }
    )
    shared = twice.mutate(place=ibis.null("string"), rule=ibis.literal(TWICE))
    every = (
        spelled(marked, "faults", TESTS)
        .select("id", "place", "rule")
        .union(shared.select("id", "place", "rule"))
    )
    return every.inner_join(told, "rule").select("id", "place", "rule", "severity", "column")


def shared_ids(people: ir.Table) -> ir.Table:
    """The ids that more than one row carries."""
    counted = people.group_by("id").aggregate(rows=people.count())
    return counted.filter(counted.rows > 1).select("id")


def by_village(found: ir.Table) -> ir.Table:
    """How many findings of each rule, village by village; without a code where it is unknown."""
    counted = found.group_by("place", "rule", "severity").aggregate(findings=found.count())
    return counted.rename(village="place").order_by("village", "rule")


def by_rule(found: ir.Table) -> ir.Table:
    """How many findings of each rule."""
    return found.group_by("rule", "severity").aggregate(findings=found.count())
