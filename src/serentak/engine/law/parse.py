"""From plain mappings (as read from law/*.yaml) to the law book; every slip names its file."""

from collections.abc import Callable, Container, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from serentak.engine.days import Correction, Direction, OffKind, Unit, Zone, calendar
from serentak.engine.errors import LawGap
from serentak.engine.law import guards, voting
from serentak.engine.law.basis import Confidence
from serentak.engine.law.entry import Entry, Raw
from serentak.engine.law.model import (
    Anchor,
    Area,
    Body,
    Decree,
    Election,
    Event,
    FirstDay,
    Instrument,
    Kind,
    Law,
    Nature,
    Per,
    Reading,
    Rule,
    RuleValue,
    Stage,
    Template,
)
from serentak.engine.regions import Level

Files = Mapping[str, Raw]  # file name -> its content
T = TypeVar("T")

SHELVES = (
    *("instruments", "rules", "elections", "obligations", "events"),
    *("bodies", "kinds", "zones", "decrees", "corrections"),
    *("checks", "bars", "norms", "patterns", "indicators"),
)


def parse(files: Files) -> Law:
    """The law book. Raises LawGap naming file, entry and key."""
    _check_shelves(files)
    rules = _shelf(files, "rules", _rule)
    decrees = _list(files, "decrees", _decree)
    law = Law(
        instruments=_shelf(files, "instruments", _instrument),
        rules=rules,
        elections=_shelf(files, "elections", _election),
        templates=_shelf(files, "obligations", _template),
        events=_shelf(files, "events", _event),
        bodies=_shelf(files, "bodies", _body),
        kinds=_shelf(files, "kinds", _kind),
        zones=dict(_list(files, "zones", _zone)),
        decrees=decrees,
        calendar=calendar(
            decreed=(decree.year for decree in decrees),
            corrections=_list(files, "corrections", _correction),
        ),
        checks=_shelf(files, "checks", voting.check),
        bars=_shelf(files, "bars", voting.bar),
        norms=_shelf(files, "norms", voting.norm),
        patterns=_shelf(files, "patterns", guards.pattern),
        indicators=_shelf(files, "indicators", guards.indicator),
    )
    _check_links(law)
    return law


def _check_shelves(files: Files) -> None:
    for name, raw in files.items():
        unknown = sorted(set(Entry(raw, name).raw) - set(SHELVES))
        if unknown:
            known = ", ".join(SHELVES)
            raise LawGap(f"{name}: bagian '{unknown[0]}' tidak dikenal. Pilih: {known}.")


def _list(files: Files, key: str, build: Callable[[Entry], T]) -> tuple[T, ...]:
    return tuple(
        item
        for name, raw in files.items()
        if key in raw
        for item in Entry({key: raw[key]}, name).many(key, build)
    )


def _shelf(files: Files, key: str, build: Callable[[Entry], Any]) -> dict[str, Any]:
    shelf: dict[str, Any] = {}
    for item in _list(files, key, build):
        if item.id in shelf:
            raise LawGap(f"{key}: '{item.id}' tertulis dua kali.")
        shelf[item.id] = item
    return shelf


def _instrument(e: Entry) -> Instrument:
    return Instrument(
        **e.texts(Instrument),
        published=e.day("published", None),
        in_force=e.day("in_force", None),
        until=e.day("until", None),
        amends=e.names("amends"),
        aliases=e.names("aliases"),
        basis=e.basis(),
    )


def _rule(e: Entry) -> Rule:
    values = e.many("values", _value)
    if not values:
        raise LawGap(f"{e.where}: belum ada nilai.")
    if len({value.basis.since for value in values}) < len(values):
        raise LawGap(f"{e.where}: dua nilai berlaku sejak hari yang sama.")
    return Rule(**e.texts(Rule), values=values)


def _value(e: Entry) -> RuleValue:
    zone = e.need("zone")
    e.get("limit_from", "")
    return RuleValue(
        limit=e.number("limit", None),
        unit=e.one_of("unit", Unit),
        direction=e.one_of("direction", Direction, Direction.AFTER),
        anchor=e.text("anchor"),
        first_day=e.one_of("first_day", FirstDay),
        zone=None if zone == "local" else e.one_of("zone", Zone),
        closes=e.need("closes"),
        readings=e.many("readings", _reading),
        basis=e.basis(),
    )


