"""How long it takes from place to place: by road on one land, by named lines across the sea."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import floyd_warshall

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
EARTH = 6371.0  # km


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What is assumed of roads and boats; speeds in km an hour."""

    detour: float  # a road's length by the straight line's
    road: float
    ferry: float
    boat: float
    waiting: float  # minutes before a boat leaves

    def sea(self, by: str, kilometres: float) -> float:
        """The minutes of a crossing whose time nobody printed."""
        return kilometres / (self.ferry if by == "ferry" else self.boat) * 60


@dataclass(frozen=True, slots=True)
class Places:
    """Where places lie, and on which land."""

    lat: Floats
    lon: Floats
    land: Ints

    def kilometres(self, ones: Ints, others: Ints) -> Floats:
        """Straight lines from each of some places to each of others."""
        lat, lon = np.radians(self.lat), np.radians(self.lon)
        a, b = lat[ones][:, None], lat[others][None, :]
        across = np.sin((lon[ones][:, None] - lon[others][None, :]) / 2) ** 2
        part = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * across
        return np.asarray(2 * EARTH * np.arcsin(np.sqrt(part)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line across the sea between two places, both ways."""

    name: str
    start: int
    end: int
    by: str
    minutes: float | None  # None: computed from the distance


class Travel:
    """Times between the places of a province; infinite where no way is known."""

    def __init__(self, places: Places, lines: Sequence[Line], pace: Pace) -> None:
        self.places = places
        self._pace = pace
        self._ports = np.array(
            sorted({end for line in lines for end in (line.start, line.end)}), np.int64
        )
        at = {int(port): n for n, port in enumerate(self._ports)}
        direct = self._road(self._ports, self._ports) if at else np.empty((0, 0))
        self._named: dict[tuple[int, int], str] = {}
        for line in lines:
            a, b = at[line.start], at[line.end]
            minutes = self._crossing(line)
            if minutes < direct[a, b]:
                direct[a, b] = direct[b, a] = minutes
                self._named[a, b] = self._named[b, a] = line.name
        shortest = floyd_warshall(direct, return_predecessors=True) if at else (direct, direct)
        self._between: Floats = shortest[0]
        self._before: Any = shortest[1]  # the port before the last, by first and last

    def minutes(self, ones: Ints, others: Ints) -> Floats:
        """From each of some places to each of others, the quickest way."""
        best = self._road(ones, others)
        onward = self._onward(others)
        for port, access in enumerate(self._road(self._ports, ones)):
            reached = np.isfinite(access)
            best[reached] = np.minimum(best[reached], access[reached][:, None] + onward[port])
        return best

    def lines(self, one: int, other: int) -> tuple[str, ...]:
        """The names of the lines on the quickest way, in order; empty for a road."""
        ends = np.array([one]), np.array([other])
        if not len(self._ports) or self._road(*ends)[0, 0] <= self.minutes(*ends)[0, 0]:
            return ()
        access, leave = self._road(self._ports, ends[0]), self._road(self._ports, ends[1])
        total = access + self._between + leave.T
        first, last = np.unravel_index(int(total.argmin()), total.shape)
        return tuple(self._names(int(first), int(last)))

    def _names(self, first: int, last: int) -> list[str]:
        names: list[str] = []
        while first != last:
            before = int(self._before[first, last])
            name = self._named.get((before, last))
            names = [name, *names] if name else names
            last = before
        return names

    def _onward(self, others: Ints) -> Floats:
        """From every port to the places, over whatever ports lie between."""
        leave = self._road(self._ports, others)
        best = np.full_like(leave, np.inf)
        for port in range(len(self._ports)):
            np.minimum(best, self._between[:, port : port + 1] + leave[port], out=best)
        return best

    def _road(self, ones: Ints, others: Ints) -> Floats:
        land = self.places.land
        way = self.places.kilometres(ones, others) * self._pace.detour / self._pace.road * 60
        return np.where(land[ones][:, None] == land[others][None, :], way, np.inf)

    def _crossing(self, line: Line) -> float:
        ends = np.array([line.start]), np.array([line.end])
        sailed = line.minutes
        if sailed is None:
            sailed = self._pace.sea(line.by, float(self.places.kilometres(*ends)[0, 0]))
        return sailed + self._pace.waiting
