"""Which pairs of rows are worth a closer look: those that share one of several keys."""

from collections.abc import Iterator
from enum import IntEnum

import numpy as np

from serentak.engine.register.match.digits import unsure_order
from serentak.engine.register.match.machine import Codes, Hashes, Numbers, allocating, compiled, in_parts
from serentak.engine.register.match.rows import Rows
from serentak.engine.register.match.text import SPACE, WORDS, mixed

LARGEST = 400  # rows of a block; a larger one says nothing of who is who
CROWD = 16  # where birthplaces are known, for keys that only find whose birthplace is wrong
ENDS = 3  # letters at either end of a name


class Key(IntEnum):
    """What two rows may share."""

    NIK = 0
    NAME_DAY = 1
    NAME_NIK_DAY = 2
    WORD_DAY = 3
    BEGINNING_DAY = 4
    ENDING_DAY = 5
    CARD_DAY = 6
    CARD_NAME = 7
    NAME_VILLAGE = 8
    NAME_PLACE_YEAR = 9
    NAME_PLACE_MONTH_DAY = 10
    WORD_VILLAGE = 11
    WORD_PLACE = 12
    ADDRESS = 13
    DAY = 14
    CARD_YEAR = 15
    CARD_MONTH_DAY = 16
    NIK_STEM = 17
    PLACE_LETTER_DAY = 18


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
BY_WORD = (Key.WORD_DAY, Key.WORD_VILLAGE, Key.WORD_PLACE)


@compiled
def _both(a: np.uint64, b: int) -> np.uint64:
    """A key of two parts; 0 when either is missing."""
    if a == 0 or b == 0:
        return np.uint64(0)
    return mixed(a + np.uint64(b) * np.uint64(0x9E3779B97F4A7C15))


@compiled
def _end(rows: Rows, row: int, ending: bool) -> np.uint64:  # noqa: FBT001  compiled code has no keywords
    """The first or last letters of a name as a number; 0 when it is shorter."""
    step = -1 if ending else 1
    at = rows.ends[row] - 1 if ending else rows.starts[row]
    value = np.uint64(0)
    taken = 0
    while rows.starts[row] <= at < rows.ends[row] and taken < ENDS:
        if rows.letters[at] != SPACE:
            value = value * np.uint64(256) + np.uint64(rows.letters[at])
            taken += 1
        at += step
    return value if taken == ENDS else np.uint64(0)


@compiled
def _name_key(rows: Rows, row: int, kind: int) -> np.uint64:
    name = rows.name[row]
    born = np.int64(rows.born[row])
    if kind == Key.NAME_DAY:
        return _both(name, unsure_order(born))
    if kind == Key.NAME_NIK_DAY:
        other = np.int64(rows.nik_born[row])
        return _both(name, unsure_order(other)) if other != born else np.uint64(0)
    if kind == Key.NAME_VILLAGE:
        return _both(name, rows.village[row])
    if kind == Key.CARD_NAME:
        return _both(name, rows.kk[row])
    placed = _both(name, np.int64(rows.place[row]) + 1)
    return _both(placed, born // 10_000 if kind == Key.NAME_PLACE_YEAR else born % 10_000)


@compiled
def _key(rows: Rows, row: int, kind: int, place: int) -> np.uint64:
    if kind == Key.NIK:
        return _both(np.uint64(rows.nik[row]), 1)
    if kind == Key.WORD_VILLAGE:
        return _both(np.uint64(rows.words[row, place] + 1), rows.village[row])
    if kind == Key.WORD_PLACE:
        return _both(np.uint64(rows.words[row, place] + 1), np.int64(rows.place[row]) + 1)
    if kind == Key.ADDRESS:
        return rows.address[row]
    born = np.int64(rows.born[row])
    if kind in (Key.WORD_DAY, Key.BEGINNING_DAY, Key.ENDING_DAY) and born:
        born = born * 4 + rows.sex[row]
    if kind == Key.WORD_DAY:
        return _both(np.uint64(rows.words[row, place] + 1), born)
    if kind == Key.BEGINNING_DAY:
        return _both(_end(rows, row, False), born)
    if kind == Key.ENDING_DAY:
        return _both(_end(rows, row, True), born)
    if kind == Key.CARD_YEAR and born:
        return _both(np.uint64(rows.kk[row]), born // 10_000 * 4 + rows.sex[row])
    if kind == Key.CARD_MONTH_DAY and born:
        return _both(np.uint64(rows.kk[row]), born % 10_000 * 4 + rows.sex[row])
    if kind == Key.NIK_STEM:
        return _both(np.uint64(rows.nik[row] // 10_000), 1)
    if kind == Key.PLACE_LETTER_DAY and rows.starts[row] < rows.ends[row]:
        placed = _both(np.uint64(rows.place[row] + 1), born * 4 + rows.sex[row] if born else 0)
        return _both(placed, np.int64(rows.letters[rows.starts[row]]))
    if kind == Key.DAY:
        return _both(np.uint64(1), born)
    if kind == Key.CARD_DAY:
        return _both(np.uint64(rows.kk[row]), unsure_order(born))
    return _name_key(rows, row, kind)


@compiled
def _packed(
    first: int, last: int, rows: Rows, kind: int, bits: int, out: Hashes
) -> None:
    width = out.shape[1]
    for row in range(first, last):
        for place in range(width):
            key = _key(rows, row, kind, place)
            if key != 0:
                key = (key >> np.uint64(bits) << np.uint64(bits)) | np.uint64(row)
            out[row, place] = key


def entries(rows: Rows, keys: tuple[Key, ...]) -> tuple[Hashes, int]:
    """Keys and rows in one number, in order of key, and how many low bits hold the row."""
    n = len(rows.nik)
    bits = max(1, int(n).bit_length())
    found = []
    for key in keys:
        out = np.empty((n, WORDS if key in BY_WORD else 1), np.uint64)
        in_parts(_packed, n, rows, int(key), bits, out)
        flat = out.ravel()
        found.append(flat[flat != 0])
    packed = np.concatenate(found)
    packed.sort()
    return packed, bits


@allocating
def _blocks(packed: Hashes, bits: int, largest: int) -> Numbers:
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
    mask = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    for block in range(first, last):
        at = starts[block] - starts[0]
        for i in range(blocks[block, 0], blocks[block, 1]):
            for j in range(i + 1, blocks[block, 1]):
                out[at, 0] = np.int64(packed[i] & mask)
                out[at, 1] = np.int64(packed[j] & mask)
                at += 1


def pairs(rows: Rows, *, at_once: int = 8_000_000) -> Iterator[Codes]:
    """All proposed pairs, some of them more than once, in portions."""
    placed = np.count_nonzero(rows.place >= 0) * 2 > len(rows.place)
    for keys in PASSES + WIDE:
        packed, bits = entries(rows, keys)
        blocks = _blocks(packed, bits, CROWD if placed and keys in SPARE else LARGEST)
        sums = np.cumsum(blocks[:, 2])
        if keys in WIDE and sums[-1:].sum() > FEW:
            continue
        first = 0
        while first < len(blocks):
            before = sums[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(sums, before + at_once)))
            part = blocks[first:last]
            starts = np.cumsum(part[:, 2]) - part[:, 2]
            out = np.empty((int(part[:, 2].sum()), 2), np.int32)
            in_parts(_emit, len(part), packed, bits, part, starts, out)
            yield out
            first = last
