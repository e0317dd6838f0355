"""Matches tables of any text columns: what agreement is worth is learnt from the tables themselves.

After Fellegi and Sunter (1969), with expectation and maximisation in place of labels.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pyarrow as pa

from serentak.engine.register.match.blocking import blocks_of, packed, written_out
from serentak.engine.register.match.cells import EQUAL, ID, Cells, cells, compared
from serentak.engine.register.match.keys import joined
from serentak.engine.register.match.machine import Codes, Doubles, Hashes, Small

START = (0.02, 0.02, 0.06, 0.1, 0.8)  # for one person, before anything was learnt
LARGEST = 60  # rows of a block; a larger one says nothing of who is who
SAMPLE = 400_000  # pairs of strangers, for what they have in common
STILL = 1e-6  # no probability changes more: nothing is learnt any more
FIRST = 0.1  # of the rows have a partner, before anything was learnt
SURE = 50.0  # log odds beyond which nothing changes
LIKELY = 0.5
DECIMALS = 6


def matches(one: pa.Table, two: pa.Table | None = None) -> pa.Table:
    """Pairs of rows that are one thing: within a table, or between two with the same columns.

    Every column but `id` is compared as text, and as if it said nothing of the others: what families
    share deceives it, so a population register is not for it.
    """
    tables = [
        table.select(one.column_names).sort_by(ID) for table in (one, two) if table is not None
    ]
    both = pa.concat_tables(tables)
    ends = (len(one), len(both))
    known = cells(both)
    pairs = _candidates(known, ends)
    chance = _weighed(known, pairs, ends)
    pairs, chance = pairs[chance >= LIKELY], chance[chance >= LIKELY]
    first, second = (both[ID].take(pa.array(side)) for side in pairs.T)
    table = pa.table({"id_a": first, "id_b": second, "probability": chance.round(DECIMALS)})
    return table.sort_by([("id_a", "ascending"), ("id_b", "ascending")])


def _keys(known: Cells) -> Iterator[Hashes]:
    """What pairs may share: any cell, any two cells, the beginnings of any two."""
    for column in known.codes + 1:
        yield joined(column, np.ones(len(column), np.int64))
    for a, b in combinations(range(len(known.codes)), 2):
        yield joined(known.codes[a] + 1, known.codes[b] + 1)
        yield joined(known.stems[a] + 1, known.stems[b] + 1)


def _candidates(known: Cells, ends: tuple[int, int]) -> Codes:
    """Pairs that share a key that few rows have, each once, in order."""
    found = [np.zeros(0, np.int64)]
    for key in _keys(known):
        entries, bits = packed([key], ends[1])
        blocks = blocks_of(entries, bits, LARGEST)
        if not len(blocks):
            continue
        pairs = written_out(entries, bits, blocks).astype(np.int64)
        low, high = pairs.min(axis=1), pairs.max(axis=1)
        across = (low < ends[0]) & ((high >= ends[0]) | (ends[0] == ends[1]))
        found.append(np.unique(low[across] << 32 | high[across]))
    both = np.unique(np.concatenate(found))
    return np.stack([both >> 32, both & 0xFFFFFFFF], axis=1).astype(np.int32)


def _strangers(ends: tuple[int, int]) -> Codes:
    """Pairs at regular distances, nearly all of them of strangers."""
    first, n = ends
    a = np.arange(first, dtype=np.int64)
    begin, width = (first, n - first) if first < n else (0, n)
    steps = np.unique(np.linspace(1, max(1, width - 1), max(1, SAMPLE // max(1, first)), dtype=int))
    b = [begin + (a + step) % max(1, width) for step in steps]
    pairs = np.stack([np.tile(a, len(b)), np.concatenate(b)], axis=1)
    return pairs[pairs[:, 0] != pairs[:, 1]].astype(np.int32)


def _weighed(known: Cells, pairs: Codes, ends: tuple[int, int]) -> Doubles:
    """How likely each pair is one thing; how many are, and how their cells stand, is learnt."""
    levels, strangers = compared(known, pairs), compared(known, _strangers(ends))
    by_chance = _by_chance(known, pairs, levels, strangers).sum(axis=1)
    possible = ends[0] * (ends[1] - ends[0]) or ends[0] * (ends[0] - 1) // 2
    share = min(0.5, FIRST * max(1, ends[0]) / max(1, possible))
    learnt = np.tile(np.array(START), (levels.shape[1], 1))
    chance, moved = np.zeros(len(pairs)), 1.0
    while moved > STILL:
        before, chance = chance, _expected(levels, learnt, np.log(share / (1 - share)) - by_chance)
        moved = np.abs(chance - before).max(initial=0)
        share = min(0.5, max(chance.sum(), 1.0) / max(2, possible))
        learnt = np.stack([_shares(level, chance) for level in levels.T])
    return chance


def _expected(levels: Small, learnt: Doubles, start: Doubles) -> Doubles:
    """How likely each pair is one thing, by what is known of the pairs that are."""
    said = start.copy()
    for column, shares in enumerate(learnt):
        said += _worth(shares)[levels[:, column]]
    return 1 / (1 + np.exp(-said.clip(-SURE, SURE)))


def _shares(levels: Small, weight: Doubles | None = None) -> Doubles:
    """How often cells stand in each way; a way that was not seen is rare, not impossible."""
    seen = np.bincount(levels + 1, weight, minlength=len(START) + 1)[1:] + 0.5
    shares: Doubles = seen / seen.sum()
    return shares


def _worth(shares: Doubles) -> Doubles:
    """Logarithms, and at the end, where -1 points, nothing for a cell that is missing."""
    return np.append(np.log(shares), 0.0)


def _by_chance(known: Cells, pairs: Codes, levels: Small, strangers: Small) -> Doubles:
    """How likely strangers' cells stand so, as logarithms: equal ones by how usual they are."""
    found = np.zeros(levels.shape)
    for column, codes in enumerate(known.codes):
        level = levels[:, column]
        found[:, column] = _worth(_shares(strangers[:, column]))[level]
        same = level == EQUAL
        times = np.bincount(codes + 1)[codes[pairs[same, 0]] + 1]
        found[same, column] = np.log(np.maximum(times - 1, 1) / len(codes))
    return found
