"""Checks and voters of whole registers: our run beside SQL written by hand, and beside pandas."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.register_pandas import by_pandas
from benchmarks.register_sql import Answer, by_sql
from serentak.engine import store
from serentak.engine.pipeline import checking, people, voting
from serentak.engine.register.ground import List
from serentak.engine.store.workspace import workspace

SIZES = {10_000: 9_800, 280_000: 274_300, 2_790_000: 2_732_500}  # rows about: people
AIM = 1.5  # times the SQL, at the largest size
RUNS = 3  # the best one counts: others use this machine too
COPIES = 10  # of the largest size, with --large
LIMIT, MOST = "500MB", 1000  # the database's; what the process may need with it, in megabytes
Run = Callable[[Path, Path], Answer]


def ours(folder: Path, out: Path, memory: str = "") -> Answer:
    """What `register check` and `register voters` do, in one pass as `register build` does it."""
    law = store.law()
    ruling = people.Ruling(law=law, election=law.election("pilkada-2024"))
    given = people.Given(
        files=[folder / "register.parquet"],
        lists={List.DEATHS: folder / "deaths.csv", List.ROSTER: folder / "roster.csv"},
    )
    with workspace(memory=memory) as work:
        judged = people.judged(work, people.opened(work, given), ruling)
        checked = checking.check(work, judged, out, sheet_rows=0)
        counted = voting.vote(work, judged, out)
    return {
        "findings": {one["rule"]: one["findings"] for one in checked.rules},
        "bars": {one["rule"]: one["people"] for one in counted.bars},
        "voters": {"all": counted.voters},
    }


def timed(run: Run, folder: Path) -> tuple[float, Answer]:
    """Seconds of one run into an empty folder, and its answer."""
    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        answer = run(folder, Path(out))
        return time.perf_counter() - start, answer


def compare(folder: Path, rows: int) -> None:
    """One size: all three in turn, the best of several; their answers must be the same."""
    runs: Mapping[str, Run] = {"ours": ours, "SQL": by_sql, "pandas": by_pandas}
    best: dict[str, float] = {}
    answers: dict[str, Answer] = {}
    for n in range(RUNS):
        for name, run in runs.items():
            if name != "pandas" or n == 0:
                seconds, answers[name] = timed(run, folder)
                best[name] = min(best.get(name, seconds), seconds)
    assert answers["ours"] == answers["SQL"] == answers["pandas"], answers
    aim = f" (aim {AIM})" if rows == max(SIZES) else ""
    sys.stdout.write(
        f"checks and voters, {rows:10,} rows   ours {best['ours']:6.2f} s   "
        f"SQL by hand {best['SQL']:6.2f} s   pandas {best['pandas']:6.2f} s   "
        f"ours / SQL {best['ours'] / best['SQL']:.2f}{aim}\n"
    )


def make(folder: Path, population: int) -> Path:
    """A synthetic register with its lists."""
    subprocess.run(  # noqa: S603  our own program
        [
            *(sys.executable, "-m", "serentak.cli.main", "register", "synth"),
            *("--people", str(population), "--out", str(folder)),
        ],
        check=True,
        capture_output=True,
    )
    return folder


def copied(folder: Path, large: Path) -> int:
    """A register many times as long: the same people under other IDs; how many rows."""
    large.mkdir()
    for name in ("deaths.csv", "roster.csv"):
        os.link(folder / name, large / name)
    source = pq.ParquetFile(folder / "register.parquet")
    with pq.ParquetWriter(large / "register.parquet", source.schema_arrow) as target:
        for n in range(COPIES):
            for batch in source.iter_batches(200_000):
                table = pa.Table.from_batches([batch])
                named = pc.binary_join_element_wise(str(n), table["ID"], "-")
                target.write_table(table.set_column(0, "ID", named))
    return int(source.metadata.num_rows * COPIES)


def alone(folder: Path, memory: str) -> tuple[float, float]:
    """Seconds and peak megabytes of our run in a process of its own."""
    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        ours(folder, Path(out), memory)
        taken = time.perf_counter() - start
    return taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stretch(folder: Path, large: Path) -> None:
    """The largest size and many times it, each within the limit."""
    rows = copied(folder, large)
    once: dict[int, tuple[float, float]] = {}
    for size, place in ((rows // COPIES, folder), (rows, large)):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            once[size] = process.submit(alone, place, LIMIT).result()
    for size, (seconds, megabytes) in once.items():
        sys.stdout.write(
            f"checks and voters, {size:10,} rows   --memory {LIMIT}   {seconds:6.1f} s   "
            f"{size / seconds:9,.0f} rows/s   {megabytes:,.0f} MB at most (aim {MOST:,})\n"
        )


def main() -> None:
    """All sizes, smallest first; the largest many times over when asked for with --large."""
    with tempfile.TemporaryDirectory() as root:
        folders = {rows: make(Path(root) / str(rows), SIZES[rows]) for rows in SIZES}
        for rows, folder in folders.items():
            compare(folder, rows)
        if "--large" in sys.argv[1:]:
            stretch(folders[max(SIZES)], Path(root) / "large")


if __name__ == "__main__":
    main()
