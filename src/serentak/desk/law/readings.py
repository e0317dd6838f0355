"""Rival readings of a rule side by side, each with its date and who holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from serentak.desk.law import words
from serentak.engine.days import Unit
from serentak.engine.law.basis import Confidence
from serentak.engine.law.deadline import Derivation, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read the rule, with its date; `days` is its distance to the one in use."""

    label: str
    label_en: str
    due: datetime  # in the zone of the count, naive
    zone: str
    time: bool  # whether the hour tells it from the others
    days: int
    hours: int
    in_use: bool
    role: str  # safe, latest or nothing
    memory: bool
    cite: str
    holder: str
    holder_en: str
    count: str

    @property
    def sign(self) -> str:
        """Before or after the one in use."""
        return "\N{MINUS SIGN}" if self.hours < 0 else "+"

    @property
    def apart(self) -> int:
        """Days between the two, without sign."""
        return abs(self.days)

    @property
    def apart_hours(self) -> int:
        """Hours between the two, without sign."""
        return abs(self.hours)


def reading(one: Outcome, derivation: Derivation) -> Reading:
    """A reading beside the one in use."""
    used = derivation.due
    same_day = [other.last_day for other in derivation.readings].count(one.last_day) > 1
    apart = one.due - used
    return Reading(
        label=one.label,
        label_en=one.label_en,
        due=naive(one.due),
        zone=derivation.zone,
        time=same_day or one.term.unit is Unit.HOURS,
        days=(one.last_day - derivation.last_day).days,
        hours=round(apart.total_seconds() / 3600),
        in_use=one.in_use,
        role=one.role,
        memory=one.confidence is Confidence.MEMORY,
        cite=one.cite,
        holder=one.holder,
        holder_en=one.holder_en,
        count=words.term(one.term),
    )


def direction(readings: Sequence[Reading]) -> str:
    """Which way the rivals move the date: earlier, later, both, or nothing."""
    ways = {"earlier" if one.hours < 0 else "later" for one in readings if not one.in_use}
    return "both" if len(ways) > 1 else next(iter(ways), "")


def naive(moment: datetime) -> datetime:
    """Without its zone, so that a template shows the hour of the count and not its own."""
    return moment.replace(tzinfo=None)
