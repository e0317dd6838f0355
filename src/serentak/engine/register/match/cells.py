"""Tables of any text columns as numbers, and how the cells of two rows stand to each other."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from serentak.engine.register.match import text
from serentak.engine.register.match.letters import distance
from serentak.engine.register.match.machine import (
    Bytes,
    Codes,
    Hashes,
    Numbers,
    Small,
    compiled,
    with_scratch,
)
from serentak.engine.register.match.rows import letters_of

ID = "id"
STEM = 3  # letters at the beginning of a cell
# How two cells stand to each other; exchanged ones both stand in the other row, elsewhere.
MISSING, OTHER, MOVED, LIKE, NEAR, EQUAL = range(-1, 5)


class Cells(NamedTuple):
    """Tables as numbers, columns by rows; the letters of all cells in one line."""

    letters: Bytes
    starts: Numbers
    ends: Numbers
    codes: Codes  # equal in equal cells, whatever their column; -1 is empty
    stems: Codes  # the same of their first letters


def cells(table: pa.Table) -> Cells:
    """The cells of every column but `id`."""
    columns = [table[name].cast(pa.string()) for name in table.column_names if name != ID]
    stack = pa.chunked_array([part for column in columns for part in column.chunks], pa.string())
    raw, starts = letters_of(pa.table({"cell": stack}), "cell")
    clean, ends = text.plain(raw, starts)
    shape = (len(columns), len(table))
    stems = np.minimum(ends, starts[:-1] + STEM)
    codes, begun = (
        text.numbered(text.hashed(clean, starts, upto)[0])[0].reshape(shape)
        for upto in (ends, stems)
    )
    return Cells(clean, starts[:-1], ends, codes, begun)


@compiled
def _levels(first: int, last: int, seen: Hashes, known: Cells, pairs: Codes, out: Small) -> None:
    for at in range(first, last):
        for column in range(len(known.codes)):
            out[at, column] = _level(known, column, pairs[at, 0], pairs[at, 1], seen)


@compiled
def _level(known: Cells, column: int, a: int, b: int, seen: Hashes) -> int:
    """How the cells of two rows in one column stand to each other."""
    one, two = known.codes[column, a], known.codes[column, b]
    if one < 0 or two < 0:
        return MISSING
    if one == two:
        return EQUAL
    at_a, at_b = column * known.codes.shape[1] + a, column * known.codes.shape[1] + b
    begin_a, begin_b = known.starts[at_a], known.starts[at_b]
    slips = distance(known.letters, begin_a, known.ends[at_a], begin_b, known.ends[at_b], seen)
    longer = max(known.ends[at_a] - begin_a, known.ends[at_b] - begin_b)
    if slips == 1 or slips * 8 <= longer:
        return NEAR
    if _stands(known, b, one) and _stands(known, a, two):
        return MOVED
    return LIKE if slips * 3 <= longer else OTHER


@compiled
def _stands(known: Cells, row: int, code: int) -> bool:
    """Whether a row has a cell in any column."""
    found = False
    for column in range(len(known.codes)):
        found |= known.codes[column, row] == code
    return found


def compared(known: Cells, pairs: Codes) -> Small:
    """How the cells of each pair stand, a column each."""
    out = np.zeros((len(pairs), len(known.codes)), np.int8)
    with_scratch(_levels, len(pairs), known, pairs, out)
    return out
