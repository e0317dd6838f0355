"""What a plan is measured against: RTs filled in their order, and a search for short ways alone."""

import numpy as np
from numpy.typing import NDArray

from serentak.engine.stations.compiled import Items, Points, fast

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]


def in_order(items: Items, cap: int) -> Whole:
    """Families in order of their RT; the next station is opened when the last is full."""
    at = np.empty(len(items.load), np.int64)
    station, full = 0, 0
    for i in np.argsort(items.group, kind="stable"):
        if full + items.load[i] > cap:
            station, full = station + 1, 0
        at[i] = station
        full += int(items.load[i])
    return at


def short_ways(points: Points, items: Items, cap: int, k: int) -> Whole:
    """The best of five descents by single moves and swaps of families."""
    place = np.column_stack([points.x, points.y])
    best, found = np.inf, np.empty(0, np.int64)
    for seed in range(5):
        rng = np.random.default_rng(seed)
        cost, at = _descend(place, items.load, cap, rng.choice(len(place), k, replace=False))
        if cost < best:
            best, found = cost, at
    return found


def _descend(place: Reals, load: Whole, cap: int, sites: Whole) -> tuple[float, Whole]:
    total = np.inf
    at = np.empty(0, np.int64)
    while True:
        way = np.hypot(*(place[:, None] - place[sites]).transpose(2, 0, 1)) * load[:, None]
        at = _by_regret(way, load, cap) if len(at) == 0 else at
        _settle(way, load, cap, at)
        cost = float(way[np.arange(len(at)), at].sum())
        if cost > total * 0.9999:
            return total, at
        total = cost
        sites = np.array([_median(place, load, at == s, sites[s]) for s in range(len(sites))])


def _by_regret(way: Reals, load: Whole, cap: int) -> Whole:
    """Families with most to lose first, each to the nearest station with room."""
    at = np.empty(len(load), np.int64)
    full = np.zeros(way.shape[1], np.int64)
    nearest = np.sort(way, axis=1)
    for i in np.argsort((nearest[:, 0] - nearest[:, min(1, way.shape[1] - 1)]) / load):
        room = full + load[i] <= cap
        at[i] = np.argmin(np.where(room, way[i], np.inf)) if room.any() else np.argmin(full)
        full[at[i]] += load[i]
    return at


def _median(place: Reals, load: Whole, own: NDArray[np.bool_], before: int) -> int:
    there = np.flatnonzero(own)
    if len(there) == 0:
        return before
    gaps = np.hypot(*(place[there][:, None] - place[there]).transpose(2, 0, 1))
    return int(there[np.argmin(load[there] @ gaps)])


@fast
def _settle(way: Reals, load: Whole, cap: int, at: Whole) -> None:
    """Move and swap families until nothing gains."""
    n, k = way.shape
    full = np.zeros(k, np.int64)
    for i in range(n):
        full[at[i]] += load[i]
    better = True
    while better:
        better = False
        for i in range(n):
            for t in range(k):
                s = at[i]
                if t != s and full[t] + load[i] <= cap and way[i, t] < way[i, s] - 1e-9:
                    at[i] = t
                    full[s] -= load[i]
                    full[t] += load[i]
                    better = True
            for j in range(i + 1, n):
                s, t = at[i], at[j]
                gain = way[i, t] + way[j, s] - way[i, s] - way[j, t]
                fits = full[s] - load[i] + load[j] <= cap and full[t] - load[j] + load[i] <= cap
                if s != t and gain < -1e-9 and fits:
                    at[i], at[j] = t, s
                    full[s] += load[j] - load[i]
                    full[t] += load[i] - load[j]
                    better = True
