"""Taking what is too much out of a station along as few neighbourhoods as it takes."""

import numpy as np

from serentak.engine.stations.books import move
from serentak.engine.stations.compiled import Items, Plan, Terms, Whole, fast


@fast
def relieve(items: Items, plan: Plan, terms: Terms) -> bool:
    """Split one piece of an overfull station towards a station with room; whether it did."""
    k = len(plan.site)
    best = np.inf
    chosen = np.empty(0, np.int64)
    target = -1
    for s in range(k):
        for t in range(k):
            amount = min(plan.load[s] - terms.cap, terms.cap - plan.load[t])
            for g in range(len(plan.parts) if amount > 0 else 0):
                if plan.parts[g, s] > 0:
                    part, price = _part(items, plan, (g, s, t), amount)
                    price += terms.piece if plan.parts[g, t] == 0 else 0.0
                    relief = items.load[part].sum()
                    if relief > 0 and price / relief < best:
                        best, chosen, target = price / relief, part, t
    for i in chosen:
        move(items, plan, int(i), target)
    return target >= 0


@fast
def _part(items: Items, plan: Plan, way: tuple[int, int, int], amount: int) -> tuple[Whole, float]:
    """The items of a piece that go most cheaply, no more than an amount, and what they cost."""
    g, s, t = way
    own = plan.member[s, : plan.size[s]]
    own = own[items.group[own] == g]
    delta = np.empty(len(own))
    for n in range(len(own)):
        delta[n] = (plan.cost[own[n], t] - plan.cost[own[n], s]) / items.load[own[n]]
    order = own[np.argsort(delta, kind="mergesort")]
    taken = np.empty(len(own), np.int64)
    n, left, price = 0, amount, 0.0
    for i in order:
        if items.load[i] <= left:
            taken[n] = i
            n += 1
            left -= items.load[i]
            price += plan.cost[i, t] - plan.cost[i, s]
    return taken[:n], price
