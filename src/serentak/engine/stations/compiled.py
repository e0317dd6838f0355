"""Loops at machine speed: what they are compiled with, and the shapes they work on."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]

EPS = 1e-7
WINDOW = 64  # a station with more dwellings looks for its median near the centre only


def fast(function: F) -> F:
    """Compile on first use, keep the result on disk, let other threads run meanwhile."""
    return cast(F, numba.njit(cache=True, nogil=True)(function))


class Points(NamedTuple):
    """Dwellings in metres, what a metre costs for each, and the item each belongs to."""

    x: Reals
    y: Reals
    weight: Reals
    item: Whole
    floor: bool  # distances rounded down, as some published instances have them


class Items(NamedTuple):
    """What is assigned whole: voters of each, and the neighbourhood each belongs to."""

    load: Whole
    group: Whole


class Terms(NamedTuple):
    """The cap, and what a voter above it and a further piece of a neighbourhood cost."""

    cap: int
    over: float
    piece: float


class Plan(NamedTuple):
    """Where every item goes, and the books that make a move cheap."""

    at: Whole  # item -> station
    site: Whole  # station -> candidate point
    cost: Reals  # item x station
    load: Whole  # voters of a station
    parts: Whole  # neighbourhood x station: items there
    member: Whole  # station x place: its items
    size: Whole  # station: how many
    place: Whole  # item -> its place in its station's row


@fast
def distance(ax: float, ay: float, bx: float, by: float, floor: bool) -> float:  # noqa: FBT001  compiled: four numbers and a switch
    """Metres between two points."""
    found = np.sqrt((ax - bx) ** 2 + (ay - by) ** 2)
    return np.floor(found) if floor else found


@fast
def draw(state: NDArray[np.uint64], below: int) -> int:
    """The next number of a fixed sequence; the same state, the same number."""
    word = state[0]
    word ^= word << np.uint64(13)
    word ^= word >> np.uint64(7)
    word ^= word << np.uint64(17)
    state[0] = word
    return int(word >> np.uint64(11)) % below
