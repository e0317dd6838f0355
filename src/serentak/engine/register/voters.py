"""Who may vote on voting day, and for everybody else why not."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import ibis
import ibis.expr.types as ir

from serentak.engine.errors import LawGap
from serentak.engine.law.model import Bar
from serentak.engine.register import checks
from serentak.engine.register.ground import YEAR, Measures
from serentak.engine.register.reading import Standing

# By the id of the bar in the law data.
TESTS: Mapping[str, checks.Test] = {
    "deceased": lambda row, _: row.standing == Standing.DEAD,
    "deceased-listed": lambda row, _: row.deaths_hit,
    "not-citizen": lambda row, _: row.foreign,
    "under-age": checks.too_young,
    "age-unknown": lambda row, _: row.born.isnull() & checks.never_married(row),
    "tni-polri": lambda row, _: row.serving,
    "tni-polri-listed": lambda row, _: row.roster_hit,
    "revoked": lambda row, _: row.revoked_hit,
    "moved": lambda row, _: row.standing == Standing.GONE,
    "no-village": lambda row, m: row.place.isnull() | checks.outside(row, m),
    "duplicate": lambda row, _: row.repeated,
}
UNKNOWN_AGE = "?"
SAME_PERSON, DECIDED, SAME = "same-person", "auto", "same"


def complete(bars: Mapping[str, Bar]) -> None:
    """Raises LawGap unless law data and tests name the same bars."""
    apart = set(bars) ^ set(TESTS)
    if apart:
        raise LawGap(
            f"Alasan tidak memilih dan ujinya tidak sepadan: {', '.join(sorted(apart))}. "
            "Samakan law/register.yaml dengan program."
        )


def bars(row: ir.Table, measures: Measures) -> ir.IntegerValue:
    """All that keeps a resident from voting as one number, a bit a bar in the order of TESTS."""
    return checks.marks(row, measures, TESTS)


def single(row: ir.Table) -> ir.Table:
    """Before any pair is decided, nobody is marked."""
    return row.mutate(repeated=ibis.literal(value=False))


def decided(matches: ir.Table, answers: ir.Table) -> ir.Table:
    """a, b, same: the pairs of which somebody, or else the matcher, said what they are.

    Whoever answered a pair (`answers`: a, b, verdict) overrules the matcher. A pair of different
    people under one NIK, or one that waits for a reviewer, is not decided.
    """
    told = matches.left_join(answers, [matches.id_a == answers.a, matches.id_b == answers.b])
    sure = (told.kind == SAME_PERSON) & (told.decision == DECIDED)
    known = told.filter(told.verdict.notnull() | sure)
    same = known.verdict.isnull() | (known.verdict == SAME)
    return known.select(a=known.id_a.cast("string"), b=known.id_b.cast("string"), same=same)


def repeated(row: ir.Table, later: ir.Table) -> ir.Table:
    """Marks the rows (`later_id`) of somebody who stands in the register already."""
    joined = row.drop("repeated")
    joined = joined.left_join(later, joined.id.cast("string") == later.later_id)
    return joined.mutate(repeated=joined.later_id.notnull()).drop("later_id")


def voters(row: ir.Table, measures: Measures) -> ir.Table:
    """Everybody no bar stands against; no name and no NIK.

    A cell that an office left empty, or a column it does not keep, bars nobody.
    """
    no = ibis.literal(value=False)
    may = row.filter(*(~test(row, measures).fill_null(no) for test in TESTS.values()))
    age = ((measures.today - may.born) // YEAR).cast("int16")
    aged = may.mutate(age=age)
    return aged.select(
        id=aged.id,
        kk=aged.kk,
        village=aged.place,
        rt=aged.rt,
        rw=aged.rw,
        lat=aged.lat,
        lon=aged.lon,
        sex=aged.sex_is,
        age=aged.age,
        age_band=_band(aged.age, measures),
        first_time=aged.age < measures.first_voter_below,
        disability=ibis.ifelse(aged.impaired, aged.disability.strip(), ""),
        ktp_el=aged.carded,
    )


def _band(age: ir.IntegerValue, measures: Measures) -> ir.StringValue:
    starts = sorted(measures.bands, reverse=True)
    names = [f"{starts[0]}+"] + [f"{low}-{high - 1}" for high, low in pairwise(starts)]
    return ibis.cases(
        *((age >= low, name) for low, name in zip(starts, names, strict=True)),
        (age.notnull(), f"<{starts[-1]}"),
        else_=UNKNOWN_AGE,
    )


def excluded(marked: ir.Table, bars_of_law: Mapping[str, Bar], kind: str) -> ir.Table:
    """id, place, rule and article of every bar that stands against somebody."""
    articles = cited(bars_of_law, kind)
    told = ibis.memtable({"rule": list(articles), "article": list(articles.values())})
    spelled = checks.spelled(marked, "bars", TESTS)
    return spelled.inner_join(told, "rule").select("id", "place", "rule", "article")


def cited(bars_of_law: Mapping[str, Bar], kind: str) -> dict[str, str]:
    """Every bar's article for a kind of election. Raises LawGap when one has none."""
    silent = sorted(bar.id for bar in bars_of_law.values() if kind not in bar.articles)
    if silent:
        raise LawGap(f"Belum ada pasal untuk pemilihan '{kind}': {', '.join(silent)}.")
    return {bar.id: bar.articles[kind].cite for bar in bars_of_law.values()}


