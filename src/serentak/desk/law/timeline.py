"""Stages of an election on one date axis."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from serentak.desk.law import words
from serentak.desk.law.running import begin, finding, state, summary
from serentak.engine.law.basis import Confidence
from serentak.engine.law.model import Election, Stage

DAY = timedelta(days=1)
ROOM = 24.0  # percent a label needs beside its bar
CROWDED = 14  # months from which not every one is named
Span = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stage on the axis; places in percent, `x` None when it has no date or lies outside."""

    stage: Stage
    state: str  # past, now, next or unknown
    sub: bool  # stands under its parent, in the same group
    x: float | None
    width: float
    label: float
    place: str  # where the dates are written: after, before or inside the bar
    left: int | None  # days left, for a running stage
    memory: bool

    @property
    def said(self) -> str:
        """Its state in words."""
        return str(words.STAGE_STATES[self.state])

    @property
    def one(self) -> bool:
        """Whether it lasts a single day."""
        return self.stage.start is not None and self.stage.start == self.stage.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of one kind of actor."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A month on the axis and in the zoom links; `x` None when it lies outside."""

    first: date
    key: str  # 2024-09
    x: float | None
    named: bool
    inside: bool
    year: bool  # print the year


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What the page of stages shows."""

    election: Election
    groups: tuple[Group, ...]
    ticks: tuple[Tick, ...]
    now: float | None
    voting: float | None
    outside: int
    undated: int
    span: Span
    zoomed: bool
    finding: str
    summary: tuple[str, ...]

    @property
    def first(self) -> str:
        """The first month shown."""
        return f"{self.span[0]:%Y-%m}"

    @property
    def last(self) -> str:
        """The last month shown."""
        return f"{self.span[1]:%Y-%m}"


def timeline(election: Election, *, at: date, first: str = "", last: str = "") -> Timeline:
    """The stages of an election as of a day, between two months written 2024-09."""
    whole = _whole(election)
    span = _zoom(whole, first, last)
    groups = {stage.id: stage.group for stage in election.held}
    rows = [
        _row(stage, groups.get(stage.parent, ""), span, at) for stage in _in_order(election.held)
    ]
    shown = [row for row in rows if row.x is not None or _undated(row.stage)]
    return Timeline(
        election=election,
        groups=tuple(_groups(shown)),
        ticks=tuple(_ticks(whole, span)),
        now=_place(at, span) if span[0] <= at <= span[1] else None,
        voting=_place(election.voting_day, span)
        if span[0] <= election.voting_day <= span[1]
        else None,
        outside=len(rows) - len(shown),
        undated=sum(_undated(row.stage) for row in rows),
        span=span,
        zoomed=span != whole,
        finding=finding(election, at=at),
        summary=tuple(summary(election, at=at)),
    )


def _undated(stage: Stage) -> bool:
    return stage.start is None and stage.end is None


def _in_order(stages: Sequence[Stage]) -> Iterator[Stage]:
    """By date, each followed by its sub-stages; undated ones last."""
    known = {stage.id for stage in stages}

    def by_date(several: Iterable[Stage]) -> list[Stage]:
        return sorted(several, key=lambda one: (begin(one), one.end or begin(one)))

    for top in by_date(one for one in stages if one.parent not in known):
        yield top
        yield from by_date(one for one in stages if one.parent == top.id)


def _groups(rows: Sequence[Row]) -> Iterator[Group]:
    for group, heading in words.STAGE_GROUPS.items():
        found = tuple(row for row in rows if row.stage.group == group)
        if found:
            yield Group(heading=str(heading), rows=found)


# ---- the axis


def _whole(election: Election) -> Span:
    days = [day for one in election.held for day in (one.start, one.end) if day is not None] or [
        election.voting_day
    ]
    return min(days).replace(day=1), _last_of(max(days))


def _last_of(day: date) -> date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def _zoom(whole: Span, first: str, last: str) -> Span:
    """The months asked for, inside the election; unreadable or reversed months show all."""
    start, end = _month(first) or whole[0], _month(last) or whole[1]
    start, end = max(start, whole[0]), min(_last_of(end), whole[1])
    return (start, end) if start < end else whole


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _place(day: date, span: Span) -> float:
    return (day - span[0]).days / ((span[1] - span[0]).days + 1) * 100


def _row(stage: Stage, group: str, span: Span, at: date) -> Row:
    low, high = stage.start or stage.end, stage.end or stage.start
    inside = low is not None and high is not None and low <= span[1] and high >= span[0]
    x = width = 0.0
    if inside and low is not None and high is not None:
        x = _place(max(low, span[0]), span)
        width = max(_place(min(high, span[1]) + DAY, span) - x, 0.4)
    now = state(stage, at)
    place = "after" if x + width <= 100 - ROOM else "before" if x >= ROOM else "inside"
    return Row(
        stage=stage,
        state=now,
        sub=stage.group == group,
        x=x if inside else None,
        width=width,
        label=x + width if place == "after" else x,
        place=place,
        left=(stage.end - at).days if now == "now" and stage.end else None,
        memory=stage.basis.confidence is Confidence.MEMORY,
    )


def _ticks(whole: Span, span: Span) -> Iterator[Tick]:
    months = list(_months(whole))
    shown = [month for month in months if span[0] <= month <= span[1]]
    step = -(-len(shown) // CROWDED)
    named = set(shown[::step])
    for month in months:
        inside = month in shown
        yield Tick(
            first=month,
            key=f"{month:%Y-%m}",
            x=_place(month, span) if inside else None,
            named=month in named,
            inside=inside,
            year=inside and (month == shown[0] or _new_year(month, named)),
        )


def _new_year(month: date, named: set[date]) -> bool:
    """The first named month of its year carries the year."""
    return month in named and month == min(one for one in named if one.year == month.year)


def _months(span: Span) -> Iterator[date]:
    month = span[0]
    while month <= span[1]:
        yield month
        month = _last_of(month) + DAY
