"""Text as plain letters: words apart, hashed, counted and compared without a string object."""

import numpy as np

from serentak.engine.register.match.letters import SPACE, used
from serentak.engine.register.match.machine import (
    Bits,
    Bytes,
    Codes,
    Hashes,
    Numbers,
    allocating,
    compiled,
    in_parts,
)

WORDS = 4  # of a name that are looked at; the rest is part of the whole name all the same


@compiled
def mixed(value: int | np.integer) -> np.uint64:
    """Well-stirred bits of a number."""
    x = np.uint64(value)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.uint64(x ^ (x >> np.uint64(31)))


@compiled
def letter(byte: int) -> int:
    """A capital letter or digit; 0 for what leaves no trace, a space for what parts words."""
    if 97 <= byte <= 122:
        return byte - 32
    if 65 <= byte <= 90 or 48 <= byte <= 57 or byte >= 128:
        return byte
    return 0 if byte in (39, 96) else SPACE  # apostrophes: MA'RUF is MARUF


@compiled
def _spelt(before: int, letter_: int) -> int:
    """The letter that now stands for two of the spelling before 1972; 0 for any other two."""
    if before == 79 and letter_ == 69:
        return 85  # U
    if before == 68 and letter_ == 74:
        return 74  # J
    return 67 if before == 84 and letter_ == 74 else 0  # C


def plain(raw: Bytes, starts: Numbers) -> tuple[Bytes, Numbers]:
    """Every row in capital letters with one space between words, and where each now ends."""
    clean = np.empty(len(raw), np.uint8)
    ends = np.empty(len(starts) - 1, np.int64)
    in_parts(_plain, len(ends), raw, starts, clean, ends)
    return clean, ends


@compiled
def _plain(first: int, last: int, raw: Bytes, starts: Numbers, clean: Bytes, ends: Numbers) -> None:
    for row in range(first, last):
        at = starts[row]
        for place in range(starts[row], starts[row + 1]):
            one = letter(raw[place])
            if one == 0 or (one == SPACE and (at == starts[row] or clean[at - 1] == SPACE)):
                continue
            spelt = _spelt(clean[at - 1], one) if at > starts[row] else 0
            at -= spelt != 0
            clean[at] = spelt or one
            at += 1
        if at > starts[row] and clean[at - 1] == SPACE:
            at -= 1
        ends[row] = at


def hashed(clean: Bytes, starts: Numbers, ends: Numbers) -> tuple[Hashes, Hashes]:
    """The hash of each row's letters, and of each of its first words."""
    whole = np.zeros(len(ends), np.uint64)
    words = np.zeros((len(ends), WORDS), np.uint64)
    in_parts(_hashed, len(ends), clean, starts, ends, whole, words)
    return whole, words


@compiled
def _hashed(
    first: int,
    last: int,
    clean: Bytes,
    starts: Numbers,
    ends: Numbers,
    whole: Hashes,
    words: Hashes,
) -> None:
    for row in range(first, last):
        word = np.uint64(0)
        total = np.uint64(0)
        found = 0
        for place in range(starts[row], ends[row] + 1):
            if place < ends[row] and clean[place] != SPACE:
                word = mixed(word * np.uint64(257) + np.uint64(clean[place]))
                total = mixed(total * np.uint64(257) + np.uint64(clean[place]))
            elif word != 0:
                if found < WORDS:
                    words[row, found] = word
                found += 1
                word = np.uint64(0)
        whole[row] = total


@allocating
def words_at(
    clean: Bytes, starts: Numbers, ends: Numbers, first: Codes
) -> tuple[Numbers, Numbers, Bits]:
    """Where the letters of each word stand that was first seen at row * WORDS + place, and which."""
    begin = np.zeros(len(first), np.int64)
    end = np.zeros(len(first), np.int64)
    bits = np.zeros(len(first), np.uint32)
    for one in range(len(first)):
        row, left = first[one] // WORDS, first[one] % WORDS
        at = starts[row]
        while left:
            left -= clean[at] == SPACE
            at += 1
        begin[one] = at
        while at < ends[row] and clean[at] != SPACE:
            at += 1
        end[one] = at
        bits[one] = used(clean, begin[one], at)
    return begin, end, bits


def bags(words: Codes, hashes: Hashes) -> Hashes:
    """A hash of each row's words whatever their order; 0 where there is none."""
    found = np.zeros(len(words), np.uint64)
    in_parts(_bags, len(words), words, hashes, found)
    return found


@compiled
def _bags(first: int, last: int, words: Codes, hashes: Hashes, found: Hashes) -> None:
    for row in range(first, last):
        total = np.uint64(0)
        for place in range(WORDS):
            if words[row, place] >= 0:
                total += hashes[words[row, place]]
        found[row] = total


@allocating
def numbered(hashes: Hashes) -> tuple[Codes, Codes]:
    """Equal hashes get equal numbers from 0 (none: -1), and where each number was first seen."""
    size = 1 << 16
    keys = np.zeros(size, np.uint64)
    held = np.zeros(size, np.int32)
    codes = np.full(len(hashes), -1, np.int32)
    first = np.empty(size, np.int32)
    found = 0
    for row in range(len(hashes)):
        key = hashes[row]
        if key == 0:
            continue
        if 2 * found >= size:
            size *= 4
            keys, held, first = _grown(keys, held, first, size)
        at = np.int64(key & np.uint64(size - 1))
        while keys[at] != 0 and keys[at] != key:
            at = (at + 1) & (size - 1)
        if keys[at] == 0:
            keys[at] = key
            held[at] = found
            first[found] = row
            found += 1
        codes[row] = held[at]
    return codes, first[:found].copy()


@allocating
def _grown(keys: Hashes, held: Codes, first: Codes, size: int) -> tuple[Hashes, Codes, Codes]:
    more_keys = np.zeros(size, np.uint64)
    more_held = np.zeros(size, np.int32)
    more_first = np.empty(size, np.int32)
    more_first[: len(first)] = first
    for old in range(len(keys)):
        if keys[old] != 0:
            at = np.int64(keys[old] & np.uint64(size - 1))
            while more_keys[at] != 0:
                at = (at + 1) & (size - 1)
            more_keys[at] = keys[old]
            more_held[at] = held[old]
    return more_keys, more_held, more_first
