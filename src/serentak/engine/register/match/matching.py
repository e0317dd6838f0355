"""From a register's table to its pairs: proposed, compared, weighed, decided."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from serentak.engine.register.match import blocking, evidence, families, verdict
from serentak.engine.register.match.cases import EQUAL
from serentak.engine.register.match.counts import Counts, counts
from serentak.engine.register.match.machine import Codes, Doubles, Floats, with_scratch
from serentak.engine.register.match.plausible import plausible
from serentak.engine.register.match.rows import Rows, rows
from serentak.engine.register.match.traits import Trait
from serentak.engine.register.match.verdict import Decision, Kind
from serentak.engine.register.match.weighing import Forests, weighed

DECIMALS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """From which probability on a pair is looked at, and from which nobody needs to."""

    review: float = 0.5
    auto: float = 0.98


def matches(people: pa.Table, forests: Forests, *, bounds: Bounds) -> pa.Table:
    """Every pair of rows that is one person, or shares a number that one person should have."""
    known = rows(people)
    pairs = candidates(known)
    traits = compared(known, counts(known), pairs)
    chance = 1 / (1 + np.exp(-weighed(forests, traits)))
    return _decided(people["id"], pairs, traits, chance, bounds)


def candidates(known: Rows) -> Codes:
    """Pairs worth a closer look, each once, in order."""
    found = [np.zeros(0, np.uint64)]
    for proposed in blocking.pairs(known):
        keep = np.full(len(proposed), len(proposed) <= blocking.FEW)
        if not keep.all():
            with_scratch(plausible, len(proposed), known, proposed, keep)
        keep &= proposed[:, 0] != proposed[:, 1]  # a name may say a word twice
        low, high = proposed[keep].min(axis=1), proposed[keep].max(axis=1)
        found.append(low.astype(np.uint64) << np.uint64(32) | high.astype(np.uint64))
    both = np.unique(np.concatenate(found))
    return np.stack([both >> np.uint64(32), both & np.uint64(0xFFFFFFFF)], axis=1).astype(np.int32)


def compared(known: Rows, counted: Counts, pairs: Codes) -> Floats:
    """The traits of each pair."""
    traits = np.zeros((len(pairs), len(Trait)), np.float32)
    with_scratch(evidence.measure, len(pairs), known, counted, pairs, traits)
    families.relate(known, pairs, traits)
    return traits


def _decided(
    ids: pa.ChunkedArray, pairs: Codes, traits: Floats, chance: Doubles, bounds: Bounds
) -> pa.Table:
    chance = chance.round(DECIMALS)
    kept = np.flatnonzero((chance >= bounds.review) | (traits[:, Trait.NIK_SLIP] == EQUAL))
    chance, traits, pairs = chance[kept], traits[kept], pairs[kept]
    one = chance >= bounds.review
    kind = np.where(one, Kind.SAME_PERSON.value, Kind.SAME_NIK.value).astype(object)
    probability = np.where(one, chance, (1 - chance).round(DECIMALS))
    sure = verdict.sure(traits, probability, bounds.auto) | (~one & (probability >= bounds.auto))
    sure[one] = verdict.agreed(pairs[one], sure[one])
    first, second = (ids.take(pa.array(pairs[:, side])) for side in (0, 1))
    right = pc.less(first, second)
    table = pa.table(
        {
            "id_a": pc.if_else(right, first, second),
            "id_b": pc.if_else(right, second, first),
            "kind": pa.array(kind, pa.string()),
            "probability": probability,
            "decision": np.where(sure, Decision.AUTO.value, Decision.REVIEW.value),
            "reason": pa.array(verdict.reasons(traits, kind), pa.string()),
        }
    )
    return table.sort_by([("id_a", "ascending"), ("id_b", "ascending")])
