"""How well and how fast stations are planned: whole registers, dense villages, published instances."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks import peers, register
from benchmarks.villages import Columns, urban
from serentak.engine.pipeline.planning import Request, plan_stations
from serentak.engine.stations.compiled import Items, Points, Terms, Whole
from serentak.engine.stations.drawing import Drawing, Wish, draw_village
from serentak.engine.stations.electorate import HEADINGS, electorate
from serentak.engine.stations.families import Families, Village, families
from serentak.engine.stations.headings import asked
from serentak.engine.stations.neighbourhoods import HARD
from serentak.engine.stations.search import search, value
from serentak.engine.store import columnar

CAP, LESS, PEMILU = 600, 500, 300
AIM = 15  # seconds for a province on two cores
EFFORT = ((100, 6000), (200, 3000), (402, 1200))  # disturbances up to so many points


def say(text: str) -> None:
    """One line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def registers() -> None:
    """The command from file to files at three caps, beside RTs filled in their order."""
    with tempfile.TemporaryDirectory() as root:
        for rows, people in register.SIZES.items():
            folder = register.make(Path(root) / str(rows), people)
            register.ours(folder, folder)
            file = folder / "voters.parquet"
            _planned(file, CAP)  # compiles
            for cap in (CAP, LESS, PEMILU):
                _line_of_plan(rows, cap, _planned(file, cap))
            _line_of_order(rows, file)


def _planned(file: Path, cap: int) -> tuple[dict[str, float], float, float]:
    """The totals of a plan, and the seconds and processor seconds it took; the best of two."""
    request = Request(
        voters=file,
        out=file.parent / "plan",
        election="pilkada-2024",
        cap=cap,
        threads=os.cpu_count() or 1,
    )
    runs = []
    for _ in range(2):
        start, busy = time.perf_counter(), time.process_time()
        total = plan_stations(request)["total"]
        runs.append((time.perf_counter() - start, time.process_time() - busy, total))
    wall, busy, total = min(runs, key=lambda run: run[0])
    return total, wall, busy


def _line_of_plan(rows: int, cap: int, found: tuple[dict[str, float], float, float]) -> None:
    total, wall, busy = found
    share = total["villages_at_stations_bound"] / total["villages"]
    aim = f" (aim {AIM})" if rows == max(register.SIZES) else ""
    say(
        f"plan, {rows:9,d} rows, {total['voters']:9,d} voters, cap {cap}: {wall:5.1f} s wall{aim}, "
        f"{busy:5.1f} s processor; {total['stations']} stations, fewest possible in {share:.2%}; "
        f"{total['splits']} RT splits, mean {total['distance_mean']} m, "
        f"{total['gap_percent']} % above the bound"
    )


def _line_of_order(rows: int, file: Path) -> None:
    voters = electorate(columnar.read(file, asked(HEADINGS)))
    homes = families(voters)
    villages = [Village(n, homes) for n in range(len(voters.villages))]
    _line(f"RTs in order, {rows:,}", villages, lambda one: peers.in_order(one.items, CAP))


def dense_villages() -> None:
    """Forty dense villages beside both peers, in the same run."""
    villages = [_alone(one) for one in urban()]
    _drawn(villages[0], compact=False), _drawn(villages[0], compact=True), _searched(villages[0])
    _line("RTs in order", villages, lambda one: peers.in_order(one.items, CAP))
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
        f"({pieces / max(1, stations - len(villages)):.2f} a cut, aim 1.50), "
        f"{busy:6.1f} s processor"
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


def main() -> None:
    """All three, or the one that is named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--instances", type=Path, help="folder of published instances")
    options.add_argument("--only", choices=("registers", "dense", "published"))
    chosen = options.parse_args()
    if chosen.only in (None, "dense"):
        dense_villages()
    if chosen.only in (None, "published"):
        if chosen.instances:
            published(chosen.instances)
        else:
            say("published instances: skipped; name their folder with --instances")
    if chosen.only in (None, "registers"):
        registers()


if __name__ == "__main__":
    main()
