"""A new plan that moves as few voters as possible out of the stations they had."""

import numpy as np

from serentak.engine.stations.books import move, opened, price_site
from serentak.engine.stations.compiled import Items, Plan, Points, Terms, Whole, fast
from serentak.engine.stations.exchange import settle
from serentak.engine.stations.sites import best_site

MOVED = 1e5  # metres of way that a voter in another station than before weighs
PIECE = 2e4


@fast
def kept(points: Points, items: Items, terms: Terms, given: Whole, wish: tuple[Whole, int]) -> Plan:
    """The plan of k stations nearest to the one before.

    `wish` is each family's station before (-1: none) and k; a station before that is k or more
    is given up, one that no family had is new.
    """
    before, k = wish
    old = before.copy()
    old[old >= k] = -1
    plan = opened(points, items, _first_sites(points, old, k))
    for i in range(len(old)):
        if old[i] > 0:
            move(items, plan, i, old[i])
    _stand(points, plan, old, given)
    for i in range(len(old)):
        for s in range(k):
            if old[i] >= 0 and s != old[i]:
                plan.cost[i, s] += MOVED * items.load[i]
        if old[i] < 0:
            move(items, plan, i, int(np.argmin(plan.cost[i])))
    settle(items, plan, Terms(terms.cap, terms.over, PIECE))
    for s in range(k):
        price_site(points, plan, s)
    return plan


@fast
def _first_sites(points: Points, old: Whole, k: int) -> Whole:
    """A dwelling of each station before; for a new one the dwelling farthest from the others."""
    site = np.empty(k, np.int64)
    for s in range(k):
        had = np.flatnonzero(old == s)
        site[s] = had[0] if len(had) > 0 else _far_out(points, site[:s], len(old))
    return site


@fast
def _stand(points: Points, plan: Plan, old: Whole, given: Whole) -> None:
    """Each station where its voters before would want it."""
    for s in range(len(plan.site)):
        had = np.flatnonzero(old == s)
        if len(had) > 0:
            plan.site[s] = best_site(points, had, plan.site[s], given, len(had))
        elif len(given) > 0:
            plan.site[s] = nearest(points, given, plan.site[s])
        price_site(points, plan, s)


@fast
def _far_out(points: Points, sites: Whole, homes: int) -> int:
    """The dwelling farthest from the sites chosen so far."""
    best, found = -1.0, 0
    for p in range(homes):
        near = np.inf
        for site in sites:
            gap = (points.x[p] - points.x[site]) ** 2 + (points.y[p] - points.y[site]) ** 2
            near = min(near, gap)
        if near > best:
            best, found = near, p
    return found


@fast
def nearest(points: Points, given: Whole, site: int) -> int:
    """The place on offer that is nearest to a point."""
    gap = (points.x[given] - points.x[site]) ** 2 + (points.y[given] - points.y[site]) ** 2
    return given[np.argmin(gap)]