def by_bar(spelled: ir.Table) -> ir.Table:
    """How many people each bar keeps away; one person may be counted under several."""
    counted = spelled.group_by("rule", "article").aggregate(people=spelled.id.nunique())
    return counted.order_by(ibis.desc("people"), "rule")


def by_mark(marked: ir.Table) -> ir.Table:
    """bars, people: how many the same bars stand against; `by_first` tells them apart."""
    return marked.group_by("bars").aggregate(people=marked.count())


def by_first(marks: Iterable[tuple[int, int]]) -> dict[str, int]:
    """Everybody once, under the first of their bars in the order of TESTS; from (bars, people)."""
    found = dict.fromkeys(TESTS, 0)
    for bits, people in marks:
        found[next(rule for n, rule in enumerate(TESTS) if bits >> n & 1)] += people
    return {rule: people for rule, people in found.items() if people}


def by_kind(may: ir.Table) -> ir.Table:
    """Voters by sex, age band, disability, first vote and identity card: by, value, voters."""
    kinds = {
        "sex": may.sex,
        "age_band": may.age_band,
        "disability": may.disability,
        "first_time": may.first_time.cast("string"),
        "ktp_el": may.ktp_el.cast("string"),
    }
    counted = [
        may.group_by(value=value.fill_null(UNKNOWN_AGE))
        .aggregate(voters=may.count())
        .select(by=ibis.literal(name), value="value", voters="voters")
        for name, value in kinds.items()
    ]
    return ibis.union(*counted).order_by("by", "value")


def by_village(may: ir.Table, spelled: ir.Table) -> ir.Table:
    """A row for each village: voters of every kind, and the people that bars keep away."""
    counted = may.group_by("village").aggregate(
        voters=may.count(),
        men=(may.sex == "L").sum(),
        women=(may.sex == "P").sum(),
        first_time=may.first_time.sum(),
        with_disability=(may.disability != "").sum(),
        without_ktp_el=(~may.ktp_el).sum(),
    )
    away = spelled.group_by(village_of=spelled.place.fill_null("")).aggregate(
        excluded=spelled.id.nunique()
    )
    both = counted.outer_join(away, counted.village == away.village_of)
    numbers = [name for name in (*counted.columns, "excluded") if name != "village"]
    return both.select(
        village=ibis.coalesce(both.village, both.village_of),
        **{name: both[name].fill_null(0) for name in numbers},
    ).order_by("village")
