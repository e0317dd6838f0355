"""The stations of a run: from its voters to tables, a map, counts and a certificate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serentak.engine.pipeline import planning
from serentak.engine.pipeline.order import Order
from serentak.engine.stations import tables
from serentak.engine.stations.electorate import HEADINGS, electorate
from serentak.engine.stations.headings import asked
from serentak.engine.store import columnar

Say = Callable[[float, str], None]
READ, PLANNED = 0.1, 0.9  # shares of the step that are done by then
VILLAGE = (
    *("stations", "stations_bound", "distance_mean", "distance_bound", "distance_max"),
    *("splits", "splits_bound", "without_place", "without_card", "words"),
)
EMPTY: Mapping[str, Any] = {
    **dict.fromkeys(VILLAGE, 0),
    **dict.fromkeys(("distance_mean", "distance_bound", "distance_max")),
    "words": "",
}  # of a village without voters
COUNTS = ("stations", "without_place", "without_card")
TOTAL = (
    *("stations", "stations_bound", "stations_bound_families", "splits", "splits_bound"),
    *("rw_splits", "family_splits", "distance_mean", "distance_bound", "gap_percent", "words"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What a report says of the stations."""

    counts: Mapping[str, int]
    villages: Mapping[str, Mapping[str, Any]]
    certificate: Mapping[str, Any]
    official: Mapping[str, Any]


def place(order: Order, folder: Path, say: Say) -> Placed:
    """Plan every village of the run's voters and write where everyone votes."""
    voters = columnar.read(folder / "voters.parquet", asked(HEADINGS))
    if voters.num_rows == 0:
        found = planning.for_nobody(order.wish(), order.ruling)
    else:
        people = electorate(voters)
        words = f"Menyusun TPS {len(people.villages)} desa dan kelurahan"
        found = planning.planned(
            people, order.wish(), order.ruling, lambda share: say(_within(share), words)
        )
    say(PLANNED, "Menulis TPS")
    columnar.write_all(
        folder,
        tables={"stations.parquet": found.stations, "assignments.parquet": found.assignments},
        documents={"stations.geojson": tables.feature_collection(found.stations)},
    )
    return _placed(found.proof)


def _within(share: float) -> float:
    return READ + (PLANNED - READ) * share


def _placed(proof: Mapping[str, Any]) -> Placed:
    total = proof["total"]
    return Placed(
        counts={name: total[name] for name in COUNTS},
        villages={one["village"]: {k: one[k] for k in VILLAGE} for one in proof["villages"]},
        certificate={"basis": proof["basis"], **{name: total[name] for name in TOTAL}},
        official=proof["official"],
    )
