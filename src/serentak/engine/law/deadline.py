"""From a rule and its trigger to a date, with every counted and every skipped day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from serentak.engine.days import (
    TO_THE_MINUTE,
    Skipped,
    Tally,
    Term,
    Unit,
    Zone,
    closing,
    count,
    count_hours,
    day_of,
    local_moment,
)
from serentak.engine.errors import BadData, LawGap
from serentak.engine.law.basis import Basis, Confidence
from serentak.engine.law.model import FirstDay, Law, Reading, Rule, RuleValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One reading of a rule and the date it gives."""

    label: str
    label_en: str
    cite: str
    confidence: Confidence
    holder: str
    holder_en: str
    term: Term
    tally: Tally
    due: datetime
    anchor: date | datetime
    in_use: bool = False
    role: str = ""  # "safe" for the earliest, "latest" for the last arguable

    @property
    def last_day(self) -> date:
        """The last day in time."""
        return self.tally.last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A date and how it was counted. `due` is the last second in time, with its offset."""

    rule_id: str
    title: str
    title_en: str
    basis: Basis
    anchor: date | datetime
    zone: Zone
    closes: str
    term: Term
    tally: Tally
    due: datetime
    readings: tuple[Outcome, ...] = ()
    provisional: tuple[str, ...] = ()

    @property
    def last_day(self) -> date:
        """The last day in time, in the receiving body's zone."""
        return self.tally.last_day

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The days passed over, with reasons."""
        return self.tally.skipped


def deadline(
    rule: Rule, when: date | datetime, *, law: Law, local: Zone, limit: int | None = None
) -> Derivation:
    """When a clock runs out, counted from its trigger.

    `local` is the region's zone; `limit` fills a length that a decision sets.
    Raises LawGap (no value on that day, no length) or BadData (hours without a time of day).
    """
    value = rule.on(day_of(when))
    zone = value.zone or local
    anchor = local_moment(when, zone)
    clock = _Clock(rule=rule, value=value, law=law, zone=zone, ordered=limit)
    outcomes = _with_roles(tuple(_outcomes(clock, anchor)))
    used = outcomes[0]
    return Derivation(
        rule_id=rule.id,
        title=rule.title,
        title_en=rule.title_en,
        basis=value.basis,
        anchor=anchor,
        zone=zone,
        closes=value.closes,
        term=used.term,
        tally=used.tally,
        due=used.due,
        readings=outcomes if len(outcomes) > 1 else (),
        provisional=_provisional(used, law),
    )


def plain_rule(term: Term, *, zone: Zone | None, basis: Basis, title: str = "") -> Rule:
    """A rule for a count that has none of its own; `zone` None is the region's."""
    value = RuleValue(
        limit=term.limit,
        unit=term.unit,
        direction=term.direction,
        anchor="",
        first_day=FirstDay.COUNTED if term.first_day_counted else FirstDay.NOT_COUNTED,
        zone=zone,
        closes=term.closes,
        readings=(),
        basis=basis,
    )
    return Rule(
        id="",
        row="",
        kind="",
        title=title,
        title_en=title,
        actor="",
        starts="",
        starts_en="",
        on_expiry="",
        on_expiry_en="",
        body="",
        values=(value,),
    )


