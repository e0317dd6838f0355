"""How usual the letters of a word are: a slip makes words that nobody bears."""

from math import log

import numpy as np

from serentak.engine.register.match.machine import Bytes, Floats, Numbers, compiled

ALPHABET = 32
MANY = 1 << 40  # more than any register has
EDGE = 31  # stands before the first letter of a word and behind the last


@compiled
def _three(letters: Bytes, begin: int, end: int, at: int) -> np.int64:
    """Three letters in a row as one number; `at` may be one off either edge."""
    value = np.int64(0)
    for place in range(at - 1, at + 2):
        outside = place < begin or place >= end
        value = value * ALPHABET + np.int64(EDGE if outside else letters[place] & 31)
    return value


@compiled
def _usual(letters: Bytes, begin: Numbers, end: Numbers, times: Numbers, seen: Numbers) -> None:
    for word in range(len(begin)):
        for at in range(begin[word], end[word]):
            seen[_three(letters, begin[word], end[word], at)] += times[word]


@compiled
def _least(
    letters: Bytes, begin: Numbers, end: Numbers, times: Numbers, seen: Numbers, out: Floats
) -> None:
    for word in range(len(begin)):
        least = MANY
        for at in range(begin[word], end[word]):
            others = seen[_three(letters, begin[word], end[word], at)] - times[word]
            least = min(least, others)
        out[word] = log(max(0.5, float(least)))


def custom(letters: Bytes, begin: Numbers, end: Numbers, times: Numbers) -> Floats:
    """For each word the logarithm of how often others use its least usual three letters."""
    seen = np.zeros(ALPHABET**3, np.int64)
    out = np.zeros(len(begin), np.float32)
    _usual(letters, begin, end, times, seen)
    _least(letters, begin, end, times, seen, out)
    return out
