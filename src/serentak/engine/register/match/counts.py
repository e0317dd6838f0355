"""How often names, dates, cards and numbers occur in this register: what agreement is worth."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from serentak.engine.register.match.digits import unsure_order
from serentak.engine.register.match.machine import Codes, Doubles, Hashes, Numbers, compiled, in_parts
from serentak.engine.register.match.rows import Rows
from serentak.engine.register.match.text import mixed, numbered

FIRST_YEAR = 1850
DAYS = 301 * 372  # a slot for each day of three centuries


class Counts(NamedTuple):
    """For each row: how many rows, itself included, share something with it."""

    name: Codes
    name_day: Codes
    name_regency: Codes
    card: Codes
    card_day: Codes
    nik: Codes
    day: Codes
    place: Codes
    regency: Codes
    size: float


@compiled
def _slot(born: int) -> int:
    return (born // 10_000 - FIRST_YEAR) * 372 + (born // 100 % 100 - 1) * 31 + born % 100 - 1


@compiled
def regency(village: int) -> int:
    """The first four digits of a region's code."""
    code = village
    while code >= 10_000:
        code //= 10
    return code


@compiled
def _hashes(first: int, last: int, rows: Rows, kind: int, out: Hashes) -> None:
    for row in range(first, last):
        a = np.uint64(rows.name[row]) if kind < 3 else np.uint64(rows.kk[row])
        b = np.int64(1)
        if kind == 1 or kind == 4:
            b = unsure_order(np.int64(rows.born[row]))
        if kind == 2:
            b = regency(rows.village[row])
        if kind == 5:
            a = np.uint64(rows.nik[row])
        if kind == 6:
            a = np.uint64(regency(rows.village[row]))
        if a == 0 or b == 0:
            out[row] = 0
        else:
            out[row] = mixed(a + np.uint64(b) * np.uint64(0x9E3779B97F4A7C15))


def _shared(rows: Rows, kind: int) -> Codes:
    hashes = np.empty(len(rows.nik), np.uint64)
    in_parts(_hashes, len(hashes), rows, kind, hashes)
    codes, _ = numbered(hashes)
    return _times(codes)


def _times(codes: Codes) -> Codes:
    """How often each row's code occurs; 0 where it has none."""
    found = np.bincount(codes + 1)
    found[0] = 0
    return found.astype(np.int32)[codes + 1]


def counts(rows: Rows) -> Counts:
    """All counts of a register."""
    day = np.bincount(np.where(rows.born > 0, (rows.born // 10_000 - FIRST_YEAR) * 372 + (rows.born // 100 % 100 - 1) * 31 + rows.born % 100, 0), minlength=DAYS)
    day[0] = 0
    with ThreadPoolExecutor(2) as cores:
        name, name_day, name_regency, card, card_day, nik, region = cores.map(
            lambda kind: _shared(rows, kind), range(7)
        )
    return Counts(
        name=name, name_day=name_day, name_regency=name_regency, card=card, card_day=card_day, nik=nik,
        day=day.astype(np.int32), place=_times(rows.place), regency=region, size=float(len(rows.nik)),
    )
