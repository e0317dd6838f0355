"""Made-up villages to measure on: families on cards, RTs that overlap, dwellings in clusters."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIZES = np.arange(1, 9)
SHARES = np.array([0.14, 0.30, 0.26, 0.17, 0.08, 0.03, 0.015, 0.005])
Columns = dict[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a village lies: metres of its extent and of an RT's spread, clusters an RT falls into."""

    extent: float = 310.0
    spread: float = 180.0
    patches: int = 1
    rts: int = 35


def village(voters: int, shape: Shape, rng: np.random.Generator) -> Columns:
    """One village: per voter the family, RT, RW and place in metres; RTs lie in no order."""
    sizes = rng.choice(SIZES, size=voters, p=SHARES)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), voters)) + 1]
    sizes[-1] -= sizes.sum() - voters
    families = len(sizes)
    share = rng.uniform(30, 100, shape.rts)
    rt = np.sort(rng.choice(shape.rts, size=families, p=share / share.sum()))
    centre = rng.normal(0, shape.extent, (shape.rts, shape.patches, 2))
    place = centre[rt, rng.integers(0, shape.patches, families)]
    place = place + rng.normal(0, shape.spread, (families, 2))
    return {
        "family": np.repeat(np.arange(families), sizes),
        "rt": np.repeat(rt, sizes),
        "rw": np.repeat(rt // 5, sizes),
        "x": np.repeat(place[:, 0], sizes),
        "y": np.repeat(place[:, 1], sizes),
    }


def urban(seed: int = 1, shape: Shape | None = None) -> Iterator[Columns]:
    """Forty dense villages of about 3,000 voters in 35 RTs."""
    rng = np.random.default_rng(seed)
    for voters in rng.integers(2300, 3700, 40):
        yield village(int(voters), shape or Shape(), rng)
