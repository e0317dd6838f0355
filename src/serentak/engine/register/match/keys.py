"""What two rows may share that makes them worth a closer look: a key for each row, of two parts."""

from collections.abc import Callable, Mapping
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from serentak.engine.register.match.letters import SPACE
from serentak.engine.register.match.machine import (
    Bytes,
    Codes,
    Hashes,
    Numbers,
    compiled,
    in_parts,
)
from serentak.engine.register.match.rows import Rows
from serentak.engine.register.match.text import mixed

ENDS = 3  # letters at either end of a name
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
Part = npt.NDArray[np.integer]  # 0 is missing


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


def _always(rows: Rows) -> Part:
    return np.ones(len(rows.nik), np.int64)


def _day_sex(rows: Rows) -> Part:
    return np.where(rows.born > 0, rows.born.astype(np.int64) * 4 + rows.sex, 0)


def _year_sex(rows: Rows) -> Part:
    return np.where(rows.born > 0, rows.born // 10_000 * 4 + rows.sex, 0)


def _month_day_sex(rows: Rows) -> Part:
    return np.where(rows.born > 0, rows.born % 10_000 * 4 + rows.sex, 0)


def _nik_day(rows: Rows) -> Part:
    return np.where(rows.nik_born != rows.born, unsure(rows.nik_born), 0)


def _words(rows: Rows) -> Part:
    return rows.words.astype(np.int64) + 1


def _place(rows: Rows) -> Part:
    return rows.place.astype(np.int64) + 1


def _placed_name(rows: Rows) -> Part:
    return joined(rows.name, _place(rows))


def _placed_letter(rows: Rows) -> Part:
    first = rows.letters[np.minimum(rows.starts, len(rows.letters) - 1)]
    return joined(_place(rows), np.where(rows.starts < rows.ends, first, 0))


PARTS: Mapping[Key, tuple[Callable[[Rows], Part], Callable[[Rows], Part]]] = {
    Key.NIK: (lambda r: r.nik, _always),
    Key.NIK_STEM: (lambda r: r.nik // 10_000, _always),
    Key.NAME_DAY: (lambda r: r.name, lambda r: unsure(r.born)),
    Key.NAME_NIK_DAY: (lambda r: r.name, _nik_day),
    Key.NAME_VILLAGE: (lambda r: r.name, lambda r: r.village),
    Key.NAME_PLACE_YEAR: (_placed_name, lambda r: r.born // 10_000),
    Key.NAME_PLACE_MONTH_DAY: (_placed_name, lambda r: r.born % 10_000),
    Key.WORD_DAY: (_words, _day_sex),
    Key.WORD_VILLAGE: (_words, lambda r: r.village),
    Key.WORD_PLACE: (_words, _place),
    Key.BEGINNING_DAY: (lambda r: _edges(r, ending=False), _day_sex),
    Key.ENDING_DAY: (lambda r: _edges(r, ending=True), _day_sex),
    Key.PLACE_LETTER_DAY: (_placed_letter, _day_sex),
    Key.CARD_DAY: (lambda r: r.kk, lambda r: unsure(r.born)),
    Key.CARD_NAME: (lambda r: r.name, lambda r: r.kk),
    Key.CARD_YEAR: (lambda r: r.kk, _year_sex),
    Key.CARD_MONTH_DAY: (lambda r: r.kk, _month_day_sex),
    Key.ADDRESS: (lambda r: r.address, _always),
    Key.DAY: (_always, lambda r: r.born),
}


def key(rows: Rows, kind: Key) -> Hashes:
    """Each row's key, or its several keys one after the other; 0 where a part is missing."""
    one, two = (part(rows) for part in PARTS[kind])
    return joined(one, two)


def joined(one: Part, two: Part) -> Hashes:
    """A key of two parts; 0 where either is missing. The first may have a column for each word."""
    width = one.shape[1] if one.ndim > 1 else 1
    first = np.ascontiguousarray(one.reshape(len(one), width)).astype(np.uint64, copy=False)
    out = np.empty(first.shape, np.uint64)
    in_parts(_joined, len(out), first, two.astype(np.uint64), out)
    return out.ravel()


@compiled
def _joined(first: int, last: int, one: Hashes, two: Hashes, out: Hashes) -> None:
    for row in range(first, last):
        for place in range(one.shape[1]):
            here = one[row, place] != 0 and two[row] != 0
            out[row, place] = mixed(one[row, place] + two[row] * GOLDEN) if here else 0


def unsure(born: Codes) -> Numbers:
    """Dates that stay the same when day and month are exchanged, as `digits.unsure_order`."""
    day, month = born % 100, born // 100 % 100
    ordered = born // 10_000 * 10_000 + np.minimum(day, month) * 100 + np.maximum(day, month)
    return np.where(day > 12, born, ordered).astype(np.int64)


def _edges(rows: Rows, *, ending: bool) -> Hashes:
    """The first or last letters of each name as a number; 0 when it is shorter."""
    out = np.empty(len(rows.starts), np.uint64)
    bounds = (rows.ends - 1, rows.starts - 1) if ending else (rows.starts, rows.ends)
    in_parts(_edge, len(out), rows.letters, *bounds, out)
    return out


@compiled
def _edge(first: int, last: int, letters: Bytes, begin: Numbers, end: Numbers, out: Hashes) -> None:
    for row in range(first, last):
        value = np.uint64(0)
        taken = 0
        at = begin[row]
        step = 1 if begin[row] < end[row] else -1
        while at != end[row] and taken < ENDS:
            if letters[at] != SPACE:
                value = value * np.uint64(256) + np.uint64(letters[at])
                taken += 1
            at += step
        out[row] = value if taken == ENDS else 0
