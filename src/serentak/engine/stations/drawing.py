"""One village's stations: how many, which families, where, and how good that is."""

from dataclasses import dataclass

import numpy as np

from serentak.engine.stations.books import move, opened
from serentak.engine.stations.bound import ways_bound
from serentak.engine.stations.compiled import Items, Plan, Points, Reals, Terms, Whole
from serentak.engine.stations.families import Village
from serentak.engine.stations.keep import kept
from serentak.engine.stations.neighbourhoods import HARD, Effort, keep_whole
from serentak.engine.stations.packing import bins_bound, packed
from serentak.engine.stations.search import improve, search, travel
from serentak.engine.stations.sites import resite
from serentak.engine.stations.splits import splits_bound

EVERY = 1 << 60  # a window no station outgrows: every dwelling is tried as the site
STARTS, PRICES, SHAKES, MOST = 3, 8, 3, 10
TRIES = 10  # disturbances where nothing but the way counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of a village: the cap, shortest ways alone, places on offer, stations before."""

    cap: int
    compact: bool = False
    lat: Reals | None = None  # of the places on offer
    lon: Reals | None = None
    old: Whole | None = None  # each family's station before, fullest first; -1 for none
    old_names: Whole | None = None  # what those stations are called


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A village's plan: each family's station, sites, and the figures of its certificate."""

    at: Whole
    voters: int
    lat: Reals
    lon: Reals
    offer: Whole  # the place on offer each station stands at, -1 for a dwelling
    old: Whole  # the station before that each one is, -1 for a new one
    ways: float  # voters times metres
    compact_ways: float
    ways_bound: float
    family_bound: int  # stations that the families need at least
    splits_bound: int


def draw_village(village: Village, wish: Wish) -> Drawing:
    """The plan of one village."""
    points, given = _with_offers(village, wish)
    items, terms = village.items, Terms(wish.cap, HARD, 0.0)
    least = bins_bound(items.load, wish.cap)
    k, plan = least, None
    while plan is None:
        plan = _short(points, items, terms, given, (k, TRIES if wish.compact else 0))
        k += plan is None
    short = plan
    if wish.old is not None:
        plan = _kept(points, items, terms, given, wish.old)
    elif not wish.compact:
        plan = _whole(points, items, terms, given, short)
    resite(points, plan, given, EVERY)
    return _drawing(village, points, (plan, short), given, wish)


def _with_offers(village: Village, wish: Wish) -> tuple[Points, Whole]:
    """Dwellings, then the places on offer, which nobody lives at; the latter's numbers."""
    points = village.points
    if wish.lat is None or wish.lon is None or len(wish.lat) == 0:
        return points, np.empty(0, np.int64)
    x, y = village.plane(wish.lat, wish.lon)
    n, more = len(points.x), len(x)
    joined = Points(
        x=np.concatenate([points.x, x]),
        y=np.concatenate([points.y, y]),
        weight=np.concatenate([points.weight, np.zeros(more)]),
        item=np.concatenate([points.item, np.zeros(more, np.int64)]),
        floor=False,
    )
    return joined, np.arange(n, n + more)


def _short(
    points: Points, items: Items, terms: Terms, given: Whole, size: tuple[int, int]
) -> Plan | None:
    """The plan of k stations with the shortest ways; None where families do not fit."""
    k, tries = size
    plan: Plan = search(points, items, terms, given, (k, STARTS, tries) if k > 1 else (1, 1, 0))
    if plan.load.max() > terms.cap:
        at = packed(items.load, terms.cap, k)
        if at.min() < 0:
            return None
        plan = opened(points, items, plan.site)
        for i in range(len(at)):
            move(items, plan, i, at[i])
        improve(points, items, plan, terms, given)
    resite(points, plan, given, EVERY)
    return plan


def _whole(points: Points, items: Items, terms: Terms, given: Whole, short: Plan) -> Plan:
    """The plan that keeps neighbourhoods whole."""
    if len(short.site) == 1 or items.group.max() == 0:
        return short
    some = min(MOST, 2 * len(short.site))
    effort = Effort(starts=3, tries=some, prices=PRICES, shakes=SHAKES)
    found: Plan = keep_whole(points, items, short, given, (terms, effort))
    return found


def _kept(points: Points, items: Items, terms: Terms, given: Whole, old: Whole) -> Plan:
    """The plan that moves fewest voters; opens another station where families do not fit."""
    k = bins_bound(items.load, terms.cap)
    while True:
        plan: Plan = kept(points, items, terms, given, (old, k))
        if plan.load.max() <= terms.cap:
            return plan
        k += 1


def _drawing(
    village: Village, points: Points, plans: tuple[Plan, Plan], given: Whole, wish: Wish
) -> Drawing:
    plan, short = plans
    k, homes = len(plan.site), len(village.load)
    loads = np.zeros(len(points.x), np.int64)
    loads[:homes] = village.load
    compact_ways = min(travel(short), travel(plan))
    bound = ways_bound(points, loads, short, given, wish.cap) if k > 1 else compact_ways
    order = _numbering(village, plan)
    site = plan.site[order]
    lat, lon = village.degrees(points.x[site], points.y[site])
    old = np.full(max(k, len(wish.old_names) if wish.old_names is not None else 0), -1, np.int64)
    if wish.old_names is not None:
        old[: len(wish.old_names)] = wish.old_names
    return Drawing(
        at=np.argsort(order)[plan.at],
        voters=int(village.load.sum()),
        lat=lat,
        lon=lon,
        offer=np.where(len(given) > 0, site - homes, -1),
        old=old[order],
        ways=travel(plan),
        compact_ways=compact_ways,
        ways_bound=bound,
        family_bound=bins_bound(village.load, wish.cap),
        splits_bound=splits_bound(_rt_loads(village), wish.cap, k),
    )


def _numbering(village: Village, plan: Plan) -> Whole:
    """Stations in order of their neighbourhoods."""
    middle = np.bincount(plan.at, village.group * village.load, minlength=len(plan.site))
    return np.argsort(middle / np.maximum(plan.load, 1), kind="stable").astype(np.int64)


def _rt_loads(village: Village) -> Whole:
    return np.bincount(village.group, village.load).astype(np.int64)
