"""Made-up villages to measure on: families on cards, RTs that overlap, dwellings in clusters."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from serentak.engine import store
from serentak.engine.regions import RegionCode

SIZES = np.arange(1, 9)
SHARES = np.array([0.14, 0.30, 0.26, 0.17, 0.08, 0.03, 0.015, 0.005])
DEGREE = 111_195.0  # metres of a degree of latitude
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


def province(voters: int, seed: int = 7) -> list[Columns]:
    """Villages of all sizes, compact ones and scattered ones; about 850 voters each."""
    rng = np.random.default_rng(seed)
    count = min(2285, max(12, voters // 850))
    size = rng.lognormal(0, 0.75, count)
    size = np.maximum(40, size / size.sum() * voters).astype(np.int64)
    return [
        village(
            int(one),
            Shape(
                extent=rng.uniform(250, 700),
                spread=rng.uniform(60, 200),
                rts=max(2, round(int(one) / 95)),
            ),
            rng,
        )
        for one in size
    ]


def voters_table(villages: list[Columns]) -> pa.Table:
    """The villages as a voters' file, in no order, under codes of real villages."""
    rng = np.random.default_rng(3)
    codes = [code for code, _ in store.regions_of(RegionCode("74")) if len(code) == 13]
    which = np.repeat(np.arange(len(villages)), [len(one["rt"]) for one in villages])
    every = {key: np.concatenate([one[key] for one in villages]) for key in villages[0]}
    lat, lon = -5 + 2 * rng.random(len(villages)), 121 + 2 * rng.random(len(villages))
    north = lat[which] + every["y"] / DEGREE
    east = lon[which] + every["x"] / DEGREE / np.cos(np.radians(lat[which]))
    card = which * 100_000 + every["family"]
    table = pa.table(
        {
            "id": pa.array([f"7400{n:012d}" for n in range(len(which))]),
            "kk": pa.array([f"7400{n:012d}" for n in card.tolist()]),
            "village": pa.array(codes).take(pa.array(which)),
            "rt": pa.array([f"{n:03d}" for n in range(1, 1000)]).take(pa.array(every["rt"])),
            "rw": pa.array([f"{n:03d}" for n in range(1, 1000)]).take(pa.array(every["rw"])),
            "lat": north,
            "lon": east,
            "sex": pa.array(["L", "P"]).take(pa.array(rng.integers(0, 2, len(which)))),
        }
    )
    return table.take(pa.array(rng.permutation(len(which))))
