"""Fit weights anew: `python -m tools.matcher`, ten minutes, the same each time.

Those of this release are of an earlier form of these registers and still better (ADR 0014).

Two sorts of registers, so that the weights know no single one by heart: those of this folder (seeds
HABITS and, small and untidy, UNTIDY; each with other habits) and those of `serentak register synth`
(seeds OWN), which must not outweigh the others: their twins are easy to tell apart. Each is taken
twice, whole and as offices hand registers over, without some columns. Nothing is measured on these
seeds.
"""

import zlib

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from sklearn.ensemble import HistGradientBoostingClassifier

from serentak.engine.register.match.counts import counts
from serentak.engine.register.match.machine import Floats
from serentak.engine.register.match.matching import candidates, compared
from serentak.engine.register.match.rows import rows
from serentak.engine.store.weights import FILE
from tools.matcher.own import own
from tools.matcher.registers import register, table, truth

HABITS = {**dict.fromkeys(range(21, 35), 250_000), 35: 800_000}  # seed: people
UNTIDY = dict.fromkeys(range(41, 57), 10_000)
OWN = dict.fromkeys(range(101, 105), 150_000)
WEIGHT = {**dict.fromkeys(UNTIDY, 0.03), **dict.fromkeys(OWN, 0.15)}  # of a pair; else 1
MOST = 40_000  # pairs of two people that one register contributes; the rest is of the same sort
TREES, LEAVES, RATE = 150, 24, 0.1
OPTIONAL = ("kk", "nik", "birth_place", "marital", "sex", "address", "rt", "rw", "village")

Sample = tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.float64]]


def without(whole: pa.Table, dice: np.random.Generator) -> pa.Table:
    """A register as offices hand it over: often whole columns are missing, or numbers are others."""
    lost = [one for one in OPTIONAL if dice.random() < dice.choice([0.0, 0.12, 0.45])]
    if "nik" not in lost and dice.random() < 0.2:
        short = [one and str(zlib.crc32(one.encode())) for one in whole["nik"].to_pylist()]
        whole = _with(whole, "nik", pa.array(short, pa.string()))
    for column in lost:
        whole = _with(whole, column, pa.nulls(whole.num_rows, pa.string()))
    return whole


def _with(whole: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return whole.set_column(whole.column_names.index(column), column, values)


def sample(people: pa.Table, pairs: npt.NDArray[np.int64], weight: float) -> Sample:
    """Traits of a register's candidates, whether each is one person, and how much it counts."""
    known = rows(people)
    proposed = candidates(known)
    traits = compared(known, counts(known), proposed)
    size = people.num_rows
    same = np.isin(proposed[:, 0].astype(np.int64) * size + proposed[:, 1], pairs @ (size, 1))
    share = min(1.0, MOST / max(1, int((~same).sum())))
    taken = same | (np.random.default_rng(0).random(len(same)) < share)
    return traits[taken], same[taken], np.where(same[taken], 1.0, 1 / share) * weight


def samples() -> list[Sample]:
    """Of all registers."""
    dice = np.random.default_rng(0)
    found = []
    for seed, people in {**HABITS, **UNTIDY, **OWN}.items():
        if seed in OWN:
            whole, pairs = own(seed, people)
        else:
            made = register(seed, people)
            whole, pairs = table(made.people), truth(made)
        weight = WEIGHT.get(seed, 1.0)
        found.append(sample(whole, pairs, weight))
        found.append(sample(without(whole, dice), pairs, weight / 2))
        print(f"seed {seed}: {len(pairs)} pairs of one person", flush=True)
    return found


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
    """Fit on all registers and write the weights."""
    traits, same, weight = (np.concatenate(part) for part in zip(*samples(), strict=True))
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
    np.savez_compressed(str(FILE), allow_pickle=False, **nodes(model))
    print(f"{len(same)} pairs, {int(same.sum())} of one person; {FILE}")


if __name__ == "__main__":
    main()
