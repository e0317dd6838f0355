"""A derivation as a sheet of paper: whole weeks of counted and skipped days, and rival readings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from serentak.desk.law import words
from serentak.desk.law.readings import Reading, direction, naive, reading
from serentak.desk.shared.clock import home_zone
from serentak.engine.days import DAY, Direction, Skipped, Unit, day_of
from serentak.engine.law.deadline import Derivation

WEEK = timedelta(days=7)
MANY = 6  # weeks from which the rows stand closer
FOLD = 18  # weeks from which the middle is folded
EDGE = 3  # weeks shown at each end of a folded sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day of the grid. `n` is its number in the count; for hours, the hours passed."""

    day: date
    n: int | None = None
    kind: str = ""  # weekend, public or joint when the day is passed over
    reason: str = ""
    reason_en: str = ""
    time: str = ""  # the minute that matters on the anchor or on the due day
    anchor: bool = False
    due: bool = False
    today: bool = False
    outside: bool = False  # fills the week, belongs to no count
    provisional: bool = False  # no decree has settled this day yet
    year: bool = False  # print the year with the day


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from Monday, or a run of folded weeks that hold only counted days."""

    cells: tuple[Cell, ...] = ()
    folded: int = 0
    first: int | None = None  # the numbers the fold hides
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One month of a count of months."""

    n: int
    day: date
    due: bool
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A due date with everything a reader needs to count it again by hand."""

    derivation: Derivation
    weeks: tuple[Week, ...]
    marks: tuple[Mark, ...]
    many: bool
    hours: bool
    working: bool
    anchor: datetime  # naive, in the zone of the count
    timed: bool  # whether the anchor has an hour
    due: datetime
    home: datetime | None  # the same moment on the province's clock, when it differs
    offset: str
    count: str
    manner: str
    closes: str
    span: int
    named: tuple[Skipped, ...]
    weekend: int
    readings: tuple[Reading, ...]
    direction: str  # which way the rivals move the date: earlier, later, both or nothing

    @property
    def rivals(self) -> int:
        """How many readings give another date."""
        return max(len(self.readings) - 1, 0)


def sheet(derivation: Derivation, *, today: date | None = None) -> Sheet:
    """The derivation laid out; `today` is marked in the grid when it lies inside."""
    term, when = derivation.term, derivation.anchor
    due = naive(derivation.due)
    readings = tuple(reading(one, derivation) for one in derivation.readings)
    months = term.unit is Unit.MONTHS
    weeks = () if months else grid(derivation, today=today)
    return Sheet(
        derivation=derivation,
        weeks=weeks,
        marks=marks(derivation) if months else (),
        many=len(weeks) > MANY,
        hours=term.unit is Unit.HOURS,
        working=term.unit is Unit.WORKING and bool(derivation.skipped),
        anchor=naive(when)
        if isinstance(when, datetime)
        else datetime.combine(when, datetime.min.time()),
        timed=isinstance(when, datetime),
        due=due,
        home=_home(derivation.due),
        offset=words.utc(derivation.due),
        count=words.length(term.limit, term.unit),
        manner=words.manner(term),
        closes=due.strftime("%H.%M"),
        span=len(derivation.tally.counted) + len(derivation.skipped),
        named=tuple(one for one in _in_order(derivation) if one.kind != "weekend"),
        weekend=sum(one.kind == "weekend" for one in derivation.skipped),
        readings=readings,
        direction=direction(readings),
    )


def grid(derivation: Derivation, *, today: date | None = None) -> tuple[Week, ...]:
    """Whole weeks, Monday first, from the anchor to the due day or back; long counts fold."""
    anchor, due = day_of(derivation.anchor), naive(derivation.due)
    known = {
        anchor,
        due.date(),
        *derivation.tally.counted,
        *(one.on for one in derivation.skipped),
    }
    low, high = min(known), max(known)
    cells = _cells(derivation, today)
    monday = low - DAY * low.weekday()
    weeks = []
    while monday <= high:
        days = (monday + DAY * n for n in range(7))
        weeks.append(Week(cells=tuple(_in(cells, day, low, high) for day in days)))
        monday += WEEK
    return tuple(_folded(weeks))


def _cells(derivation: Derivation, today: date | None) -> Mapping[date, Cell]:
    """The days that carry a number, a reason, the anchor or the due mark."""
    anchor, due = day_of(derivation.anchor), naive(derivation.due)
    cells = {one.on: _skipped(one, derivation) for one in derivation.skipped}
    for day, n in _numbers(derivation).items():
        cells[day] = Cell(day=day, n=n)
    start = cells.get(anchor, Cell(day=anchor))
    cells[anchor] = replace(start, anchor=True, time=_hour(derivation.anchor, derivation))
    end = cells.get(due.date(), Cell(day=due.date()))
    cells[due.date()] = replace(end, due=True, time=due.strftime("%H.%M"))
    if today in cells:
        cells[today] = replace(cells[today], today=True)
    return cells


def _numbers(derivation: Derivation) -> dict[date, int]:
    """Each counted day's number; hours are shown as hours passed."""
    term, tally = derivation.term, derivation.tally
    if term.limit == 0:
        return {}
    if term.unit is Unit.HOURS:
        return {day: min(24 * n, term.limit) for n, day in enumerate(tally.counted, start=1)}
    return {day: n for n, day in enumerate(tally.counted, start=1)}


