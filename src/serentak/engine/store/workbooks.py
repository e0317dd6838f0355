"""Sheets for people to fill in, and the same sheets as they come back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import xlsxwriter
from openpyxl.utils import get_column_letter
from xlsxwriter.worksheet import Worksheet

from serentak.engine.errors import BadData
from serentak.engine.register.correction import COLUMN
from serentak.engine.store import sheets
from serentak.engine.store.workspace import whole

NOTE = "Sumber"  # the sheet that says which files, by their digests, the first one was made from
WIDTHS = {"TEMUAN": 48, "TINDAKAN": 60, "PASAL": 22, "BERKAS": 24, "NAMA": 28, "ALAMAT": 28}
MEANT = {"bg_color": "#fbe0c3"}
LOOSE = {"locked": False, "num_format": "@"}  # open to be changed, and text stays text


def write(
    target: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[str | int | None]],
    *,
    firm: int,
    note: Mapping[str, str],
) -> None:
    """A sheet whose first `firm` columns are told and whose others may be corrected.

    The cell that KOLOM speaks of stands out.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with whole(target) as part, xlsxwriter.Workbook(str(part), options) as book:
        sheet = book.add_worksheet("Temuan")
        head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        loose, meant = book.add_format(LOOSE), book.add_format(LOOSE | MEANT)
        for n, heading in enumerate(headings):
            sheet.set_column(n, n, WIDTHS.get(heading, 14), None if n < firm else loose)
        about = headings.index(COLUMN)
        _for_print(sheet)
        sheet.write_row(0, 0, headings, head)
        last = 0
        for last, row in enumerate(rows, start=1):
            sheet.write_row(last, 0, row[:firm])
            for n, value in enumerate(row[firm:], start=firm):
                style = meant if headings[n] == row[about] else loose
                if value is not None:
                    sheet.write_string(last, n, str(value), style)
                elif style is meant:
                    sheet.write_blank(last, n, None, style)
        sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
        told = book.add_worksheet(NOTE)
        for n, (name, value) in enumerate(note.items()):
            told.write_row(n, 0, (name, value))


def _for_print(sheet: Worksheet) -> None:
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def read(file: Path) -> tuple[Mapping[str, str], list[tuple[int, dict[str, str | None]]]]:
    """The note of a sheet, and its rows with their numbers; column letters by `letters`."""
    note = {key or "": value or "" for key, value, *_ in _padded(sheets.lines(file, NOTE))}
    rows = sheets.lines(file, "Temuan")
    headings = [heading or "" for heading in next(rows, [])]
    table = [
        (n, dict(zip(headings, sheets.fitted(line, len(headings)), strict=True)))
        for n, line in enumerate(rows, start=2)
        if any(line)
    ]
    return note, table


def _padded(rows: Iterator[sheets.Line]) -> Iterator[list[str | None]]:
    return ([*row, None, None] for row in rows)


def letters(headings: Iterable[str]) -> dict[str, str]:
    """Each heading's column letter."""
    return {heading: get_column_letter(n) for n, heading in enumerate(headings, start=1)}


def must_have(
    file: Path, table: Sequence[tuple[int, Mapping[str, str | None]]], need: Iterable[str]
) -> None:
    """Raises BadData when a sheet lost columns that say where its rows belong."""
    lost = [heading for heading in need if table and heading not in table[0][1]]
    if lost:
        raise BadData(f"Lembar {file.name} kehilangan kolom {', '.join(lost)}. Buat lembar baru.")
