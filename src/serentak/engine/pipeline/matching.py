"""From a register to its pairs: who stands in it twice, and which numbers several people share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from serentak.engine.errors import BadData
from serentak.engine.pipeline.people import Register
from serentak.engine.register import reading
from serentak.engine.register.match import generic
from serentak.engine.register.match.cells import ID
from serentak.engine.register.match.matching import Bounds, matches
from serentak.engine.register.match.rows import TEXTS
from serentak.engine.register.match.verdict import Decision, Kind
from serentak.engine.store import columnar
from serentak.engine.store.weights import forests
from serentak.engine.store.workspace import Workspace

FILE, NIK = "matches.parquet", "NIK"
Counts = Mapping[str, Mapping[str, int]]  # kind -> decision -> pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """How many pairs there are."""

    pairs: Counts
    table: pa.Table


def match(work: Workspace, register: Register, out: Path, *, bounds: Bounds) -> Matched:
    """All pairs, written to a folder; the answer's table holds ids and no person's content."""
    found = matches(table(work, register), forests(), bounds=bounds)
    columnar.write_all(out, tables={FILE: found}, documents={})
    return Matched(pairs=_counted(found), table=found)


def link(files: Sequence[Path], out: Path) -> pa.Table:
    """Pairs within any table, or between two, by the columns they share; written to a folder."""
    tables = [_identified(columnar.texts(file), file) for file in files]
    if any(NIK in one.column_names for one in tables):
        raise BadData("Ada kolom NIK, jadi ini data penduduk. Jalankan tanpa --generic.")
    if len(tables) > 2:
        raise BadData(
            "Beri satu berkas untuk mencari ganda di dalamnya, atau dua untuk dipasangkan."
        )
    shared = [name for name in tables[0].column_names if name in tables[-1].column_names]
    if shared == [ID]:
        raise BadData("Tidak ada kolom yang dapat dibandingkan. Samakan judul kolom kedua berkas.")
    found = generic.matches(*(one.select(shared) for one in tables))
    columnar.write_all(out, tables={FILE: found}, documents={})
    return found


def _identified(told: pa.Table, file: Path) -> pa.Table:
    """Rows by their own number under `id`; without one, the file's name and the row are it."""
    names = [ID if name == "ID" else name for name in told.column_names]
    told = told.rename_columns(names)
    if ID not in names:
        own = pa.array([f"{file.stem}:{n}" for n in range(1, len(told) + 1)], pa.string())
        return told.append_column(ID, own)
    ids = told[ID]
    if ids.null_count or len(ids.unique()) < len(ids):
        raise BadData(f"Berkas {file.name}: kolom ID kosong atau berulang. Isi tiap baris berbeda.")
    return told


def table(work: Workspace, register: Register) -> pa.Table:
    """What the matcher looks at, as it was read; dates as numbers."""
    row = reading.read(register.people, order=register.given.source.order)
    return work.arrow(
        row.select(
            *TEXTS,
            id=row.id.cast("string"),
            birth_date=row.born,
            sex=row.sex_is,
            marital=row.marital_is,
        )
    )


def waiting(work: Workspace, folder: Path, answered: ir.Table) -> list[dict[str, Any]]:
    """village, pairs: those that nobody answered yet, by the village of their first row."""
    pairs, row = work.parquet(folder / FILE), work.parquet(folder / "register.parquet")
    told = answered.select(id_a=answered.a, id_b=answered.b)
    review = pairs.filter(pairs.decision == Decision.REVIEW.value)
    review = review.anti_join(told, ["id_a", "id_b"])
    placed = review.inner_join(row.select(id_a=row.id, village=row.village), "id_a")
    return work.rows(placed.group_by("village").aggregate(pairs=placed.count()))


def answered(work: Workspace, folder: Path, told: ir.Table) -> dict[str, int]:
    """verdict: how many of the pairs in a run's folder were answered so."""
    pairs = work.parquet(folder / FILE)
    found = pairs.inner_join(told, [pairs.id_a == told.a, pairs.id_b == told.b])
    counted = work.rows(found.group_by("verdict").aggregate(pairs=found.count()))
    return {one["verdict"]: one["pairs"] for one in counted}


def _counted(found: pa.Table) -> Counts:
    counts = {str(kind): {str(decision): 0 for decision in Decision} for kind in Kind}
    told = found.group_by(["kind", "decision"]).aggregate([([], "count_all")])
    for one in told.to_pylist():
        counts[one["kind"]][one["decision"]] = one["count_all"]
    return counts
