"""A scratch database for one run over tables: what is opened in it, kept in it and written from it."""

import errno
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from serentak.engine.errors import BadData

PRIVATE = 0o600  # registers hold people: nobody else on this machine reads them


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def enough_room() -> Iterator[None]:
    """A full disk, told as what a person can put right. Raises BadData."""
    try:
        yield
    except duckdb.IOException as slip:
        if "write" not in str(slip).lower():
            raise
    except OSError as slip:
        if slip.errno not in FULL:
            raise
    else:
        return
    raise BadData(
        "Media penyimpan penuh atau tidak dapat ditulis; tidak ada hasil yang tersimpan sebagian. "
        "Kosongkan ruang, lalu jalankan lagi perintah yang sama."
    )


class Workspace:
    """An embedded database with a folder of its own; both are gone when the run is over."""

    def __init__(self, folder: Path, memory: str) -> None:
        self.folder = folder
        limit = {"memory_limit": memory} if memory else {}
        try:
            self.local = ibis.duckdb.connect(temp_directory=str(folder / "spill"), **limit)
        except duckdb.Error:
            raise BadData(f"Batas memori '{memory}' tidak terbaca. Tulis misalnya 1GB.") from None
        self.count = 0

    def close(self) -> None:
        """Let go of everything that is open."""
        self.local.disconnect()

    def fresh(self) -> str:
        """A name that nothing here has yet."""
        self.count += 1
        return f"t{self.count}"

    def parquet(self, file: Path, *, numbered: bool = False) -> ir.Table:
        """A Parquet file as a table; `numbered` adds `file_row_number` from 0.

        Raises BadData when the file is not whole.
        """
        try:
            return self.local.read_parquet(file, table_name=self.fresh(), file_row_number=numbered)
        except duckdb.Error:
            raise BadData(
                f"Berkas {file.name} bukan Parquet yang utuh. Minta kiriman ulang."
            ) from None

    def keep(self, table: ir.Table) -> ir.Table:
        """Compute a table once, because several questions will be asked of it."""
        return self.local.create_table(self.fresh(), table, temp=True)

    def of(
        self, columns: Mapping[str, Sequence[Any]], *, schema: ibis.Schema | None = None
    ) -> ir.Table:
        """A small table from lists; the schema says what they hold when they may be empty."""
        arrow = schema.to_pyarrow() if schema is not None else None
        return self.keep(ibis.memtable(pa.table(dict(columns), schema=arrow)))

    def here(self, table: ir.Table) -> ir.Table:
        """The table where the embedded database can read it, in the same order."""
        return table

    def rows(self, table: ir.Table) -> list[dict[str, Any]]:
        """The answer as plain rows; for counts, not for people."""
        found: list[dict[str, Any]] = self.local.to_pyarrow(self.here(table)).to_pylist()
        return found

    def arrow(self, table: ir.Table) -> pa.Table:
        """The answer as columns in memory, for what works on arrays."""
        return self.local.to_pyarrow(self.here(table))

    def batches(self, table: ir.Table) -> Iterator[dict[str, Any]]:
        """The answer row by row, a batch in memory at a time."""
        kept = self.folder / f"{self.fresh()}.parquet"
        self.local.to_parquet(self.here(table), kept)
        with pq.ParquetFile(kept) as file:
            for batch in file.iter_batches(10_000):
                yield from batch.to_pylist()

    def count_of(self, table: ir.Table) -> int:
        """How many rows."""
        return int(self.rows(table.aggregate(n=table.count()))[0]["n"])

    def write(self, table: ir.Table, target: Path) -> None:
        """A table as a Parquet file, whole or not at all."""
        with whole(target) as part:
            self.local.to_parquet(self.here(table), part)

    def write_csv(self, table: ir.Table, target: Path) -> None:
        """A small table as CSV, whole or not at all."""
        with whole(target) as part:
            self.local.to_csv(self.here(table), part)


Kind = Callable[[Path, str], Workspace]  # folder, memory


@contextmanager
def workspace(
    *, memory: str = "", inside: Path | None = None, kind: Kind = Workspace
) -> Iterator[Workspace]:
    """A workspace for one run; `memory` as the database writes it, for example 1GB."""
    with (
        enough_room(),
        tempfile.TemporaryDirectory(prefix="serentak-", dir=inside) as folder,
    ):
        work = kind(Path(folder), memory)
        try:
            yield work
        except duckdb.OutOfMemoryException:
            raise BadData(
                "Memori tidak cukup untuk berkas ini. Tutup program lain, beri --memory lebih "
                "besar, atau kosongkan ruang pada media sementara."
            ) from None
        finally:
            work.close()


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A file beside the target to write to; it takes the target's place only when all went well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        part.touch(mode=PRIVATE)
        yield part
        part.chmod(PRIVATE)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder beside the target to fill; it becomes the target only when all went well."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadData(f"Map {target.name} sudah berisi. Pilih map baru; yang lama tidak ditimpa.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        part = Path(folder) / "part"
        part.mkdir(mode=0o700)
        yield part
        if target.exists():
            target.rmdir()
        part.replace(target)


def write_json(target: Path, value: object) -> None:
    """A report as JSON, whole or not at all."""
    with whole(target) as part:
        text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str)
        with part.open("w", encoding="utf-8") as out:
            out.write(f"{text}\n")
            out.flush()
            os.fsync(out.fileno())


def size(file: Path) -> int:
    """A file's bytes. Raises BadData when it is not there."""
    if not file.is_file():
        raise BadData(f"Berkas {file.name} tidak ada.")
    return file.stat().st_size


def digest_of(value: object) -> str:
    """The SHA-256 of plain values."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()


def digest(file: Path) -> str:
    """A file's SHA-256."""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
