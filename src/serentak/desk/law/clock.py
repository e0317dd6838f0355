"""The form that counts one rule from a chosen day, and the days worth choosing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from serentak.desk.law.facts import elections, law
from serentak.desk.law.sheet import Sheet, sheet
from serentak.engine.days import Unit, Zone
from serentak.engine.errors import SerentakError
from serentak.engine.law.deadline import deadline
from serentak.engine.law.model import Confidence, Election, Rule, RuleValue

YEARS = range(2010, 2046)


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
    zone = sent.get("zona", "")
    found: Sheet | None = None
    errors: list[tuple[str, str]] = []
    if sent.get("dari"):
        found, errors = _count(rule, sent, home=home, today=today)
    return Calculator(
        start=_begun(sent).partition("T")[0],
        time=_begun(sent).partition("T")[2],
        zone=zone if zone in set(Zone) else str(value.zone or home),
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
    start, limit = moment(_begun(sent)), sent.get("batas", "").strip()
    if start is None and moment(sent["dari"]) is not None:
        return None, [("jam", _("Jamnya tidak terbaca. Tulis jam dan menit, misalnya 22.19."))]
    if start is None:
        return None, [("dari", _("Tanggalnya tidak terbaca. Pilih tanggal antara 2010 dan 2045."))]
    if limit and not (limit.isdigit() and int(limit) <= 400):
        return None, [("batas", _("Lamanya harus angka bulat, paling banyak 400."))]
    zone = Zone(sent["zona"]) if sent.get("zona") in set(Zone) else home
    value = rule.values[-1]
    if isinstance(start, datetime):
        start = start.replace(tzinfo=(zone if sent.get("zona") else value.zone or zone).tz)
    try:
        found = deadline(rule, start, law=law(), local=zone, limit=int(limit) if limit else None)
    except SerentakError as slip:
        return None, [(_field(rule, start, limit), _plain(str(slip)))]
    return sheet(found, today=today), []


def _begun(sent: Mapping[str, str]) -> str:
    """The start as one text: a day, with its time when one was given."""
    day, time = sent.get("dari", ""), sent.get("jam", "").strip()
    return f"{day}T{time}" if time and "T" not in day else day


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


def moment(text: str) -> date | datetime | None:
    """A day, or a day with its time, from a form."""
    try:
        found = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


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
