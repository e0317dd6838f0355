"""Is this regency ready in this area, and why not: derived from duties, dates and evidence."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from serentak.engine.law.model import Nature

SOON = timedelta(days=7)
SECOND = timedelta(seconds=1)


class State(StrEnum):
    """How a duty, or a whole cell, stands at a moment; worst first."""

    LATE = "late"
    AT_RISK = "at-risk"
    UNKNOWN = "unknown"
    DUE = "due"
    COMING = "coming"
    STANDING = "standing"
    MET = "met"
    NOT_APPLICABLE = "not-applicable"


WORST_FIRST = {state: rank for rank, state in enumerate(State)}


class Why(StrEnum):
    """The one reason behind a duty's state."""

    ACCEPTED = "accepted"
    PARTIAL = "partial"
    RETURNED = "returned"
    WAITING = "waiting"
    EXPIRED = "expired"
    NOTHING = "nothing"
    UNDATED = "undated"
    TARGET = "target"
    EXEMPT = "exempt"
    STANDING = "standing"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One piece of evidence and what happened to it; coverage runs from 0 to 1."""

    reported: datetime
    coverage: float = 1.0
    accepted: datetime | None = None
    returned: datetime | None = None
    superseded: datetime | None = None
    expires: datetime | None = None

    def stands(self, at: datetime) -> bool:
        """Whether it counts at that moment."""
        return (
            _passed(self.accepted, at) and not self.replaced(at) and not _passed(self.expires, at)
        )

    def replaced(self, at: datetime) -> bool:
        """Whether a correction has taken its place."""
        return _passed(self.superseded, at)

    def waits(self, at: datetime) -> bool:
        """Whether nobody has decided on it yet and it still could count."""
        ends = (self.accepted, self.returned, self.superseded, self.expires)
        return not any(_passed(end, at) for end in ends)

    def moments(self) -> Iterable[datetime]:
        """When its standing changes."""
        changes = (self.reported, self.accepted, self.returned, self.superseded, self.expires)
        return (moment for moment in changes if moment is not None)


def _passed(moment: datetime | None, at: datetime) -> bool:
    return moment is not None and moment <= at


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What a duty was until a change, or that it was not asked at all; `until` is exclusive."""

    until: datetime
    due: datetime | None
    nature: Nature
    area: str = ""
    expected: datetime | None = None
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A duty as readiness sees it. `due` is the last second in time; None while its event waits.

    `expected` is when that event should have happened; past it the duty is unknown, not met.
    `earlier` is what it was before each change, in the order the changes were recorded.
    """

    key: str
    title: str
    nature: Nature
    due: datetime | None
    area: str = ""
    expected: datetime | None = None
    proofs: tuple[Proof, ...] = ()
    applicable: bool = True
    rulings: tuple[tuple[datetime, bool], ...] = ()  # in order: from when on it applies or not
    asked: bool = True  # False once the law no longer asks it
    standing: bool = False  # recurs without a date: shown, never due, in no cell
    earlier: tuple[Earlier, ...] = ()

    @property
    def overdue_from(self) -> datetime | None:
        """The first second that is too late."""
        last = self.expected if self.due is None else self.due
        return None if last is None else last + SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A duty's state at a moment, how much of it is true, and why."""

    item: Item
    state: State
    why: Why
    coverage: float
    must: bool  # whether it must be true by now
    rank: tuple[int, float, str]  # worst first, then the oldest date, then by name


def as_known(item: Item, *, at: datetime) -> Item:
    """A duty as it was at a moment, whatever was changed later."""
    for was in item.earlier:
        if at < was.until:
            return replace(
                item,
                due=was.due,
                nature=was.nature,
                area=was.area,
                expected=was.expected,
                asked=was.asked,
                earlier=(),
            )
    return item


def areas(item: Item) -> set[str]:
    """The area a duty belongs to, and those it belonged to before."""
    return {item.area, *(was.area for was in item.earlier)}


