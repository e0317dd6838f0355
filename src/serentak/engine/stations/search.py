"""Sites and assignment together: improve, disturb, improve again, keep the best."""

import numpy as np
from numpy.typing import NDArray

from serentak.engine.stations.books import opened, price_site
from serentak.engine.stations.chains import rotate
from serentak.engine.stations.compiled import WINDOW, Items, Plan, Points, Terms, Whole, draw, fast
from serentak.engine.stations.exchange import settle
from serentak.engine.stations.fill import fill
from serentak.engine.stations.sites import resite

SEED = 0x9E3779B97F4A7C15  # where the fixed sequence of disturbances starts
ROUNDS = 40
FEW = 450  # up to so many items chains of three are tried as well


@fast
def travel(plan: Plan) -> float:
    """The cost of all ways."""
    total = 0.0
    for i in range(len(plan.at)):
        total += plan.cost[i, plan.at[i]]
    return total


@fast
def value(plan: Plan, terms: Terms) -> float:
    """Ways, voters above the cap and pieces, in one cost."""
    total = travel(plan)
    for s in range(len(plan.site)):
        total += terms.over * max(0, plan.load[s] - terms.cap)
    if terms.piece > 0.0:
        total += terms.piece * (plan.parts > 0).sum()
    return total


@fast
def improve(points: Points, items: Items, plan: Plan, terms: Terms, given: Whole) -> None:
    """Alternate between assignment and sites until both rest."""
    rounds, moved = 0, True
    while moved and rounds < ROUNDS:
        settle(items, plan, terms)
        while len(plan.at) <= FEW and rotate(items, plan, terms):
            settle(items, plan, terms)
        moved = resite(points, plan, given, WINDOW)
        rounds += 1


@fast
def seeded(points: Points, given: Whole, k: int, state: NDArray[np.uint64]) -> Whole:
    """First sites: one by chance of weight, each next by weight times squared distance."""
    pool = given if len(given) > 0 else np.arange(len(points.item))
    far = points.weight[pool].copy() if len(given) == 0 else np.ones(len(pool))
    base = far.copy()
    sites = np.zeros(k, np.int64)
    nearest = np.full(len(pool), np.inf)
    for s in range(k):
        total = far.sum()
        at = total * draw(state, 1 << 30) / (1 << 30)
        chosen = min(np.searchsorted(np.cumsum(far), at, side="right"), len(pool) - 1)
        sites[s] = pool[chosen]
        for c in range(len(pool)):
            gap = (points.x[pool[c]] - points.x[sites[s]]) ** 2
            gap += (points.y[pool[c]] - points.y[sites[s]]) ** 2
            nearest[c] = min(nearest[c], gap)
            far[c] = base[c] * nearest[c]
        if far.sum() <= 0.0:
            far[:] = base
    return sites


@fast
def disturb(points: Points, plan: Plan, given: Whole, state: NDArray[np.uint64]) -> None:
    """Move one station to another place."""
    s = draw(state, len(plan.site))
    if len(given) > 0:
        plan.site[s] = given[draw(state, len(given))]
    else:
        plan.site[s] = draw(state, len(points.item))
    price_site(points, plan, s)


@fast
def copied(plan: Plan) -> Plan:
    """The same plan in books of its own."""
    return Plan(
        plan.at.copy(),
        plan.site.copy(),
        plan.cost.copy(),
        plan.load.copy(),
        plan.parts.copy(),
        plan.member.copy(),
        plan.size.copy(),
        plan.place.copy(),
    )


@fast
def search(
    points: Points, items: Items, terms: Terms, given: Whole, effort: tuple[int, int, int]
) -> Plan:
    """The best plan of k stations after some starts and disturbances."""
    k, starts, tries = effort
    state = np.full(1, SEED, np.uint64)
    best = opened(points, items, np.zeros(k, np.int64))
    best_value = np.inf
    for _ in range(starts):
        plan = opened(points, items, seeded(points, given, k, state))
        fill(items, plan, terms.cap)
        improve(points, items, plan, terms, given)
        found = value(plan, terms)
        if found < best_value:
            best, best_value = plan, found
    for n in range(tries):
        plan = copied(best)
        for _ in range(1 + (n % 3 == 2)):
            disturb(points, plan, given, state)
        fill(items, plan, terms.cap)
        improve(points, items, plan, terms, given)
        found = value(plan, terms)
        if found <= best_value:
            best, best_value = plan, found
    return best
