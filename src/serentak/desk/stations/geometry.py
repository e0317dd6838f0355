"""A village drawn from the middles of its RTs: each gets the ground nearer to it than to others.

Borders are a scheme. Nothing finer than the coarse middle of an RT goes in, so no home comes out.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
WIDTH, MARGIN = 480.0, 6.0
LOWEST, HIGHEST = 200.0, 460.0  # of the picture
FEW = 2  # RTs that need no more than the lowest
_METRES = 111_320.0  # a degree of latitude
_SIDES = 12
_ALONE = 120.0  # metres around the only RT of a village
_APART = 25.0  # metres between middles that fall on one point of the grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The middle of each RT's ground, where its words fit, and the ground, in a picture of that height."""

    height: float
    places: tuple[Point, ...]
    grounds: tuple[str, ...]  # as an SVG polygon's points


def draw(middles: Sequence[Point]) -> Drawing:
    """Places and grounds for (latitude, longitude) of at least one RT, in the same order."""
    places = _apart(_flat(middles))
    outline = _hull(corner for place in places for corner in _around(place, _reach(places)))
    grounds = [_ground(n, places, outline) for n in range(len(places))]
    return _scaled([_middle(ground) for ground in grounds], grounds, outline)


def nearest(point: Point, others: Sequence[Point]) -> int:
    """Which of some (latitude, longitude) is nearest."""
    near = _flat([point, *others])
    return min(range(len(others)), key=lambda n: (math.dist(near[0], near[n + 1]), n))


def _flat(middles: Sequence[Point]) -> list[Point]:
    """Metres from the first, east and south; a village is small enough for that."""
    lat, lon = middles[0]
    narrow = math.cos(math.radians(lat))
    return [((x - lon) * _METRES * narrow, (lat - y) * _METRES) for y, x in middles]


def _apart(places: Sequence[Point]) -> list[Point]:
    """The same, but no two on one spot: later ones step aside in a spiral."""
    found: list[Point] = []
    for place in places:
        moved, n = place, 0
        while any(math.dist(moved, other) < _APART for other in found):
            n += 1
            turn = n * 2.4
            moved = (
                place[0] + _APART * math.sqrt(n) * math.cos(turn),
                place[1] + _APART * math.sqrt(n) * math.sin(turn),
            )
        found.append(moved)
    return found


def _reach(places: Sequence[Point]) -> float:
    """How far the ground of an outer RT goes: a little over half the usual distance to the next."""
    if len(places) == 1:
        return _ALONE
    gaps = sorted(
        min(math.dist(one, other) for other in places if other is not one) for one in places
    )
    return max(gaps[len(gaps) // 2] * 0.6, _APART)


def _around(place: Point, reach: float) -> list[Point]:
    turns = (2 * math.pi * n / _SIDES for n in range(_SIDES))
    return [(place[0] + reach * math.cos(t), place[1] + reach * math.sin(t)) for t in turns]


def _hull(points: Iterable[Point]) -> list[Point]:
    """The convex outline of some points."""
    ordered = sorted(set(points))
    return [*_chain(ordered), *_chain(ordered[::-1])]


def _chain(ordered: Sequence[Point]) -> list[Point]:
    found: list[Point] = []
    for point in ordered:
        while len(found) > 1 and _turn(found[-2], found[-1], point) <= 0:
            found.pop()
        found.append(point)
    return found[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _ground(n: int, places: Sequence[Point], outline: Sequence[Point]) -> list[Point]:
    ground = list(outline)
    for m, other in enumerate(places):
        if m != n:
            ground = _nearer(ground, places[n], other)
    return ground


def _nearer(ground: Sequence[Point], mine: Point, other: Point) -> list[Point]:
    """The part of a convex ground that is nearer to mine than to the other."""
    found: list[Point] = []
    for one, following in zip(ground, [*ground[1:], *ground[:1]], strict=True):
        here, there = _lead(one, mine, other), _lead(following, mine, other)
        if here <= 0:
            found.append(one)
        if (here < 0 < there) or (there < 0 < here):
            share = here / (here - there)
            found.append(
                (
                    one[0] + share * (following[0] - one[0]),
                    one[1] + share * (following[1] - one[1]),
                )
            )
    return found


def _lead(point: Point, mine: Point, other: Point) -> float:
    """Below zero where a point is nearer to mine; linear along a line."""
    x, y = point
    return (mine[0] - x) ** 2 + (mine[1] - y) ** 2 - (other[0] - x) ** 2 - (other[1] - y) ** 2


def _middle(ground: Sequence[Point]) -> Point:
    """The centre of gravity of a convex ground; its corners go round in one direction."""
    first = ground[0]
    parts = [(_turn(first, one, other), one, other) for one, other in pairwise(ground[1:])]
    whole = sum(part for part, _, _ in parts)
    x, y = (
        sum(part * (first[n] + one[n] + other[n]) for part, one, other in parts) / (3 * whole)
        for n in (0, 1)
    )
    return x, y


def _scaled(
    places: Sequence[Point], grounds: Sequence[Sequence[Point]], outline: Sequence[Point]
) -> Drawing:
    left, top = min(x for x, _ in outline), min(y for _, y in outline)
    wide = max(x for x, _ in outline) - left
    tall = max(y for _, y in outline) - top
    room = WIDTH - 2 * MARGIN
    highest = HIGHEST if len(grounds) > FEW else LOWEST
    scale = min(room / wide, (highest - 2 * MARGIN) / tall)
    height = max(tall * scale + 2 * MARGIN, LOWEST)
    aside = (WIDTH - wide * scale) / 2
    down = (height - tall * scale) / 2

    def shown(point: Point) -> Point:
        return (
            round((point[0] - left) * scale + aside, 1),
            round((point[1] - top) * scale + down, 1),
        )

    return Drawing(
        height=round(height, 1),
        places=tuple(shown(place) for place in places),
        grounds=tuple(" ".join(f"{x},{y}" for x, y in map(shown, one)) for one in grounds),
    )