_MONTH_LABELS = (
    ("Hari terakhir bulan yang lebih pendek", "Last day of the shorter month"),
    ("Hari pertama bulan berikutnya", "First day of the following month"),
)
_AS_PRINTED = ("Bacaan yang dipakai", "The reading in use")
_FIRST_DAY_LABELS = {
    FirstDay.COUNTED: ("Hari pemicu dihitung hari ke-1", "The trigger day counts as day 1"),
    FirstDay.NOT_COUNTED: ("Hari ke-1 adalah hari sesudah pemicu", "Day 1 is the day after"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    """A rule's value on a day, and what counting it takes; `ordered` is a decision's length."""

    rule: Rule
    value: RuleValue
    law: Law
    zone: Zone
    ordered: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to count a clock: the reading (None for the one in use), its name, its term."""

    reading: Reading | None
    label: tuple[str, str]
    term: Term


def _outcomes(clock: _Clock, anchor: date | datetime) -> Iterator[Outcome]:
    """The reading in use first, then every rival that gives another date."""
    seen: set[datetime] = set()
    for way in (way for reading in (None, *clock.value.readings) for way in _ways(clock, reading)):
        start = _start(way.reading, anchor, law=clock.law, local=clock.zone)
        runs = _run(start, way.term, law=clock.law, zone=clock.zone)
        for (tally, due), label in zip(runs, (way.label, *_MONTH_LABELS[1:]), strict=False):
            if due not in seen:
                outcome = _outcome(clock.value, way, start, tally, due)
                yield replace(outcome, label=label[0], label_en=label[1], in_use=not seen)
                seen.add(due)


def _outcome(
    value: RuleValue, way: _Way, start: date | datetime, tally: Tally, due: datetime
) -> Outcome:
    reading = way.reading
    return Outcome(
        label=way.label[0],
        label_en=way.label[1],
        cite=reading.cite if reading else value.basis.cite,
        confidence=reading.confidence if reading else value.basis.confidence,
        holder=reading.holder if reading else "",
        holder_en=reading.holder_en if reading else "",
        term=way.term,
        tally=tally,
        due=due,
        anchor=start,
    )


def _ways(clock: _Clock, reading: Reading | None) -> Iterator[_Way]:
    """How a reading counts; two ways where the first day is disputed, earliest first."""
    value = clock.value
    stated = reading.first_day if reading and reading.first_day else value.first_day
    unit = reading.unit if reading and reading.unit else value.unit
    options = (FirstDay.COUNTED, FirstDay.NOT_COUNTED) if stated is FirstDay.DISPUTED else (stated,)
    for option in options:
        yield _Way(
            reading=reading,
            label=_label(reading, option if len(options) > 1 else None),
            term=Term(
                limit=_length(clock, reading),
                unit=unit,
                direction=value.direction,
                first_day_counted=option is FirstDay.COUNTED,
                closes=value.closes,
            ),
        )


def _length(clock: _Clock, reading: Reading | None) -> int:
    """The reading's length, the rule's, or the one a decision sets. Raises LawGap."""
    stated = reading.limit if reading else None
    for length in (stated, clock.value.limit, clock.ordered):
        if length is not None:
            return length
    raise LawGap(
        f"Lamanya tenggat {clock.rule.id} ditetapkan dalam putusan. Ulangi dengan --limit, "
        "misalnya --limit 45."
    )


def _label(reading: Reading | None, option: FirstDay | None) -> tuple[str, str]:
    """A reading's name; with the first day added where that is disputed too."""
    if reading is None:
        return _FIRST_DAY_LABELS[option] if option else _AS_PRINTED
    if option is None:
        return reading.label, reading.label_en
    day, day_en = _FIRST_DAY_LABELS[option]
    return f"{reading.label}. {day}", f"{reading.label_en}. {day_en}"


def _start(
    reading: Reading | None, anchor: date | datetime, *, law: Law, local: Zone
) -> date | datetime:
    """A rival reading may start where another clock ends."""
    if reading is None or not reading.after:
        return anchor
    return deadline(law.rule(reading.after), day_of(anchor), law=law, local=local).last_day


def _run(
    anchor: date | datetime, term: Term, *, law: Law, zone: Zone
) -> Iterator[tuple[Tally, datetime]]:
    if term.unit is Unit.HOURS:
        if not isinstance(anchor, datetime):
            raise BadData(
                "Tenggat ini berjalan per jam. Tulis juga jamnya, misalnya 2024-03-20T22:19."
            )
        yield count_hours(anchor, term)
        return
    for tally in count(day_of(anchor), term, days=law.calendar):
        closes = "24:00" if term.closes == TO_THE_MINUTE else term.closes
        yield tally, closing(tally.last_day, closes, zone)


def _with_roles(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Mark the earliest date as the safe one and the last as the latest arguable."""
    if len(outcomes) < 2:
        return outcomes
    early = min(outcome.due for outcome in outcomes)
    late = max(outcome.due for outcome in outcomes)
    roles = {early: "safe", late: "latest"}
    return tuple(replace(outcome, role=roles.get(outcome.due, "")) for outcome in outcomes)


def _provisional(outcome: Outcome, law: Law) -> tuple[str, ...]:
    """Years in the count whose days off no decree has settled yet."""
    if outcome.term.unit is not Unit.WORKING:
        return ()
    days = (*outcome.tally.counted, *(skip.on for skip in outcome.tally.skipped))
    return tuple(sorted({str(day.year) for day in days if law.calendar.provisional(day)}))
