"""Fit the matcher's weights on registers whose duplicates are known: `match_fit.py FOLDER…`."""

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sklearn.ensemble import HistGradientBoostingClassifier

from serentak.engine.register.match.counts import counts
from serentak.engine.register.match.machine import Floats
from serentak.engine.register.match.matching import candidates, compared
from serentak.engine.register.match.rows import rows
from serentak.engine.store import people

TARGET = Path("src/serentak/weights/match.npz")
MOST = 40_000  # pairs of two people that one register contributes; the rest is of the same sort
TREES, LEAVES, RATE = 150, 24, 0.1


OPTIONAL = ("kk", "nik", "birth_place", "marital", "sex", "address", "rt", "rw", "village")


def without(table: pa.Table, dice: np.random.Generator) -> pa.Table:
    """A register as offices hand it over: often whole columns are missing, or numbers are others."""
    lost = [one for one in OPTIONAL if dice.random() < dice.choice([0.0, 0.12, 0.45])]
    if "nik" not in lost and dice.random() < 0.2:
        number = pc.cast(table["nik"], pa.int64())
        short = pa.array(number.to_numpy() % 9_999_991, from_pandas=True)
        table = table.set_column(table.column_names.index("nik"), "nik", short.cast(pa.int64()))
    return table.drop_columns([one for one in lost if one in table.column_names])


def sample(folder: Path, dice: np.random.Generator) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    """Traits of a register's candidates, whether each is one person, and how much it counts."""
    table = without(people.people([folder / "register.parquet"], {}), dice)
    known = rows(table)
    pairs = candidates(known)
    traits = compared(known, counts(known), pairs)
    place = {one: row for row, one in enumerate(table["id"].to_pylist())}
    truth = pq.read_table(folder / "truth.parquet")
    a, b = (np.array([place[one] for one in truth[side].to_pylist()]) for side in ("id_a", "id_b"))
    wanted = np.minimum(a, b) * len(place) + np.maximum(a, b)
    same = np.isin(pairs[:, 0].astype(np.int64) * len(place) + pairs[:, 1], wanted)
    share = min(1.0, MOST / max(1, (~same).sum()))
    taken = same | (np.random.default_rng(0).random(len(same)) < share)
    return traits[taken], same[taken], np.where(same[taken], 1.0, 1 / share)


def nodes(model: HistGradientBoostingClassifier) -> dict[str, npt.NDArray[np.generic]]:
    """All trees of a fitted model as the arrays of a forest."""
    trees = [one[0].nodes for one in model._predictors]  # noqa: SLF001  the library gives no other way
    roots = np.cumsum([0, *(len(tree) for tree in trees[:-1])])
    of = np.concatenate(trees)
    shift = np.repeat(roots, [len(tree) for tree in trees])
    leaf = of["is_leaf"].astype(bool)
    return {
        "roots": roots.astype(np.int32),
        "trait": np.where(leaf, -1, of["feature_idx"]).astype(np.int8),
        "limit": of["num_threshold"].astype(np.float32),
        "left": (of["left"] + shift).astype(np.int32),
        "right": (of["right"] + shift).astype(np.int32),
        "value": of["value"].astype(np.float32),
        "start": np.array(model._baseline_prediction, np.float32).reshape(1),  # noqa: SLF001  as above
    }


def main() -> None:
    """Fit on all folders and write the weights."""
    dice = np.random.default_rng(0)
    samples = [sample(Path(folder), dice) for folder in sys.argv[1:] for _ in range(2)]
    traits, same, weight = (np.concatenate(part) for part in zip(*samples, strict=True))
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=60,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=0,
    )
    model.fit(traits, same, weight)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, **nodes(model))
    print(f"{len(same)} pairs, {int(same.sum())} of one person; {TARGET}")


if __name__ == "__main__":
    main()
