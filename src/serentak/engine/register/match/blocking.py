"""Which pairs of rows are worth a closer look: those that share one of several keys."""

from collections.abc import Iterator, Sequence

import numpy as np

from serentak.engine.register.match.keys import Key, key
from serentak.engine.register.match.machine import (
    Codes,
    Hashes,
    Numbers,
    allocating,
    compiled,
    in_parts,
)
from serentak.engine.register.match.rows import Rows

LARGEST = 400  # rows of a block; a larger one says nothing of who is who
CROWD = 16  # where birthplaces are known, for keys that only find whose birthplace is wrong

# Keys whose rows are compared with each other: a date may stand in the column or in the NIK.
PASSES = (
    (Key.NIK,),
    (Key.NAME_DAY, Key.NAME_NIK_DAY),
    (Key.WORD_DAY,),
    (Key.BEGINNING_DAY,),
    (Key.ENDING_DAY,),
    (Key.CARD_DAY,),
    (Key.CARD_NAME,),
    (Key.CARD_YEAR,),
    (Key.CARD_MONTH_DAY,),
    (Key.NIK_STEM,),
    (Key.PLACE_LETTER_DAY,),
    (Key.NAME_VILLAGE,),
    (Key.NAME_PLACE_YEAR,),
    (Key.NAME_PLACE_MONTH_DAY,),
)
# Too many pairs in a large register; in a small one they find who was entered with many slips.
WIDE = ((Key.WORD_VILLAGE,), (Key.WORD_PLACE,), (Key.ADDRESS,), (Key.DAY,))
SPARE = ((Key.WORD_DAY,), (Key.BEGINNING_DAY,), (Key.ENDING_DAY,))
FEW = 100_000  # pairs, for which no key is too wide
AT_ONCE = 8_000_000  # pairs of a portion


def entries(rows: Rows, keys: tuple[Key, ...]) -> tuple[Hashes, int]:
    """Keys and rows in one number, in order of key, and how many low bits hold the row."""
    return packed([key(rows, kind) for kind in keys], len(rows.nik))


def packed(keys: Sequence[Hashes], n: int) -> tuple[Hashes, int]:
    """The same for keys of n rows, each with one entry a row or several in a row; 0 is none."""
    bits = max(1, n.bit_length())
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    found = []
    for keyed in keys:
        row = np.arange(len(keyed), dtype=np.uint64) // np.uint64(max(1, len(keyed) // max(1, n)))
        found.append(((keyed & ~low) | row)[keyed != 0])
    both = np.concatenate(found)
    both.sort()
    return both, bits


@allocating
def blocks_of(packed: Hashes, bits: int, largest: int) -> Numbers:
    """Where each block of two rows and more begins and ends, and its pairs, three in a row."""
    found = np.empty((len(packed) // 2 + 1, 3), np.int64)
    count = 0
    first = 0
    shift = np.uint64(bits)
    for at in range(1, len(packed) + 1):
        if at < len(packed) and packed[at] >> shift == packed[first] >> shift:
            continue
        size = at - first
        if 2 <= size <= largest:
            found[count, 0] = first
            found[count, 1] = at
            found[count, 2] = size * (size - 1) // 2
            count += 1
        first = at
    return found[:count].copy()


@compiled
def _emit(
    first: int, last: int, packed: Hashes, bits: int, blocks: Numbers, starts: Numbers, out: Codes
) -> None:
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    for block in range(first, last):
        at = starts[block]
        for i in range(blocks[block, 0], blocks[block, 1]):
            for j in range(i + 1, blocks[block, 1]):
                out[at, 0] = np.int64(packed[i] & low)
                out[at, 1] = np.int64(packed[j] & low)
                at += 1


def pairs(rows: Rows) -> Iterator[Codes]:
    """All proposed pairs, some of them more than once, in portions."""
    placed = np.count_nonzero(rows.place >= 0) * 2 > len(rows.place)
    for keys in PASSES + WIDE:
        both, bits = entries(rows, keys)
        blocks = blocks_of(both, bits, CROWD if placed and keys in SPARE else LARGEST)
        sums = np.cumsum(blocks[:, 2])
        if keys in WIDE and sums[-1:].sum() > FEW:
            continue
        first = 0
        while first < len(blocks):
            before = sums[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(sums, before + AT_ONCE)))
            yield written_out(both, bits, blocks[first:last])
            first = last


def written_out(packed: Hashes, bits: int, blocks: Numbers) -> Codes:
    """Every two rows of some blocks."""
    ends = np.cumsum(blocks[:, 2])
    out = np.empty((int(ends[-1]), 2), np.int32)
    in_parts(_emit, len(blocks), packed, bits, blocks, ends - blocks[:, 2], out)
    return out
