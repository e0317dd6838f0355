"""Tables of millions of rows: read by heading, written whole or not at all."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from serentak.engine.errors import BadData


def read(path: Path) -> pa.Table:
    """A Parquet or CSV table; every CSV column as text. Raises BadData naming the file."""
    try:
        return _readers(path)(path)
    except FileNotFoundError:
        raise BadData(f"Berkas {path} tidak ada. Periksa jalurnya.") from None
    except (OSError, pa.ArrowException) as slip:
        raise BadData(f"Berkas {path} tidak terbaca sebagai tabel; periksa isinya.") from slip


def _readers(path: Path) -> Callable[[Path], pa.Table]:
    return _csv if path.suffix.lower() == ".csv" else pq.read_table


def _csv(path: Path) -> pa.Table:
    with pa_csv.open_csv(path) as first:
        names = first.schema.names
    types = dict.fromkeys(names, pa.string())
    return pa_csv.read_csv(path, convert_options=pa_csv.ConvertOptions(column_types=types))


def write_all(
    folder: Path, *, tables: Mapping[str, pa.Table], documents: Mapping[str, Mapping[str, Any]]
) -> None:
    """Every file under a temporary name first; renamed only when all are whole."""
    folder.mkdir(parents=True, exist_ok=True)
    writers: dict[str, Callable[[Path], None]] = {}
    for name, table in tables.items():
        writers[name] = lambda path, table=table: _write_table(path, table)  # type: ignore[misc]
    for name, document in documents.items():
        writers[name] = lambda path, document=document: _write_json(path, document)  # type: ignore[misc]
    partial = {name: folder / f".{name}.{os.getpid()}" for name in writers}
    try:
        for name, write in writers.items():
            write(partial[name])
        for name, path in partial.items():
            path.replace(folder / name)
    except OSError as slip:
        raise BadData(f"Hasil tidak dapat ditulis ke {folder}: {slip.strerror}.") from slip
    finally:
        for path in partial.values():
            path.unlink(missing_ok=True)


def _write_table(path: Path, table: pa.Table) -> None:
    if ".csv." in path.name:
        pa_csv.write_csv(table, path)
    else:
        pq.write_table(table, path, compression="zstd")


def _write_json(path: Path, document: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
