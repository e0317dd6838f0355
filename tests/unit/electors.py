"""Voters of made-up villages, and their plan; nobody in them exists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa

from serentak.engine import store
from serentak.engine.pipeline import planning
from serentak.engine.pipeline.people import Ruling
from serentak.engine.stations.compiled import Items, Points, Whole
from serentak.engine.stations.electorate import electorate
from serentak.engine.stations.plan import Order

VILLAGE, OTHER = "74.01.01.1001", "74.01.01.1003"
METRE = 1 / 111_195  # of latitude, in degrees
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A family: how many vote, of which RT, where it lives in metres (None: nobody knows)."""

    voters: int = 2
    village: str = VILLAGE
    rt: str = "001"
    at: tuple[float, float] | None = (0.0, 0.0)
    card: str | None = ""  # empty: its own


def voters(homes: Sequence[Home]) -> list[Row]:
    """The voters of homes, row by row."""
    return [
        {
            "id": f"{n:05d}-{member}",
            "kk": f"{n:016d}" if home.card == "" else home.card,
            "village": home.village,
            "rt": home.rt,
            "rw": "01",
            "lat": -4.0 + home.at[1] * METRE if home.at else None,
            "lon": 122.0 + home.at[0] * METRE if home.at else None,
            "sex": "LP"[member % 2],
        }
        for n, home in enumerate(homes)
        for member in range(home.voters)
    ]


def scattered(seed: int, families: int, *, rts: int = 4, village: str = VILLAGE) -> list[Home]:
    """Families of one to five voters, those of an RT near each other."""
    dice = Random(seed)  # noqa: S311  a made-up village, no secret
    middles = [(dice.uniform(-500, 500), dice.uniform(-500, 500)) for _ in range(rts)]
    homes = []
    for n in range(families):
        rt = n * rts // families
        x, y = middles[rt]
        at = (x + dice.gauss(0, 120), y + dice.gauss(0, 120))
        homes.append(Home(voters=dice.randint(1, 5), village=village, rt=f"{rt:03d}", at=at))
    return homes


def ruling() -> Ruling:
    """The law, and the regional election of 2024."""
    law = store.law()
    return Ruling(law=law, election=law.election("pilkada-2024"))


def plan(rows: Iterable[Row], **wishes: Any) -> planning.Planned:
    """The plan of some rows."""
    return planning.planned(electorate(table(rows)), Order(**wishes), ruling())


def table(rows: Iterable[Row]) -> pa.Table:
    """Rows as a table."""
    return pa.Table.from_pylist(list(rows))


def stations_of(plan_: planning.Planned) -> Mapping[str, str]:
    """Each voter's station."""
    return dict(zip(*plan_.assignments.to_pydict().values(), strict=True))


@dataclass(frozen=True, slots=True)
class Tiny:
    """A village small enough to try every plan of it."""

    points: Points
    items: Items

    @classmethod
    def of(cls, homes: Sequence[tuple[int, int, int, int]]) -> "Tiny":
        """From (voters, neighbourhood, x, y) of each family."""
        load, group, x, y = (np.array(column, np.int64) for column in zip(*homes, strict=True))
        points = Points(
            x=x.astype(np.float64),
            y=y.astype(np.float64),
            weight=load.astype(np.float64),
            item=np.arange(len(load)),
            floor=False,
        )
        return cls(points, Items(load, np.unique(group, return_inverse=True)[1].astype(np.int64)))

    def plans(self, k: int, cap: int) -> Iterable[Whole]:
        """Every assignment to k stations under the cap."""
        for at in product(range(k), repeat=len(self.items.load)):
            found = np.array(at, np.int64)
            if np.bincount(found, self.items.load, minlength=k).max() <= cap:
                yield found

    def ways(self, at: Whole) -> float:
        """Voters times metres with every station at the best dwelling of the village."""
        gaps = np.hypot(
            self.points.x[:, None] - self.points.x, self.points.y[:, None] - self.points.y
        )
        cost = gaps * self.points.weight
        return sum(float(cost[:, at == s].sum(axis=1).min()) for s in set(at.tolist()))

    def pieces(self, at: Whole) -> int:
        """Pieces of neighbourhoods beyond one each."""
        found = set(zip(self.items.group.tolist(), at.tolist(), strict=True))
        return len(found) - int(self.items.group.max()) - 1
