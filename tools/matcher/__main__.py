"""Fit weights anew: `python -m tools.matcher second`, a quarter of an hour, the same each time.

`second` fits the trees that speak last, on what the shipped first trees leave; `first` fits those.
The first trees of this release are of an earlier form of these registers (ADR 0025).

Two sorts of registers, so that the weights know no single one by heart: those of this folder (seeds
HABITS, LARGE, SMALL and, often untidy, UNTIDY; each with other habits) and those of `serentak register
synth` (seeds OWN). All weigh alike. Of every third office without some columns, too, as
they are often handed over. Nothing is measured on these seeds.
"""

import sys
import zlib
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from sklearn.ensemble import HistGradientBoostingClassifier

from serentak.engine.register.match.counts import counts
from serentak.engine.register.match.machine import Flags, Floats
from serentak.engine.register.match.matching import candidates, compared
from serentak.engine.register.match.rows import rows
from serentak.engine.register.match.trees import log_odds
from serentak.engine.register.match.weighing import FAR, heard
from serentak.engine.store import weights
from tools.matcher.own import own
from tools.matcher.registers import register, table, truth

HABITS = dict.fromkeys(range(801, 837), 120_000)  # seed: people
UNTIDY = dict.fromkeys(range(901, 907), 10_000)
SMALL = dict.fromkeys(range(921, 961), 3_000)
LARGE = dict.fromkeys(range(911, 913), 500_000)
OWN = dict.fromkeys(range(601, 605), 130_000)
FEW = 300  # pairs of one person, as which fewer count, so that none of a small register outweighs
MOST = 40_000  # pairs of two people that one register contributes; the rest is of the same sort
TREES, LEAVES, RATE = 130, 20, 0.1
OPTIONAL = ("kk", "nik", "birth_place", "marital", "sex", "address", "rt", "rw", "village")

Sample = tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.float64]]
Seen = tuple[Floats, Flags]  # what trees see of pairs, and which pairs those are


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


def first(traits: Floats) -> Seen:
    """What the first trees see: every pair."""
    return traits, np.ones(len(traits), np.bool_)


def second(traits: Floats) -> Seen:
    """What the second trees see of what the first leave."""
    odds = log_odds(weights.forests().first, traits)
    near = odds > FAR
    return heard(traits, odds, near), near


def sample(
    people: pa.Table, pairs: npt.NDArray[np.int64], weight: float, see: Callable[[Floats], Seen]
) -> Sample:
    """What is seen of a register's candidates, whether each is one person, and how much it counts."""
    known = rows(people)
    proposed = candidates(known)
    seen, which = see(compared(known, counts(known), proposed))
    size = people.num_rows
    same = np.isin(proposed[:, 0].astype(np.int64) * size + proposed[:, 1], pairs @ (size, 1))[
        which
    ]
    share = min(1.0, MOST / max(1, int((~same).sum())))
    taken = same | (np.random.default_rng(0).random(len(same)) < share)
    weight /= max(FEW, int(same.sum()))
    return seen[taken], same[taken], np.where(same[taken], 1.0, 1 / share) * weight


def samples(see: Callable[[Floats], Seen]) -> list[Sample]:
    """Of all registers."""
    found = []
    for seed, people in {**HABITS, **UNTIDY, **SMALL, **LARGE, **OWN}.items():
        if seed in OWN:
            whole, pairs = own(seed, people)
        else:
            made = register(seed, people)
            whole, pairs = table(made.people), truth(made)
        found.append(sample(whole, pairs, 1500, see))
        if seed % 3 == 0:
            found.append(sample(without(whole, np.random.default_rng(seed)), pairs, 750, see))
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
    see, file = {"first": (first, weights.FIRST), "second": (second, weights.SECOND)}[sys.argv[1]]
    seen, same, weight = (np.concatenate(part) for part in zip(*samples(see), strict=True))
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=80,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=0,
    )
    model.fit(seen, same, weight)
    np.savez_compressed(str(file), allow_pickle=False, **nodes(model))
    print(f"{len(same)} pairs, {int(same.sum())} of one person; {file}")


if __name__ == "__main__":
    main()
