"""The dice: the only place in the engine that throws any, and always from a seed."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from serentak.engine.synth.arrays import Ints

Dice = np.random.Generator


def dice(seed: int, step: str) -> Dice:
    """Dice of their own for each step, so that a change in one leaves the others as they were."""
    return np.random.Generator(
        np.random.PCG64(np.random.SeedSequence([seed, crc32(step.encode())]))
    )


def drawn(throw: Dice, shares: Sequence[float], count: int) -> Ints:
    """0, 1, 2 … by their shares, which need not add up to one."""
    ends = np.cumsum(np.asarray(shares, np.float64))
    found = np.searchsorted(ends, throw.random(count) * ends[-1], side="right")
    return np.asarray(found, np.int64)
