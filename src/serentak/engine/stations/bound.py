"""No plan can have shorter ways: a Lagrangian lower bound for k stations under a cap.

Every voter offers to pay for being served, every place asks a price for room. Whatever is offered and asked,
the sum of the offers less the earnings of the k best stations is a lower bound, whether or not some of them share
a place, as at a school; offers are improved by subgradients over a sample of places, and the bound is then taken over
all of them.
"""

from typing import NamedTuple

import numpy as np

from serentak.engine.stations.compiled import EPS, Plan, Points, Reals, Whole, fast

SAMPLE = 20  # places looked at while offers are improved
INNER, ROUNDS = 16, 2
COARSE = 6  # of the places one in so many is looked at between rounds
PACE, LATER, SLOWER, PATIENCE = 1.0, 0.5, 0.7, 2  # of a step: first round, later ones
RISE = 1.0
MEMORY = 0.2  # how much of the last direction is kept
COOLING = 0.97
MET = 1.0 - 1e-7  # of a plan's ways: a bound that high leaves nothing to prove


class Market(NamedTuple):
    """What each point offers, what each asks as a place, the last direction, voters at each."""

    pay: Reals
    price: Reals
    drift: Reals
    load: Reals


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
    market = _opened(points, load.astype(np.float64), plan, own)
    sample = np.append(everywhere[:: max(1, len(everywhere) // SAMPLE)], plan.site)
    step = 0
    for _ in range(ROUNDS):
        step = _improve(points, market, sample, room, step)
        _spread_prices(points, market, sample, everywhere)
        some = everywhere[::COARSE]
        worth = _all_worth(points, market, some, cap)
        order = np.argsort(worth, kind="mergesort")
        sample = np.append(sample, some[order[: 3 * room.k]])
    _improve(points, market, sample, room, step)
    _spread_prices(points, market, sample, everywhere)
    worth = _all_worth(points, market, everywhere, cap)
    proven = market.pay.sum() + _earned(market, worth, everywhere, room)
    return max(0.0, min(proven, room.upper)) if room.upper > EPS else 0.0


@fast
def _all_worth(points: Points, market: Market, places: Whole, cap: int) -> Reals:
    """What a station at each place would earn."""
    worth = np.empty(len(places))
    for c in range(len(places)):
        worth[c] = _worth(market, _ways(points, places[c]), places[c], cap)
    return worth


@fast
def _opened(points: Points, load: Reals, plan: Plan, own: Reals) -> Market:
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
    top, since, pace = 0.0, 0, PACE if step == 0 else LATER
    pay, price = market.pay.copy(), market.price.copy()
    way = np.empty((len(places), len(points.x)))
    for c in range(len(places)):
        way[c] = _ways(points, places[c])
    worth = np.empty(len(places))
    for _ in range(INNER):
        for c in range(len(places)):
            worth[c] = _worth(market, way[c], places[c], room.cap)
        chosen = np.argsort(worth, kind="mergesort")[: room.k]
        bound = market.pay.sum() + _earned(market, worth, places, room)
        since += 1
        if bound > top:
            top, since = bound, 0
            pay[:], price[:] = market.pay, market.price
        if since == PATIENCE:
            pace, since = pace * SLOWER, 0
        if bound >= MET * room.upper:
            break
        _offer(points, market, (way, places, chosen), pace * (room.upper - bound))
        rise = RISE * room.upper / points.weight.sum() * COOLING**step
        for c in range(len(places)):
            j = places[c]
            spare = room.cap - _taken(market, way[c], j)
            market.price[j] = max(0.0, market.price[j] - rise * spare / room.cap)
        step += 1
    market.pay[:], market.price[:] = pay, price
    return step


@fast
def _ways(points: Points, site: int) -> Reals:
    """What the way to a site costs each point."""
    x, y = points.x[site], points.y[site]
    found = np.empty(len(points.x))
    for i in range(len(found)):
        far = np.sqrt((points.x[i] - x) ** 2 + (points.y[i] - y) ** 2)
        found[i] = points.weight[i] * far
    return found


@fast
def _worth(market: Market, way: Reals, site: int, cap: int) -> float:
    """What a station at a site would earn (below zero)."""
    asked = market.price[site]
    left = np.empty(len(way))
    for i in range(len(way)):
        left[i] = min(0.0, way[i] + asked * market.load[i] - market.pay[i])
    return _total(left) - asked * cap


@fast
def _earned(market: Market, worth: Reals, places: Whole, room: Room) -> float:
    """What the k best stations would earn; another one at the same place only adds room there."""
    again = -market.price[places].max() * room.cap
    best = np.sort(worth)[: room.k]
    return np.minimum(best, again).sum() + (room.k - len(best)) * again


@fast
def _taken(market: Market, way: Reals, site: int) -> float:
    """The voters a station at a site would take."""
    asked = market.price[site]
    taken = np.empty(len(way))
    for i in range(len(way)):
        taken[i] = market.load[i] if way[i] + asked * market.load[i] < market.pay[i] else 0.0
    return _total(taken)


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
def _offer(points: Points, market: Market, seen: tuple[Reals, Whole, Whole], push: float) -> None:
    """Whom no chosen place takes offers more, whom several take less."""
    way, places, chosen = seen
    wanted = np.ones(len(points.x))
    for c in chosen:
        asked = market.price[places[c]]
        for i in range(len(wanted)):
            takes = way[c, i] + asked * market.load[i] < market.pay[i]
            wanted[i] -= 1.0 if takes else 0.0
    norm = EPS
    for i in range(len(wanted)):
        market.drift[i] = MEMORY * market.drift[i] + (1.0 - MEMORY) * wanted[i]
        norm += (market.drift[i] * points.weight[i]) ** 2
    for i in range(len(wanted)):
        more = push * market.drift[i] * points.weight[i] ** 2 / norm
        market.pay[i] = max(0.0, market.pay[i] + more)


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
