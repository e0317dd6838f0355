"""What must hold for any village: nobody is lost, no rule is broken, no bound is beaten."""

from collections import Counter, defaultdict
from random import Random

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from serentak.engine.stations.bound import ways_bound
from serentak.engine.stations.compiled import Terms
from serentak.engine.stations.neighbourhoods import HARD
from serentak.engine.stations.packing import bins_bound, packed
from serentak.engine.stations.search import search, travel
from serentak.engine.stations.splits import splits_bound
from tests.unit.electors import OTHER, VILLAGE, Home, Tiny, plan, stations_of, voters

SOME = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HOMES = st.lists(
    st.builds(
        Home,
        voters=st.integers(1, 7),
        village=st.sampled_from([VILLAGE, OTHER]),
        rt=st.sampled_from(["001", "002", "003"]),
        at=st.none() | st.tuples(st.floats(-800, 800), st.floats(-800, 800)),
        card=st.sampled_from(["", "", "", None, "0000000000000099"]),
    ),
    min_size=1,
    max_size=40,
)
FAMILIES = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 2), st.integers(0, 90), st.integers(0, 90)),
    min_size=3,
    max_size=7,
)
NOWHERE = np.empty(0, np.int64)


@SOME
@given(homes=HOMES, cap=st.integers(3, 25), compact=st.booleans())
def test_everyone_votes_once_no_station_is_too_full_and_no_village_or_family_is_torn(
    *, homes: list[Home], cap: int, compact: bool
) -> None:
    rows = voters(homes)

    found = plan(rows, cap=cap, compact=compact)

    station = stations_of(found)
    cards = Counter((row["village"], row["kk"]) for row in rows)
    torn = defaultdict(set)
    for row in rows:
        assert station[row["id"]].startswith(row["village"])
        if row["kk"] and cards[row["village"], row["kk"]] <= cap:
            torn[row["village"], row["kk"]].add(station[row["id"]])
    assert sorted(station) == sorted(row["id"] for row in rows)
    assert all(len(one) == 1 for one in torn.values())
    assert max(Counter(station.values()).values()) <= cap
    told = {one["code"]: one["voters"] for one in found.stations.to_pylist()}
    assert told == Counter(station.values())


@SOME
@given(HOMES, st.integers(5, 20))
def test_the_certificate_never_claims_more_than_the_plan_does(homes: list[Home], cap: int) -> None:
    found = plan(voters(homes), cap=cap)

    for one in found.proof["villages"]:
        assert one["stations_bound"] <= one["stations_bound_families"] <= one["stations"]
        assert one["splits_bound"] <= one["splits"]
        assert one["ways_bound"] <= one["ways_compact"] <= one["ways"]


@SOME
@given(HOMES, st.integers(5, 20), st.randoms(use_true_random=False), st.integers(2, 4))
def test_neither_the_order_of_rows_nor_the_number_of_threads_changes_anything(
    homes: list[Home], cap: int, dice: Random, threads: int
) -> None:
    rows = voters(homes)
    other = list(rows)
    dice.shuffle(other)

    first, second = plan(rows, cap=cap), plan(other, cap=cap, threads=threads)

    assert first.stations.equals(second.stations)
    assert first.assignments.equals(second.assignments)
    assert first.proof == second.proof


@SOME
@given(FAMILIES, st.integers(5, 12))
def test_bounds_are_below_every_plan_there_is(
    homes: list[tuple[int, int, int, int]], cap: int
) -> None:
    tiny = Tiny.of(homes)
    k = bins_bound(tiny.items.load, cap)
    every = list(tiny.plans(k, cap))
    assume(k <= 3 and every)
    start = search(tiny.points, tiny.items, Terms(cap, HARD, 0.0), NOWHERE, (k, 3, 5))
    assume(start.load.max() <= cap)

    ways = ways_bound(tiny.points, tiny.items.load, start, NOWHERE, cap)
    pieces = splits_bound(np.bincount(tiny.items.group, tiny.items.load).astype(np.int64), cap, k)

    shortest = min(tiny.ways(at) for at in every)
    assert ways <= shortest + 1e-6
    assert travel(start) >= shortest - 1e-6
    assert pieces <= min(tiny.pieces(at) for at in every)


@SOME
@given(st.lists(st.integers(1, 9), min_size=1, max_size=7), st.integers(9, 14))
def test_no_packing_has_fewer_bins_than_the_bound(loads: list[int], cap: int) -> None:
    sizes = np.array(loads, np.int64)
    bound = bins_bound(sizes, cap)

    tiny = Tiny.of([(load, 0, 0, 0) for load in loads])

    assert not any(True for _ in tiny.plans(bound - 1, cap)) if bound > 1 else bound == 1
    at = packed(sizes, cap, len(loads))
    assert at.min() >= 0
    assert np.bincount(at, sizes).max() <= cap


@SOME
@given(FAMILIES, st.integers(6, 12))
def test_filling_in_order_of_rt_never_beats_a_bound(
    homes: list[tuple[int, int, int, int]], cap: int
) -> None:
    tiny = Tiny.of(homes)
    at, station, full = np.zeros(len(homes), np.int64), 0, 0
    for n in np.argsort(tiny.items.group, kind="stable"):
        if full + tiny.items.load[n] > cap:
            station, full = station + 1, 0
        at[n], full = station, full + tiny.items.load[n]
    k = station + 1
    start = search(tiny.points, tiny.items, Terms(cap, HARD, 0.0), NOWHERE, (k, 3, 5))
    assume(start.load.max() <= cap)

    groups = np.bincount(tiny.items.group, tiny.items.load).astype(np.int64)

    assert k >= bins_bound(tiny.items.load, cap)
    assert tiny.pieces(at) >= splits_bound(groups, cap, k)
    bound = ways_bound(tiny.points, tiny.items.load, start, NOWHERE, cap)
    assert tiny.ways(at) >= bound - 1e-6
