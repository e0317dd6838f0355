"""Loops over millions of rows at machine speed: compiled once, kept beside the package."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

P = ParamSpec("P")
R = TypeVar("R")

Bytes = npt.NDArray[np.uint8]
Bits = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Small = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PART = 1 << 16  # rows or pairs that one core takes at a time
CORES = numba.get_num_threads()
_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """A function in machine code that makes no arrays; other threads need not wait for it.

    Without arrays of its own it needs no reference counts, which cost more than the work itself.
    """
    return cast(Callable[P, R], numba.njit(**_OPTIONS | {"_nrt": False})(function))


def allocating(function: Callable[P, R]) -> Callable[P, R]:
    """A function in machine code that makes arrays."""
    return cast(Callable[P, R], numba.njit(**_OPTIONS)(function))


LETTERS = 256


def in_parts(work: Callable[..., None], size: int, *given: object) -> None:
    """Do compiled work on all cores: it is called with the first and the last row of each part.

    Threads, not numba's own: they compile in a fraction of the time.
    """
    parts = [(first, min(size, first + PART)) for first in range(0, size, PART)]
    with ThreadPoolExecutor(CORES) as cores:
        for done in [cores.submit(work, first, last, *given) for first, last in parts]:
            done.result()


def with_scratch(work: Callable[..., None], size: int, *given: object) -> None:
    """The same for work that compares letters: each part also gets an empty table of them."""

    def one(first: int, last: int, *rest: object) -> None:
        work(first, last, np.zeros(LETTERS, np.uint64), *rest)

    in_parts(one, size, *given)
