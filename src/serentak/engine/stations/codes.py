"""Texts as whole numbers that keep their order, fast enough for millions of rows."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from serentak.engine.stations.compiled import Whole

_DIGITS = re.compile(r"\d+")


def order_of(column: pa.Array) -> Whole:
    """The rows in order of their text; rows of the same text in any order."""
    numbers = _as_numbers(column)
    if numbers is not None:
        return np.argsort(numbers).astype(np.int64)
    return np.asarray(pc.sort_indices(column)).astype(np.int64)


def ranks_of(column: pa.Array) -> Whole:
    """A number for each text, ascending with it; -1 where there is none."""
    there = np.asarray(pc.fill_null(column.is_valid(), fill_value=False))
    numbers = _as_numbers(column.filter(pa.array(there)))
    found = np.full(len(column), -1, np.int64)
    if numbers is not None:
        found[there] = np.unique(numbers, return_inverse=True)[1]
        return found
    encoded = column.dictionary_encode()
    rank = np.empty(len(encoded.dictionary) + 1, np.int64)
    rank[np.asarray(pc.sort_indices(encoded.dictionary))] = np.arange(len(rank) - 1)
    rank[-1] = -1
    return rank[np.asarray(pc.fill_null(encoded.indices, -1))]


def _as_numbers(column: pa.Array) -> Whole | None:
    """Texts of digits, all of one length, as numbers; None for any others."""
    if len(column) == 0 or not pa.types.is_string(column.type):
        return None
    lengths = pc.min_max(pc.binary_length(column)).as_py()
    same = lengths["min"] == lengths["max"] and 0 < lengths["max"] <= 18
    if not same or not pc.all(pc.ascii_is_decimal(column)).as_py():
        return None
    return np.asarray(pc.cast(column, pa.int64()))


def labels_of(column: pa.Array) -> tuple[tuple[str, ...], Whole]:
    """The different texts as people count them (2 before 10), and each row's number; -1 for none."""
    encoded = column.dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    order = sorted(range(len(texts)), key=lambda n: _human(texts[n]))
    rank = np.empty(len(texts) + 1, np.int64)
    rank[order] = np.arange(len(texts))
    rank[-1] = -1
    codes = np.asarray(pc.fill_null(encoded.indices, -1)).astype(np.int64)
    return tuple(texts[n] for n in order), rank[codes]


def _human(text: str) -> tuple[str, str]:
    return _DIGITS.sub(lambda found: found.group().lstrip("0").rjust(20, "0"), text), text


def dense(keys: Whole) -> tuple[Whole, Whole]:
    """The different keys in order, and each row's number among them."""
    different, inverse = np.unique(keys, return_inverse=True)
    return different, inverse.astype(np.int64)