def _reading(e: Entry) -> Reading:
    return Reading(
        **e.texts(Reading),
        confidence=e.one_of("confidence", Confidence),
        limit=e.number("limit", None),
        unit=e.one_of("unit", Unit) if "unit" in e.raw else None,
        first_day=e.one_of("first_day", FirstDay) if "first_day" in e.raw else None,
    )


def _election(e: Entry) -> Election:
    return Election(
        **e.texts(Election),
        hypothetical=False,
        voting_day=e.day("voting_day"),
        anchors=e.many("anchors", _anchor),
        stages=e.many("stages", _stage),
        basis=e.basis(),
    )


def _anchor(e: Entry) -> Anchor:
    return Anchor(**e.texts(Anchor), on=e.day("on"), basis=e.basis())


def _stage(e: Entry) -> Stage:
    return Stage(
        **e.texts(Stage),
        start=e.day("start", None),
        end=e.day("end", None),
        basis=e.basis(),
        held=bool(e.get("held", True)),
    )


def _template(e: Entry) -> Template:
    return Template(
        **e.texts(Template),
        area=_area(e),
        level=e.one_of("level", Level),
        per=e.one_of("per", Per),
        nature=e.one_of("nature", Nature),
        basis=e.basis(),
        roles=e.names("roles"),
    )


def _event(e: Entry) -> Event:
    return Event(**e.texts(Event), by=e.names("by"), owners=e.names("owners"))


def _area(e: Entry) -> Area:
    """The second word of a duty's id, e.g. `pilkada.budget.return-kpu`."""
    _, _, rest = e.need("id").partition(".")
    return e.member("id", rest.partition(".")[0], Area)


def _body(e: Entry) -> Body:
    return Body(**e.texts(Body), basis=e.basis())


def _kind(e: Entry) -> Kind:
    return Kind(
        **e.texts(Kind),
        independent=e.flag("independent"),
        vertical=e.flag("vertical"),
        levels=e.some_of("levels", Level),
        basis=e.basis(),
    )


def _zone(e: Entry) -> tuple[str, Zone]:
    for key in ("tz", "name", "note", "note_en"):
        e.text(key)
    e.basis()
    return e.need("province"), e.one_of("zone", Zone)


def _decree(e: Entry) -> Decree:
    e.text("note"), e.text("note_en")
    return Decree(year=e.number("year"), published=e.day("published", None), basis=e.basis())


class Action(StrEnum):
    """What a correction does to the base calendar."""

    ADD = "add"
    REMOVE = "remove"


def _correction(e: Entry) -> Correction:
    basis = e.basis()
    return Correction(
        on=e.day("date"),
        add=e.one_of("action", Action) is Action.ADD,
        kind=e.one_of("kind", OffKind),
        name=e.need("name"),
        name_en=e.need("name_en"),
        cite=basis.cite,
    )


def _check_links(law: Law) -> None:
    """What one file names in another must exist."""
    shelves: Mapping[str, Container[str]] = {
        "aturan": law.rules,
        "lembaga": law.kinds,
        "kewajiban": law.templates,
        "instrumen": law.instruments,
    }
    for where, shelf, name in _links(law):
        if name not in shelves[shelf]:
            raise LawGap(f"{where}: menunjuk {shelf} '{name}' yang tidak ada.")


def _links(law: Law) -> Iterator[tuple[str, str, str]]:
    """(who names, which shelf, what) for every name that crosses files."""
    for rule in law.rules.values():
        readings = (reading for value in rule.values for reading in value.readings)
        yield from ((rule.id, "aturan", reading.after) for reading in readings if reading.after)
    for template in law.templates.values():
        yield template.id, "lembaga", template.bearer
        if template.rule:
            yield template.id, "aturan", template.rule
    for event in law.events.values():
        yield from ((event.id, "kewajiban", duty) for duty in event.by)
    for instrument in law.instruments.values():
        yield from ((instrument.id, "instrumen", other) for other in instrument.amends)
