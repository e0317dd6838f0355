"""The planner's loops alone, with what no village of ours asks of them."""

import numpy as np

from serentak.engine.stations.compiled import Items, Points, Terms
from serentak.engine.stations.neighbourhoods import HARD
from serentak.engine.stations.search import search, value


def test_distances_may_be_rounded_down_as_published_instances_have_them() -> None:
    rng = [(n * 37 % 101, n * 53 % 97) for n in range(30)]
    x, y = (np.array(column, np.float64) for column in zip(*rng, strict=True))
    load = np.array([1 + n % 7 for n in range(30)], np.int64)
    points = Points(x, y, np.ones(30), np.arange(30), True)
    items, terms = Items(load, np.zeros(30, np.int64)), Terms(45, HARD, 0.0)

    found = search(points, items, terms, np.empty(0, np.int64), (3, 4, 12))

    assert found.load.max() <= 45
    assert value(found, terms) == int(value(found, terms))
