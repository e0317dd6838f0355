"""Read a corrected sheet of findings back: all of it makes a new version, or none of it does."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from serentak.engine.errors import BadData
from serentak.engine.pipeline.people import (
    Given,
    Register,
    Ruling,
    held_against,
    inputs,
    opened,
)
from serentak.engine.register import checks, correction, intake
from serentak.engine.register.columns import Column
from serentak.engine.register.correction import CELLS, FILE, ROW, Change, Line, Place, heading
from serentak.engine.store import workbooks
from serentak.engine.store.workspace import Workspace, digest, whole_folder, write_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a sheet changed, in counts."""

    rows: int
    cells: int
    columns: Mapping[str, int]


def correct(work: Workspace, sheet: Path, given: Given, out: Path, *, ruling: Ruling) -> Corrected:
    """A new version of each file, with the changed cells. Raises BadData telling every slip."""
    lines, slips = _lines(sheet, given)
    register = opened(work, given)
    kept = _rows_of(work, register.people, lines)
    slips += correction.strangers(lines, kept)
    found = list(correction.changes([line for line in lines if line.place in kept], kept))
    chosen, doubled = correction.agreed(found)
    if not found:
        correction.all_or_nothing(slips)
        raise BadData("Tidak ada sel yang berubah dalam lembar ini.")
    fixed = _fixed(work, register.people, kept, chosen.values())
    failing = _failing(work, register, fixed, ruling)
    correction.all_or_nothing(
        [*slips, *doubled, *correction.refused(chosen.values(), failing, ruling.law.checks)]
    )
    answer = _answer(chosen.values())
    with whole_folder(out) as part:
        _write(work, register, fixed, part)
        write_json(part / "correction.json", _report(answer, sheet, register))
    return answer


def _lines(sheet: Path, given: Given) -> tuple[list[Line], list[str]]:
    """The rows of a sheet and what cannot be placed. Raises BadData for a sheet of other files."""
    note, table = workbooks.read(sheet)
    for file in given.files:
        if note.get(file.name) != digest(file):
            raise BadData(
                f"Lembar {sheet.name} tidak dibuat dari isi berkas {file.name} yang sekarang. "
                "Periksa ulang berkasnya lalu pindahkan koreksi ke lembar yang baru."
            )
    workbooks.must_have(sheet, table, (FILE, ROW))
    numbers_of = {file.name: n for n, file in enumerate(given.files)}
    lines, slips = [], []
    for number, cells in table:
        n, row = numbers_of.get(cells[FILE] or ""), cells[ROW] or ""
        if n is None or not row.isdecimal():
            slips.append(f"Baris {number}: kolom {FILE} atau {ROW} berubah; kembalikan isinya.")
        else:
            lines.append(_line(number, (n, int(row)), cells))
    return lines, slips


def _line(number: int, place: Place, cells: Mapping[str, str | None]) -> Line:
    letters = workbooks.letters(cells)
    here = [column for column in CELLS if heading(column) in cells]
    return Line(
        number=number,
        place=place,
        cells={column: (cells[heading(column)] or "").strip() or None for column in here},
        letters={column: letters[heading(column)] for column in here},
    )


def _rows_of(
    work: Workspace, people: ir.Table, lines: Sequence[Line]
) -> dict[Place, dict[str, Any]]:
    """The register's own rows that a sheet speaks of."""
    places = sorted({line.place for line in lines})
    keys = work.of({"in_file": [f for f, _ in places], "in_row": [r for _, r in places]})
    wanted = people.semi_join(
        keys, [people[intake.FILE] == keys.in_file, people[intake.ROW] == keys.in_row]
    )
    return {(row[intake.FILE], row[intake.ROW]): row for row in work.batches(wanted)}


def _fixed(
    work: Workspace,
    people: ir.Table,
    kept: Mapping[Place, Mapping[str, Any]],
    chosen: Iterable[Change],
) -> ir.Table:
    """Whole rows as they will be."""
    rows: dict[Place, dict[str, Any]] = {}
    for change in chosen:
        rows.setdefault(change.place, dict(kept[change.place]))[change.column] = change.value
    columns = {name: [row[name] for row in rows.values()] for name in people.columns}
    return work.of(columns, schema=people.schema())


def _failing(
    work: Workspace, register: Register, fixed: ir.Table, ruling: Ruling
) -> dict[Place, list[str]]:
    """Which rules the corrected rows still break, by where they stand."""
    measures, row = held_against(work, replace(register, people=fixed), ruling)
    marked = row.select(intake.FILE, intake.ROW, faults=checks.faults(row, measures))
    failing: dict[Place, list[str]] = {}
    for one in work.rows(checks.spelled(marked, "faults", checks.TESTS)):
        failing.setdefault((one[intake.FILE], one[intake.ROW]), []).append(one["rule"])
    return failing


def _write(work: Workspace, register: Register, fixed: ir.Table, folder: Path) -> None:
    """Each file under its own headings, so that the office's mapping still fits."""
    keys = [intake.FILE, intake.ROW]
    whole = register.people.anti_join(fixed, keys).union(fixed)
    for n, (file, has) in enumerate(zip(register.given.files, register.headings, strict=True)):
        names = {heading(Column.ID): Column.ID} | {theirs: ours for ours, theirs in has.items()}
        if Column.ID in has:
            names = {theirs: ours for ours, theirs in has.items()}
        here = whole.filter(whole[intake.FILE] == n).order_by(intake.ROW)
        work.write(
            here.select(**{k: here[v] for k, v in names.items()}), folder / f"{file.stem}.parquet"
        )


def _answer(chosen: Iterable[Change]) -> Corrected:
    changes = list(chosen)
    return Corrected(
        rows=len({change.place for change in changes}),
        cells=len(changes),
        columns=dict(sorted(Counter(str(change.column) for change in changes).items())),
    )


def _report(answer: Corrected, sheet: Path, register: Register) -> dict[str, Any]:
    return {
        "sheet": {"name": sheet.name, "sha256": digest(sheet)},
        **inputs(register),
        "rows": answer.rows,
        "cells": answer.cells,
        "columns": answer.columns,
    }
