"""Orders of duty as a workbook with a sheet a unit, and as papers, one a post."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from serentak.engine.papers import Paper
from serentak.engine.security.duty import Task
from serentak.engine.security.orders import HEADS, WIDTHS, cells
from serentak.engine.store import papers
from serentak.engine.store.workspace import whole

EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001  a workbook's moment has no zone; the same plan, the same bytes
NAME = 31  # letters that a sheet's name may have


def write(target: Path, tasks: Sequence[Task], named: Callable[[str], str]) -> None:
    """The workbook, whole or not at all."""
    with whole(target) as part:
        part.write_bytes(workbook(tasks, named))


def workbook(tasks: Sequence[Task], named: Callable[[str], str]) -> bytes:
    """A sheet a unit; each post starts a page of its own."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": EPOCH})
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for unit, own in groupby(_by_unit(tasks), key=lambda task: task.unit):
            sheet = book.add_worksheet(_sheet(named(unit)))
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            for n, width in enumerate(WIDTHS):
                sheet.set_column(n, n, width)
            _fill(sheet, (bold, wrapped), list(own), named)
    return out.getvalue()


def _fill(sheet: Any, forms: tuple[Any, Any], own: list[Task], named: Callable[[str], str]) -> None:
    bold, wrapped = forms
    breaks, line = [], 0
    for post, team in groupby(own, key=lambda task: task.post):
        breaks.append(line)
        sheet.write(line, 0, post or "Belum ada petugas", bold)
        sheet.write_row(line + 1, 0, HEADS, bold)
        line += 2
        for task in team:
            sheet.write_row(line, 0, cells(task, named), wrapped)
            line += 1
    sheet.set_h_pagebreaks(breaks[1:])


def _by_unit(tasks: Sequence[Task]) -> list[Task]:
    """What nobody does stands last in its unit's sheet."""
    return sorted(tasks, key=lambda task: (task.unit, not task.post))


def _sheet(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", "-", name)[:NAME]


def write_papers(folder: Path, made: Iterable[tuple[str, Paper]]) -> None:
    """One PDF a paper, each whole or not at all."""
    for name, paper in made:
        with whole(folder / f"{re.sub(r'[^0-9A-Za-z]+', '-', name).strip('-')}.pdf") as part:
            part.write_bytes(papers.pdf(paper))
