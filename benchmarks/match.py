"""Doubles in whole registers: our matcher beside Splink, how fast, how right, how large."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.register import SIZES, make

Pairs = set[tuple[str, str]]
WALL, MEGABYTES = 0.4, 2_100  # of the peer's time, at the largest size
RIGHT = {10_000: 0.975, 280_000: 0.975, 2_790_000: 0.95}  # F1
SURE = 0.995
KINDS = {"re-registered": 0.93, "swapped-date": 0.80}
COLLISION = "nik-collision"  # no double: two people


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of a run in a process of its own."""

    seconds: float
    cpu: float
    megabytes: float
    pairs: Pairs
    sure: Pairs


def ours(folder: Path) -> tuple[Pairs, Pairs]:
    """What `register match` does, from the file to the file."""
    from serentak.engine.pipeline import matching, people
    from serentak.engine.register.columns import Column
    from serentak.engine.register.match.matching import Bounds
    from serentak.engine.store.workspace import workspace

    given = people.Given(files=[folder / "register.parquet"])
    with workspace() as work, tempfile.TemporaryDirectory() as out:
        register = people.opened(work, given, need=(Column.NAME,))
        told = matching.match(work, register, Path(out), bounds=Bounds()).table.to_pylist()
    same = [one for one in told if one["kind"] == "same-person"]
    sure = {(one["id_a"], one["id_b"]) for one in same if one["decision"] == "auto"}
    return {(one["id_a"], one["id_b"]) for one in same}, sure


def peer(folder: Path) -> tuple[Pairs, Pairs]:
    """The same register by Splink, which has no band that needs nobody."""
    from benchmarks.match_peer import by_splink

    return by_splink(folder), set()


def alone(run: Callable[[Path], tuple[Pairs, Pairs]], folder: Path) -> Ran:
    """A run in this process, measured: wall and processor seconds, peak megabytes."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    pairs, sure = run(folder)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(seconds=seconds, cpu=cpu, megabytes=after.ru_maxrss / 1024, pairs=pairs, sure=sure)


def apart(run: Callable[[Path], tuple[Pairs, Pairs]], folder: Path) -> Ran:
    """A run in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(alone, run, folder).result()


def truth(folder: Path) -> Mapping[tuple[str, str], str]:
    """Pairs of rows of one person, with the kind of their slip."""
    told = pq.read_table(folder / "truth.parquet").to_pylist()
    pairs = {tuple(sorted((str(t["id_a"]), str(t["id_b"])))): t["kind"] for t in told}
    return {(a, b): kind for (a, b), kind in pairs.items() if kind != COLLISION}


def f1(found: Pairs, known: Mapping[tuple[str, str], str]) -> float:
    """The mean of precision and recall that punishes the lower."""
    return 2 * len(found & known.keys()) / max(1, len(found) + len(known))


def recalls(found: Pairs, known: Mapping[tuple[str, str], str]) -> str:
    """How many of each kind were found."""
    parts = []
    for kind in sorted(set(known.values())):
        of = [pair for pair, one in known.items() if one == kind]
        aim = f" (aim {KINDS[kind]:.2f})" if kind in KINDS else ""
        parts.append(f"{kind} {sum(pair in found for pair in of) / len(of):.3f}{aim}")
    return ", ".join(parts)


def compare(folder: Path, rows: int) -> None:
    """One size: ours, then the peer in the same run."""
    known, mine = truth(folder), apart(ours, folder)
    sure = len(mine.sure & known.keys()) / max(1, len(mine.sure))
    aim = RIGHT[min(RIGHT, key=lambda size: abs(size - rows))]
    sys.stdout.write(
        f"doubles, {rows:10,} rows   ours {mine.seconds:6.1f} s ({mine.cpu:.1f} s of processor), "
        f"{mine.megabytes:,.0f} MB   F1 {f1(mine.pairs, known):.4f} (aim {aim})   automatic "
        f"{len(mine.sure):,}, right {sure:.4f} (aim {SURE})\n"
        f"    found: {recalls(mine.pairs, known)}\n"
    )
    sys.stdout.flush()
    other = apart(peer, folder)
    sys.stdout.write(
        f"    Splink {other.seconds:6.1f} s ({other.cpu:.1f} s of processor), "
        f"{other.megabytes:,.0f} MB   F1 {f1(other.pairs, known):.4f}   ours / Splink "
        f"{mine.seconds / other.seconds:.2f} (aim {WALL}), of processor {mine.cpu / other.cpu:.2f}"
        f"   memory aim {MEGABYTES:,} MB\n"
    )
    sys.stdout.flush()


def warm(root: Path) -> None:
    """The loops are compiled once and kept; that is no part of a run."""
    apart(ours, make(root / "warm", 2_000))


def main(folders: Sequence[str]) -> None:
    """All sizes, or the folders named, each with register.parquet and truth.parquet."""
    with tempfile.TemporaryDirectory() as root:
        warm(Path(root))
        for name in folders:
            compare(Path(name), pq.read_metadata(Path(name) / "register.parquet").num_rows)
        if not folders:
            for rows, population in SIZES.items():
                compare(make(Path(root) / str(rows), population), rows)


if __name__ == "__main__":
    main(sys.argv[1:])
