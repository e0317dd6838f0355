"""What is wrong in a register: as a table, as a summary, and as a sheet that can be corrected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from serentak.engine.law.model import Severity
from serentak.engine.pipeline.people import Judged, inputs
from serentak.engine.register import checks, intake
from serentak.engine.register.columns import Column
from serentak.engine.register.correction import CELLS, TOLD, heading
from serentak.engine.store import workbooks
from serentak.engine.store.workspace import Workspace, digest, write_json

SHEET_ROWS = 20_000  # more than a person corrects in one sitting; the rest comes after it
GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, in counts."""

    rows: int
    rules: Sequence[dict[str, Any]]  # rule, severity, findings
    villages: ir.Table  # village, rule, severity, findings
    absent: Sequence[str]  # columns nobody delivered
    correctable: int
    sheet_rows: int


def check(work: Workspace, judged: Judged, out: Path, *, sheet_rows: int = SHEET_ROWS) -> Checked:
    """Findings of all files at once, written to a folder; nobody's data is in the answer."""
    answer, found = find(work, judged, out, sheet_rows=sheet_rows)
    work.write_csv(answer.villages, out / "findings-by-village.csv")
    if sheet_rows:
        _write_sheet(work, judged, found, out / "findings.xlsx", sheet_rows)
    write_json(out / "check.json", _report(answer, judged))
    return answer


def find(
    work: Workspace, judged: Judged, out: Path, *, sheet_rows: int = 0
) -> tuple[Checked, ir.Table]:
    """The table of findings alone, its counts, and the findings with their villages."""
    marked, rules = judged.marked, judged.ruling.law.checks
    faulty = marked.filter(marked.faults != 0).drop("bars")
    found = work.keep(checks.findings(faulty, judged.register.twice, rules))
    told = found.select("id", "rule", "severity", "column").order_by("id", "rule")
    work.write(told, out / "findings.parquet")
    by_rule = work.rows(checks.by_rule(found))
    correctable = sum(one["findings"] for one in by_rule if one["severity"] != Severity.NOTE)
    answer = Checked(
        rows=work.count_of(judged.register.people),
        rules=sorted(by_rule, key=_gravity),
        villages=checks.by_village(found),
        absent=[str(column) for column in judged.register.absent],
        correctable=correctable,
        sheet_rows=min(correctable, sheet_rows),
    )
    return answer, found


def _gravity(one: dict[str, Any]) -> tuple[int, int, str]:
    return GRAVITY[Severity(one["severity"])], -one["findings"], one["rule"]


def _write_sheet(work: Workspace, judged: Judged, found: ir.Table, target: Path, rows: int) -> None:
    workbooks.write(
        target,
        [heading(Column.ID), *TOLD, *(heading(column) for column in CELLS)],
        _lines(work, judged, _gravest(judged.register.people, found, rows)),
        firm=1 + len(TOLD),
        note={file.name: digest(file) for file in judged.register.given.files},
    )


def _gravest(people: ir.Table, found: ir.Table, rows: int) -> ir.Table:
    """What can be corrected beside the cells it can be corrected in, as far as a sheet reaches."""
    cells = [intake.FILE, intake.ROW, *(str(column) for column in CELLS)]
    open_ = found.filter(found.severity != Severity.NOTE).drop("place")
    joined = open_.inner_join(people.select("id", *cells), "id")
    return joined.order_by("severity", intake.FILE, intake.ROW, "rule").limit(rows)


def _lines(
    work: Workspace, judged: Judged, gravest: ir.Table
) -> Iterator[Sequence[str | int | None]]:
    for row in work.batches(gravest):
        rule = judged.ruling.law.checks[row["rule"]]
        told = (
            judged.register.given.files[row[intake.FILE]].name,
            row[intake.ROW],
            rule.title,
            heading(Column(rule.column)),
            rule.basis.cite,
            rule.advice,
        )
        yield (str(row["id"]), *told, *(row[column] for column in CELLS))


def _report(answer: Checked, judged: Judged) -> dict[str, Any]:
    return {
        **inputs(judged.register),
        "voting_day": judged.ruling.election.voting_day,
        "rows": answer.rows,
        "findings": answer.rules,
        "correctable": answer.correctable,
        "in_sheet": answer.sheet_rows,
    }
