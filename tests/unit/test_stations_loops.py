"""The planner's loops alone, with what no village of ours asks of them."""

import numpy as np
import pytest

from serentak.engine.stations.books import opened
from serentak.engine.stations.bound import ways_bound
from serentak.engine.stations.compiled import WINDOW, Items, Points, Terms
from serentak.engine.stations.neighbourhoods import HARD
from serentak.engine.stations.packing import bins_bound, packed
from serentak.engine.stations.search import search, travel, value
from serentak.engine.stations.sites import resite
from tests.unit.electors import Tiny


def test_distances_may_be_rounded_down_as_published_instances_have_them() -> None:
    rng = [(n * 37 % 101, n * 53 % 97) for n in range(30)]
    x, y = (np.array(column, np.float64) for column in zip(*rng, strict=True))
    load = np.array([1 + n % 7 for n in range(30)], np.int64)
    points = Points(x, y, np.ones(30), np.arange(30), floor=True)
    items, terms = Items(load, np.zeros(30, np.int64)), Terms(45, HARD, 0.0)

    found = search(points, items, terms, np.empty(0, np.int64), (3, 4, 12))

    assert found.load.max() <= 45
    assert value(found, terms) == int(value(found, terms))


def test_loads_that_the_search_does_not_fit_are_packed_to_the_brim() -> None:
    loads = np.array([7, 6, 5, 5, 4, 3], np.int64)

    at = packed(loads, 10, 3)

    assert bins_bound(loads, 10) == 3
    assert np.bincount(at, loads).tolist() == [10, 10, 10]
    assert packed(loads, 30, 2).tolist() == [0] * 6
    assert packed(np.array([6, 6, 6], np.int64), 10, 2).tolist() == [0, 1, -1]


def test_the_cost_of_a_plan_counts_pieces_at_their_price() -> None:
    points = Points(np.zeros(2), np.zeros(2), np.ones(2), np.arange(2), floor=False)
    items = Items(np.ones(2, np.int64), np.array([0, 1]))
    plan = opened(points, items, np.array([0, 1]))

    assert value(plan, Terms(5, HARD, 3.0)) == 6.0


def test_a_crowded_station_looks_for_its_site_near_the_middle_of_its_ways() -> None:
    side = np.arange(81.0) % 9 * 10
    points = Points(side, np.sort(side), np.ones(81), np.arange(81), floor=False)
    items = Items(np.ones(81, np.int64), np.zeros(81, np.int64))
    plan = opened(points, items, np.array([0]))

    assert resite(points, plan, np.empty(0, np.int64), WINDOW)
    assert (points.x[plan.site[0]], points.y[plan.site[0]]) == (40.0, 40.0)


def test_the_bound_meets_a_plan_that_cannot_be_better() -> None:
    x = np.array([0.0, 10.0, -10.0, 5000.0, 5010.0, 4990.0])
    points = Points(x, np.zeros(6), np.ones(6), np.arange(6), floor=False)
    items = Items(np.ones(6, np.int64), np.zeros(6, np.int64))
    nowhere = np.empty(0, np.int64)
    plan = search(points, items, Terms(3, HARD, 0.0), nowhere, (2, 3, 3))

    assert travel(plan) == 40.0
    assert ways_bound(points, items.load, plan, nowhere, 3) == pytest.approx(40.0)


def test_two_stations_at_one_school_do_not_beat_the_bound() -> None:
    tiny = Tiny.of(
        [
            *((1, 0, 82, 8), (2, 0, 60, 74), (4, 0, 13, 60), (2, 0, 97, 11)),
            *((4, 0, 67, 37), (4, 0, 5, 11), (3, 0, 88, 54)),
        ]
    )
    schools, cap, k = [(78.0, 66.0), (50.0, 67.0)], 7, 3
    points = Points(
        x=np.append(tiny.points.x, [x for x, _ in schools]),
        y=np.append(tiny.points.y, [y for _, y in schools]),
        weight=np.append(tiny.points.weight, [0.0, 0.0]),
        item=np.append(tiny.points.item, [0, 0]),
        floor=False,
    )
    given, load = np.array([7, 8]), np.append(tiny.items.load, [0, 0])
    plan = search(points, tiny.items, Terms(cap, HARD, 0.0), given, (k, 3, 5))

    bound = ways_bound(points, load, plan, given, cap)

    gaps = np.hypot(points.x[:7, None] - points.x[7:], points.y[:7, None] - points.y[7:])
    cost = gaps * tiny.points.weight[:, None]
    shortest = min(
        sum(float(cost[at == s].sum(axis=0).min()) for s in set(at.tolist()))
        for at in tiny.plans(k, cap)
    )
    assert plan.load.max() <= cap
    assert 0 < bound <= shortest + 1e-6
