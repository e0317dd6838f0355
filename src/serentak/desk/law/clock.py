"""The form that counts one rule from a chosen day, and the days worth choosing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from serentak.desk.law.facts import elections, law
from serentak.desk.law.sheet import Sheet, sheet
from serentak.desk.shared.numbers import whole
from serentak.engine.days import Unit, Zone
from serentak.engine.errors import SerentakError
from serentak.engine.law.basis import Confidence
from serentak.engine.law.deadline import deadline
from serentak.engine.law.model import Election, Rule, RuleValue
from serentak.engine.moments import clock, moment

YEARS = range(2010, 2046)
_LONGEST = 400  # days, hours or months a decision may set


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A known day that may start the clock."""

    value: str
    title: str
    title_en: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """The form as it was sent, and its answer or what is wrong with it."""

    start: str
    time: str
    zone: str
    limit: str
    hours: bool  # the start needs a time of day, else it may have one
    asks_limit: bool
    presets: tuple[Preset, ...]
    sheet: Sheet | None
    errors: tuple[tuple[str, str], ...]  # field id, sentence

    @property
    def memory(self) -> bool:
        """Whether the value that was counted rests on memory."""
        basis = self.sheet.derivation.basis if self.sheet else None
        return basis is not None and basis.confidence is Confidence.MEMORY

    @property
    def wrong(self) -> Mapping[str, str]:
        """What is wrong, by field."""
        return dict(self.errors)


def calculator(
    rule: Rule, value: RuleValue, *, sent: Mapping[str, str], home: Zone, today: date
) -> Calculator:
    """Count the rule from what was sent; an empty form only offers known days."""
    hours = any(unit is Unit.HOURS for unit in _units(value))
    zone = _zone(sent) or value.zone or home
    found: Sheet | None = None
    errors: list[tuple[str, str]] = []
    if sent.get("dari"):
        found, errors = _count(rule, sent, home=home, today=today)
    day, time = _typed(sent, zone)
    return Calculator(
        start=day,
        time=time,
        zone=str(zone),
        limit=sent.get("batas", ""),
        hours=hours,
        asks_limit=value.limit is None,
        presets=() if hours else presets(rule, value),
        sheet=found,
        errors=tuple(errors),
    )


def _units(value: RuleValue) -> set[Unit]:
    return {value.unit, *(reading.unit for reading in value.readings if reading.unit)}


def _count(
    rule: Rule, sent: Mapping[str, str], *, home: Zone, today: date
) -> tuple[Sheet | None, list[tuple[str, str]]]:
    start, limit = _start(sent), sent.get("batas", "").strip()
    if isinstance(start, str):
        return None, [(start, _unread(start))]
    length = whole(limit, most=_LONGEST)
    if limit and length is None:
        return None, [("batas", _("Lamanya harus angka bulat, paling banyak 400."))]
    zone = _zone(sent) or home
    if isinstance(start, datetime) and start.tzinfo is None:
        start = start.replace(tzinfo=(_zone(sent) or rule.values[-1].zone or home).tz)
    try:
        found = deadline(rule, start, law=law(), local=zone, limit=length)
    except SerentakError as slip:
        return None, [(_field(rule, start, limit), _plain(str(slip)))]
    return sheet(found, today=today), []


def _zone(sent: Mapping[str, str]) -> Zone | None:
    return Zone(sent["zona"]) if sent.get("zona") in set(Zone) else None


def _start(sent: Mapping[str, str]) -> date | datetime | str:
    """The start, with its time when one was given; or the field that cannot be read."""
    found, hour = moment(sent.get("dari", "")), sent.get("jam", "").strip()
    if found is None or found.year not in YEARS:
        return "dari"
    if not hour or isinstance(found, datetime):
        return found
    time = clock(hour)
    return datetime.combine(found, time) if time else "jam"


def _unread(field: str) -> str:
    if field == "jam":
        return _("Jamnya tidak terbaca. Tulis jam dan menit, misalnya 22.19.")
    return _("Tanggalnya tidak terbaca. Pilih tanggal antara 2010 dan 2045.")


def _typed(sent: Mapping[str, str], zone: Zone) -> tuple[str, str]:
    """Day and time as the fields show them again; an offset has moved them to the zone shown."""
    start = _start(sent)
    if isinstance(start, str):
        return sent.get("dari", "").partition("T")[0], sent.get("jam", "")
    if not isinstance(start, datetime):
        return start.isoformat(), ""
    local = start.astimezone(zone.tz) if start.tzinfo else start
    return f"{local:%Y-%m-%d}", f"{local:%H:%M}"


def _field(rule: Rule, start: date, limit: str) -> str:
    """The field a refusal is about: a length that only a decision sets, the time, or the start."""
    begun = [value for value in rule.values if value.basis.since <= _day(start)]
    if begun and begun[-1].limit is None and not limit:
        return "batas"
    timeless = not isinstance(start, datetime)
    return "jam" if timeless and begun and Unit.HOURS in _units(begun[-1]) else "dari"


def _day(start: date) -> date:
    return start.date() if isinstance(start, datetime) else start


def _plain(sentence: str) -> str:
    """The engine speaks to a terminal as well; a page has fields instead of options."""
    if "--limit" in sentence:
        return _("Lamanya ditetapkan dalam putusan. Isi lamanya.")
    return sentence


def presets(rule: Rule, value: RuleValue) -> tuple[Preset, ...]:
    """Days of the known elections of this kind that the rule is counted from."""
    return tuple(
        preset
        for election in elections()
        if rule.kind in (election.kind, "both")
        for preset in _presets(election, value.anchor)
    )


def _presets(election: Election, anchor: str) -> Iterator[Preset]:
    if anchor == "voting-day":
        yield Preset(
            value=election.voting_day.isoformat(),
            title=election.title,
            title_en=election.title_en,
            on=election.voting_day,
        )
    for named in election.anchors:
        if named.id == anchor:
            yield Preset(
                value=named.on.isoformat(),
                title=f"{named.title}, {election.title}",
                title_en=f"{named.title_en}, {election.title_en}",
                on=named.on,
            )
