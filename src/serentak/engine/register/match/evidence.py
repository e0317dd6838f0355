"""What two rows have in common and in what they differ, as numbers a classifier can weigh."""

from enum import IntEnum
from math import log

import numpy as np

from serentak.engine.register.match.counts import Counts, _slot, regency
from serentak.engine.register.match.digits import apart, misread, shifted, unsure_order
from serentak.engine.register.match.machine import Codes, Flags, Floats, Hashes, compiled
from serentak.engine.register.match.names import FAR, agreement
from serentak.engine.register.match.rows import Rows
from serentak.engine.register.match.text import ones


class Trait(IntEnum):
    """The columns of evidence."""

    WORDS = 0
    EQUAL = 1
    NEAR = 2
    SHORT = 3
    CONFLICT = 4
    EXTRA = 5
    CONFLICTS = 6
    SHORTS = 7
    SLIPS = 8
    SLIP_SHARE = 9
    NAMESAKES = 10
    NAME_DAY = 11
    DATE = 12
    YEARS = 13
    DAY_INFO = 14
    CROSS = 15
    OWN_DATES = 16
    NIK = 17
    NIK_SLIP = 18
    DISTRICT = 19
    SERIAL = 20
    NIK_SHARED = 21
    CARD = 22
    CARD_DAY = 23
    SEX = 24
    MARITAL = 25
    PLACE = 26
    PLACE_INFO = 27
    REGION = 28
    RT = 29
    ADDRESS = 30
    EXPECTED = 31
    EXPECTED_NEAR = 32
    TOLD = 33
    CARD_SIZE = 34
    FAMILY = 35
    RIVAL = 36
    PARTNERS = 37
    CRUDE = 38
    ODD = 39
    LENGTHS = 40
    ENDS = 41
    LETTERS = 42
    MARRIED = 43
    PARTNER = 44
    CUSTOM = 45
    PARTNER_CUSTOM = 46
    PLACE_ODD = 47
    DATE_SLIP = 48


# How two dates agree, from nothing to equal.
OTHER_DATE, SAME_YEAR, NO_DATE, DATE_PART, DATE_DIGIT, DATE_SWAPPED, SAME_DATE = range(7)


MARRIED = 2  # as rows.MARITAL codes it
ALIEN = 2  # letters that each of two names has and the other has not: more make other names
LAST_DIGITS = 10_000


@compiled
def date_case(a: int, b: int) -> int:
    """How two dates agree."""
    if a == 0 or b == 0:
        return NO_DATE
    if a == b:
        return SAME_DATE
    if unsure_order(a) == unsure_order(b):
        return DATE_SWAPPED
    places, turned = apart(a, b)
    if places == 1 or turned:
        return DATE_DIGIT
    if a // 100 == b // 100 or a % 10_000 == b % 10_000 or (a // 10_000 == b // 10_000 and a % 100 == b % 100):
        return DATE_PART
    return SAME_YEAR if a // 10_000 == b // 10_000 else OTHER_DATE


@compiled
def number_slip(a: int, b: int) -> int:
    """4 equal, 3 neighbours exchanged or a digit lost, 2 misread, 1 one other digit, 0 others, -1 unknown."""
    if a == 0 or b == 0:
        return -1
    if a == b:
        return 4
    places, turned = apart(a, b)
    if turned or (places > 3 and shifted(a, b)):
        return 3
    if places <= 2 and misread(a, b):
        return 2
    return 1 if places == 1 else 0


@compiled
def _same(a: int, b: int, empty: int) -> int:
    if a == empty or b == empty:
        return -1
    return 1 if a == b else 0


@compiled
def plausible(first: int, last: int, seen: Hashes, rows: Rows, pairs: Codes, keep: Flags) -> None:
    """Mark the pairs that could be one person, or share a number."""
    for at in range(first, last):
        a, b = pairs[at, 0], pairs[at, 1]
        only_a, only_b = rows.bits[a] & ~rows.bits[b], rows.bits[b] & ~rows.bits[a]
        unlike = min(ones(only_a), ones(only_b)) > ALIEN
        if unlike and rows.nik[a] // LAST_DIGITS != rows.nik[b] // LAST_DIGITS and rows.kk[a] != rows.kk[b]:
            continue
        keep[at] = _plausible(rows, a, b, seen)


