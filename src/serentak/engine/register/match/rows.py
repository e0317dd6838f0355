"""A register as arrays of numbers, one entry a row, made once from its table."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from serentak.engine.register.match import custom, digits, letters, text
from serentak.engine.register.match.machine import (
    Bits,
    Bytes,
    Codes,
    Doubles,
    Floats,
    Hashes,
    Numbers,
    Small,
)

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
SEXES = ("L", "P")
MARITAL = ("B", "S", "P")
TEXTS = ("kk", "nik", "name", "birth_place", "address", "rt", "rw", "village")
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


class Spelt(NamedTuple):
    """Names as letters and numbers of words."""

    letters: Bytes
    starts: Numbers
    ends: Numbers
    words: Codes
    hashes: Hashes  # of each distinct word
    begin: Numbers
    end: Numbers
    bits: Bits


def rows(table: pa.Table) -> Rows:
    """The arrays of a table: TEXTS as written, `birth_date` as yyyymmdd, `sex`, `marital` as codes."""
    told = table["birth_date"].fill_null(0).to_numpy().astype(np.int32)
    nik = _known(_number(table, "nik"))
    nik_born = digits.nik_date(nik, told, int(told.max(initial=0)) // 10_000)
    spelt = _names(table)
    counted = np.bincount(spelt.words.ravel() + 1, minlength=len(spelt.hashes) + 1)[1:]
    return Rows(
        letters=spelt.letters,
        starts=spelt.starts,
        ends=spelt.ends,
        bits=letters.all_used(spelt.letters, spelt.starts, spelt.ends),
        name=text.bags(spelt.words, spelt.hashes),
        words=spelt.words,
        word_info=-np.log(np.maximum(counted, 1) / max(1, len(spelt.words))),
        word_starts=spelt.begin,
        word_ends=spelt.end,
        word_bits=spelt.bits,
        word_count=counted.astype(np.int32),
        word_custom=custom.custom(spelt.letters, spelt.begin, spelt.end, counted),
        nik=nik,
        kk=_known(_number(table, "kk")),
        born=np.where(told > 0, told, nik_born),
        nik_born=nik_born,
        told=(told > 0).astype(np.int8),
        sex=_coded(table, "sex", SEXES),
        marital=_coded(table, "marital", MARITAL),
        place=text.numbered(_hashed(table, "birth_place"))[0],
        village=_number(table, "village"),
        rt=(_number(table, "rt") % 1000 * 1000 + _number(table, "rw") % 1000).astype(np.int32),
        address=_hashed(table, "address"),
    )


def _names(table: pa.Table) -> Spelt:
    raw, starts = letters_of(table, "name")
    clean, ends = text.plain(raw, starts)
    _, hashes = text.hashed(clean, starts, ends)
    flat = hashes.ravel()
    codes, first = text.numbered(flat)
    begin, end, bits = text.words_at(clean, starts, ends, first)
    now = _usual(flat[first])
    words = np.append(now, np.int32(-1))[codes].reshape(-1, text.WORDS)
    return Spelt(clean, starts[:-1], ends, words, flat[first], begin, end, bits)


def _usual(hashes: Hashes) -> Codes:
    """The number that each distinct word goes by: that of its usual spelling; a title has none."""
    known = {int(one): n for n, one in enumerate(hashes)}
    now = np.arange(len(hashes), dtype=np.int32)
    for short, long in SPELLINGS.items():
        if (code := known.get(_hash(short))) is not None:
            now[code] = known.get(_hash(long), code)
    for title in TITLES:
        if (code := known.get(_hash(title))) is not None:
            now[code] = -1
    return now


def _hash(word: str) -> int:
    raw = np.frombuffer(word.encode(), np.uint8)
    return int(text.hashed(raw, np.array([0]), np.array([len(raw)]))[0][0])


def letters_of(table: pa.Table, column: str) -> tuple[Bytes, Numbers]:
    """The bytes of a text column and where each row begins; the last entry is the end."""
    values = table[column].cast(pa.large_string()).fill_null("")
    whole = values.combine_chunks()
    _, offsets, data = whole.buffers()
    starts = np.frombuffer(offsets, np.int64)[whole.offset : whole.offset + len(whole) + 1]
    raw = np.frombuffer(data, np.uint8) if data else np.zeros(1, np.uint8)
    return raw, starts


def _number(table: pa.Table, column: str) -> Numbers:
    return digits.number(*letters_of(table, column))


def _known(numbers: Numbers) -> Numbers:
    """The numbers without those that only stand for a missing one."""
    order = np.sort(numbers)
    crowded = np.unique(order[SHARED_BY:][order[SHARED_BY:] == order[:-SHARED_BY]])
    known: Numbers = np.where(np.isin(numbers, crowded), 0, numbers) if len(crowded) else numbers
    return known


def _coded(table: pa.Table, column: str, codes: Sequence[str]) -> Small:
    """A closed column as numbers from 1; 0 for nothing."""
    found = pc.index_in(table[column].cast(pa.string()), value_set=pa.array(codes, pa.string()))
    coded: Small = (found.fill_null(-1).to_numpy() + 1).astype(np.int8)
    return coded


def _hashed(table: pa.Table, column: str) -> Hashes:
    raw, starts = letters_of(table, column)
    clean, ends = text.plain(raw, starts)
    return text.hashed(clean, starts, ends)[0]
