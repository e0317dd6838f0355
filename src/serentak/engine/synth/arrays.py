"""Columns of people as arrays, and the few things that are done to many of them."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_FOUR = np.array([f"{n:04d}".encode() for n in range(10_000)]).view(np.uint32)


def apportioned(weights: Reals, total: int) -> Ints:
    """A total in whole parts by weight; what is left goes to the largest remainders."""
    exact = weights * (total / weights.sum())
    parts: Ints = np.floor(exact).astype(np.int64)
    left = total - int(parts.sum())
    parts[np.argsort(parts - exact, kind="stable")[:left]] += 1
    return parts


def serials(keys: Ints) -> Ints:
    """1, 2, 3 … among equal keys, in the order in which they stand."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    place = np.arange(len(keys))
    first = np.ones(len(keys), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    number = np.empty(len(keys), np.int64)
    number[order] = place - np.maximum.accumulate(np.where(first, place, 0)) + 1
    return number


def sixteen(numbers: Ints) -> pa.Array:
    """Numbers as text of sixteen digits; a number below one is no text."""
    high, low = np.divmod(np.maximum(numbers, 0), 10**8)
    digits = np.empty((len(numbers), 4), np.uint32)
    for column, part in ((0, high), (2, low)):
        digits[:, column], digits[:, column + 1] = _FOUR[part // 10_000], _FOUR[part % 10_000]
    return _fixed(digits.view(np.uint8).reshape(len(numbers), 16), numbers > 0)


def dotted(born: Ints, mark: str = "|") -> pa.Array:
    """Days yyyymmdd as dd|mm|yyyy; a day below one is no text."""
    day = np.maximum(born, 0)
    digits = np.full((len(born), 10), ord(mark), np.uint8)
    monthday = _FOUR[day % 100 * 100 + day // 100 % 100].view(np.uint8).reshape(-1, 4)
    digits[:, 0:2], digits[:, 3:5] = monthday[:, 0:2], monthday[:, 2:4]
    digits[:, 6:10] = _FOUR[day // 10_000].view(np.uint8).reshape(-1, 4)
    return _fixed(digits, born > 0)


def numbered(numbers: Ints, width: int) -> pa.Array:
    """Numbers as text of a fixed width with leading zeros."""
    digits = np.empty((len(numbers), width), np.uint8)
    rest = numbers
    for column in reversed(range(width)):
        rest, digits[:, column] = rest // 10, rest % 10 + ord("0")
    return _fixed(digits, np.ones(len(numbers), bool))


def _fixed(letters: npt.NDArray[np.uint8], there: Flags) -> pa.Array:
    """Rows of letters as text, without a loop; rows that are not there become none."""
    count, width = letters.shape
    ends = np.arange(count + 1, dtype=np.int32) * width
    bits = pa.py_buffer(np.packbits(there, bitorder="little"))
    return pa.StringArray.from_buffers(
        count, pa.py_buffer(ends), pa.py_buffer(np.ascontiguousarray(letters)), bits
    )
