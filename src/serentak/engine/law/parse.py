"""From plain mappings (as read from law/*.yaml) to the law book; every slip names its file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

from serentak.engine.days import Correction, Direction, OffKind, Unit, Zone, calendar
from serentak.engine.errors import LawGap
from serentak.engine.law.model import (
    Anchor,
    Area,
    Basis,
    Body,
    Confidence,
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

Raw = Mapping[str, Any]
Files = Mapping[str, Raw]  # file name -> its content
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_BASIS = {field.name for field in fields(Basis)}


class Entry:
    """One mapping of a law file; reads each key once and complains of what is left over."""

    def __init__(self, raw: object, where: str) -> None:
        if not isinstance(raw, Mapping):
            raise LawGap(f"{where}: harus berupa daftar kunci dan nilai.")
        self.raw = cast(Raw, raw)
        self.where = f"{where} {self.raw.get('id', '')}".strip()
        self.read: set[str] = set()

    def get(self, key: str, default: Any = MISSING) -> Any:
        """The value of a key; LawGap when it is missing and has no default."""
        self.read.add(key)
        if key in self.raw and self.raw[key] is not None:
            return self.raw[key]
        if default is MISSING:
            raise LawGap(f"{self.where}: kunci '{key}' belum diisi.")
        return default

    def text(self, key: str, default: Any = "") -> str:
        """A text; empty by default."""
        value = self.get(key, default)
        if not isinstance(value, str):
            raise LawGap(f"{self.where}: '{key}' harus teks (beri tanda kutip).")
        return value.strip()

    def need(self, key: str) -> str:
        """A text that must be there."""
        return self.text(key, MISSING)

    def day(self, key: str, default: Any = MISSING) -> Any:
        """A date."""
        value = self.get(key, default)
        if value is not None and type(value) is not date:
            raise LawGap(f"{self.where}: '{key}' harus tanggal ISO, misalnya 2024-11-27.")
        return value

    def one_of(self, key: str, kind: type[E], default: Any = MISSING) -> E:
        """A value from a closed set."""
        value = self.get(key, default)
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(kind)
            raise LawGap(f"{self.where}: '{key}: {value}' tidak dikenal. Pilih: {known}.") from None

    def many(self, key: str, build: Callable[["Entry"], T]) -> tuple[T, ...]:
        """A list of entries."""
        rows = self.get(key, ())
        if not isinstance(rows, Sequence) or isinstance(rows, str):
            raise LawGap(f"{self.where}: '{key}' harus daftar.")
        return tuple(
            Entry(row, f"{self.where} {key}[{n}]").built(build) for n, row in enumerate(rows)
        )

    def built(self, build: Callable[["Entry"], T]) -> T:
        """The finished value; a key nobody asked for is a slip."""
        value = build(self)
        unknown = sorted(set(self.raw) - self.read)
        if unknown:
            raise LawGap(f"{self.where}: kunci tidak dikenal: {', '.join(unknown)}.")
        return value

    def basis(self) -> Basis:
        """The cite, dates and confidence every value carries."""
        return Basis(
            since=self.day("since"),
            cite=self.need("cite"),
            checked=self.day("checked"),
            confidence=self.one_of("confidence", Confidence),
            source=self.text("source"),
            open_question=self.text("open_question"),
            open_question_en=self.text("open_question_en"),
        )

    def texts(self, of: type[Any]) -> dict[str, str]:
        """All plain text fields of a dataclass, required unless they are notes."""
        return {
            name: self.text(name) if name.startswith(_OPTIONAL) else self.need(name)
            for name in _text_fields(of)
        }


_OPTIONAL = ("note", "parent", "holder", "after", "anchor", "offset", "rule", "measure", "row")


def _text_fields(of: type[Any]) -> Iterator[str]:
    all_fields: tuple[Field[Any], ...] = fields(of)
    return (field.name for field in all_fields if field.type is str or field.type == "str")


def parse(files: Files) -> Law:
    """The law book. Raises LawGap naming file, entry and key."""
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
    )
    _check_links(law)
    return law


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
        amends=tuple(e.get("amends", ())),
        aliases=tuple(e.get("aliases", ())),
        basis=e.basis(),
    )


def _rule(e: Entry) -> Rule:
    values = e.many("values", _value)
    if not values:
        raise LawGap(f"{e.where}: belum ada nilai.")
    return Rule(**e.texts(Rule), values=values)


def _value(e: Entry) -> RuleValue:
    zone = e.need("zone")
    e.get("limit_from", "")
    return RuleValue(
        limit=e.get("limit", None),
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
        limit=e.get("limit", None),
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
        **e.texts(Stage), start=e.day("start", None), end=e.day("end", None), basis=e.basis()
    )


def _template(e: Entry) -> Template:
    return Template(
        **e.texts(Template),
        area=_area(e),
        level=e.one_of("level", Level),
        per=e.one_of("per", Per),
        nature=e.one_of("nature", Nature),
        basis=e.basis(),
    )


def _event(e: Entry) -> Event:
    return Event(**e.texts(Event), by=tuple(e.get("by", ())))


def _area(e: Entry) -> Area:
    area = e.need("id").split(".")[1]
    try:
        return Area(area)
    except ValueError:
        raise LawGap(f"{e.where}: bidang '{area}' dalam id tidak dikenal.") from None


def _body(e: Entry) -> Body:
    return Body(**e.texts(Body), basis=e.basis())


def _kind(e: Entry) -> Kind:
    return Kind(
        **e.texts(Kind),
        independent=bool(e.get("independent", False)),
        vertical=bool(e.get("vertical", False)),
        levels=tuple(Level(level) for level in e.get("levels")),
        basis=e.basis(),
    )


def _zone(e: Entry) -> tuple[str, Zone]:
    for key in ("tz", "name", "note", "note_en"):
        e.text(key)
    e.basis()
    return e.need("province"), e.one_of("zone", Zone)


def _decree(e: Entry) -> Decree:
    e.text("note"), e.text("note_en")
    return Decree(year=e.get("year"), published=e.day("published", None), basis=e.basis())


def _correction(e: Entry) -> Correction:
    basis = e.basis()
    return Correction(
        on=e.day("date"),
        add=e.need("action") == "add",
        kind=e.one_of("kind", OffKind),
        name=e.need("name"),
        name_en=e.need("name_en"),
        cite=basis.cite,
    )


def _check_links(law: Law) -> None:
    """What one file names in another must exist."""
    for rule in law.rules.values():
        for value in rule.values:
            for reading in value.readings:
                if reading.after:
                    law.rule(reading.after)
    for template in law.templates.values():
        if template.rule:
            law.rule(template.rule)
        if template.bearer not in law.kinds:
            raise LawGap(f"{template.id}: lembaga '{template.bearer}' belum ada dalam kinds.")
    for event in law.events.values():
        for duty in event.by:
            if duty not in law.templates:
                raise LawGap(f"{event.id}: kewajiban '{duty}' tidak ada.")
    for instrument in law.instruments.values():
        for other in instrument.amends:
            if other not in law.instruments:
                raise LawGap(f"{instrument.id}: mengubah '{other}' yang tidak ada.")
