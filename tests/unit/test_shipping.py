"""Whole teams beside fractions, villages that see few posts, posts that only help from afar."""

from dataclasses import replace

import numpy as np
import pytest

from serentak.engine.security import program
from serentak.engine.security.cover import cover
from serentak.engine.security.shipping import Orders, flow, missing, ship, ways
from serentak.engine.security.travel import Floats


def orders(cost: list[list[float]], teams: list[int], officers: list[int], size: int = 1) -> Orders:
    """Posts with so many officers; every base is a village of its own."""
    return Orders(
        cost=np.array(cost, float),
        size=np.full(len(teams), size),
        teams=np.array(teams),
        loss=np.full(len(teams), 1e5),
        limits=tuple((np.array([n]), most) for n, most in enumerate(officers)),
        villages=tuple(np.array([n]) for n in range(len(teams))),
    )


def test_the_transport_model_divides_what_whole_teams_cannot() -> None:
    enough = replace(orders([[5.0, 5.0]], [1, 1], [3]), size=np.array([1, 2]))
    short = replace(enough, limits=((np.array([0]), 2),), loss=np.array([1e6, 1e5]))

    assert ways(enough, flow(enough).teams) == 15
    assert missing(short, flow(short).teams).tolist() == pytest.approx([0, 0.5])
    assert missing(short, ship(short).teams).tolist() == [0, 1]
    assert ship(short).bound == ship(short).value


def test_posts_beyond_the_nearest_help_where_these_have_nobody() -> None:
    far = orders([[float(n)] for n in range(12)], [2], [0] * 10 + [1, 1])

    found = ship(far)

    assert np.flatnonzero(found.teams[:, 0]).tolist() == [10, 11]
    assert found.value == found.bound == 21


def test_a_village_that_would_see_three_posts_is_served_by_two_as_cheaply() -> None:
    same = orders([[2.0], [2.0], [3.0], [2.0]], [4], [3, 1, 1, 2])

    found = ship(same)

    assert (found.teams > 0).sum() == 2
    assert found.value == found.bound == 8


def test_two_posts_are_worth_a_longer_way() -> None:
    far = orders([[1.0], [1.0], [1.0], [9.0]], [3], [1, 1, 1, 2])

    found = ship(far)

    assert found.teams[:, 0].astype(int).tolist().count(0) == 2
    assert found.value == found.bound == 1 + 9 + 9
    assert flow(far).bound == 3


def test_a_plan_that_may_be_is_kept_where_the_solver_finds_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(program, "NODES", 0)
    many = orders([[1.0, 3.0], [2.0, 1.0], [1.0, 1.0], [9.0, 2.0]], [3, 3], [1, 2, 2, 2])
    joined = replace(many, size=np.array([1, 2]), villages=(np.array([0, 1]),))

    found = ship(joined)

    assert (found.teams > 0).any(axis=1).sum() <= 2
    assert found.bound <= found.value


def test_nobody_is_asked_for_and_nobody_goes() -> None:
    assert ship(orders([[1.0]], [0], [5])).value == 0
    assert missing(orders([[np.inf]], [2], [5]), ship(orders([[np.inf]], [2], [5])).teams) == [2]


def apart(*at: tuple[int, int]) -> Floats:
    """Minutes between villages on a plane."""
    x, y = np.array(at, float).T
    return np.asarray(np.hypot(x[:, None] - x, y[:, None] - y))


def test_stations_in_a_row_need_more_teams_than_their_number_says() -> None:
    row = apart((0, 0), (30, 0), (60, 0), (90, 0), (120, 0))

    found = cover(np.array([1, 1, 1, 1, 2]), row, 8, 30)

    assert found.teams.sum() == found.bound == 2


def test_fewer_teams_are_found_than_by_filling_from_the_edge() -> None:
    village = apart((44, 59), (68, 43), (74, 17), (47, 78))

    found = cover(np.array([0, 2, 1, 3]), village, 4, 30)

    assert found.teams.sum() == found.bound == 2
