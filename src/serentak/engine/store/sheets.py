"""Workbooks of offices, read cell by cell: only values, and nothing that hides others."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from serentak.engine.errors import BadData
from serentak.engine.register.columns import Source
from serentak.engine.register.headings import LOOKED_AT, best, places, settled

PART = 20_000
EXCEL_DIGITS = 10**15  # a spreadsheet keeps fifteen digits; a longer number has lost some
LARGEST = 2 * 1024**3
SMALL = 64 * 1024**2  # bytes; whatever unpacks to no more is opened
SWOLLEN = 100  # times its packed size; cells that people filled shrink to a tenth or so
TAIL = 8 * 1024**2
FORMULA = "\0"  # stands for a formula until its place is told; no cell can hold it

Line = Sequence[str | None]
# What is no well-formed XML is a SyntaxError, whichever of the two parsers openpyxl finds.
_BROKEN = (zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, EOFError, OSError)


def to_parquet(file: Path, kept: Path, source: Source) -> int:
    """Write a sheet's rows as text; answers how many lines stand above the first row."""
    _check_zip(file)
    with _open(file, source.sheet) as lines:
        top = list(islice(lines, LOOKED_AT))
        _, n, line = best([[cell or "" for cell in one] for one in top], source)
        below = [cell or "" for cell in top[n + 1]] if n + 1 < len(top) else []
        names = settled(file.name, _cut(line), below, source)
        _write(file, kept, names, chain(top[n + 1 :], lines), above=n + 1)
    _check_merged(file, n + 1)
    return n + 1


def _cut(line: Sequence[str]) -> Sequence[str]:
    """The headings without the empty cells a sheet drags behind them."""
    last = max((n for n, cell in enumerate(line) if cell), default=-1)
    return line[: last + 1]


def _check_zip(file: Path) -> None:
    """A workbook is a packed folder; one that unpacks beyond measure is not opened."""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile:
        raise _broken(file) from None
    swollen = any(part.file_size > max(SMALL, SWOLLEN * part.compress_size) for part in parts)
    if swollen or sum(part.file_size for part in parts) > LARGEST:
        raise BadData(f"Berkas {file.name} terlalu besar setelah dibuka. Kirim sebagai CSV.")


def _broken(file: Path) -> BadData:
    return BadData(f"Berkas {file.name} bukan buku kerja Excel yang utuh. Minta kiriman ulang.")


def lines(file: Path, sheet: str) -> Iterator[Line]:
    """Every line of a sheet as text."""
    _check_zip(file)
    with _open(file, sheet) as found:
        yield from found


@contextmanager
def _open(file: Path, sheet: str) -> Iterator[Iterator[Line]]:
    try:
        book = load_workbook(file, read_only=True)
    except (InvalidFileException, AttributeError, *_BROKEN):
        raise _broken(file) from None
    try:
        # Sheets that are only a picture of figures have no cells.
        by_name = {one.title: one for one in book.worksheets}
        if sheet and sheet not in by_name:
            raise BadData(f"Berkas {file.name}: lembar '{sheet}' tidak ada.")
        if not by_name:
            raise _broken(file)
        chosen = book[sheet or next(iter(by_name))]
        chosen.reset_dimensions()
        yield _lines(file, chosen.iter_rows())
    finally:
        book.close()


def _lines(file: Path, cells: Iterator[Sequence[object]]) -> Iterator[Line]:
    """Every line; a sheet may turn out damaged only where its cells are read."""
    try:
        for line in cells:
            yield [_text(cell) for cell in line]
    except _BROKEN:
        raise _broken(file) from None


def _text(cell: object) -> str | None:
    """A cell as text. Long numbers keep a mark that says they are no text any more."""
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "") == "f":
        return FORMULA
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and abs(value) >= EXCEL_DIGITS:
        return f"{value}.0"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return None if value is None or value == "" else str(value)


def _write(
    file: Path, kept: Path, names: Sequence[str], lines: Iterator[Line], *, above: int
) -> None:
    schema = pa.schema([(name, pa.string()) for name in names])
    formulas: list[str] = []
    at = above
    with pq.ParquetWriter(kept, schema) as out:
        while part := [fitted(line, len(names)) for line in islice(lines, PART)]:
            for line in part:
                at += 1
                formulas += [
                    f"{name} baris {at}"
                    for name, c in zip(names, line, strict=True)
                    if c == FORMULA
                ]
            full = _without_empty_end(part) if len(part) < PART else part
            columns = [pa.array(column, pa.string()) for column in zip(*full, strict=True)]
            if columns:
                out.write_table(pa.table(columns, schema=schema))
    if formulas:
        raise BadData(
            f"Berkas {file.name} memuat rumus: {places(formulas)}. Ganti dengan nilainya."
        )


def fitted(line: Line, width: int) -> Line:
    """A line cut or filled to so many cells."""
    return [*line[:width], *[None] * (width - len(line))]


def _without_empty_end(part: list[Line]) -> list[Line]:
    """Sheets often end in rows that only carry a format."""
    while part and not any(part[-1]):
        part.pop()
    return part


def _end(content: IO[bytes]) -> bytes:
    """The last bytes of a part that may be larger than our memory."""
    end = b""
    while piece := content.read(TAIL):
        end = (end + piece)[-TAIL:]
    return end


_MERGED = re.compile(rb'<mergeCell ref="[A-Z]+[0-9]+:[A-Z]+([0-9]+)"')


def _check_merged(file: Path, above: int) -> None:
    """Merged cells hide values; above the rows they are only decoration."""
    with zipfile.ZipFile(file) as packed:
        for part in packed.namelist():
            if not part.startswith("xl/worksheets/sheet"):
                continue
            with packed.open(part) as content:
                last = _end(content).rpartition(b"</sheetData>")[2]
            rows = sorted({int(row) for row in _MERGED.findall(last) if int(row) > above})
            if rows:
                raise BadData(
                    f"Berkas {file.name} memuat sel gabungan pada baris {places(rows)}. "
                    "Pisahkan selnya dan isi setiap baris."
                )
