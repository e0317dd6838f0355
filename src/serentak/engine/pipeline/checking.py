"""Check a register: findings as a table, as a summary and as a sheet that can be corrected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from serentak.engine.law.model import Law, Severity
from serentak.engine.pipeline.people import Given, Ruling, check_ids, held_against, numbers, opened
from serentak.engine.register import checks, intake
from serentak.engine.register.columns import Column
from serentak.engine.register.correction import CELLS, TOLD, heading
from serentak.engine.store import workbooks
from serentak.engine.store.workspace import Workspace, digest, write_json

SHEET_ROWS = 200_000  # findings in one sheet; the gravest first, the rest after the next round
GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, in counts."""

    rows: int
    rules: Sequence[dict[str, Any]]  # rule, severity, findings
    absent: Sequence[str]  # columns nobody delivered
    sheet_rows: int
    correctable: int


def check(work: Workspace, given: Given, out: Path, *, ruling: Ruling) -> Checked:
    """Findings of all files at once, written to a folder; nobody's data is in the answer."""
    law = ruling.law
    register = opened(work, given)
    check_ids(work, given, register.people)
    measures = numbers(law, ruling.voting_day, given.source)
    row = held_against(work, register, given, measures)
    some = row.filter(checks.any_of(row, measures, checks.TESTS))
    marked = work.keep(some.select("id", "place", faults=checks.faults(some, measures)))
    twice = work.keep(checks.shared_ids(register.people))
    found = work.keep(checks.findings(marked, twice, law.checks))
    told = found.select("id", "rule", "severity", "column").order_by("id", "rule")
    work.write(told, out / "findings.parquet")
    summary = _summary(work, found, out)
    open_ = found.filter(found.severity != Severity.NOTE)
    workbooks.write(
        out / "findings.xlsx",
        [heading(Column.ID), *TOLD, *(heading(column) for column in CELLS)],
        _lines(work, _gravest(register.people, open_), given, law),
        firm=1 + len(TOLD),
        note={file.name: digest(file) for file in given.files},
    )
    correctable = work.count_of(open_)
    answer = Checked(
        rows=work.count_of(register.people),
        rules=summary,
        absent=[str(column) for column in register.absent],
        sheet_rows=min(correctable, SHEET_ROWS),
        correctable=correctable,
    )
    write_json(out / "check.json", _report(answer, given, ruling.voting_day))
    return answer


def _summary(work: Workspace, found: ir.Table, out: Path) -> list[dict[str, Any]]:
    by_place = found.group_by("place", "rule", "severity").aggregate(findings=found.count())
    by_place = by_place.rename(village="place").order_by("village", "rule")
    work.write_csv(by_place, out / "findings-by-village.csv")
    by_rule = found.group_by("rule", "severity").aggregate(findings=found.count())
    rows = work.rows(by_rule)
    return sorted(rows, key=lambda r: (GRAVITY[Severity(r["severity"])], -r["findings"], r["rule"]))


def _gravest(people: ir.Table, found: ir.Table) -> ir.Table:
    """What can be corrected beside the cells it can be corrected in, as far as a sheet reaches."""
    cells = [intake.FILE, intake.ROW, *(str(column) for column in CELLS)]
    joined = found.inner_join(people.select("id", *cells), "id")
    return joined.order_by("severity", intake.FILE, intake.ROW, "rule").limit(SHEET_ROWS)


def _lines(
    work: Workspace, gravest: ir.Table, given: Given, law: Law
) -> Iterator[Sequence[str | int | None]]:
    for row in work.batches(gravest):
        rule = law.checks[row["rule"]]
        told = (
            given.files[row[intake.FILE]].name,
            row[intake.ROW],
            rule.title,
            heading(Column(rule.column)),
            rule.basis.cite,
            rule.advice,
        )
        yield (str(row["id"]), *told, *(row[column] for column in CELLS))


def _report(answer: Checked, given: Given, voting_day: date) -> dict[str, Any]:
    return {
        "files": [{"name": file.name, "sha256": digest(file)} for file in given.files],
        "lists": {str(k): {"name": f.name, "sha256": digest(f)} for k, f in given.lists.items()},
        "voting_day": voting_day,
        "rows": answer.rows,
        "findings": answer.rules,
        "columns_absent": answer.absent,
        "correctable": answer.correctable,
        "in_sheet": answer.sheet_rows,
    }
