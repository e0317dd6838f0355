"""Plans that keep neighbourhoods whole: cut only what the cap, or a much shorter way, demands."""

from typing import NamedTuple

import numpy as np

from serentak.engine.stations.books import move, opened
from serentak.engine.stations.compiled import WINDOW, Items, Plan, Points, Terms, Whole, fast
from serentak.engine.stations.exchange import settle
from serentak.engine.stations.relief import relieve
from serentak.engine.stations.search import SEED, copied, disturb, search, travel
from serentak.engine.stations.sites import resite

HARD = 1e6  # metres of way that a voter above the cap weighs
LONGER = 1.15  # how much longer than the compact plan's ways may become before cutting goes on
CUTS = 1.5  # pieces beyond whole neighbourhoods, for each station after the first, at most
ROUNDS = 20
CLOSE = 1.08  # two prices nearer than this give the same plan


class Effort(NamedTuple):
    """How long to look: starts and disturbances of whole neighbourhoods, prices, last shakes."""

    starts: int
    tries: int
    prices: int
    shakes: int


@fast
def extra_pieces(plan: Plan) -> int:
    """Pieces of neighbourhoods beyond one each."""
    return (plan.parts > 0).sum() - len(plan.parts)


@fast
def keep_whole(
    points: Points, items: Items, compact: Plan, given: Whole, effort: tuple[Terms, Effort]
) -> Plan:
    """The plan with few pieces whose ways are not much longer than the compact plan's.

    A piece has its price: at a high one only the cap cuts neighbourhoods. It falls until the ways are short enough
    or the pieces too many; between two prices the middle is tried.
    """
    terms, work = effort
    short, k = travel(compact), len(compact.site)
    base = _whole(points, items, terms, given, (k, short, work))
    best, best_rank = copied(compact), _rank(compact, short, terms.cap)
    price, best_price, above, below = 0.15 * short / k, 0.0, 0.0, 0.0
    for _ in range(work.prices):
        plan = copied(base)
        polish(points, items, plan, Terms(terms.cap, terms.over, price), given)
        rank = _rank(plan, short, terms.cap)
        if rank < best_rank:
            best, best_rank, best_price = plan, rank, price
        many = extra_pieces(plan) > _allowed(k)
        if not many:
            base = plan
        if many or travel(plan) <= LONGER * short:
            below = price
        else:
            above = price
        if above * below > 0.0:
            if above < CLOSE * below:
                break
            price = np.sqrt(above * below)
        else:
            price *= 1.6 if below > 0.0 else 0.6
    return _shaken(points, items, best, given, (terms, work.shakes, best_price, short))


@fast
def _shaken(
    points: Points,
    items: Items,
    plan: Plan,
    given: Whole,
    how: tuple[Terms, int, float, float],
) -> Plan:
    """A plan that cuts neighbourhoods, after moving single stations away and settling again."""
    terms, shakes, price, short = how
    state = np.full(1, SEED, np.uint64)
    best, best_rank = plan, _rank(plan, short, terms.cap)
    for _ in range(shakes if extra_pieces(plan) > 0 else 0):
        other = copied(best)
        disturb(points, other, given, state)
        polish(points, items, other, Terms(terms.cap, terms.over, price), given)
        rank = _rank(other, short, terms.cap)
        if rank < best_rank:
            best, best_rank = other, rank
    return best


@fast
def _allowed(k: int) -> int:
    """The most extra pieces of k stations."""
    return int(CUTS * (k - 1))


@fast
def _rank(plan: Plan, short: float, cap: int) -> float:
    """Lower is better: under the cap and not too cut up, then short enough, then fewer pieces."""
    cuts, ratio = extra_pieces(plan), travel(plan) / max(short, 1e-9)
    if plan.load.max() > cap or cuts > _allowed(len(plan.site)):
        return 1e9 + cuts
    return cuts + ratio / 8.0 if ratio <= LONGER else 1e6 * ratio


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
        (k, effort.starts, effort.tries),
    )
    plan = opened(points, items, rough.site)
    for i in range(len(items.load)):
        move(items, plan, i, rough.at[items.group[i]])
    return plan


@fast
def polish(points: Points, items: Items, plan: Plan, terms: Terms, given: Whole) -> None:
    """Relieve overfull stations, trade and exchange, move sites, until all rest."""
    rounds, moved = 0, True
    while moved and rounds < ROUNDS:
        while relieve(items, plan, terms):
            pass
        settle(items, plan, terms)
        moved = resite(points, plan, given, WINDOW)
        rounds += 1
