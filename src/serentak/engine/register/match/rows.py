"""A register as arrays of numbers, one entry a row, made once from its table."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from serentak.engine.register.match import digits, text
from serentak.engine.register.match.machine import Bits, Bytes, Codes, Doubles, Floats, Hashes, Numbers, Small

SPELLINGS: Mapping[str, str] = {
    short: long
    for long, shorts in {
        "MUHAMMAD": "MUH MOH MUHAMAD MOHAMMAD MOHAMAD MUHAMMED MOCHAMMAD MOCHAMAD MOCH MUCH MHD MUHD",
        "ABDUL": "ABD ABDOEL",
        "SITI": "ST SITTI",
        "AHMAD": "ACHMAD AKHMAD",
        "DAENG": "DG",
        "NUR": "NOOR NOER",
    }.items()
    for short in shorts.split()
}
TITLES = ("H", "HJ", "IR", "DR", "DRS", "DRA")
SEXES = {"L": 1, "M": 1, "1": 1, "PRI": 1, "P": 2, "F": 2, "W": 2, "2": 2}
MARITAL = {"B": 1, "S": 2, "K": 2, "P": 3, "C": 3, "J": 3, "D": 3}
SHARED_BY = 60  # rows; a number in more of them stands for "none", such as a row of nines


class Rows(NamedTuple):
    """What the matcher knows of each row. Zero or -1 is missing."""

    letters: Bytes  # names in capitals
    starts: Numbers
    ends: Numbers
    bits: Bits  # which letters occur in the name
    name: Hashes  # of the words with their usual spellings, in any order
    words: Codes  # rows x WORDS, numbers of words
    word_info: Doubles  # how rare each word is: minus the logarithm of its share
    word_starts: Numbers
    word_ends: Numbers
    word_bits: Bits  # which letters occur in it
    word_count: Codes
    word_custom: Floats  # how usual its least usual three letters are: a slip makes strange ones
    nik: Numbers
    kk: Numbers
    born: Codes  # yyyymmdd, from the NIK where the column is empty
    nik_born: Codes
    told: Small  # 1 where the date stood in its column
    sex: Small
    marital: Small
    place: Codes
    village: Numbers
    rt: Codes
    address: Hashes


def rows(table: pa.Table) -> Rows:
    """The arrays of a table with canonical columns; a column it has not is missing everywhere."""
    told = _date(table)
    nik = _known(_number(table, "nik"))
    nik_born = digits.nik_date(nik, told, int(told.max(initial=0)) // 10_000 or 2030)
    letters, starts, ends, words, hashes, begin, end, bits = _names(table)
    counted = np.bincount(words.ravel() + 1, minlength=len(hashes) + 1)[1:]
    return Rows(
        letters=letters,
        starts=starts,
        ends=ends,
        bits=text.all_used(letters, starts, ends),
        name=text.bags(words, hashes),
        words=words,
        word_info=-np.log(np.maximum(counted, 1) / max(1, len(words))),
        word_starts=begin,
        word_ends=end,
        word_bits=bits,
        word_count=counted.astype(np.int32),
        word_custom=text.custom(letters, begin, end, counted),
        nik=nik,
        kk=_known(_number(table, "kk")),
        born=np.where(told > 0, told, nik_born),
        nik_born=nik_born,
        told=(told > 0).astype(np.int8),
        sex=_meant(table, "sex", SEXES),
        marital=_meant(table, "marital", MARITAL),
        place=_coded(table, "birth_place"),
        village=_number(table, "village", point=False),
        rt=(_number(table, "rt") % 1000 * 1000 + _number(table, "rw") % 1000).astype(np.int32),
        address=_hashed(table, "address"),
    )


def _names(
    table: pa.Table,
) -> tuple[Bytes, Numbers, Numbers, Codes, Hashes, Numbers, Numbers, Bits]:
    raw, starts = _letters(table, "name")
    letters, ends = text.plain(raw, starts)
    _, hashes = text.hashed(letters, starts, ends)
    flat = hashes.ravel()
    codes, first = text.numbered(flat)
    begin, end, bits = text.words_at(letters, starts, ends, first)
    distinct = flat[first]
    known = {int(one): n for n, one in enumerate(distinct)}
    now = np.arange(len(first), dtype=np.int32)
    for short, long in SPELLINGS.items():
        if (code := known.get(_hash(short))) is not None:
            now[code] = known.get(_hash(long), code)
    for title in TITLES:
        if (code := known.get(_hash(title))) is not None:
            now[code] = -1
    words = np.append(now, np.int32(-1))[codes].reshape(-1, text.WORDS)
    return letters, starts[:-1], ends, words, distinct, begin, end, bits


def _hash(word: str) -> int:
    raw = np.frombuffer(word.encode(), np.uint8)
    return int(text.hashed(raw, np.array([0]), np.array([len(raw)]))[0][0])


def _letters(table: pa.Table, column: str) -> tuple[Bytes, Numbers]:
    """The bytes of a text column and where each row begins; the last entry is the end."""
    values = table[column].cast(pa.large_string()).fill_null("")
    whole = pa.concat_arrays(values.chunks) if values.num_chunks != 1 else values.chunk(0)
    _, offsets, data = whole.buffers()
    starts = np.frombuffer(offsets, np.int64)[whole.offset : whole.offset + len(whole) + 1]
    raw = np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8)
    return raw, starts


def _number(table: pa.Table, column: str, *, point: bool = True) -> Numbers:
    if column not in table.column_names:
        return np.zeros(table.num_rows, np.int64)
    kind = table.schema.field(column).type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        found: Numbers = table[column].cast(pa.int64(), safe=False).fill_null(0).to_numpy()
        return found
    return digits.number(*_letters(table, column), point=point)


def _known(numbers: Numbers) -> Numbers:
    """The numbers without those that only stand for a missing one."""
    order = np.sort(numbers)
    crowded = np.unique(order[SHARED_BY:][order[SHARED_BY:] == order[:-SHARED_BY]])
    at = np.searchsorted(crowded, numbers).clip(max=max(0, len(crowded) - 1))
    known: Numbers = np.where(crowded[at] == numbers, 0, numbers) if len(crowded) else numbers
    return known


def _date(table: pa.Table) -> Codes:
    if "birth_date" not in table.column_names:
        return np.zeros(table.num_rows, np.int32)
    column = table["birth_date"]
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        parts = (pc.year(column), pc.month(column), pc.day(column))
        year, month, day = (part.fill_null(0).to_numpy() for part in parts)
        return (year * 10_000 + month * 100 + day).astype(np.int32)
    return digits.date(*_letters(table, "birth_date"))


def _meant(table: pa.Table, column: str, words: Mapping[str, int]) -> Small:
    """A closed column by the first letters of what it says."""
    if column not in table.column_names:
        return np.zeros(table.num_rows, np.int8)
    coded = pc.dictionary_encode(table[column].cast(pa.string()).fill_null("")).combine_chunks()
    said = [str(value).strip().upper() for value in coded.dictionary.to_pylist()]
    meaning = [words.get(value[:3], words.get(value[:1], 0)) for value in said]
    return np.array([*meaning, 0], np.int8)[coded.indices.to_numpy()]


def _hashed(table: pa.Table, column: str) -> Hashes:
    if column not in table.column_names:
        return np.zeros(table.num_rows, np.uint64)
    raw, starts = _letters(table, column)
    letters, ends = text.plain(raw, starts)
    return text.hashed(letters, starts, ends)[0]


def _coded(table: pa.Table, column: str) -> Codes:
    return text.numbered(_hashed(table, column))[0]
