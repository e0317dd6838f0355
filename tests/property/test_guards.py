"""What must hold for any stations and posts: every bound is met or beaten by nobody, no rule is broken."""

from itertools import combinations_with_replacement, product
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from benchmarks import greedy
from serentak.engine.security import shipping
from serentak.engine.security.cover import cover
from serentak.engine.security.posts import required, usable
from serentak.engine.security.shipping import Orders, flow, missing, ship, value
from serentak.engine.security.travel import Floats, Ints

ROAM = 30.0
LOSS = 1e5


@st.composite
def villages(draw: st.DrawFn, most: int = 12) -> tuple[Ints, Floats]:
    """Stations of villages, and minutes between them that are the same both ways."""
    n = draw(st.integers(1, most))
    at = draw(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=n, max_size=n))
    x, y = np.array(at, float).T
    count = draw(st.lists(st.integers(0, 4), min_size=n, max_size=n))
    return np.array(count), np.hypot(x[:, None] - x, y[:, None] - y)


@given(ground=villages(), most=st.integers(2, 8))
def test_every_station_is_served_within_reach_by_teams_that_are_not_too_full(
    *, ground: tuple[Ints, Floats], most: int
) -> None:
    count, minutes = ground

    found = cover(count, minutes, most, ROAM)

    assert found.served.sum(axis=0).tolist() == count.tolist()
    assert (found.served.sum(axis=1) <= most * found.teams).all()
    assert (minutes[found.served > 0] <= ROAM).all()
    assert found.bound <= found.teams.sum() <= greedy.cover(count, minutes, most, ROAM)


@given(ground=villages(most=5), most=st.integers(2, 4))
def test_no_cover_of_a_few_villages_has_fewer_teams(
    *, ground: tuple[Ints, Floats], most: int
) -> None:
    count, minutes = ground

    found = cover(count, minutes, most, ROAM)

    assert found.teams.sum() == found.bound == _fewest(count, minutes, most)


def _fewest(count: Ints, minutes: Floats, most: int) -> int:
    """By trying every choice of bases, and matching stations with the places of their teams."""
    station = np.repeat(np.arange(len(count)), count)
    for teams in range(len(station) + 1):
        for bases in combinations_with_replacement(range(len(count)), teams):
            place = np.repeat(bases, most).astype(np.int64)
            fits = minutes[np.ix_(station, place)] <= ROAM
            matched = maximum_bipartite_matching(csr_array(fits), perm_type="column")
            if (matched >= 0).sum() == len(station):
                return teams
    raise AssertionError


@st.composite
def orders(draw: st.DrawFn, posts: int = 4, bases: int = 5, teams: int = 3) -> Orders:
    """Posts, bases, limits that join some posts, villages that several bases serve."""
    p, b = draw(st.integers(1, posts)), draw(st.integers(1, bases))

    def numbers(least: int, most: int, n: int) -> list[int]:
        return draw(st.lists(st.integers(least, most), min_size=n, max_size=n))

    cost = np.array(numbers(0, 60, p * b), float).reshape(p, b)
    cost[np.array(numbers(0, 5, p * b)).reshape(p, b) == 0] = np.inf
    limits: list[Any] = [(np.array([n]), most) for n, most in enumerate(numbers(0, 6, p))]
    limits.append((np.arange(p), draw(st.integers(0, 12))))
    shared = draw(st.integers(1, b))
    return Orders(
        cost=cost,
        size=np.array(numbers(1, 2, b)),
        teams=np.array(numbers(0, teams, b)),
        loss=np.array([LOSS * 10**n for n in numbers(0, 1, b)]),
        limits=tuple(limits),
        villages=(np.arange(shared), *(np.array([n]) for n in range(shared, b))),
        most_posts=draw(st.integers(1, 2)),
    )


@given(asked=orders())
def test_no_plan_breaks_a_rule_and_none_is_worse_than_by_hand(*, asked: Orders) -> None:
    found = ship(asked)

    _check_rules(asked, found.teams)
    assert found.bound <= found.value + 1e-6
    assert flow(asked).bound <= found.value + 1e-6
    assert found.value <= value(asked, greedy.ship(asked)) + 1e-6


@given(asked=orders(posts=3, bases=2, teams=2))
def test_a_few_teams_are_sent_as_well_as_can_be(*, asked: Orders) -> None:
    found = ship(asked)

    assert abs(found.value - _best(asked)) <= shipping.GAP * 60 * 8 + 1e-6


def _check_rules(asked: Orders, teams: Floats) -> None:
    assert (teams >= 0).all()
    assert not teams[~np.isfinite(asked.cost)].any()
    assert (missing(asked, teams) >= 0).all()
    officers = (teams * asked.size).sum(axis=1)
    assert all(officers[posts].sum() <= most for posts, most in asked.limits)
    seen = [teams[:, bases].any(axis=1).sum() for bases in asked.villages]
    assert max(seen) <= asked.most_posts


def _best(asked: Orders) -> float:
    """By trying every plan."""
    ranges = [
        range(int(asked.teams[b]) + 1 if np.isfinite(asked.cost[p, b]) else 1)
        for p in range(asked.cost.shape[0])
        for b in range(asked.cost.shape[1])
    ]
    best = np.inf
    for flat in product(*ranges):
        teams = np.array(flat, float).reshape(asked.cost.shape)
        try:
            _check_rules(asked, teams)
        except AssertionError:
            continue
        best = min(best, value(asked, teams))
    return best


@given(officers=st.integers(0, 5000), reserve=st.integers(0, 90))
def test_what_is_required_leaves_what_is_asked_for_and_no_less_would(
    *, officers: int, reserve: int
) -> None:
    needed = required(officers, reserve)

    assert usable(needed, reserve) >= officers
    assert needed == 0 or usable(needed - 1, reserve) < officers
