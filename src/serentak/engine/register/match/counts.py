"""How often names, dates, cards and numbers occur in this register: what agreement is worth."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from serentak.engine.register.match.blocking import packed
from serentak.engine.register.match.keys import Part, joined, unsure
from serentak.engine.register.match.machine import CORES, Codes, Hashes, Numbers, allocating
from serentak.engine.register.match.rows import Rows


class Counts(NamedTuple):
    """For each row: how many rows, itself included, share something with it."""

    name: Codes
    name_day: Codes
    name_regency: Codes
    card: Codes
    card_day: Codes
    nik: Codes
    day: Codes
    regency: Codes
    place: Codes
    size: float


def counts(rows: Rows) -> Counts:
    """All counts of a register."""
    all_ = np.ones(len(rows.nik), np.int64)
    regency, born = _regencies(rows.village), unsure(rows.born)
    parts = [
        *((rows.name, other) for other in (all_, born, regency)),
        *((rows.kk, other) for other in (all_, born)),
        *((one, all_) for one in (rows.nik, rows.born, regency)),
    ]
    with ThreadPoolExecutor(CORES) as cores:
        shared = list(cores.map(_shared, parts))
    return Counts._make([*shared, _times(rows.place), float(len(rows.nik))])


def _shared(parts: tuple[Part, Part]) -> Codes:
    """How many rows have both parts of a row; 0 where it lacks one."""
    keys = joined(*parts)
    return _sizes(*packed([keys], len(keys)), len(keys))


@allocating
def _sizes(packed: Hashes, bits: int, n: int) -> Codes:
    """Of how many rows is the block of each row."""
    found = np.zeros(n, np.int32)
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    first = 0
    for at in range(1, len(packed) + 1):
        if at < len(packed) and packed[at] >> np.uint64(bits) == packed[first] >> np.uint64(bits):
            continue
        for row in range(first, at):
            found[np.int64(packed[row] & low)] = at - first
        first = at
    return found


def _times(codes: Codes) -> Codes:
    """How often each row's code occurs; 0 where it has none."""
    found = np.bincount(codes + 1, minlength=1)
    found[0] = 0
    return found.astype(np.int32)[codes + 1]


def _regencies(villages: Numbers) -> Numbers:
    """The first four digits of each region's code."""
    codes = villages.copy()
    while (longer := codes >= 10_000).any():
        codes[longer] //= 10
    return codes
