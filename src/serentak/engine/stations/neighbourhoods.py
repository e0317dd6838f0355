"""Plans that keep neighbourhoods whole: cut only what the cap, or a much shorter way, demands."""

from typing import NamedTuple

import numpy as np

from serentak.engine.stations.books import move, opened
from serentak.engine.stations.compiled import WINDOW, Items, Plan, Points, Terms, Whole, fast
from serentak.engine.stations.exchange import settle
from serentak.engine.stations.relief import relieve
from serentak.engine.stations.search import copied, search, travel
from serentak.engine.stations.sites import resite

HARD = 1e6  # metres of way that a voter above the cap weighs
LONGER = 1.2  # how much longer than the compact plan's ways may become before cutting goes on
CUTS = 1.5  # pieces beyond whole neighbourhoods, for each station after the first, at most


class Effort(NamedTuple):
    """How long to look: starts and disturbances of either search, prices of a piece to try."""

    starts: int
    tries: int
    rough_starts: int
    rough_tries: int
    prices: int


@fast
def extra_pieces(plan: Plan) -> int:
    """Pieces of neighbourhoods beyond one each."""
    return (plan.count > 0).sum() - len(plan.count)


@fast
def keep_whole(
    points: Points, items: Items, compact: Plan, terms: Terms, given: Whole, effort: Effort
) -> Plan:
    """The plan with few pieces whose ways are not much longer than the compact plan's."""
    short = travel(compact)
    k = len(compact.site)
    base = _whole(points, items, terms, given, (k, short, effort))
    best, best_key = copied(compact), (3, np.inf)
    price, above, below = 0.3 * short / k, 0.0, 0.0
    for _ in range(effort.prices):
        plan = copied(base)
        polish(points, items, plan, Terms(terms.cap, terms.over, price), given)
        cuts, ways = extra_pieces(plan), travel(plan)
        close = ways <= LONGER * short
        key = (1, cuts + ways / (4.0 * LONGER * short)) if close else (2, ways)
        if plan.load.max() <= terms.cap and cuts <= int(CUTS * (k - 1)) and key < best_key:
            best, best_key = plan, key
        if cuts <= int(CUTS * (k - 1)):
            base = plan
        if close or cuts > int(CUTS * (k - 1)):
            below = price
        else:
            above = price
        price = (
            np.sqrt(above * below) if above * below > 0.0 else price * (1.6 if below > 0.0 else 0.6)
        )
    return best


@fast
def _whole(
    points: Points, items: Items, terms: Terms, given: Whole, aim: tuple[int, float, Effort]
) -> Plan:
    """Whole neighbourhoods to stations, overfull ones allowed at a price."""
    k, short, effort = aim
    load = np.zeros(items.group.max() + 1, np.int64)
    for i in range(len(items.load)):
        load[items.group[i]] += items.load[i]
    rough = search(
        Points(points.x, points.y, points.weight, items.group[points.item], points.floor),
        Items(load, np.arange(len(load))),
        Terms(terms.cap, 4.0 * short / load.sum(), 0.0),
        given,
        (k, effort.rough_starts, effort.rough_tries),
    )
    plan = opened(points, items, rough.site)
    for i in range(len(items.load)):
        move(items, plan, i, rough.at[items.group[i]])
    return plan


@fast
def polish(points: Points, items: Items, plan: Plan, terms: Terms, given: Whole) -> None:
    """Relieve overfull stations, trade and exchange, move sites, until all rest."""
    for _ in range(20):
        while relieve(items, plan, terms):
            pass
        settle(items, plan, terms)
        if not resite(points, plan, given, WINDOW):
            break
