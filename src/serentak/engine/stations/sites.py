"""Where a station stands: the dwelling, or given site, that shortens the ways most."""

import numpy as np

from serentak.engine.stations.books import price_site
from serentak.engine.stations.compiled import EPS, Plan, Points, Whole, distance, fast


@fast
def resite(points: Points, plan: Plan, given: Whole, window: int) -> bool:
    """Move every station to its best site; whether any moved.

    A station with more dwellings than `window` looks near its centre only.
    """
    k = len(plan.site)
    start, order = _by_station(points, plan)
    moved = False
    for s in range(k):
        own = order[start[s] : start[s + 1]]
        if len(own) == 0:
            continue
        best = best_site(points, own, plan.site[s], given, window)
        if best != plan.site[s]:
            plan.site[s] = best
            price_site(points, plan, s)
            moved = True
    return moved


@fast
def best_site(points: Points, own: Whole, now: int, given: Whole, window: int) -> int:
    """The site with the shortest ways for these points; the present one unless another is better."""
    allowed = len(given) == 0 or now >= given[0]  # places on offer come after all dwellings
    best, value = now, ways(points, own, now) - EPS if allowed else np.inf
    for c in _candidates(points, own, given, window):
        found = ways(points, own, c, value)
        if found < value:
            best, value = c, found
    return best


@fast
def _by_station(points: Points, plan: Plan) -> tuple[Whole, Whole]:
    """Points in order of their station, and where each station's begin."""
    start = np.zeros(len(plan.site) + 1, np.int64)
    for p in range(len(points.item)):
        start[plan.at[points.item[p]] + 1] += 1
    start = np.cumsum(start)
    at = start.copy()
    order = np.empty(len(points.item), np.int64)
    for p in range(len(points.item)):
        s = plan.at[points.item[p]]
        order[at[s]] = p
        at[s] += 1
    return start, order


@fast
def ways(points: Points, own: Whole, site: int, limit: float = np.inf) -> float:
    """The cost of all ways to a site; stops early when it is above a limit."""
    x, y = points.x[site], points.y[site]
    total = 0.0
    for p in own:
        total += points.weight[p] * distance(points.x[p], points.y[p], x, y, points.floor)
        if total >= limit:
            break
    return total


@fast
def _candidates(points: Points, own: Whole, given: Whole, window: int) -> Whole:
    """The given sites, else the dwellings themselves, or those around the centre."""
    if len(given) > 0:
        return given
    if len(own) <= window:
        return own
    x, y = _centre(points, own)
    far = (points.x[own] - x) ** 2 + (points.y[own] - y) ** 2
    return own[np.argsort(far, kind="mergesort")[:8]]


@fast
def _centre(points: Points, own: Whole) -> tuple[float, float]:
    """The point in the plane with the shortest ways (Weiszfeld's iteration)."""
    x, y = points.x[own].mean(), points.y[own].mean()
    for _ in range(12):
        sx, sy, total = 0.0, 0.0, 0.0
        for p in own:
            pull = points.weight[p] / (
                distance(points.x[p], points.y[p], x, y, False) + 1.0  # noqa: FBT003  compiled
            )
            sx += pull * points.x[p]
            sy += pull * points.y[p]
            total += pull
        x, y = sx / total, sy / total
    return x, y
