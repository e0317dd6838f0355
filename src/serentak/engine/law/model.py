"""The law as frozen values: instruments, rules with dated values, elections, duties."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from serentak.engine.days import Calendar, Direction, Unit, Zone
from serentak.engine.errors import LawGap
from serentak.engine.law.basis import Basis, Confidence
from serentak.engine.law.guards import Indicator, Pattern
from serentak.engine.regions import Level, RegionCode, province

T = TypeVar("T")


class Nature(StrEnum):
    """Who sets a date: the law, a published schedule, or only a proposed target."""

    LAW = "law"
    PUBLISHED = "published"
    TARGET = "target"


class FirstDay(StrEnum):
    """Whether the trigger day is day one."""

    COUNTED = "counted"
    NOT_COUNTED = "not-counted"
    DISPUTED = "disputed"


class Area(StrEnum):
    """The seven areas of the coordination meeting, in its order."""

    REGULATION = "regulation"
    BUDGET = "budget"
    PERSONNEL = "personnel"
    POPULATION = "population"
    SECURITY = "security"
    DISPUTES = "disputes"
    SUPPORT = "support"


class Per(StrEnum):
    """How often a duty arises: once a region, once a case, or again and again."""

    REGION = "region"
    CASE = "case"
    RECURRING = "recurring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """An act, regulation, decree, letter or judgment; in force and published differ."""

    id: str
    short: str
    title: str
    title_en: str
    kind: str
    published: date | None
    in_force: date | None
    until: date | None
    amends: tuple[str, ...]
    aliases: tuple[str, ...]
    note: str
    note_en: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A rival way to read a rule; what is None is as in the value in use."""

    label: str
    label_en: str
    cite: str
    confidence: Confidence
    limit: int | None = None
    unit: Unit | None = None
    first_day: FirstDay | None = None
    after: str = ""
    holder: str = ""
    holder_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleValue:
    """What a rule says from a day on."""

    limit: int | None
    unit: Unit
    direction: Direction
    anchor: str
    first_day: FirstDay
    zone: Zone | None  # None: the zone of the region
    closes: str
    readings: tuple[Reading, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A clock: what starts it, who must act, what happens when it runs out."""

    id: str
    row: str
    kind: str
    title: str
    title_en: str
    actor: str
    starts: str
    starts_en: str
    on_expiry: str
    on_expiry_en: str
    body: str
    values: tuple[RuleValue, ...]

    def on(self, day: date) -> RuleValue:
        """The value in force on a day. Raises LawGap before the first."""
        valid = [value for value in self.values if value.basis.since <= day]
        if not valid:
            first = min(value.basis.since for value in self.values)
            raise LawGap(
                f"Aturan {self.id} baru punya nilai sejak {first.isoformat()}; "
                f"untuk {day.isoformat()} belum ada. Periksa tanggalnya."
            )
        return max(valid, key=lambda value: value.basis.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A named day of an election."""

    id: str
    title: str
    title_en: str
    on: date
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A kind of event in a region that starts clocks; `by` are the duties that bring it about."""

    id: str
    title: str
    title_en: str
    by: tuple[str, ...]
    owners: tuple[str, ...]  # kinds of institution whose event it is, and nobody else's


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A dated phase of an election; either end may be unknown."""

    id: str
    title: str
    title_en: str
    group: str
    parent: str
    start: date | None
    end: date | None
    note: str
    note_en: str
    basis: Basis
    held: bool = True  # False: planned for a case that did not arise


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """An election with its voting day, named days and stages."""

    id: str
    kind: str
    title: str
    title_en: str
    voting_day: date
    anchors: tuple[Anchor, ...]
    stages: tuple[Stage, ...]
    basis: Basis
    hypothetical: bool = False

    @property
    def held(self) -> tuple[Stage, ...]:
        """The stages that took or will take place."""
        return tuple(stage for stage in self.stages if stage.held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A duty as the law states it, before it meets a region."""

    id: str
    election_kind: str
    area: Area
    bearer: str
    level: Level
    duty: str
    duty_en: str
    per: Per
    anchor: str
    offset: str
    rule: str
    nature: Nature
    proof: str
    proof_en: str
    measure: str
    note: str
    note_en: str
    basis: Basis
    roles: tuple[str, ...] = ()  # of people: whom its bearer appoints and reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A receiving body's manner of counting."""

    id: str
    title: str
    title_en: str
    zone: str
    joint_leave: str
    closes: str
    first_day: str
    trigger_off_day: str
    note: str
    note_en: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of institution: who it answers to and who checks its evidence."""

    id: str
    title: str
    title_en: str
    short: str
    independent: bool
    vertical: bool
    verifies: str
    levels: tuple[Level, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree:
    """The joint decree that settles a year's days off."""

    year: int
    published: date | None
    basis: Basis


class Severity(StrEnum):
    """What a finding asks of an office: to correct, to look, or only to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A question asked of every row of a register, and what to do where it fails."""

    id: str
    title: str
    title_en: str
    advice: str
    advice_en: str
    column: str
    severity: Severity
    basis: Basis  # its cite is empty where the rule is this house's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What keeps a resident from voting, with its article per kind of election."""

    id: str
    title: str
    title_en: str
    articles: Mapping[str, Basis]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A number that counting rests on, or several that belong together."""

    id: str
    title: str
    title_en: str
    numbers: tuple[int, ...]
    unit: str
    basis: Basis

    @property
    def number(self) -> int:
        """The number, where there is one."""
        (only,) = self.numbers
        return only


@dataclass(frozen=True, slots=True)
class Law:
    """The whole book."""

    instruments: Mapping[str, Instrument]
    rules: Mapping[str, Rule]
    elections: Mapping[str, Election]
    templates: Mapping[str, Template]
    events: Mapping[str, Event]
    bodies: Mapping[str, Body]
    kinds: Mapping[str, Kind]
    zones: Mapping[str, Zone]
    decrees: tuple[Decree, ...]
    calendar: Calendar
    checks: Mapping[str, Check] = field(default_factory=dict)
    bars: Mapping[str, Bar] = field(default_factory=dict)
    norms: Mapping[str, Norm] = field(default_factory=dict)
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Rule:
        """A rule by id. Raises LawGap."""
        return _find(self.rules, rule_id, "Aturan")

    def election(self, election_id: str) -> Election:
        """An election by id. Raises LawGap."""
        return _find(self.elections, election_id, "Pemilihan")

    def template(self, template_id: str) -> Template:
        """A duty by id. Raises LawGap."""
        return _find(self.templates, template_id, "Kewajiban")

    def norm(self, norm_id: str) -> Norm:
        """A number by id. Raises LawGap."""
        return _find(self.norms, norm_id, "Angka")

    def pattern(self, pattern_id: str) -> Pattern:
        """A pattern of guarding stations by id. Raises LawGap."""
        return _find(self.patterns, pattern_id, "Pola pengamanan")

    def norm_on(self, family: str, day: date) -> Norm:
        """Of numbers that replaced one another, the one in force on a day. Raises LawGap."""
        found = [one for one in self.norms.values() if one.id.rpartition(".")[0] == family]
        valid = [one for one in found if one.basis.since <= day]
        if not valid:
            raise LawGap(
                f"Angka {family} untuk {day.isoformat()} belum ada dalam data hukum. "
                "Periksa tanggalnya."
            )
        return max(valid, key=lambda one: one.basis.since)

    def zone(self, region: RegionCode) -> Zone:
        """The zone a region lives in. Raises LawGap for an unknown province."""
        return _find(self.zones, province(region), "Provinsi")


def _find(shelf: Mapping[str, T], key: str, noun: str) -> T:
    found = shelf.get(key)
    if found is None:
        raise LawGap(f"{noun} '{key}' tidak ada dalam data hukum.{hint(key, shelf)}")
    return found


def hint(key: str, names: Collection[str]) -> str:
    """The names most like a wrong one, as a sentence; empty where there is none at all."""
    near = get_close_matches(key, names, n=3, cutoff=0)
    return f" Mungkin: {', '.join(near)}." if near else ""
