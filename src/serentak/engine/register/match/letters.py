"""Which letters stand in a text, and how many slips lie between two texts."""

import numpy as np

from serentak.engine.register.match.machine import Bits, Bytes, Hashes, Numbers, compiled, in_parts

LONGEST = 64  # letters of a name that are compared, one bit each
SPACE = 32


@compiled
def used(letters: Bytes, begin: int, end: int) -> np.uint32:
    """Which letters occur, one bit each."""
    bits = np.uint32(0)
    for place in range(begin, end):
        if letters[place] != SPACE:
            bits |= np.uint32(1) << np.uint32(letters[place] & 31)
    return bits


def all_used(letters: Bytes, starts: Numbers, ends: Numbers) -> Bits:
    """Which letters occur in each row."""
    bits = np.zeros(len(ends), np.uint32)
    in_parts(_all_used, len(ends), letters, starts, ends, bits)
    return bits


@compiled
def _all_used(
    first: int, last: int, letters: Bytes, starts: Numbers, ends: Numbers, bits: Bits
) -> None:
    for row in range(first, last):
        bits[row] = used(letters, starts[row], ends[row])


@compiled
def ones(bits: np.uint32) -> int:
    """How many bits are set."""
    x = bits - ((bits >> np.uint32(1)) & np.uint32(0x55555555))
    x = (x & np.uint32(0x33333333)) + ((x >> np.uint32(2)) & np.uint32(0x33333333))
    x = (x + (x >> np.uint32(4))) & np.uint32(0x0F0F0F0F)
    return int(np.int64((x * np.uint32(0x01010101)) >> np.uint32(24)) & 0xFF)


@compiled
def distance(letters: Bytes, a: int, a_end: int, b: int, b_end: int, seen: Hashes) -> int:
    """Slips between two texts: a letter changed, lost, added or exchanged with its neighbour.

    Bit-parallel after Hyyrö (2003); `seen` is scratch, all zero before and after. Spaces do not
    count; neither text may be empty.
    """
    length = 0
    for place in range(a, a_end):
        if letters[place] != SPACE and length < LONGEST:
            seen[letters[place]] |= np.uint64(1) << np.uint64(length)
            length += 1
    slips = _slips(letters, b, b_end, length, seen)
    for place in range(a, a_end):
        seen[letters[place]] = 0
    return slips


@compiled
def _slips(letters: Bytes, b: int, b_end: int, length: int, seen: Hashes) -> int:
    slips = length
    last = np.uint64(1) << np.uint64(length - 1)
    one = np.uint64(1)
    up = ~np.uint64(0)
    down = np.uint64(0)
    diagonal = np.uint64(0)
    before = np.uint64(0)
    for place in range(b, b_end):
        if letters[place] == SPACE:
            continue
        here = seen[letters[place]]
        turned = (((~diagonal) & here) << one) & before
        diagonal = ((((here & up) + up) ^ up) | here | down) | turned
        right = down | ~(diagonal | up)
        left = diagonal & up
        if right & last:
            slips += 1
        if left & last:
            slips -= 1
        right = (right << one) | one
        left = left << one
        up = left | ~(diagonal | right)
        down = right & diagonal
        before = here
    return slips
