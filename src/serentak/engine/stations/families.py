"""Voters gathered into families, and families into villages on a plane."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from serentak.engine.stations.codes import dense
from serentak.engine.stations.compiled import Items, Points, Reals, Whole
from serentak.engine.stations.electorate import Electorate

EARTH = 6_371_008.8  # mean radius in metres


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Families in order of village: voters, neighbourhood, dwelling; where each village starts."""

    load: Whole
    rt: Whole
    lat: Reals
    lon: Reals
    start: Whole


def divided(voters: Electorate, cap: int) -> Electorate:
    """The same voters, each alone whose card holds more of them than a station may have."""
    load = np.bincount(voters.family)
    alone = load[voters.family] > cap
    if not alone.any():
        return voters
    family = voters.family.copy()
    family[alone] = len(load) + np.arange(alone.sum())
    width = int(family.max()) + 1
    return replace(voters, family=dense(voters.village * width + family)[1])


def families(voters: Electorate) -> Families:
    """The families of an electorate."""
    count = int(voters.family.max()) + 1
    first = np.empty(count, np.int64)
    first[voters.family[::-1]] = np.arange(len(voters.family))[::-1]
    village = voters.village[first]
    lat, lon = (_dwelling(degrees, voters, first) for degrees in (voters.lat, voters.lon))
    return Families(
        load=np.bincount(voters.family, minlength=count),
        rt=voters.rt[first],
        lat=lat,
        lon=lon,
        start=np.searchsorted(village, np.arange(len(voters.villages) + 1)),
    )


def _dwelling(degrees: Reals, voters: Electorate, first: Whole) -> Reals:
    """The mean of a family's members; of its neighbourhood, then its village, where unknown."""
    found = _means(degrees, voters.family, len(first))
    for wider in (voters.rt, voters.village):
        gap = np.isnan(found)
        if not gap.any():
            break
        found[gap] = _means(degrees, wider, int(wider.max()) + 1)[wider[first[gap]]]
    return found


def _means(degrees: Reals, key: Whole, count: int) -> Reals:
    known = ~np.isnan(degrees)
    number = np.bincount(key[known], minlength=count)
    total = np.bincount(key[known], degrees[known], minlength=count)
    return np.divide(total, number, out=np.full(count, np.nan), where=number > 0)


class Village:
    """One village's families on a plane of its own, in metres from its middle."""

    def __init__(self, number: int, all_families: Families) -> None:
        a, b = all_families.start[number : number + 2]
        self.number = number
        self.slice = slice(int(a), int(b))
        self.load = all_families.load[self.slice]
        self.rts, self.group = np.unique(all_families.rt[self.slice], return_inverse=True)
        self._lat, self._lon = all_families.lat[self.slice], all_families.lon[self.slice]
        self.placed = not np.isnan(self._lat).any()
        self.middle = (self._lat.mean(), self._lon.mean()) if self.placed else (0.0, 0.0)

    @cached_property
    def items(self) -> Items:
        """Families as what is assigned."""
        return Items(self.load, self.group.astype(np.int64))

    @cached_property
    def points(self) -> Points:
        """Their dwellings; all in one place where nobody knows any."""
        x, y = self.plane(self._lat, self._lon)
        return Points(
            x=x,
            y=y,
            weight=self.load.astype(np.float64),
            item=np.arange(len(self.load)),
            floor=False,
        )

    def plane(self, lat: Reals, lon: Reals) -> tuple[Reals, Reals]:
        """Degrees as metres east and north of the middle."""
        if not self.placed:
            return np.zeros(len(lat)), np.zeros(len(lat))
        shrink = np.cos(np.radians(self.middle[0]))
        x = np.radians(lon - self.middle[1]) * EARTH * shrink
        return x, np.radians(lat - self.middle[0]) * EARTH

    def degrees(self, x: Reals, y: Reals) -> tuple[Reals, Reals]:
        """Points of the plane as degrees; nan where nobody knows any."""
        if not self.placed:
            return np.full(len(x), np.nan), np.full(len(x), np.nan)
        shrink = np.cos(np.radians(self.middle[0]))
        return (
            self.middle[0] + np.degrees(y / EARTH),
            self.middle[1] + np.degrees(x / EARTH / shrink),
        )
