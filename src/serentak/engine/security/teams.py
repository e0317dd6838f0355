"""From stations with their classes to teams: who stands where, and the fewest there can be."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from serentak.engine.law.guards import Guard, Risk
from serentak.engine.security.cover import Cover, cover
from serentak.engine.security.travel import Ints, Places, Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Stations:
    """Stations in the order of their codes: each in a village, of a class, under a police unit."""

    code: tuple[str, ...]
    village: Ints
    risk: tuple[Risk, ...]
    unit: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Officers who guard some stations from one village."""

    unit: str
    risk: Risk
    base: int
    officers: int
    stations: tuple[int, ...]
    longest: float  # minutes from the base to the farthest of its villages


@dataclass(frozen=True, slots=True)
class Formed:
    """Teams of a unit for a class of stations, and how few they could be."""

    teams: tuple[Team, ...]
    bound: int


def form(
    stations: Stations, guard: Callable[[str, Risk], Guard], travel: Travel, roam: float
) -> dict[tuple[str, Risk], Formed]:
    """Teams for every station, by unit and class.

    Only teams for stations of low risk serve more than one village, within `roam` minutes.
    """
    groups: dict[tuple[str, Risk], list[int]] = {}
    for n, key in enumerate(zip(stations.unit, stations.risk, strict=True)):
        groups.setdefault(key, []).append(n)
    return {
        (unit, risk): _formed(stations, group, guard(unit, risk), (travel, roam))
        for (unit, risk), group in sorted(groups.items())
    }


def _formed(
    stations: Stations, group: Sequence[int], guard: Guard, reach: tuple[Travel, float]
) -> Formed:
    travel, roam = reach
    own = np.array(group)
    villages, place = np.unique(stations.village[own], return_inverse=True)
    count = np.bincount(place)
    minutes = travel.minutes(villages, villages)
    np.fill_diagonal(minutes, 0)
    most = guard.stations
    if guard.risk is not Risk.LOW:
        roam = 0
    covered = cover(count, minutes, most, roam)
    waiting = [list(own[place == n]) for n in range(len(villages))]
    teams = tuple(
        Team(
            unit=stations.unit[group[0]],
            risk=guard.risk,
            base=int(villages[base]),
            officers=guard.polri,
            stations=tuple(int(n) for _, n in part),
            longest=max(float(minutes[base, village]) for village, _ in part),
        )
        for base, part in _parts(covered, waiting, most, travel.places, villages)
    )
    return Formed(teams, covered.bound)


def _parts(
    covered: Cover, waiting: list[list[int]], most: int, places: Places, villages: Ints
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """What is served from a base goes to its teams in the round, so that each keeps to one side."""
    for base in np.flatnonzero(covered.served.any(axis=1)):
        own = np.flatnonzero(covered.served[base])
        east = places.lon[villages[own]] - places.lon[villages[base]]
        north = places.lat[villages[own]] - places.lat[villages[base]]
        queue = [
            (int(village), waiting[village].pop(0))
            for village in own[np.lexsort((own, np.arctan2(north, east)))]
            for _ in range(covered.served[base, village])
        ]
        for first in range(0, len(queue), most):
            yield int(base), queue[first : first + most]
