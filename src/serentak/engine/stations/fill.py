"""A first assignment: every item to the station that is nearest once full ones ask a price."""

import numpy as np

from serentak.engine.stations.books import move
from serentak.engine.stations.compiled import Items, Plan, Reals, fast

ROUNDS = 40


@fast
def fill(items: Items, plan: Plan, cap: int) -> None:
    """Raise the price of overfull stations until few items are too many, then assign."""
    k = len(plan.site)
    price = np.zeros(k)
    step = 2.0 * _scale(items, plan)
    for _ in range(ROUNDS):
        load = np.zeros(k, np.int64)
        for i in range(len(plan.at)):
            load[_cheapest(items, plan, i, price)] += items.load[i]
        if load.max() <= cap:
            break
        for s in range(k):
            price[s] = max(0.0, price[s] + step * (load[s] - cap) / cap)
        step *= 0.93
    for i in range(len(plan.at)):
        s = _cheapest(items, plan, i, price)
        if s != plan.at[i]:
            move(items, plan, i, s)


@fast
def _scale(items: Items, plan: Plan) -> float:
    """Cost of a voter at the cheapest station, on average."""
    total = 0.0
    for i in range(len(plan.at)):
        total += plan.cost[i].min()
    return total / max(1, items.load.sum()) + 1e-9


@fast
def _cheapest(items: Items, plan: Plan, i: int, price: Reals) -> int:
    best, found = np.inf, 0
    for s in range(len(price)):
        asked = plan.cost[i, s] + price[s] * items.load[i]
        if asked < best:
            best, found = asked, s
    return found
