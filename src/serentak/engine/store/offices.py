"""Files as offices send them: Parquet, CSV and XLSX, opened as tables or refused with a reason."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir

from serentak.engine.errors import BadData
from serentak.engine.register.columns import Source
from serentak.engine.register.headings import LOOKED_AT, best, places, settled
from serentak.engine.register.intake import ROW
from serentak.engine.store import sheets
from serentak.engine.store.workspace import Workspace

HEAD = 64 * 1024
CHUNK = 8 * 1024 * 1024
MARKS = ",;\t|"
MAGIC = {
    b"PK\x03\x04": "buku kerja Excel (.xlsx)",
    b"PAR1": "Parquet",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "Excel lama (.xls)",
    b"\x1f\x8b": "berkas terkompresi",
}


def opened(work: Workspace, file: Path, source: Source) -> ir.Table:
    """The rows of a file under their own headings, with `row` as a person would count them.

    A line without any cell filled in is no row, wherever in a sheet or a text it stands.
    """
    reader = READERS.get(file.suffix.lower())
    if not file.is_file():
        raise BadData(f"Berkas {file.name} tidak ada.")
    if reader is None:
        raise BadData(f"Berkas {file.name}: pakai .csv, .xlsx atau .parquet.")
    if file.stat().st_size == 0:
        raise BadData(f"Berkas {file.name} kosong.")
    kept, above = reader(work, file, source)
    table = work.parquet(kept, numbered=True)
    if kept != file:
        cells = [table[name] for name in table.columns if name != "file_row_number"]
        table = table.filter(ibis.or_(*(cell.strip() != "" for cell in cells)))
    return table.mutate(**{ROW: table.file_row_number + 1 + above}).drop("file_row_number")


def _parquet(_work: Workspace, file: Path, _source: Source) -> tuple[Path, int]:
    _must_begin(file, b"PAR1")
    return file, 0


def _xlsx(work: Workspace, file: Path, source: Source) -> tuple[Path, int]:
    _must_begin(file, b"PK\x03\x04")
    kept = work.folder / f"{work.fresh()}.parquet"
    return kept, sheets.to_parquet(file, kept, source)


def _must_begin(file: Path, magic: bytes) -> None:
    with file.open("rb") as content:
        start = content.read(len(magic))
    if start != magic:
        raise BadData(f"Berkas {file.name} bukan {MAGIC[magic]}, walaupun namanya begitu.")


def _csv(work: Workspace, file: Path, source: Source) -> tuple[Path, int]:
    """Brought to Parquet at once: every slip shows now, and each later question is quick."""
    _check_bytes(file)
    mark, above, headings = _headings(file, source)
    kept = work.folder / f"{work.fresh()}.parquet"
    raw = work.local.read_csv(
        file,
        table_name=work.fresh(),
        columns=dict.fromkeys(headings, "VARCHAR"),
        skip=above,
        delim=mark,
        header=False,
        auto_detect=False,
        encoding=source.encoding,
        quote='"',
        escape='"',
        store_rejects=True,
        rejects_limit=1000,
    )
    try:
        work.local.to_parquet(raw, kept)
    except (duckdb.OutOfMemoryException, duckdb.IOException):
        raise  # not the file's fault
    except duckdb.Error:
        raise _unreadable(file, source) from None
    _check_lines(work, file, source)
    return kept, above


def _unreadable(file: Path, source: Source) -> BadData:
    return BadData(
        f"Berkas {file.name} tidak terbaca sebagai teks {source.encoding}. Simpan ulang sebagai "
        "'CSV UTF-8' atau tulis pengodeannya (encoding) dalam berkas pemetaan."
    )


def _check_lines(work: Workspace, file: Path, source: Source) -> None:
    """All lines that do not fit the headings, told at once; their content stays untold."""
    said = work.local.raw_sql(
        "select line, bool_or(error_type like 'INVALID%') from reject_errors group by line order by line"
    ).fetchall()
    if any(garbled for _, garbled in said):
        raise _unreadable(file, source)
    if said:
        raise BadData(
            f"Berkas {file.name}: {len(said)} baris tidak cocok dengan baris judul, yaitu baris "
            f"{places([line for line, _ in said])}. Tidak ada yang dibaca; perbaiki lalu ulangi."
        )


def _check_bytes(file: Path) -> None:
    with file.open("rb") as content:
        piece = content.read(HEAD)
        for magic, kind in MAGIC.items():
            if piece.startswith(magic):
                raise BadData(f"Berkas {file.name} bernama CSV, tetapi isinya {kind}.")
        if piece[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise BadData(f"Berkas {file.name} berpengodean UTF-16. Simpan sebagai 'CSV UTF-8'.")
        while piece:
            if b"\0" in piece:
                raise BadData(
                    f"Berkas {file.name} memuat byte NUL: rusak atau bukan teks. Minta kiriman ulang."
                )
            piece = content.read(CHUNK)


def _headings(file: Path, source: Source) -> tuple[str, int, Sequence[str]]:
    """The mark between cells, how many lines end above the first row, and the headings."""
    text = _beginning(file, source)
    read = {mark: list(islice(_lines(text, mark), LOOKED_AT)) for mark in MARKS}
    tried = {mark: best([cells for _, cells in lines], source) for mark, lines in read.items()}
    mark = max(tried, key=lambda one: tried[one][0])
    _, n, line = tried[mark]
    below = read[mark][n + 1][1] if n + 1 < len(read[mark]) else ()
    headings = settled(file.name, line, below, source)
    return mark, read[mark][n][0], headings


def _beginning(file: Path, source: Source) -> str:
    with file.open("rb") as content:
        start = content.read(HEAD)
    encoding = "utf-8-sig" if source.encoding == "utf-8" else source.encoding
    try:
        return start.decode(encoding)
    except UnicodeDecodeError as slip:
        if len(start) < HEAD or slip.start < HEAD - 4:
            raise _unreadable(file, source) from None
        return start[: slip.start].decode(encoding)  # the piece ends inside a character
    except LookupError:
        raise _unreadable(file, source) from None


def _lines(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        for row in reader:
            yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error:  # not cut at this mark, then
        return


Reader = Callable[[Workspace, Path, Source], tuple[Path, int]]
READERS: Mapping[str, Reader] = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".txt": _csv,
    ".tsv": _csv,
    ".xlsx": _xlsx,
}
