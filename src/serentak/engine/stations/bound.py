"""No plan can have shorter ways: a Lagrangian lower bound for k stations under a cap.

Every voter offers to pay for being served, every place asks a price for room. Whatever is offered and asked,
the sum of the offers less the earnings of the k best places is a lower bound; offers are improved by subgradients
over a sample of places, and the bound is then taken over all of them.
"""

from typing import NamedTuple

import numpy as np

from serentak.engine.stations.compiled import EPS, Plan, Points, Reals, Whole, fast

SAMPLE = 32  # places looked at while offers are improved
INNER, OUTER = 20, 3
PACE, SLOWER, PATIENCE = 1.6, 0.6, 3
MEMORY = 0.2  # how much of the last direction is kept
COOLING = 0.97


class Market(NamedTuple):
    """What each point offers, what each asks as a place, the last direction, voters at each."""

    pay: Reals
    price: Reals
    drift: Reals
    load: Whole


class Room(NamedTuple):
    """How many stations, the cap, and the ways of a plan that is possible."""

    k: int
    cap: int
    upper: float


@fast
def ways_bound(points: Points, load: Whole, plan: Plan, given: Whole, cap: int) -> float:
    """The least cost that any plan of as many stations under the cap could have.

    `load` is per point, zero for a given site; the plan is any possible one.
    """
    own = np.zeros(len(points.x))
    for p in range(len(points.item)):
        site = plan.site[plan.at[points.item[p]]]
        gap = (points.x[p] - points.x[site]) ** 2 + (points.y[p] - points.y[site]) ** 2
        own[p] = points.weight[p] * np.sqrt(gap)
    room = Room(len(plan.site), cap, own.sum())
    everywhere = given if len(given) > 0 else np.arange(len(points.x))
    market = _opened(points, load, plan, own)
    sample = np.append(everywhere[:: max(1, len(everywhere) // SAMPLE)], plan.site)
    best, step = 0.0, 0
    for _ in range(OUTER):
        step = _improve(points, market, sample, room, step)
        _spread_prices(points, market, sample, everywhere)
        worth, _ = _worth(points, market, everywhere, cap)
        order = np.argsort(worth, kind="mergesort")
        best = max(best, market.pay.sum() + worth[order[: room.k]].sum())
        sample = np.append(sample, everywhere[order[: 6 * room.k : 2]])
    return min(best, room.upper) if room.upper > EPS else 0.0


@fast
def _opened(points: Points, load: Whole, plan: Plan, own: Reals) -> Market:
    """First offers: the mean way of one's station and half the mean cost of a station beyond."""
    k, n = len(plan.site), len(points.x)
    ways, voters = np.zeros(k), np.full(k, 1e-9)
    for p in range(n):
        ways[plan.at[points.item[p]]] += own[p]
        voters[plan.at[points.item[p]]] += points.weight[p]
    pay = np.empty(n)
    for p in range(n):
        s = plan.at[points.item[p]]
        pay[p] = points.weight[p] * (ways[s] + 0.5 * own.sum() / k) / voters[s]
    return Market(pay, np.zeros(n), np.zeros(n), load)


@fast
def _improve(points: Points, market: Market, places: Whole, room: Room, step: int) -> int:
    """Better offers and prices over the places looked at; leaves the best found in the market."""
    top, since, pace = 0.0, 0, PACE
    pay, price = market.pay.copy(), market.price.copy()
    for _ in range(INNER):
        worth, taken = _worth(points, market, places, room.cap)
        chosen = np.argsort(worth, kind="mergesort")[: room.k]
        bound = market.pay.sum() + worth[chosen].sum()
        since += 1
        if bound > top:
            top, since = bound, 0
            pay[:], price[:] = market.pay, market.price
        if since == PATIENCE:
            pace, since = pace * SLOWER, 0
        going = _offer(points, market, places[chosen], pace * (room.upper - bound))
        rise = 0.3 * room.upper / points.weight.sum() * COOLING**step
        for c in range(len(places)):
            j = places[c]
            market.price[j] = max(0.0, market.price[j] + rise * (taken[c] - room.cap) / room.cap)
        step += 1
        if not going:
            break
    market.pay[:], market.price[:] = pay, price
    return step


@fast
def _worth(points: Points, market: Market, places: Whole, cap: int) -> tuple[Reals, Whole]:
    """What a station at each place would earn (below zero), and the voters it would take."""
    n = len(points.x)
    worth, taken = np.empty(len(places)), np.zeros(len(places), np.int64)
    left = np.empty(n)
    for c in range(len(places)):
        j = places[c]
        x, y, asked = points.x[j], points.y[j], market.price[j]
        for i in range(n):
            far = np.sqrt((points.x[i] - x) ** 2 + (points.y[i] - y) ** 2)
            left[i] = min(0.0, points.weight[i] * far + asked * market.load[i] - market.pay[i])
        for i in range(n):
            taken[c] += market.load[i] if left[i] < 0.0 else 0
        worth[c] = _total(left) - asked * cap
    return worth, taken


@fast
def _total(values: Reals) -> float:
    """A sum in four strands, which a processor adds at once and always in the same order."""
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    fours = len(values) // 4 * 4
    for i in range(0, fours, 4):
        a += values[i]
        b += values[i + 1]
        c += values[i + 2]
        d += values[i + 3]
    for i in range(fours, len(values)):
        a += values[i]
    return a + b + c + d


@fast
def _offer(points: Points, market: Market, chosen: Whole, push: float) -> bool:
    """Whom no chosen place takes offers more, whom several take less; whether any changed."""
    wanted = np.ones(len(points.x))
    for j in chosen:
        for i in range(len(wanted)):
            gap = (points.x[i] - points.x[j]) ** 2 + (points.y[i] - points.y[j]) ** 2
            asked = points.weight[i] * np.sqrt(gap) + market.price[j] * market.load[i]
            wanted[i] -= 1.0 if asked < market.pay[i] else 0.0
    norm = 0.0
    for i in range(len(wanted)):
        market.drift[i] = MEMORY * market.drift[i] + (1.0 - MEMORY) * wanted[i]
        norm += (market.drift[i] * points.weight[i]) ** 2
    if norm <= EPS:
        return False
    for i in range(len(wanted)):
        more = push * market.drift[i] * points.weight[i] ** 2 / norm
        market.pay[i] = max(0.0, market.pay[i] + more)
    return True


@fast
def _spread_prices(points: Points, market: Market, places: Whole, everywhere: Whole) -> None:
    """A place not looked at asks what the nearest one does."""
    asked = market.price[places]
    for j in everywhere:
        near, found = np.inf, 0
        for c in range(len(places)):
            p = places[c]
            gap = (points.x[p] - points.x[j]) ** 2 + (points.y[p] - points.y[j]) ** 2
            if gap < near:
                near, found = gap, c
        market.price[j] = asked[found]
