"""Which proposed pairs could be one person, told at a glance before anything is measured."""

from serentak.engine.register.match.cases import (
    DATE_DIGIT,
    DATE_PART,
    EQUAL,
    NO_DATE,
    date_case,
    number_slip,
)
from serentak.engine.register.match.letters import ones
from serentak.engine.register.match.machine import Codes, Flags, Hashes, compiled
from serentak.engine.register.match.names import FAR, agreement
from serentak.engine.register.match.rows import Rows

ALIEN = 2  # letters that each of two names has and the other has not: more make other names
LAST_DIGITS = 10_000


@compiled
def plausible(first: int, last: int, seen: Hashes, rows: Rows, pairs: Codes, keep: Flags) -> None:
    """Mark the pairs that could be one person, or share a number."""
    for at in range(first, last):
        a, b = pairs[at, 0], pairs[at, 1]
        only_a, only_b = rows.bits[a] & ~rows.bits[b], rows.bits[b] & ~rows.bits[a]
        unlike = min(ones(only_a), ones(only_b)) > ALIEN
        if (
            unlike
            and rows.nik[a] // LAST_DIGITS != rows.nik[b] // LAST_DIGITS
            and rows.kk[a] != rows.kk[b]
        ):
            continue
        keep[at] = _plausible(rows, a, b, seen)


@compiled
def _plausible(rows: Rows, a: int, b: int, seen: Hashes) -> bool:
    case = date_case(rows.born[a], rows.born[b])
    nik = number_slip(rows.nik[a], rows.nik[b])
    numbers = (nik > 0) + (number_slip(rows.kk[a], rows.kk[b]) > 0)
    in_a, in_b = rows.nik_born[a], rows.nik_born[b]
    crossed = in_a != 0 and (in_a == rows.born[b] or in_b == rows.born[a])
    named = rows.name[a] == rows.name[b]
    if nik == EQUAL:
        return True
    if case < DATE_PART and not crossed and numbers == 0:
        return named and case == NO_DATE and rows.village[a] == rows.village[b]
    if named or (case < DATE_DIGIT and not crossed and nik <= 0):
        return named
    return _near(rows, a, b, seen, (nik > 0) or numbers == 2)


@compiled
def _near(rows: Rows, a: int, b: int, seen: Hashes, numbered: bool) -> bool:  # noqa: FBT001  compiled code has no keywords
    """Whether two different names could be one; those whose numbers are alike may differ more."""
    agreed = agreement(rows, a, b, seen)
    placed = rows.place[a] == rows.place[b] and rows.sex[a] == rows.sex[b]
    if agreed.conflicts == 0 or agreed.slips <= 1 + placed:
        return True
    shared = agreed.equal + agreed.near + agreed.short
    return (agreed.slips <= 3 and shared > agreed.conflict) or (numbered and agreed.slips < FAR)