def within(item: Item, area: str) -> Item:
    """A duty as one area sees it: not asked there while it belonged to another."""
    earlier = tuple(replace(was, asked=was.asked and was.area == area) for was in item.earlier)
    return replace(item, asked=item.asked and item.area == area, earlier=earlier)


def status(item: Item, *, at: datetime) -> Status:
    """How a duty stood at a moment, by what was known then."""
    item = as_known(item, at=at)
    coverage = _coverage(item, at)
    must = not item.standing and _passed(item.overdue_from, at)
    state, why = _state(item, coverage, must=must, at=at)
    age = item.due.timestamp() if item.due else math.inf
    return Status(
        item=item,
        state=state,
        why=why,
        coverage=coverage,
        must=must,
        rank=(WORST_FIRST[state], age, item.key),
    )


def _applies(item: Item, at: datetime) -> bool:
    """What the last ruling up to a moment says."""
    so_far = [ruling for ruling in item.rulings if ruling[0] <= at]
    return so_far[-1][1] if so_far else item.applicable


def _coverage(item: Item, at: datetime) -> float:
    """What the latest standing evidence shows; a later figure replaces an earlier one."""
    standing = [proof for proof in item.proofs if proof.stands(at)]
    if not standing:
        return 0.0
    latest = max(standing, key=lambda proof: (proof.accepted or proof.reported, proof.coverage))
    return min(max(latest.coverage, 0.0), 1.0)


def _state(item: Item, coverage: float, *, must: bool, at: datetime) -> tuple[State, Why]:
    aside = _aside(item, at)
    if aside is not None:
        return aside
    if coverage >= 1:
        return State.MET, Why.ACCEPTED
    why = _why(item, coverage, at)
    if item.due is None:
        return (State.UNKNOWN if must else State.COMING), Why.UNDATED
    return _after_due(item, why, at) if must else _before_due(why, soon=at >= item.due - SOON)


def _aside(item: Item, at: datetime) -> tuple[State, Why] | None:
    """Why no date and no evidence matters, if so."""
    if not item.asked:
        return State.NOT_APPLICABLE, Why.UNASKED
    if not _applies(item, at):
        return State.NOT_APPLICABLE, Why.EXEMPT
    return (State.STANDING, Why.STANDING) if item.standing else None


def _before_due(why: Why, *, soon: bool) -> tuple[State, Why]:
    """Only what waits for verification is calm in the last days."""
    if soon:
        return (State.DUE if why is Why.WAITING else State.AT_RISK), why
    return (State.DUE if why in (Why.WAITING, Why.RETURNED, Why.PARTIAL) else State.COMING), why


def _after_due(item: Item, why: Why, at: datetime) -> tuple[State, Why]:
    """A missed target only warns; a report handed in on time does not become the bearer's delay."""
    if item.nature is Nature.TARGET:
        return State.AT_RISK, (Why.TARGET if why is Why.NOTHING else why)
    in_time = any(
        proof.reported <= at and not _passed(item.overdue_from, proof.reported)
        for proof in item.proofs
        if proof.coverage >= 1 and proof.waits(at)
    )
    return (State.AT_RISK if why is Why.WAITING and in_time else State.LATE), why


def _why(item: Item, coverage: float, at: datetime) -> Why:
    live = [proof for proof in item.proofs if proof.reported <= at and not proof.replaced(at)]
    if any(
        proof.accepted is None or proof.accepted > at
        for proof in live
        if not _passed(proof.returned, at)
    ):
        return Why.WAITING
    if coverage > 0:
        return Why.PARTIAL
    if any(_passed(proof.expires, at) for proof in live):
        return Why.EXPIRED
    if any(_passed(proof.returned, at) for proof in live):
        return Why.RETURNED
    return Why.NOTHING


