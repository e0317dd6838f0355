"""What two rows have in common and in what they differ, measured."""

from math import log

from serentak.engine.register.match.cases import date_case, number_slip
from serentak.engine.register.match.counts import Counts
from serentak.engine.register.match.digits import apart, unsure_order
from serentak.engine.register.match.letters import ones
from serentak.engine.register.match.machine import Codes, Floats, Hashes, compiled
from serentak.engine.register.match.names import Agreement, agreement
from serentak.engine.register.match.rows import Rows
from serentak.engine.register.match.traits import Trait

MARRIED = 2  # as rows.MARITAL codes it


@compiled
def _same(a: int, b: int, empty: int) -> int:
    return -1 if (a == empty) | (b == empty) else int(a == b)


@compiled
def measure(
    first: int, last: int, seen: Hashes, rows: Rows, counts: Counts, pairs: Codes, out: Floats
) -> None:
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
            info
            - one[Trait.CONFLICT]
            - 0.5 * one[Trait.EXTRA]
            + 6 * (one[Trait.NIK] == 0)
            + 4 * max(0, one[Trait.NIK_SLIP])
        )


@compiled
def _name_traits(rows: Rows, counts: Counts, a: int, b: int, one: Floats, seen: Hashes) -> float:
    agreed = agreement(rows, a, b, seen)
    length = max(1, rows.ends[a] - rows.starts[a], rows.ends[b] - rows.starts[b])
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
    one[Trait.LENGTHS] = min(9, abs(rows.ends[a] - rows.starts[a] - rows.ends[b] + rows.starts[b]))
    one[Trait.ENDS] = _ends(rows, a, b)
    one[Trait.LETTERS] = min(9, ones(rows.bits[a] ^ rows.bits[b]))
    _odd_words(rows, agreed, one)
    return _namesakes(
        rows, counts, a, b, one, agreed.equal + 0.7 * agreed.near + 0.4 * agreed.short
    )


@compiled
def _odd_words(rows: Rows, agreed: Agreement, one: Floats) -> None:
    """How usual the odd word and its partner are, in themselves and by their letters."""
    one[Trait.ODD] = one[Trait.PARTNER] = one[Trait.CUSTOM] = one[Trait.PARTNER_CUSTOM] = -1
    if agreed.odd >= 0:
        one[Trait.ODD] = log(rows.word_count[agreed.odd])
        one[Trait.CUSTOM] = rows.word_custom[agreed.odd]
    if agreed.partner >= 0:
        one[Trait.PARTNER] = log(rows.word_count[agreed.partner])
        one[Trait.PARTNER_CUSTOM] = rows.word_custom[agreed.partner]


@compiled
def _namesakes(rows: Rows, counts: Counts, a: int, b: int, one: Floats, words: float) -> float:
    """How many others bear these names; answers what the names' agreement says, in nats."""
    same = rows.name[a] == rows.name[b] and rows.name[a] != 0
    most = max(counts.name[a], counts.name[b])
    one[Trait.NAMESAKES] = log(max(0.5, most - (2.0 if same else 1.0)))
    one[Trait.NAME_DAY] = max(counts.name_day[a], counts.name_day[b]) - (2 if same else 1)
    share_a = counts.name_regency[a] / max(1, counts.regency[a])
    share_b = counts.name_regency[b] / max(1, counts.regency[b])
    one[Trait.EXPECTED_NEAR] = log(max(1e-9, share_a, share_b))
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
    usual = max(counts.day[a], counts.day[b])
    info = -log(max(0.5, usual - 1) / counts.size)
    one[Trait.DAY_INFO] = info
    one[Trait.CROSS] = _crossed(rows, a, b)
    lost = int(rows.nik_born[a] == 0) + int(rows.nik_born[b] == 0)
    own = int(born_a == rows.nik_born[a]) + int(born_b == rows.nik_born[b])
    one[Trait.OWN_DATES] = own - lost
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
    one[Trait.MARRIED] = int(rows.marital[a] == MARRIED) + int(rows.marital[b] == MARRIED)
    one[Trait.PLACE] = _same(rows.place[a], rows.place[b], -1)
    one[Trait.RT] = _same(rows.rt[a], rows.rt[b], 0)
    one[Trait.ADDRESS] = (
        1
        if rows.address[a] == rows.address[b] and rows.address[a] != 0
        else (0 if rows.address[a] != 0 and rows.address[b] != 0 else -1)
    )
    one[Trait.REGION] = _region(rows.village[a], rows.village[b])
    info = -log(max(counts.place[a], counts.place[b], 1) / counts.size)
    one[Trait.PLACE_INFO] = info
    one[Trait.PLACE_ODD] = log(max(0.5, min(counts.place[a], counts.place[b])))
    worth = info if one[Trait.PLACE] == 1 else 0.0
    return worth + (0.69 if one[Trait.SEX] == 1 else 0.0)
