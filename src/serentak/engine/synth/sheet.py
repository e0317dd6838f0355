"""The rows as an office exports them: headings, texts, one table for each regency."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from serentak.engine.synth.arrays import Flags, Ints, dotted, numbered, sixteen
from serentak.engine.synth.lives import JOBS, MARITAL
from serentak.engine.synth.material import Material
from serentak.engine.synth.names import Lexicon, joined
from serentak.engine.synth.people import People, birth_places
from serentak.engine.synth.records import Records
from serentak.engine.synth.truth import ids

HEADINGS = (
    "ID", "KODE DESA", "NKK", "NIK", "NAMA", "TEMPAT LAHIR", "TANGGAL LAHIR", "STS KAWIN", "JK",
    "ALAMAT", "RT", "RW", "DISABILITAS", "KET", "PEKERJAAN", "STATUS KTP-EL", "KEWARGANEGARAAN",
    "STATUS HIDUP", "LINTANG", "BUJUR",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that it takes to write rows down, without having written any."""

    material: Material
    everybody: People
    found: Lexicon
    records: Records
    texts: dict[str, tuple[Ints, pa.Array]]  # by column, rows ascending
    bounds: Sequence[int]  # where each regency begins, and the end

    def __len__(self) -> int:
        return len(self.records)


def sheet(material: Material, everybody: People, found: Lexicon, records: Records) -> Sheet:
    """Rows in their final order, ready to be written."""
    regency = material.villages.regency[everybody.homes.village[records.home]]
    bounds = np.searchsorted(regency, np.arange(len(material.regencies) + 1)).tolist()
    return Sheet(
        material=material, everybody=everybody, found=found, records=records,
        texts={column: _last(parts) for column, parts in records.texts.items()}, bounds=bounds,
    )  # fmt: skip


def _last(parts: Sequence[tuple[Ints, Sequence[str]]]) -> tuple[Ints, pa.Array]:
    """Rows in order with their texts; where two were put, the later one."""
    rows = np.concatenate([rows for rows, _ in parts])
    texts = np.array([text for _, some in parts for text in some], object)
    kept = len(rows) - 1 - np.unique(rows[::-1], return_index=True)[1]
    return rows[kept], pa.array(texts[kept], pa.string())


def regencies(whole: Sheet) -> Iterator[tuple[str, pa.Table]]:
    """The code of each regency and its rows, in order."""
    for number, code in enumerate(whole.material.regencies):
        yield code, written(whole, whole.bounds[number], whole.bounds[number + 1])


def written(whole: Sheet, start: int, end: int) -> pa.Table:
    """Some rows as a table of texts."""
    rows = np.arange(start, end)
    part = whole.records.taken(rows)
    columns = _own(whole, part) | _home(whole, part) | _life(whole, part)
    columns["id"] = ids(rows)
    for column, (where, texts) in whole.texts.items():
        low, high = np.searchsorted(where, (start, end))
        columns[column] = _put(columns[column], where[low:high] - start, texts[low:high])
    return pa.table(
        {heading: columns[column] for heading, column in zip(HEADINGS, KEYS, strict=True)}
    )


KEYS = (
    "id", "village", "kk", "nik", "name", "birth_place", "birth_date", "marital", "sex",
    "address", "rt", "rw", "disability", "note", "occupation", "ktp_el", "citizenship",
    "status", "lat", "lon",
)  # fmt: skip


def _put(column: pa.Array, rows: Ints, texts: pa.Array) -> pa.Array:
    there: Flags = np.zeros(len(column), bool)
    there[rows] = True
    return pc.replace_with_mask(column, pa.array(there), texts)


def _own(whole: Sheet, part: Records) -> dict[str, pa.Array]:
    return {
        "kk": sixteen(part.kk),
        "nik": sixteen(part.nik),
        "name": joined(part.words, pa.array(whole.found.words)),
        "birth_place": _one_of(["", *birth_places(whole.material)], part.place).dictionary_decode(),
        "birth_date": dotted(part.born),
        "marital": _one_of(MARITAL, part.marital),
        "sex": _one_of(("L", "P"), part.woman.astype(np.int64)),
    }


def _home(whole: Sheet, part: Records) -> dict[str, pa.Array]:
    homes = whole.everybody.homes
    home, card = np.unique(part.home, return_inverse=True)
    addresses = _addresses(whole, home)
    return {
        "village": _one_of(
            whole.material.villages.codes, homes.village[part.home]
        ).dictionary_decode(),
        "address": addresses.take(pa.array(card)),
        "rt": numbered(homes.rt[part.home], 3),
        "rw": numbered(homes.rw[part.home], 3),
        "lat": pa.array(homes.lat[part.home]),
        "lon": pa.array(homes.lon[part.home]),
    }


def _addresses(whole: Sheet, home: Ints) -> pa.Array:
    """A street and a number in towns and wards, a hamlet in the country."""
    homes, streets = whole.everybody.homes, whole.material.streets
    village, rt, rw = homes.village[home], homes.rt[home], homes.rw[home]
    street = (village * 7 + rt * 3) % len(streets)
    number = homes.house[home] * 7 % 97 + 1
    ward = np.array([code[9] == "1" for code in whole.material.villages.codes])[village]
    town = pc.binary_join_element_wise(
        "JL", _one_of(streets, street).dictionary_decode(), "NO",
        _one_of([str(n) for n in range(99)], number).dictionary_decode(), " ",
    )  # fmt: skip
    hamlets = [f"DUSUN {ROMAN[n]}" for n in range(len(ROMAN))]
    country = _one_of(hamlets, (rw - 1) % len(ROMAN)).dictionary_decode()
    return pc.if_else(pa.array(ward), town, country)


def _life(whole: Sheet, part: Records) -> dict[str, pa.Array]:
    life, who = whole.everybody.lives, part.person
    marked = life.marked[who]
    return {
        "disability": _one_of(("", "1", "2", "3", "4", "5", "6"), life.disability[who]),
        "note": _one_of(("", "MENINGGAL"), marked.astype(np.int64)),
        "occupation": _one_of(JOBS, life.job[who]),
        "ktp_el": _one_of(("B", "S"), life.carded[who].astype(np.int64)),
        "citizenship": _one_of(("WNI", "WNA"), life.foreign[who].astype(np.int64)),
        "status": _one_of(("HIDUP", "MENINGGAL"), marked.astype(np.int64)),
    }


def _one_of(words: Sequence[str], number: Ints) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(number.astype(np.int32)), pa.array(words))


def listed(whole: Sheet, who: Flags) -> pa.Table:
    """A list as another body sends it: NIK, name and birth date of some people, by NIK."""
    everybody = whole.everybody
    rows = np.flatnonzero(who)
    rows = rows[np.argsort(everybody.nik[rows], kind="stable")]
    return pa.table(
        {
            "NIK": sixteen(everybody.nik[rows]),
            "NAMA": joined(everybody.words[rows], pa.array(whole.found.words)),
            "TANGGAL LAHIR": dotted(everybody.born[rows]),
        }
    )
