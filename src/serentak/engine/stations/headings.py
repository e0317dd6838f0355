"""Columns of a table under our own names, whatever an office calls them."""

from collections.abc import Collection, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from serentak.engine.errors import BadData
from serentak.engine.regions import Level, level, region_code
from serentak.engine.stations.codes import labels_of
from serentak.engine.stations.compiled import Reals, Whole

Headings = Mapping[str, tuple[str, ...]]

VILLAGE = ("KODE DESA", "KODE KELURAHAN", "KODE WILAYAH")
LAT, LON = ("LINTANG", "LATITUDE"), ("BUJUR", "LONGITUDE")


def asked(*all_headings: Headings) -> frozenset[str]:
    """Every name, in capitals, that a column we read may have."""
    names = (
        name
        for headings in all_headings
        for pair in headings.items()
        for name in (pair[0], *pair[1])
    )
    return frozenset(name.upper() for name in names)


def columns(
    table: pa.Table, headings: Headings, optional: Collection[str], *, what: str
) -> dict[str, pa.Array]:
    """Each column under our name; empty where it may be missing. Raises BadData naming the rest."""
    there = {name.strip().upper(): name for name in reversed(table.column_names)}
    found: dict[str, pa.Array] = {}
    for ours, theirs in headings.items():
        name = next((there[h] for h in (ours.upper(), *theirs) if h in there), None)
        if name is not None:
            found[ours] = _whole(table.column(name))
        elif ours in optional:
            found[ours] = pa.nulls(table.num_rows, pa.string())
    missing = [f"{ours} ({headings[ours][0]})" for ours in headings if ours not in found]
    if missing:
        raise BadData(f"Kolom belum ada dalam {what}: {', '.join(missing)}.")
    return found


def _whole(column: pa.ChunkedArray) -> pa.Array:
    one = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    return one.dictionary_decode() if pa.types.is_dictionary(one.type) else one


def text(column: pa.Array) -> pa.Array:
    """Trimmed text; an empty one is none."""
    trimmed = pc.utf8_trim_whitespace(as_string(column))
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def as_string(column: pa.Array) -> pa.Array:
    """The column as text, whatever it was read as."""
    return column if pa.types.is_string(column.type) else pc.cast(column, pa.string())


def villages(column: pa.Array, *, what: str) -> tuple[tuple[str, ...], Whole]:
    """The villages' codes with their points, and each row's. Raises BadData."""
    texts, codes = labels_of(text(column))
    if (codes < 0).any():
        raise BadData(f"{(codes < 0).sum()} baris {what} tanpa kode desa. Isi kolom KODE DESA.")
    names = [_village(one) for one in texts]
    known = sorted(set(names))
    place = {name: n for n, name in enumerate(known)}
    return tuple(known), np.array([place[name] for name in names], np.int64)[codes]


def _village(text_: str) -> str:
    """A village's code with points, also when written as ten digits."""
    plain = text_.replace(".", "")
    if len(plain) == 10 and plain.isdigit():
        text_ = f"{plain[:2]}.{plain[2:4]}.{plain[4:6]}.{plain[6:]}"
    code = region_code(text_)
    if level(code) is not Level.VILLAGE:
        raise BadData(f"Kode '{text_}' bukan desa atau kelurahan; contohnya 74.01.01.2001.")
    return code


def places(lat: pa.Array, lon: pa.Array, *, what: str) -> tuple[Reals, Reals]:
    """Degrees; a place that is not on Earth, or at its zero point, is none. Raises BadData."""
    north, east = _numbers(lat, what), _numbers(lon, what)
    on_earth = (np.abs(north) <= 90.0) & (np.abs(east) <= 180.0)
    nowhere = ~on_earth | ((north == 0) & (east == 0))
    north[nowhere] = east[nowhere] = np.nan
    return north, east


def _numbers(column: pa.Array, what: str) -> Reals:
    if pa.types.is_string(column.type):
        column = pc.replace_substring(text(column), ",", ".")
    try:
        found = pc.cast(column, pa.float64())
    except pa.ArrowInvalid as slip:
        raise BadData(f"Lintang atau bujur dalam {what} memuat isi yang bukan angka.") from slip
    return np.array(pc.fill_null(found, np.nan), np.float64)