LEVELS = ((1, 0), (2, 40), (3, 60), (4, 80), (5, 100))  # class, from score
CAPS = {State.LATE: 2, State.AT_RISK: 4, State.UNKNOWN: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A regency's readiness in an area at a moment.

    `score` is 0 to 100, the share of what must be true by now that is true, or None when
    nothing is due yet. `level` is its class 1 to 5 (0: none), capped by the worst duty. Where no
    duty is asked at all, `why` says so.
    """

    score: int | None
    level: int
    state: State
    due: int
    met: int
    late: int
    warned: int
    total: int
    worst: str  # key of the worst duty, or ""
    why: Why


def cell(items: Iterable[Item], *, at: datetime) -> Cell:
    """The cell its duties make at a moment."""
    return _cell([status(item, at=at) for item in items])


_IN_NO_CELL = frozenset({State.NOT_APPLICABLE, State.STANDING})


def _cell(found: Sequence[Status]) -> Cell:
    real = [one for one in found if one.state not in _IN_NO_CELL]
    musts = [one for one in real if one.must]
    score = _score(musts)
    worst = min(real, key=lambda one: one.rank, default=None)
    state = worst.state if worst else State.NOT_APPLICABLE
    return Cell(
        score=score,
        level=min(level_of(score), CAPS.get(state, 5), _overdue(musts)) if score is not None else 0,
        state=state,
        due=len(musts),
        met=sum(one.state is State.MET for one in musts),
        late=sum(one.state is State.LATE for one in real),
        warned=sum(one.state is State.AT_RISK for one in real),
        total=len(real),
        worst=worst.item.key if worst else "",
        why=worst.why if worst else _why_empty(found),
    )


def _why_empty(found: Sequence[Status]) -> Why:
    asked = [one for one in found if one.why is not Why.UNASKED]
    return min(asked, key=lambda one: one.rank).why if asked else Why.UNASKED


def _overdue(musts: Sequence[Status]) -> int:
    """What the law or a schedule asked by now and is not proven keeps a cell below nearly ready."""
    open_ones = (one for one in musts if one.state is not State.MET)
    return 3 if any(one.item.nature is not Nature.TARGET for one in open_ones) else 5


def _score(musts: Sequence[Status]) -> int | None:
    """Rounded down, so that only everything is 100."""
    if not musts:
        return None
    return int(100 * sum(one.coverage for one in musts) / len(musts) + 1e-9)


def level_of(score: int) -> int:
    """The class of a number, before anything holds it down."""
    return max(level for level, start in LEVELS if score >= start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A stretch of time in which a cell does not change; `until` is exclusive, None for open."""

    since: datetime
    until: datetime | None
    cell: Cell


def spells(items: Sequence[Item], *, since: datetime) -> tuple[Spell, ...]:
    """A cell's whole history and foreseeable future, from the first moment on."""
    turns: dict[datetime, set[int]] = {since: set(range(len(items)))}
    for n, item in enumerate(items):
        for moment in _moments(item):
            if moment > since:
                turns.setdefault(moment, set()).add(n)
    standing: dict[int, Status] = {}
    found: list[Spell] = []
    edges: list[datetime | None] = [*sorted(turns), None]
    for start, end in pairwise(edges):
        assert start is not None  # noqa: S101  only the last edge is open
        standing.update({n: status(items[n], at=start) for n in turns[start]})
        now = _cell(list(standing.values()))
        if found and found[-1].cell == now:
            found[-1] = Spell(since=found[-1].since, until=end, cell=now)
        else:
            found.append(Spell(since=start, until=end, cell=now))
    return tuple(found)


def _moments(item: Item) -> Iterable[datetime]:
    yield from _turns(item)
    for was in item.earlier:
        yield was.until
        yield from _turns(replace(item, due=was.due, expected=was.expected))
    for proof in item.proofs:
        yield from proof.moments()
    yield from (moment for moment, _applies in item.rulings)


def _turns(item: Item) -> Iterable[datetime]:
    """When its dates change how it stands."""
    if item.due is not None:
        yield item.due - SOON
    if item.overdue_from is not None:
        yield item.overdue_from


def days_late(due: datetime, at: datetime) -> int:
    """Whole days past the last day, in the zone of the due moment."""
    last: date = due.date()
    return (at.astimezone(due.tzinfo).date() - last).days
