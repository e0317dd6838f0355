"""A synthetic register's files, all of them or none."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import xlsxwriter

from serentak.engine.errors import BadData
from serentak.engine.synth.making import Made
from serentak.engine.synth.material import Order
from serentak.engine.synth.sheet import regencies

ACCOUNT = "synth.json"
MOST_IN_EXCEL = 1_048_575  # rows below the heading
THIRDS = 1.1  # some people stand in the register three times
STAMP = datetime(2000, 1, 1)  # noqa: DTZ001  a workbook carries a moment; the same one, so that bytes agree

Say = Callable[[str], None]
Part = tuple[str, pa.Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """In which form the rows are written, and whether each regency gets its own file."""

    form: str = "parquet"
    per_regency: bool = False


def ready(folder: Path, order: Order, shape: Shape, *, force: bool) -> None:
    """Raises BadData, before anything is made, for what could not be written later."""
    if folder.exists() and not folder.is_dir():
        raise BadData(f"{folder} adalah berkas, bukan map. Pilih map lain.")
    if folder.exists() and any(folder.iterdir()) and not force:
        raise BadData(f"Map {folder} sudah berisi. Pilih map lain atau tambahkan --force.")
    rows = order.people * (1 + THIRDS * order.duplicates)
    if shape.form == "xlsx" and not shape.per_regency and rows > MOST_IN_EXCEL:
        raise BadData(
            f"{order.people} orang tidak muat dalam satu lembar Excel. "
            "Tambahkan --per regency atau pilih --format parquet."
        )


def write(folder: Path, made: Made, order: Order, *, shape: Shape, say: Say) -> None:
    """Write beside the folder first; what stood there goes only when all is whole."""
    folder = folder.resolve()
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        rows = _register(part, made, shape, say)
        _beside(part, made)
        _account(part, made, order, rows)
        _replace(part, folder)
    except OSError as slip:
        raise BadData(f"Tidak dapat menulis ke {folder}: {slip.strerror}.") from slip
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _replace(part: Path, folder: Path) -> None:
    """Our own files only. The account goes first and comes last: where it stands, all is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (folder / ACCOUNT, *folder.glob("register*")):
        old.unlink(missing_ok=True)
    for file in sorted(part.iterdir(), key=lambda file: (file.name == ACCOUNT, file.name)):
        file.replace(folder / file.name)


def _register(folder: Path, made: Made, shape: Shape, say: Say) -> Mapping[str, int]:
    """Rows in each file."""
    each, form = _FORMS[shape.form], shape.form
    parts = _ahead(_told(regencies(made.sheet), say))
    if not shape.per_regency:
        return {f"register.{form}": each(folder / f"register.{form}", parts)}
    names = ((f"register-{code}.{form}", code, table) for code, table in parts)
    return {name: each(folder / name, iter([(code, table)])) for name, code, table in names}


def _told(parts: Iterator[Part], say: Say) -> Iterator[Part]:
    for code, table in parts:
        yield code, table
        say(f"menulis {code}")


def _ahead(parts: Iterator[Part]) -> Iterator[Part]:
    """The next part is made while this one is written; their order stays."""
    with ThreadPoolExecutor(1) as worker:
        coming = worker.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = worker.submit(next, parts, None)
            yield part


def _parquet(file: Path, parts: Iterator[Part]) -> int:
    (_, first), rows = next(parts), 0
    # Without the schema of this library: texts are read back as plain texts.
    how = {"compression": "zstd", "compression_level": 1, "store_schema": False}
    with pq.ParquetWriter(file, first.schema, **how) as writer:
        for table in _all(first, parts):
            writer.write_table(table)
            rows += table.num_rows
    return rows


def _csv(file: Path, parts: Iterator[Part]) -> int:
    (_, first), rows = next(parts), 0
    with pa_csv.CSVWriter(file, _plain(first).schema) as writer:
        for table in _all(first, parts):
            writer.write_table(_plain(table))
            rows += table.num_rows
    return rows


def _all(first: pa.Table, parts: Iterator[Part]) -> Iterator[pa.Table]:
    return chain([first], (table for _, table in parts))


def _plain(table: pa.Table) -> pa.Table:
    """Columns of words as columns of texts."""
    return pa.table(
        {
            name: column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
            for name, column in zip(table.column_names, table.columns, strict=True)
        }
    )


def _xlsx(file: Path, parts: Iterator[Part]) -> int:
    rows = 0
    how = {"constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(file, how) as book:
        book.set_properties({"created": STAMP})
        lines = book.add_worksheet("register")
        for _, table in parts:
            if not rows:
                lines.write_row(0, 0, table.column_names)
            for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                rows += 1
                lines.write_row(rows, 0, row)
    return rows


_FORMS: Mapping[str, Callable[[Path, Iterator[Part]], int]] = {
    "parquet": _parquet,
    "csv": _csv,
    "xlsx": _xlsx,
}


def _beside(folder: Path, made: Made) -> None:
    """What is true of the register, and the lists of other bodies."""
    for name, table in (("truth", made.truth), ("errors", made.errors)):
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd", store_schema=False)
    for name, table in (("deaths", made.deaths), ("roster", made.roster)):
        pa_csv.write_csv(table, folder / f"{name}.csv")


def _account(folder: Path, made: Made, order: Order, rows: Mapping[str, int]) -> None:
    """synth.json: what was ordered, how much came of it, and the digest of each file."""
    files = sorted(folder.iterdir())
    said = {
        "order": {**asdict(order), "on": order.on.isoformat()},
        "people": order.people,
        "rows": dict(rows),
        "pairs": _counts(made.truth),
        "errors": _counts(made.errors),
        "deaths": made.deaths.num_rows,
        "roster": made.roster.num_rows,
        "files": {file.name: _digest(file) for file in files},
    }
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    (folder / ACCOUNT).write_text(text, "utf-8")


def _counts(table: pa.Table) -> dict[str, int]:
    counted = table.group_by("kind").aggregate([("kind", "count")]).sort_by("kind")
    return dict(zip(counted["kind"].to_pylist(), counted["kind_count"].to_pylist(), strict=True))


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
