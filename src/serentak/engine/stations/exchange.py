"""Better assignments between two stations: shift an item, or swap two."""

import numpy as np

from serentak.engine.stations.books import move
from serentak.engine.stations.bundles import trade
from serentak.engine.stations.compiled import EPS, Items, Plan, Reals, Terms, Whole, fast


@fast
def settle(items: Items, plan: Plan, terms: Terms) -> bool:
    """Exchange between all pairs of stations until none gains; whether anything moved."""
    k = len(plan.site)
    stale = np.ones(k, np.bool_)
    any_moved = False
    top = items.load.max() + 1
    item, gain = np.empty((2, top), np.int64), np.empty((2, top))
    while stale.any():
        fresh = stale.copy()
        stale[:] = False
        for s in range(k):
            for t in range(s + 1, k):
                if not (fresh[s] or fresh[t] or stale[s] or stale[t]):
                    continue
                moved = _pair(items, plan, terms, (s, t), (item, gain))
                if terms.piece > 0.0 and trade(items, plan, terms, (s, t)):
                    moved = True
                if moved:
                    stale[s] = stale[t] = any_moved = True
    return any_moved


@fast
def _pair(
    items: Items, plan: Plan, terms: Terms, pair: tuple[int, int], desk: tuple[Whole, Reals]
) -> bool:
    """Make the best exchange between two stations again and again; whether one was made."""
    s, t = pair
    moved = False
    while True:
        loads_s = _offers(items, plan, terms, (s, t), (desk[0][0], desk[1][0]))
        loads_t = _offers(items, plan, terms, (t, s), (desk[0][1], desk[1][1]))
        i, j, gain = _best(items, plan, terms, pair, (loads_s, loads_t, desk[0], desk[1]))
        if gain >= -EPS:
            return moved
        moved = True
        if i >= 0:
            move(items, plan, i, t)
        if j >= 0:
            move(items, plan, j, s)


@fast
def _offers(
    items: Items, plan: Plan, terms: Terms, way: tuple[int, int], desk: tuple[Whole, Reals]
) -> Whole:
    """For each load the item that gains most by going from s to t; the loads there are."""
    s, t = way
    item, gain = desk
    item[:] = -1
    loads = np.empty(len(item), np.int64)
    found = 0
    for place in range(plan.size[s]):
        i = plan.member[s, place]
        q = items.load[i]
        delta = plan.cost[i, t] - plan.cost[i, s]
        if terms.piece > 0.0:
            g = items.group[i]
            delta += terms.piece * ((plan.parts[g, t] == 0) * 1.0 - (plan.parts[g, s] == 1))
        if item[q] < 0:
            loads[found] = q
            found += 1
        if item[q] < 0 or delta < gain[q] or (delta == gain[q] and i < item[q]):
            item[q], gain[q] = i, delta
    return loads[:found]


@fast
def _best(
    items: Items,
    plan: Plan,
    terms: Terms,
    pair: tuple[int, int],
    desk: tuple[Whole, Whole, Whole, Reals],
) -> tuple[int, int, float]:
    """The exchange that gains most, as the item that leaves s, the one that leaves t (-1: none)."""
    s, t = pair
    loads_s, loads_t, item, gain = desk
    best, bi, bj = 0.0, -1, -1
    for a in range(-1, len(loads_s)):
        qa = loads_s[a] if a >= 0 else 0
        i = item[0, qa] if a >= 0 else -1
        for b in range(-1, len(loads_t)):
            qb = loads_t[b] if b >= 0 else 0
            j = item[1, qb] if b >= 0 else -1
            delta = gain[0, qa] if a >= 0 else 0.0
            delta += gain[1, qb] if b >= 0 else 0.0
            delta += terms.over * _excess(plan, terms.cap, (s, t), qb - qa)
            if delta < best - EPS and not _blind(items, plan, terms, (i, j)):
                best, bi, bj = delta, i, j
    return bi, bj, best


@fast
def _excess(plan: Plan, cap: int, pair: tuple[int, int], change: int) -> int:
    """How many voters more stand above the cap when s gains `change` and t loses it."""
    s, t = pair
    before = max(0, plan.load[s] - cap) + max(0, plan.load[t] - cap)
    after = max(0, plan.load[s] + change - cap) + max(0, plan.load[t] - change - cap)
    return after - before


@fast
def _blind(items: Items, plan: Plan, terms: Terms, two: tuple[int, int]) -> bool:
    """Whether two items of one neighbourhood were credited with a piece that stays."""
    i, j = two
    if terms.piece <= 0.0 or i < 0 or j < 0 or items.group[i] != items.group[j]:
        return False
    s, t = plan.at[i], plan.at[j]
    real = plan.cost[i, t] - plan.cost[i, s] + plan.cost[j, s] - plan.cost[j, t]
    change = items.load[j] - items.load[i]
    return real + terms.over * _excess(plan, terms.cap, (s, t), change) >= -EPS
