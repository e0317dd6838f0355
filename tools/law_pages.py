"""The law as pages: every rule, duty and instrument in tables."""

from collections.abc import Iterator, Sequence

from serentak.engine import store
from serentak.engine.law import cite
from serentak.engine.law.basis import Basis
from serentak.engine.law.guards import Guard, Pattern
from serentak.engine.law.model import (
    Area,
    Instrument,
    Law,
    Norm,
    Per,
    Rule,
    RuleValue,
    Template,
)
from tools.tables import head, pair, table


def rules() -> Iterator[str]:
    """All clocks, in tables by kind and procedure."""
    book = store.law()
    values = [(rule, value) for rule in book.rules.values() for value in rule.values]
    asked = sum(bool(value.basis.open_question) for _, value in values)
    sourced = sum(value.basis.confidence == "sourced" for _, value in values)
    yield from head(
        "Rules: the clocks of the law",
        f"{len(book.rules)} rules with {len(values)} dated values; {sourced} values sourced, "
        f"{len(values) - sourced} from memory; {asked} with an open question. A line that starts "
        "with ↳ is a rival reading of the value above it; there, – means the same as above.",
    )
    columns = (
        *("rule", "duty", "limit", "unit", "first day", "zone", "closes"),
        *("article", "confidence", "open question"),
    )
    groups: dict[str, list[Sequence[object]]] = {}
    for rule, value in values:
        procedure = ".".join(rule.id.split(".")[:2])
        groups.setdefault(procedure, []).extend(_value(rule, value))
    for procedure, lines in sorted(groups.items()):
        yield from ("", f"## {procedure}", *table(columns, lines))


def _value(rule: Rule, value: RuleValue) -> Iterator[Sequence[object]]:
    basis = value.basis
    limit = "as ordered" if value.limit is None else value.limit
    if value.direction == "before":
        limit = f"{limit} before {value.anchor}"
    since = f"<br>since {basis.since}" if len(rule.values) > 1 else ""
    zone = value.zone or "region's"
    question = pair(basis.open_question, basis.open_question_en)
    yield (
        *(f"`{rule.id}`{since}", pair(rule.title, rule.title_en), limit, value.unit),
        *(value.first_day, zone, value.closes, basis.cite, basis.confidence, question),
    )
    for other in value.readings:
        limit = "" if other.limit is None else other.limit
        limit = f"{limit} after `{other.after}`".strip() if other.after else limit
        yield (
            *("↳", pair(other.label, other.label_en), limit, other.unit, other.first_day, "", ""),
            *(other.cite, other.confidence, pair(other.holder, other.holder_en)),
        )


def obligations() -> Iterator[str]:
    """All duties by area."""
    book = store.law()
    yield from head(
        "Obligations: who must do what, by when",
        f"{len(book.templates)} duties in {len(Area)} areas. `law` dates stand in the law, "
        "`published` ones in a schedule, `target` ones are proposals and never count as late.",
    )
    columns = ("duty", "what", "who", "level", "date", "nature", "proof", "article", "confidence")
    for area in Area:
        found = [one for one in book.templates.values() if one.area is area]
        lines = [_duty(one, book) for one in sorted(found, key=lambda one: one.id)]
        yield from ("", f"## {area} ({len(found)})", *table((*columns, "note"), lines))


def _duty(one: Template, book: Law) -> Sequence[object]:
    offset = f"by `{one.rule}`" if one.rule else one.offset.removeprefix("0")
    when = f"{one.anchor} {offset}".strip()
    bearer = book.kinds[one.bearer].short
    notes = (pair(one.note, one.note_en), _question(one.basis))
    return (
        *(f"`{one.id}`", pair(one.duty, one.duty_en), bearer, one.level),
        *(f"`{when}`" if one.per is Per.REGION else f"{one.per}: `{when}`", one.nature),
        *(pair(one.proof, one.proof_en), one.basis.cite, one.basis.confidence),
        "<br>".join(note for note in notes if note),
    )


def _question(basis: Basis) -> str:
    return f"Open: {pair(basis.open_question, basis.open_question_en)}" * bool(basis.open_question)


def norms() -> Iterator[str]:
    """All numbers that counting rests on, and the patterns of guarding stations."""
    book = store.law()
    yield from head(
        "Norms: the numbers that counting rests on",
        f"{len(book.norms)} numbers and {len(book.patterns)} patterns of guarding stations. The "
        "first word of an id is the kind of election; `both` holds for either.",
    )
    ends = ("confidence", "open question")
    columns = ("norm", "what", "numbers", "unit", "since", "article", *ends)
    yield from ("", "## numbers", *table(columns, map(_norm, book.norms.values())))
    guards = ("pattern", "what", "guards", "since", "source", *ends)
    yield from ("", "## patterns", *table(guards, map(_pattern, book.patterns.values())))


def _norm(one: Norm) -> Sequence[object]:
    basis, numbers = one.basis, ", ".join(f"{number:,}" for number in one.numbers)
    question = pair(basis.open_question, basis.open_question_en)
    return (
        *(f"`{one.id}`", pair(one.title, one.title_en), numbers, one.unit, basis.since),
        *(basis.cite, basis.confidence, question),
    )


def _pattern(one: Pattern) -> Sequence[object]:
    basis = one.basis
    question = pair(basis.open_question, basis.open_question_en)
    guards = "<br>".join(_guard(guard) for guard in one.guards)
    return (
        *(f"`{one.id}`", pair(one.title, one.title_en), guards, basis.since, basis.source),
        *(basis.confidence, question),
    )


def _guard(one: Guard) -> str:
    linmas = "" if one.linmas is None else f", {one.linmas} Linmas"
    range_ = "" if one.stations_least == one.stations else f"{one.stations_least}–"
    return f"{one.risk}: {one.polri} Polri{linmas}, {range_}{one.stations} TPS"


def instruments() -> Iterator[str]:
    """All acts, regulations, decrees, letters and judgments, and how often each is cited."""
    book = store.law()
    cited = _cited(book)
    yield from head(
        "Instruments: what the law data cites",
        f"{len(book.instruments)} instruments. `cited` counts rule values, duties and stages.",
    )
    columns = ("name", "title", "published", "in force", "until", "amends", "cited", "confidence")
    kinds: dict[str, list[Instrument]] = {}
    for one in sorted(book.instruments.values(), key=lambda one: one.id):
        kinds.setdefault(one.kind, []).append(one)
    for kind, found in sorted(kinds.items()):
        lines = [_instrument(one, book, cited.get(one.id, 0)) for one in found]
        yield from ("", f"## {kind} ({len(found)})", *table((*columns, "source"), lines))


def _cited(book: Law) -> dict[str, int]:
    bases = [value.basis for rule in book.rules.values() for value in rule.values]
    bases += [one.basis for one in book.templates.values()]
    bases += [stage.basis for election in book.elections.values() for stage in election.stages]
    found: dict[str, int] = {}
    for basis in bases:
        named = {
            one.id for part in cite.parts(basis.cite) if (one := cite.instrument_of(part, book))
        }
        for name in named:
            found[name] = found.get(name, 0) + 1
    return found


def _instrument(one: Instrument, book: Law, cited: int) -> Sequence[object]:
    amends = ", ".join(book.instruments[name].short for name in one.amends)
    return (
        *(one.short, pair(one.title, one.title_en), one.published, one.in_force, one.until),
        *(amends, cited, one.basis.confidence, one.basis.source),
    )
