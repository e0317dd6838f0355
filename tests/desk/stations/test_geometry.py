"""Villages as pictures: grounds that hold their RT, fill the outline and stay apart."""

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from serentak.desk.stations.geometry import LOWEST, WIDTH, draw, nearest

DEGREES = st.tuples(
    st.integers(-4100, -4000).map(lambda n: n / 2000),
    st.integers(245_900, 246_000).map(lambda n: n / 2000),
)
Corners = list[tuple[float, float]]


def corners(ground: str) -> Corners:
    pairs = (pair.split(",") for pair in ground.split())
    return [(float(x), float(y)) for x, y in pairs]


def area(ground: Corners) -> float:
    turned = zip(ground, [*ground[1:], *ground[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turned)) / 2


def holds(ground: Corners, place: tuple[float, float]) -> bool:
    sides = zip(ground, [*ground[1:], *ground[:1]], strict=True)
    turns = [
        (b[0] - a[0]) * (place[1] - a[1]) - (b[1] - a[1]) * (place[0] - a[0]) for a, b in sides
    ]
    slack = 3 * WIDTH  # corners are rounded to a tenth
    return all(turn > -slack for turn in turns) or all(turn < slack for turn in turns)


@given(st.lists(DEGREES, min_size=1, max_size=30))
def test_every_rt_stands_on_ground_of_its_own(middles: list[tuple[float, float]]) -> None:
    drawing = draw(middles)

    assert len(drawing.places) == len(drawing.grounds) == len(middles)
    for place, ground in zip(drawing.places, drawing.grounds, strict=True):
        assert holds(corners(ground), place)
        assert all(0 <= x <= WIDTH and 0 <= y <= drawing.height for x, y in corners(ground))


@given(st.lists(DEGREES, min_size=2, max_size=12))
def test_no_two_stand_on_one_spot(middles: list[tuple[float, float]]) -> None:
    drawing = draw(middles)

    assert all(math.dist(a, b) > 0.1 for a, b in combinations(drawing.places, 2))


def test_words_stand_in_the_middle_of_a_ground_even_when_its_rt_lives_at_the_edge() -> None:
    drawing = draw([(-4.0, 122.0), (-4.0, 122.001), (-4.0, 122.02)])

    for place, ground in zip(drawing.places, drawing.grounds, strict=True):
        xs = [x for x, _ in corners(ground)]
        assert min(xs) + 0.2 * (max(xs) - min(xs)) < place[0] < max(xs) - 0.2 * (max(xs) - min(xs))


def test_a_village_of_one_rt_takes_no_large_picture() -> None:
    assert draw([(-4.0, 122.0)]).height == LOWEST


def test_two_rts_share_the_village_evenly() -> None:
    drawing = draw([(-4.0, 122.0), (-4.0, 122.01)])

    one, two = (area(corners(ground)) for ground in drawing.grounds)
    assert math.isclose(one, two, rel_tol=0.01)
    assert drawing.places[0][0] < drawing.places[1][0]


def test_north_is_up() -> None:
    drawing = draw([(-4.0, 122.0), (-4.01, 122.0)])

    assert drawing.places[0][1] < drawing.places[1][1]


def test_a_single_rt_has_the_whole_village() -> None:
    drawing = draw([(-4.0, 122.0)])

    assert area(corners(drawing.grounds[0])) > 0.6 * drawing.height**2


def test_the_nearest_is_found_in_metres_not_degrees() -> None:
    assert nearest((60.0, 10.0), [(60.0, 10.015), (60.01, 10.0)]) == 0
