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
