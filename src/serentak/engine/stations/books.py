"""Opening a plan and moving an item in it, with every book kept right."""

import numpy as np

from serentak.engine.stations.compiled import Items, Plan, Points, Whole, distance, fast


@fast
def opened(points: Points, items: Items, site: Whole) -> Plan:
    """A plan with these sites and every item in the first station."""
    n, k = len(items.load), len(site)
    groups = items.group.max() + 1
    plan = Plan(
        at=np.zeros(n, np.int64),
        site=site.copy(),
        cost=np.zeros((n, k)),
        load=np.zeros(k, np.int64),
        parts=np.zeros((groups, k), np.int64),
        member=np.zeros((k, n), np.int64),
        size=np.zeros(k, np.int64),
        place=np.zeros(n, np.int64),
    )
    for s in range(k):
        price_site(points, plan, s)
    for i in range(n):
        enter(items, plan, i, 0)
    return plan


@fast
def price_site(points: Points, plan: Plan, s: int) -> None:
    """What every item costs at a station's present site."""
    x, y = points.x[plan.site[s]], points.y[plan.site[s]]
    for i in range(len(plan.at)):
        plan.cost[i, s] = 0.0
    for p in range(len(points.item)):
        far = distance(points.x[p], points.y[p], x, y, points.floor)
        plan.cost[points.item[p], s] += points.weight[p] * far


@fast
def enter(items: Items, plan: Plan, i: int, s: int) -> None:
    """Put an item that is nowhere into a station."""
    plan.at[i] = s
    plan.place[i] = plan.size[s]
    plan.member[s, plan.size[s]] = i
    plan.size[s] += 1
    plan.load[s] += items.load[i]
    plan.parts[items.group[i], s] += 1


@fast
def move(items: Items, plan: Plan, i: int, t: int) -> None:
    """Take an item out of its station and put it into another."""
    s = plan.at[i]
    last = plan.member[s, plan.size[s] - 1]
    plan.member[s, plan.place[i]] = last
    plan.place[last] = plan.place[i]
    plan.size[s] -= 1
    plan.load[s] -= items.load[i]
    plan.parts[items.group[i], s] -= 1
    enter(items, plan, i, t)
