"""By road on one land, by named lines across the sea, and nowhere without one."""

import numpy as np
import pytest

from serentak.engine.security.travel import Line, Pace, Places, Travel

PACE = Pace(detour=1.5, road=30, ferry=20, boat=10, waiting=30)
DEGREE = 111.19  # km along the equator


def travel(land: list[int], *lines: Line) -> Travel:
    """Places a tenth of a degree apart on the equator."""
    n = len(land)
    return Travel(Places(np.zeros(n), np.arange(n) / 10, np.array(land)), lines, PACE)


def minutes(of: Travel, one: int, other: int) -> float:
    return float(of.minutes(np.array([one]), np.array([other]))[0, 0])


def test_a_road_is_the_straight_line_with_its_detour() -> None:
    assert minutes(travel([0, 0]), 0, 1) == pytest.approx(DEGREE / 10 * 1.5 / 30 * 60, abs=0.01)


def test_no_way_leads_to_an_island_without_a_line() -> None:
    assert minutes(travel([0, 1]), 0, 1) == np.inf
    assert travel([0, 1]).lines(0, 0) == ()


def test_a_crossing_takes_what_was_printed_and_the_waiting() -> None:
    ferry = Line(name="A–B", start=1, end=2, by="ferry", minutes=60)

    way = travel([0, 0, 1, 1], ferry)

    road = DEGREE / 10 * 1.5 / 30 * 60
    assert minutes(way, 0, 3) == pytest.approx(road + 90 + road, abs=0.05)
    assert minutes(way, 3, 0) == pytest.approx(minutes(way, 0, 3))
    assert way.lines(0, 3) == ("A–B",)
    assert way.lines(0, 1) == ()


def test_a_crossing_nobody_timed_is_computed_by_what_sails_it() -> None:
    ferry = travel([0, 1], Line(name="A–B", start=0, end=1, by="ferry", minutes=None))
    boat = travel([0, 1], Line(name="A–B", start=0, end=1, by="boat", minutes=None))

    assert minutes(ferry, 0, 1) == pytest.approx(DEGREE / 10 / 20 * 60 + 30, abs=0.05)
    assert minutes(boat, 0, 1) == pytest.approx(DEGREE / 10 / 10 * 60 + 30, abs=0.05)


def test_several_crossings_are_named_in_their_order() -> None:
    lines = [
        Line(name="A–B", start=0, end=1, by="boat", minutes=10),
        Line(name="B–C", start=1, end=2, by="boat", minutes=10),
    ]

    assert travel([0, 1, 2], *lines).lines(2, 0) == ("B–C", "A–B")
    assert travel([0, 1, 2], *lines).lines(0, 2) == ("A–B", "B–C")


def test_two_ports_may_be_joined_by_a_road_between_crossings() -> None:
    lines = [
        Line(name="A–B", start=0, end=1, by="boat", minutes=10),
        Line(name="C–D", start=2, end=3, by="boat", minutes=10),
    ]

    assert travel([0, 1, 1, 2], *lines).lines(0, 3) == ("A–B", "C–D")


def test_the_quicker_of_two_lines_is_taken() -> None:
    slow = Line(name="lambat", start=0, end=1, by="boat", minutes=100)
    quick = Line(name="cepat", start=0, end=1, by="ferry", minutes=50)

    assert travel([0, 1], quick, slow).lines(0, 1) == ("cepat",)
    assert minutes(travel([0, 1], slow, quick), 0, 1) == 80


def test_a_line_along_a_coast_does_not_beat_a_quicker_road() -> None:
    slow = Line(name="pesisir", start=0, end=1, by="boat", minutes=600)

    assert travel([0, 0], slow).lines(0, 1) == ()
