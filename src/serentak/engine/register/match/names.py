"""How two names agree, word by word, and how much that says in this register."""

from typing import NamedTuple

import numpy as np

from serentak.engine.register.match.letters import distance, ones
from serentak.engine.register.match.machine import Hashes, compiled
from serentak.engine.register.match.rows import Rows
from serentak.engine.register.match.text import WORDS

FAR = 5  # slips between two names that have nothing to do with each other
EQUAL, MISSPELT, SHORTENED, OTHER = 3, 2, 1, 0  # how one word stands to another


class Agreement(NamedTuple):
    """Information shared and not, in nats; counts of words."""

    equal: float
    near: float  # misspelt
    short: float  # abbreviated: one begins with the other
    conflict: float  # words on both sides that are not the same
    extra: float  # words only one side has
    odd: int  # the number of the rarest word that is not equal, or -1; a slip makes rare words
    partner: int  # of the word it may be a slip of, or -1
    conflicts: int
    shorts: int
    words: int  # of the shorter name
    slips: int  # between the names as a whole


@compiled
def _begins(rows: Rows, a: int, b: int) -> bool:
    """Whether the shorter of two words is how the longer begins."""
    size = min(rows.word_ends[a] - rows.word_starts[a], rows.word_ends[b] - rows.word_starts[b])
    for place in range(size):
        if rows.letters[rows.word_starts[a] + place] != rows.letters[rows.word_starts[b] + place]:
            return False
    return True


@compiled
def _word(rows: Rows, a: int, b: int, seen: Hashes) -> int:
    """How one word stands to another that is not equal."""
    first, second = rows.word_starts[a], rows.word_starts[b]
    long_a, long_b = rows.word_ends[a] - first, rows.word_ends[b] - second
    shorter = min(long_a, long_b)
    allowed = 1 if shorter < 7 else 2
    close = ones(rows.word_bits[a] ^ rows.word_bits[b]) <= 2 * allowed
    if shorter >= 3 and abs(long_a - long_b) <= allowed and close:
        slips = distance(rows.letters, first, rows.word_ends[a], second, rows.word_ends[b], seen)
        if slips <= allowed:
            return MISSPELT
    return SHORTENED if _begins(rows, a, b) else OTHER


@compiled
def slips(rows: Rows, a: int, b: int, seen: Hashes) -> int:
    """Slips between two whole names, as far as they matter."""
    first, second = rows.starts[a], rows.starts[b]
    long_a, long_b = rows.ends[a] - first, rows.ends[b] - second
    if min(long_a, long_b) == 0 or abs(long_a - long_b) >= FAR + WORDS:
        return FAR
    in_a, in_b = rows.bits[a], rows.bits[b]
    if max(ones(in_a & ~in_b), ones(in_b & ~in_a)) >= FAR:
        return FAR
    return min(FAR, distance(rows.letters, first, rows.ends[a], second, rows.ends[b], seen))


@compiled
def _present(rows: Rows, row: int) -> int:
    """A bit for each word of a name."""
    bits = 0
    for place in range(WORDS):
        bits |= (rows.words[row, place] >= 0) << place
    return bits


@compiled
def _equal(rows: Rows, a: int, b: int, left: tuple[int, int]) -> tuple[int, int, float]:
    """Take equal words out of those left; answers what is left and what was shared."""
    left_a, left_b = left
    info = 0.0
    for i in range(WORDS):
        for j in range(WORDS):
            both = left_a >> i & 1 and left_b >> j & 1
            if both and rows.words[a, i] == rows.words[b, j]:
                info += rows.word_info[rows.words[a, i]]
                left_a &= ~(1 << i)
                left_b &= ~(1 << j)
    return left_a, left_b, info


@compiled
def _stands(rows: Rows, a: int, b: int, left: tuple[int, int], seen: Hashes) -> tuple[int, int]:
    """For each two words left a bit: in the first number where misspelt, in the second where short."""
    misspelt = short = 0
    for i in range(WORDS):
        if not left[0] >> i & 1:
            continue
        for j in range(WORDS):
            if not left[1] >> j & 1:
                continue
            kind = _word(rows, rows.words[a, i], rows.words[b, j], seen)
            misspelt |= (kind == MISSPELT) << (i * WORDS + j)
            short |= (kind == SHORTENED) << (i * WORDS + j)
    return misspelt, short


@compiled
def _taken(
    rows: Rows, a: int, b: int, left: tuple[int, int], marks: int
) -> tuple[int, int, float, int, int]:
    """Take marked words out of those left; also what they share, the rarest and its partner."""
    left_a, left_b = left
    info = 0.0
    odd = partner = -1
    for bit in range(WORDS * WORDS):
        i, j = bit // WORDS, bit % WORDS
        if marks >> bit & 1 and left_a >> i & 1 and left_b >> j & 1:
            one, two = rows.words[a, i], rows.words[b, j]
            if rows.word_count[one] > rows.word_count[two]:
                one, two = two, one
            info += rows.word_info[two]
            if odd < 0 or rows.word_count[one] < rows.word_count[odd]:
                odd, partner = one, two
            left_a &= ~(1 << i)
            left_b &= ~(1 << j)
    return left_a, left_b, info, odd, partner


@compiled
def _rest(rows: Rows, row: int, left: int, odd: int) -> tuple[int, float, int]:
    """Of the words left: how many, what they say together, and the rarest so far."""
    total = 0.0
    for i in range(WORDS):
        if left >> i & 1:
            word = rows.words[row, i]
            total += rows.word_info[word]
            if odd < 0 or rows.word_count[word] < rows.word_count[odd]:
                odd = word
    return ones(np.uint32(left)), total, odd


@compiled
def agreement(rows: Rows, one: int, two: int, seen: Hashes) -> Agreement:
    """Equal words are matched, then misspelt ones, then abbreviations; the rest conflicts."""
    a, b = (one, two) if rows.name[one] <= rows.name[two] else (two, one)
    left = (_present(rows, a), _present(rows, b))
    words = min(ones(np.uint32(left[0])), ones(np.uint32(left[1])))
    left_a, left_b, equal = _equal(rows, a, b, left)
    near = short = 0.0
    shorts = 0
    odd = partner = -1
    if left_a and left_b:
        misspelt, shortened = _stands(rows, a, b, (left_a, left_b), seen)
        if misspelt:
            left_a, left_b, near, odd, partner = _taken(rows, a, b, (left_a, left_b), misspelt)
        if shortened:
            shorts = ones(np.uint32(left_a))
            left_a, left_b, short, _, _ = _taken(rows, a, b, (left_a, left_b), shortened)
            shorts -= ones(np.uint32(left_a))
    rest_a, info_a, odd = _rest(rows, a, left_a, odd)
    rest_b, info_b, odd = _rest(rows, b, left_b, odd)
    conflicts = min(rest_a, rest_b)
    return Agreement(
        equal,
        near,
        short,
        min(info_a, info_b) if conflicts else 0.0,
        abs(info_a - info_b) if rest_a != rest_b else 0.0,
        odd,
        partner,
        conflicts,
        shorts,
        words,
        0 if rows.name[a] == rows.name[b] else slips(rows, a, b, seen),
    )