@compiled
def _plausible(rows: Rows, a: int, b: int, seen: Hashes) -> bool:
    if rows.nik[a] == rows.nik[b] and rows.nik[a] != 0:
        return True
    case = date_case(rows.born[a], rows.born[b])
    nik = number_slip(rows.nik[a], rows.nik[b])
    numbers = (nik > 0) + (number_slip(rows.kk[a], rows.kk[b]) > 0)
    crossed = rows.nik_born[a] != 0 and (rows.nik_born[a] == rows.born[b] or rows.nik_born[b] == rows.born[a])
    if case < DATE_PART and not crossed and numbers == 0:
        return rows.name[a] == rows.name[b] and case == NO_DATE and rows.village[a] == rows.village[b]
    if rows.name[a] == rows.name[b]:
        return case >= DATE_PART or crossed or numbers > 0
    if case < DATE_DIGIT and not crossed and nik <= 0:
        return False
    agreed = agreement(rows, a, b, seen)
    placed = rows.place[a] == rows.place[b] and rows.sex[a] == rows.sex[b]
    if agreed.conflicts == 0 or agreed.slips <= 1 + placed:
        return True
    if agreed.slips <= 3 and agreed.equal + agreed.near + agreed.short > agreed.conflict:
        return True
    return (nik > 0 or numbers == 2) and agreed.slips < FAR


@compiled
def measure(first: int, last: int, seen: Hashes, rows: Rows, counts: Counts, pairs: Codes, out: Floats) -> None:
    """Fill the traits that two rows have by themselves."""
    for at in range(first, last):
        a, b = pairs[at, 0], pairs[at, 1]
        one = out[at]
        info = _name_traits(rows, counts, a, b, one, seen)
        info += _date_traits(rows, counts, a, b, one)
        _number_traits(rows, counts, a, b, one)
        info += _other_traits(rows, counts, a, b, one)
        one[Trait.EXPECTED] = log(counts.size) - info
        one[Trait.CRUDE] = (
            info - one[Trait.CONFLICT] - 0.5 * one[Trait.EXTRA] + 6 * (one[Trait.NIK] == 0) + 4 * max(0, one[Trait.NIK_SLIP])
        )


@compiled
def _name_traits(rows: Rows, counts: Counts, a: int, b: int, one: Floats, seen: Hashes) -> float:
    agreed = agreement(rows, a, b, seen)
    length = max(1, max(rows.ends[a] - rows.starts[a], rows.ends[b] - rows.starts[b]))
    one[Trait.WORDS] = agreed.words
    one[Trait.EQUAL] = agreed.equal
    one[Trait.NEAR] = agreed.near
    one[Trait.SHORT] = agreed.short
    one[Trait.CONFLICT] = agreed.conflict
    one[Trait.EXTRA] = agreed.extra
    one[Trait.CONFLICTS] = agreed.conflicts
    one[Trait.SHORTS] = agreed.shorts
    one[Trait.SLIPS] = agreed.slips
    one[Trait.SLIP_SHARE] = agreed.slips / length
    one[Trait.ODD] = one[Trait.PARTNER] = one[Trait.CUSTOM] = one[Trait.PARTNER_CUSTOM] = -1
    if agreed.odd >= 0:
        one[Trait.ODD] = log(rows.word_count[agreed.odd])
        one[Trait.CUSTOM] = rows.word_custom[agreed.odd]
    if agreed.partner >= 0:
        one[Trait.PARTNER] = log(rows.word_count[agreed.partner])
        one[Trait.PARTNER_CUSTOM] = rows.word_custom[agreed.partner]
    one[Trait.LENGTHS] = min(9, abs(rows.ends[a] - rows.starts[a] - rows.ends[b] + rows.starts[b]))
    one[Trait.ENDS] = _ends(rows, a, b)
    one[Trait.LETTERS] = min(9, ones(rows.bits[a] ^ rows.bits[b]))
    same = rows.name[a] == rows.name[b] and rows.name[a] != 0
    most = max(counts.name[a], counts.name[b])
    one[Trait.NAMESAKES] = log(max(0.5, most - (2.0 if same else 1.0)))
    one[Trait.NAME_DAY] = max(counts.name_day[a], counts.name_day[b]) - (2 if same else 1)
    words = agreed.equal + 0.7 * agreed.near + 0.4 * agreed.short
    near = max(counts.name_regency[a] / max(1, counts.regency[a]), counts.name_regency[b] / max(1, counts.regency[b]))
    one[Trait.EXPECTED_NEAR] = log(max(1e-9, near))
    if not same:
        return words
    share = (max(0.0, most - 2.0) + 0.3) / counts.size
    return min(-log(share), words + 3.0)


@compiled
def _ends(rows: Rows, a: int, b: int) -> int:
    """1 for the same first letter, 2 for the same last one, 3 for both."""
    if rows.starts[a] == rows.ends[a] or rows.starts[b] == rows.ends[b]:
        return -1
    first = rows.letters[rows.starts[a]] == rows.letters[rows.starts[b]]
    last = rows.letters[rows.ends[a] - 1] == rows.letters[rows.ends[b] - 1]
    return first + 2 * last


