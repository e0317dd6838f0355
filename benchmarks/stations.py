"""How well and how fast stations are planned: a province, dense villages, published instances."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from benchmarks import peers
from benchmarks.villages import Columns, province, urban, voters_table
from serentak.engine.pipeline.planning import Request, plan_stations
from serentak.engine.stations.compiled import Items, Points, Terms, Whole
from serentak.engine.stations.drawing import Drawing, Wish, draw_village
from serentak.engine.stations.families import Families, Village
from serentak.engine.stations.neighbourhoods import HARD
from serentak.engine.stations.search import search, value

SIZES = (10_000, 196_000, 1_960_000)
CAP = 600
INSTANCES = "SERENTAK_CPMP"  # the folder of published instances, unless it is an argument
EFFORT = ((100, 6000), (200, 3000), (402, 1200))  # disturbances up to so many points


def say(text: str) -> None:
    """One line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def whole_province() -> None:
    """Wall and processor time of the command, from file to files; the first run compiles."""
    for voters in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "voters.parquet"
            pq.write_table(voters_table(province(voters)), file)
            for cap in (CAP, 300):
                request = Request(
                    voters=file,
                    out=Path(folder) / "plan",
                    election="pilkada-2024",
                    cap=cap,
                    threads=os.cpu_count() or 1,
                )
                start, busy = time.perf_counter(), time.process_time()
                total = plan_stations(request)["total"]
                wall, busy = time.perf_counter() - start, time.process_time() - busy
                share = total["villages_at_stations_bound"] / total["villages"]
                say(
                    f"{total['voters']:9,d} voters, {total['villages']} villages, cap {cap}: "
                    f"{wall:5.1f} s wall, {busy:5.1f} s processor (aim 15); {total['stations']} stations, "
                    f"fewest possible in {share:.2%}; {total['splits']} RT splits, mean "
                    f"{total['distance_mean']} m, {total['gap_percent']} % above the bound"
                )


def dense_villages() -> None:
    """Forty dense villages beside both peers, in the same run."""
    villages = [_alone(one) for one in urban()]
    _drawn(villages[0], compact=False), _drawn(villages[0], compact=True), _searched(villages[0])
    _line("RTs in their order", villages, lambda one: peers.in_order(one.items, CAP))
    far = _line("search for short ways", villages, _searched)
    for name, compact in (("plan", False), ("plan --compact", True)):
        way = _line(name, villages, lambda one, c=compact: _drawn(one, compact=c).at)  # type: ignore[misc]
        say(f"{'':24s} {way / far:.3f} of the search's way (aim {'1.000' if compact else '1.250'})")


def _alone(columns: Columns) -> Village:
    """A village outside any province, its dwellings on the equator."""
    family, first, load = np.unique(columns["family"], return_index=True, return_counts=True)
    degree = 111_195.0
    homes = Families(
        load=load.astype(np.int64),
        rt=columns["rt"][first],
        lat=columns["y"][first] / degree,
        lon=columns["x"][first] / degree,
        start=np.array([0, len(family)]),
    )
    return Village(0, homes)


def _drawn(village: Village, *, compact: bool) -> Drawing:
    return draw_village(village, Wish(cap=CAP, compact=compact))


def _searched(village: Village) -> Whole:
    return peers.short_ways(village.points, village.items, CAP, -(-int(village.load.sum()) // CAP))


def _line(name: str, villages: list[Village], plan: Callable[[Village], Whole]) -> float:
    """One line of what a way of planning comes to; the mean way."""
    start = time.process_time()
    plans = [plan(one) for one in villages]
    busy = time.process_time() - start
    ways = sum(_ways(one.points, at) for one, at in zip(villages, plans, strict=True))
    mean = ways / sum(int(one.load.sum()) for one in villages)
    stations = sum(len(np.unique(at)) for at in plans)
    pieces = sum(
        len(np.unique(one.items.group * 1000 + at)) - len(one.rts)
        for one, at in zip(villages, plans, strict=True)
    )
    say(
        f"{name:24s} {mean:6.1f} m, {pieces:5d} extra pieces of RTs in {stations} stations "
        f"({pieces / (stations - len(villages)):.2f} a cut, aim 1.50), {busy:6.1f} s processor"
    )
    return mean


def _ways(points: Points, at: Whole) -> float:
    """All ways with every station at the best dwelling among its own."""
    total = 0.0
    for s in np.unique(at):
        own = at == s
        gaps = np.hypot(
            points.x[own][:, None] - points.x[own], points.y[own][:, None] - points.y[own]
        )
        total += float((points.weight[own] @ gaps).min())
    return total


def published(folder: Path) -> None:
    """Distance-only search on published instances of the capacitated p-median problem."""
    best = {
        row[0]: float(row[3])
        for row in (line.split(",") for line in (folder / "best_known.csv").read_text().split()[1:])
    }
    for file in (*sorted(folder.glob("group1/*.txt")), *sorted(folder.glob("group2/*.dat"))):
        points, items, cap, k = _instance(file)
        tries = next(tries for size, tries in EFFORT if len(items.load) <= size)
        start = time.process_time()
        terms = Terms(cap, HARD, 0.0)
        plan = search(points, items, terms, np.empty(0, np.int64), (k, 10, tries))
        busy = time.process_time() - start
        over = value(plan, terms) / best[file.stem] - 1.0
        say(
            f"{file.stem:8s} {value(plan, terms):10.2f}  {over:7.3%} above the best known, {busy:5.1f} s"
        )


def _instance(file: Path) -> tuple[Points, Items, int, int]:
    n, k = (int(part) for part in file.read_text().split()[:2])
    rows = np.loadtxt(file, skiprows=1)
    points = Points(
        x=rows[:, 0].copy(),
        y=rows[:, 1].copy(),
        weight=np.ones(n),
        item=np.arange(n),
        floor=file.suffix == ".txt",
    )
    return points, Items(rows[:, 3].astype(np.int64), np.zeros(n, np.int64)), int(rows[0, 2]), k


def _folder() -> Iterator[Path]:
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get(INSTANCES, "")
    if named and Path(named).is_dir():
        yield Path(named)
    else:
        say(f"published instances: skipped; name their folder as an argument or in {INSTANCES}")


def main() -> None:
    """All three."""
    dense_villages()
    for folder in _folder():
        published(folder)
    whole_province()


if __name__ == "__main__":
    main()