def _skipped(one: Skipped, derivation: Derivation) -> Cell:
    unsettled = str(one.on.year) in derivation.provisional and one.kind != "weekend"
    return Cell(
        day=one.on,
        kind=one.kind,
        reason=one.reason,
        reason_en=one.reason_en,
        provisional=unsettled,
    )


def _in(cells: Mapping[date, Cell], day: date, low: date, high: date) -> Cell:
    cell = cells.get(day) or Cell(day=day, outside=not low <= day <= high)
    return replace(cell, year=day == low or (day.month, day.day) == (1, 1))


def _folded(weeks: Sequence[Week]) -> Iterator[Week]:
    """A long sheet keeps its ends and every week with a named day off; the rest is folded."""
    if len(weeks) <= FOLD:
        yield from weeks
        return
    run: list[Week] = []
    for n, week in enumerate(weeks):
        if EDGE <= n < len(weeks) - EDGE and not _tells(week):
            run.append(week)
            continue
        yield from _fold(run)
        run = []
        yield week


def _tells(week: Week) -> bool:
    return any(cell.today or cell.kind in ("public", "joint") for cell in week.cells)


def _fold(run: Sequence[Week]) -> Iterator[Week]:
    numbers = [cell.n for week in run for cell in week.cells if cell.n is not None]
    if run:
        yield Week(
            folded=len(run), first=min(numbers, default=None), last=max(numbers, default=None)
        )


def marks(derivation: Derivation) -> tuple[Mark, ...]:
    """A count of months: the day it reaches in each, in the order counted."""
    due = naive(derivation.due)
    days = derivation.tally.counted if derivation.term.limit else ()
    return tuple(
        Mark(n=n, day=day, due=n == len(days), time=due.strftime("%H.%M") if n == len(days) else "")
        for n, day in enumerate(days, start=1)
    )


def _in_order(derivation: Derivation) -> tuple[Skipped, ...]:
    back = derivation.term.direction is Direction.BEFORE
    return tuple(reversed(derivation.skipped)) if back else derivation.skipped


def _hour(when: date | datetime, derivation: Derivation) -> str:
    timed = isinstance(when, datetime) and derivation.term.unit is Unit.HOURS
    return when.strftime("%H.%M") if timed else ""


def _home(due: datetime) -> datetime | None:
    """The province's own clock at that moment, where it shows another hour."""
    there = due.astimezone(home_zone())
    return None if there.utcoffset() == due.utcoffset() else naive(there)
