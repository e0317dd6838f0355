"""Moves of neighbourhoods between two stations: a whole piece, or the part that gains by going."""

import numpy as np

from serentak.engine.stations.books import move
from serentak.engine.stations.compiled import EPS, Items, Plan, Reals, Terms, Whole, fast


@fast
def trade(items: Items, plan: Plan, terms: Terms, pair: tuple[int, int]) -> bool:
    """Trade pieces between two stations while that gains; whether any went."""
    s, t = pair
    moved = False
    while True:
        loads_s, gains_s = _offers(items, plan, terms, (s, t))
        loads_t, gains_t = _offers(items, plan, terms, (t, s))
        a, b, gain = _best(plan, terms, pair, (loads_s, gains_s), (loads_t, gains_t))
        if gain >= -EPS:
            return moved
        moved = True
        leave_s, leave_t = _members(items, plan, (s, t), a), _members(items, plan, (t, s), b)
        for i in leave_s:
            move(items, plan, i, t)
        for j in leave_t:
            move(items, plan, j, s)


@fast
def _offers(items: Items, plan: Plan, terms: Terms, way: tuple[int, int]) -> tuple[Whole, Reals]:
    """Voters and cost of each offer from s to t: 2g is all of piece g, 2g + 1 the part that gains."""
    s, t = way
    groups = len(plan.parts)
    load, gain = np.zeros(2 * groups, np.int64), np.zeros(2 * groups)
    for place in range(plan.size[s]):
        i = plan.member[s, place]
        g, delta = items.group[i], plan.cost[i, t] - plan.cost[i, s]
        load[2 * g] += items.load[i]
        gain[2 * g] += delta
        if delta < 0.0:
            load[2 * g + 1] += items.load[i]
            gain[2 * g + 1] += delta
    for g in range(groups):
        if plan.parts[g, t] > 0:
            gain[2 * g] -= terms.piece
        else:
            gain[2 * g + 1] += terms.piece
        for offer in (2 * g, 2 * g + 1):
            if load[offer] == 0 or (offer % 2 == 1 and load[offer] == load[offer - 1]):
                gain[offer] = np.inf
    return load, gain


@fast
def _best(
    plan: Plan,
    terms: Terms,
    pair: tuple[int, int],
    from_s: tuple[Whole, Reals],
    from_t: tuple[Whole, Reals],
) -> tuple[int, int, float]:
    """The two offers (-1: none) that gain most together."""
    s, t = pair
    best, ba, bb = 0.0, -1, -1
    over_s, over_t = max(0, plan.load[s] - terms.cap), max(0, plan.load[t] - terms.cap)
    for a in range(-1, len(from_s[0])):
        if a >= 0 and from_s[1][a] == np.inf:
            continue
        for b in range(-1, len(from_t[0])):
            if b >= 0 and (from_t[1][b] == np.inf or (a >= 0 and a // 2 == b // 2)):
                continue
            change = (from_t[0][b] if b >= 0 else 0) - (from_s[0][a] if a >= 0 else 0)
            gain = (from_s[1][a] if a >= 0 else 0.0) + (from_t[1][b] if b >= 0 else 0.0)
            above = max(0, plan.load[s] + change - terms.cap) - over_s
            above += max(0, plan.load[t] - change - terms.cap) - over_t
            gain += terms.over * above
            if gain < best - EPS:
                best, ba, bb = gain, a, b
    return ba, bb, best


@fast
def _members(items: Items, plan: Plan, way: tuple[int, int], offer: int) -> Whole:
    """The items of an offer."""
    s, t = way
    found = np.empty(plan.size[s], np.int64)
    n = 0
    for place in range(plan.size[s] if offer >= 0 else 0):
        i = plan.member[s, place]
        part = offer % 2 == 1
        if items.group[i] == offer // 2 and not (part and plan.cost[i, t] >= plan.cost[i, s]):
            found[n] = i
            n += 1
    return found[:n]