@compiled
def _date_traits(rows: Rows, counts: Counts, a: int, b: int, one: Floats) -> float:
    born_a, born_b = rows.born[a], rows.born[b]
    case = date_case(born_a, born_b)
    one[Trait.DATE] = case
    one[Trait.DATE_SLIP] = number_slip(born_a, born_b)
    known = born_a != 0 and born_b != 0
    one[Trait.YEARS] = min(30, abs(born_a // 10_000 - born_b // 10_000)) if known else -1
    usual = 0.0
    if born_a:
        usual = max(usual, counts.day[_slot(born_a) + 1])
    if born_b:
        usual = max(usual, counts.day[_slot(born_b) + 1])
    info = -log(max(0.5, usual - 1) / counts.size)
    one[Trait.DAY_INFO] = info
    one[Trait.CROSS] = _crossed(rows, a, b)
    one[Trait.OWN_DATES] = (born_a == rows.nik_born[a]) + (born_b == rows.nik_born[b]) - (rows.nik_born[a] == 0) - (rows.nik_born[b] == 0)
    one[Trait.TOLD] = rows.told[a] + rows.told[b]
    worth = (0.0, 0.1, 0.0, 0.3, 0.6, 0.8, 1.0)
    return info * worth[case]


@compiled
def _crossed(rows: Rows, a: int, b: int) -> int:
    """What the dates inside the numbers say: 3 equal, 2 one equals the other's column, 1 swapped."""
    in_a, in_b = rows.nik_born[a], rows.nik_born[b]
    if in_a == 0 or in_b == 0:
        alone = (in_a != 0 and in_a == rows.born[b]) or (in_b != 0 and in_b == rows.born[a])
        return 2 if alone else -1
    if in_a == in_b:
        return 3
    if in_a == rows.born[b] or in_b == rows.born[a]:
        return 2
    return 1 if unsure_order(in_a) == unsure_order(in_b) else 0


@compiled
def _number_traits(rows: Rows, counts: Counts, a: int, b: int, one: Floats) -> None:
    nik_a, nik_b = rows.nik[a], rows.nik[b]
    one[Trait.NIK] = -1
    one[Trait.DISTRICT] = -1
    one[Trait.SERIAL] = -1
    if nik_a and nik_b:
        one[Trait.NIK] = apart(nik_a, nik_b)[0]
        one[Trait.DISTRICT] = nik_a // 10**10 == nik_b // 10**10
        one[Trait.SERIAL] = min(9, abs(nik_a % 10_000 - nik_b % 10_000))
    one[Trait.NIK_SLIP] = number_slip(nik_a, nik_b)
    one[Trait.NIK_SHARED] = max(counts.nik[a], counts.nik[b])
    one[Trait.CARD] = number_slip(rows.kk[a], rows.kk[b])
    one[Trait.CARD_DAY] = min(counts.card_day[a], counts.card_day[b]) - (one[Trait.CARD] == 4)
    one[Trait.CARD_SIZE] = min(9, max(counts.card[a], counts.card[b]))


@compiled
def _region(a: int, b: int) -> int:
    """How many levels two villages share: 0 none … 4 the village itself; -1 unknown."""
    if a == 0 or b == 0:
        return -1
    if a == b:
        return 4
    shared = 0
    for power in (10**8, 10**6, 10**4):
        shared += a // power == b // power and a >= 10**8
    return shared


@compiled
def _other_traits(rows: Rows, counts: Counts, a: int, b: int, one: Floats) -> float:
    one[Trait.SEX] = _same(rows.sex[a], rows.sex[b], 0)
    one[Trait.MARITAL] = _same(rows.marital[a], rows.marital[b], 0)
    one[Trait.MARRIED] = (rows.marital[a] == MARRIED) + (rows.marital[b] == MARRIED)
    one[Trait.PLACE] = _same(rows.place[a], rows.place[b], -1)
    one[Trait.RT] = _same(rows.rt[a], rows.rt[b], 0)
    one[Trait.ADDRESS] = 1 if rows.address[a] == rows.address[b] and rows.address[a] != 0 else (0 if rows.address[a] != 0 and rows.address[b] != 0 else -1)
    one[Trait.REGION] = _region(rows.village[a], rows.village[b])
    info = -log(max(counts.place[a], counts.place[b], 1) / counts.size)
    one[Trait.PLACE_INFO] = info
    one[Trait.PLACE_ODD] = log(max(0.5, min(counts.place[a], counts.place[b])))
    worth = info if one[Trait.PLACE] == 1 else 0.0
    return worth + (0.69 if one[Trait.SEX] == 1 else 0.0)
