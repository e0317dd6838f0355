"""Tables of millions of rows: read by heading, written whole or not at all."""

import json
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from serentak.engine.errors import BadData
from serentak.engine.store.workspace import whole


def read(path: Path, wanted: Collection[str] | None) -> pa.Table:
    """The wanted columns of a Parquet or CSV table, whatever the case of their headings; None: all.

    Every column of a CSV is text. Raises BadData naming the file.
    """
    try:
        return _csv(path, wanted) if path.suffix.lower() == ".csv" else _parquet(path, wanted)
    except FileNotFoundError:
        raise BadData(f"Berkas {path} tidak ada. Periksa jalurnya.") from None
    except (OSError, pa.ArrowException) as slip:
        raise BadData(f"Berkas {path} tidak terbaca sebagai tabel; periksa isinya.") from slip


def texts(path: Path) -> pa.Table:
    """All columns of a Parquet or CSV table as text, headings in capitals. Raises BadData."""
    table = read(path, None)
    names = [name.strip().upper() for name in table.column_names]
    if len(set(names)) < len(names):
        raise BadData(f"Berkas {path.name}: dua kolom berjudul sama. Beri judul yang berbeda.")
    try:
        return table.rename_columns(names).cast(pa.schema([(name, pa.string()) for name in names]))
    except pa.ArrowException:
        raise BadData(
            f"Berkas {path.name}: ada kolom yang bukan teks, angka, atau tanggal."
        ) from None


def _parquet(path: Path, wanted: Collection[str] | None) -> pa.Table:
    names = pq.read_schema(path).names
    return pq.read_table(path, columns=[name for name in names if _is(name, wanted)])


def _csv(path: Path, wanted: Collection[str] | None) -> pa.Table:
    with pa_csv.open_csv(path) as first:
        names = first.schema.names
    options = pa_csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
        include_columns=[name for name in names if _is(name, wanted)],
        strings_can_be_null=True,
    )
    return pa_csv.read_csv(path, convert_options=options)


def _is(name: str, wanted: Collection[str] | None) -> bool:
    return wanted is None or name.strip().upper() in wanted


def write_all(
    folder: Path, *, tables: Mapping[str, pa.Table], documents: Mapping[str, Mapping[str, Any]]
) -> None:
    """Every file under a temporary name first; renamed only when all are whole."""
    try:
        with ExitStack() as parts:
            for name, table in tables.items():
                _write_table(parts.enter_context(whole(folder / name)), table)
            for name, document in documents.items():
                _write_json(parts.enter_context(whole(folder / name)), document)
    except OSError as slip:
        raise BadData(f"Hasil tidak dapat ditulis ke {folder}: {slip.strerror}.") from slip


def _write_table(path: Path, table: pa.Table) -> None:
    if ".csv." in path.name:
        pa_csv.write_csv(table, path)
    else:
        pq.write_table(table, path, compression="zstd")


def _write_json(path: Path, document: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
