"""The order of duty of each post: who goes where, leaves when, by which way, and keeps which watch."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from serentak.engine.law.guards import Risk
from serentak.engine.security.deployment import Deployment, Leg, Scene

Names = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Watch:
    """A stretch of duty in hours from midnight before voting day; so many percent are awake."""

    name: str
    start: int
    end: int
    awake: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A team's line in its post's order of duty; without a post, what nobody does."""

    post: str
    unit: str
    number: int  # of the team at its post
    officers: int
    risk: Risk
    leaves: datetime | None
    arrives: datetime
    way: tuple[str, ...]  # lines across the sea
    minutes: int
    base: str  # village
    stations: tuple[str, ...]
    linmas: int
    watches: tuple[str, ...]


def tasks(
    scene: Scene, plan: Deployment, watches: Sequence[Watch], rule: tuple[date, int]
) -> Iterator[Task]:
    """Every team's task, post by post, then those that nobody does; `rule`: voting day, Linmas a station."""
    voting, linmas = rule
    start = datetime.combine(voting, time()) + timedelta(hours=watches[0].start)
    numbers: dict[int | None, int] = {}
    for leg in sorted(plan.legs, key=lambda leg: _order(leg, scene)):
        numbers[leg.post] = numbers.get(leg.post, 0) + 1
        post = scene.posts[leg.post] if leg.post is not None else None
        yield Task(
            post=post.name if post else "",
            unit=post.unit if post else leg.team.unit,
            number=numbers[leg.post],
            officers=leg.team.officers,
            risk=leg.team.risk,
            leaves=start - timedelta(minutes=_rounded(leg.minutes)) if post else None,
            arrives=start,
            way=scene.travel.lines(post.place, leg.team.base) if post else (),
            minutes=round(leg.minutes),
            base=scene.villages[leg.team.base],
            stations=tuple(scene.stations.code[n] for n in leg.team.stations),
            linmas=linmas * len(leg.team.stations),
            watches=tuple(_kept(watch, leg.team.officers, voting) for watch in watches),
        )


def _order(leg: Leg, scene: Scene) -> tuple[bool, str, str, int, tuple[int, ...]]:
    post = scene.posts[leg.post] if leg.post is not None else None
    unit = post.unit if post else leg.team.unit
    gravest = -list(Risk).index(leg.team.risk)
    return (post is None, unit, post.name if post else "", gravest, leg.team.stations)


def _rounded(minutes: float) -> int:
    """Up to the next quarter of an hour: nobody leaves at 15.43."""
    return -(-round(minutes) // QUARTER) * QUARTER


QUARTER = 15


def _kept(watch: Watch, officers: int, voting: date) -> str:
    """Who is awake when: `26 Nov 18.00 – 27 Nov 06.00: 1 dari 2`."""
    midnight = datetime.combine(voting, time())
    start, end = (midnight + timedelta(hours=hours) for hours in (watch.start, watch.end))
    awake = -(-officers * watch.awake // 100)
    return f"{watch.name} {start:%d/%m %H.%M}–{end:%d/%m %H.%M}: {awake} dari {officers}"
