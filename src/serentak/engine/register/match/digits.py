"""Numbers out of text, what an identity number says of its holder, and how numbers differ."""

import numpy as np

from serentak.engine.register.match.machine import (
    Bytes,
    Codes,
    Flags,
    Numbers,
    compiled,
    in_parts,
)

NIK_DIGITS = 16
MOST = 18  # digits that a number of 64 bits holds
WOMAN = 40  # added to the day of birth
POINT = 46


def number(raw: Bytes, starts: Numbers) -> Numbers:
    """The digits of each row as one number; 0 where there are none or too many."""
    read = np.zeros(len(starts) - 1, np.int64)
    in_parts(_number, len(read), raw, starts, read)
    return read


@compiled
def _number(first: int, last: int, raw: Bytes, starts: Numbers, read: Numbers) -> None:
    for row in range(first, last):
        value = np.int64(0)
        found = 0
        for place in range(starts[row], starts[row + 1]):
            if 48 <= raw[place] <= 57:
                value = value * 10 + (raw[place] - 48)
                found += 1
            elif raw[place] == POINT and found == NIK_DIGITS:
                break  # of a spreadsheet; what follows it does not count
        read[row] = value if found <= MOST else 0


@compiled
def _day(year: int, month: int, day: int) -> int:
    """A date as yyyymmdd; 0 if there is none."""
    real = 1 <= month <= 12 and 1 <= day <= 31
    return year * 10_000 + month * 100 + day if real else 0


def nik_date(nik: Numbers, born: Codes, newest: int) -> Codes:
    """The birth date inside each number; its century from the row's own date where that agrees."""
    read = np.zeros(len(nik), np.int32)
    in_parts(_nik_date, len(read), nik, born, newest, read)
    return read


@compiled
def _nik_date(first: int, last: int, nik: Numbers, born: Codes, newest: int, read: Codes) -> None:
    for row in range(first, last):
        if nik[row] < 10 ** (NIK_DIGITS - 1) or nik[row] >= 10**NIK_DIGITS:
            continue
        part = nik[row] // 10_000 % 1_000_000
        day, month, year = part // 10_000, part // 100 % 100, part % 100
        day = day - WOMAN if day > WOMAN else day
        century = 1900 if year > newest % 100 else 2000
        if born[row] and born[row] // 10_000 % 100 == year:
            century = born[row] // 1_000_000 * 100
        read[row] = _day(century + year, month, day)


@compiled
def unsure_order(born: int) -> int:
    """A date that stays the same when its day and month are exchanged."""
    month, day = born // 100 % 100, born % 100
    if day > 12:
        return born
    return born // 10_000 * 10_000 + min(month, day) * 100 + max(month, day)


@compiled
def apart(a: int, b: int) -> tuple[int, bool]:
    """In how many places two numbers differ, and whether it is two neighbours exchanged."""
    places = 0
    first = -1
    last = -1
    at = 0
    x, y = a, b
    while x or y:
        if x % 10 != y % 10:
            places += 1
            if first < 0:
                first = at
            last = at
        x //= 10
        y //= 10
        at += 1
    if places != 2 or last != first + 1:
        return places, False
    power = 10**first
    return places, (a // power % 10 == b // power // 10 % 10) and (
        b // power % 10 == a // power // 10 % 10
    )


@compiled
def shifted(a: int, b: int) -> bool:
    """Whether one number is the other with a digit lost or added."""
    longer, shorter = max(a, b), min(a, b)
    power = 1
    while power <= longer:
        if longer // (power * 10) * power + longer % power == shorter:
            return True
        power *= 10
    return False


LOOK_ALIKE: Flags = np.zeros((10, 10), np.bool_)
for _a, _b in ("08", "17", "56", "38", "27", "49", "68", "06", "35", "14"):
    LOOK_ALIKE[int(_a), int(_b)] = LOOK_ALIKE[int(_b), int(_a)] = True


@compiled
def misread(a: int, b: int) -> bool:
    """Whether every place in which two numbers differ holds digits that look alike."""
    x, y = a, b
    while x or y:
        if x % 10 != y % 10 and not LOOK_ALIKE[x % 10, y % 10]:
            return False
        x //= 10
        y //= 10
    return True
