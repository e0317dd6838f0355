"""Workbooks that go out filled in and come back: most of it locked, a sign of its version hidden."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from xlsxwriter.worksheet import Worksheet

from serentak.engine.errors import BadData
from serentak.engine.personnel.sheet import MOST_ROWS, Cell, Row

SIGN = "Dasar"  # the hidden sheet that says which version went out
MOST_COLUMNS = 40
MOST_MERGED = 1_000
UNPACKED = 8 * 1024**2  # the largest regency's sheet is a fiftieth of it
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_NUMBER, _HIDDEN = re.compile(rb'\br="(\d+)"'), re.compile(rb'\bhidden="(?:1|true)"')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

Value = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A sheet to fill in, row by row; `top` is the row of the headings, as a person counts.

    Only the columns in `filled` (from 0) are open, below the headings. `marks` are sentences at
    cells such as F14; `sign` comes back as it went.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    top: int
    filled: frozenset[int]
    sign: str
    widths: tuple[int, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


def write(form: Form) -> bytes:
    """The workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        sheet = book.add_worksheet(form.name)
        _fill(book, sheet, form)
        _arrange(sheet, form)
        told = book.add_worksheet(SIGN)
        told.write_string(0, 0, form.sign)
        told.very_hidden()
    return out.getvalue()


def _fill(book: xlsxwriter.Workbook, sheet: Worksheet, form: Form) -> None:
    looks = _looks(book)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    for down, row in enumerate(form.rows, start=1):
        for across, value in enumerate(row):
            place = f"{get_column_letter(across + 1)}{down}"
            look = looks[across in form.filled, place in form.marks]
            if down <= form.top:
                look = head if down == form.top else bold
            _write(sheet, (down - 1, across), value, look)
            if place in form.marks:
                sheet.write_comment(down - 1, across, form.marks[place], {"x_scale": 2})


def _arrange(sheet: Worksheet, form: Form) -> None:
    last, wide = max(len(form.rows), form.top + 1) - 1, len(form.rows[form.top - 1])
    for n, width in enumerate(form.widths):
        sheet.set_column(n, n, width)
    for column in form.filled:
        sheet.data_validation(form.top, column, last, column, _WHOLE)
    sheet.freeze_panes(form.top, 2)
    sheet.autofilter(form.top - 1, 0, last, wide - 1)
    sheet.repeat_rows(form.top - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"autofilter": True, "format_columns": True, "sort": True})


_WHOLE = {
    "validate": "integer",
    "criteria": ">=",
    "value": 0,
    "ignore_blank": True,
    "error_title": "Bukan jumlah orang",
    "error_message": "Masukkan bilangan bulat, nol atau lebih.",
}


def _looks(book: xlsxwriter.Workbook) -> Mapping[tuple[bool, bool], object]:
    """How a cell looks, by whether it is open and whether it is marked."""
    return {
        (is_open, marked): book.add_format(
            {"locked": not is_open}
            | ({"bg_color": "#F0B47C" if marked else "#F6F5F2"} if is_open or marked else {})
            | ({"border": 1, "border_color": "#B9B7B1"} if is_open else {})
        )
        for is_open in (False, True)
        for marked in (False, True)
    }


def _write(sheet: Worksheet, at: tuple[int, int], value: Value, look: object) -> None:
    if value is None:
        sheet.write_blank(*at, None, look)
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, look)
    else:
        sheet.write_string(*at, value, look)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A sheet that came back: its rows, and the sign that went out with it."""

    rows: tuple[Row, ...]
    sign: str


def read(content: bytes, name: str) -> Returned:
    """The rows of the sheet of that name. Raises BadData for anything but such a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise BadData("Berkas terlalu besar setelah dibuka. Unduh lembar baru, lalu isi.")
        return _read(content, name)
    except (*_BROKEN, InvalidFileException):
        raise BadData(
            "Berkas bukan buku kerja Excel (.xlsx) yang utuh. Buka di Excel, simpan sebagai .xlsx, "
            "lalu kirim lagi."
        ) from None


# What openpyxl raises on a workbook whose parts do not fit together.
_BROKEN = (
    zipfile.BadZipFile,
    SyntaxError,  # no well-formed XML, whichever of the two parsers openpyxl finds
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
    EOFError,
    OSError,
)


def _read(content: bytes, name: str) -> Returned:
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        missing = [one for one in (name, SIGN) if one not in book.sheetnames]
        if missing:
            raise BadData(
                f"Lembar '{missing[0]}' tidak ada, jadi ini bukan lembar dari meja atau sudah "
                "dibuat ulang. Unduh lembar baru, lalu pindahkan angkanya."
            )
        sheet, told = book[name], book[SIGN]
        sheet.reset_dimensions()
        told.reset_dimensions()
        path: str = vars(sheet)["_worksheet_path"]  # openpyxl tells it nowhere else
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            hidden, merged = _unseen(packed.read(path))
        lines = islice(sheet.iter_rows(max_col=MOST_COLUMNS), MOST_ROWS + 1)
        rows = tuple(
            Row(number=n, cells=_cells(line, n, merged), hidden=n in hidden)
            for n, line in enumerate(lines, start=1)
        )
        first = next(told.iter_rows(max_row=1, max_col=1), ())
        return Returned(rows=rows, sign=str(first[0].value or "") if first else "")
    finally:
        book.close()


Ranges = Sequence[tuple[int, int, int, int]]


def _unseen(content: bytes) -> tuple[frozenset[int], Ranges]:
    """The hidden rows of a sheet, and its merged cells as columns and rows."""
    hidden = frozenset(
        int(number[1])
        for row in _ROW.findall(content)
        if _HIDDEN.search(row) and (number := _NUMBER.search(row))
    )
    merged = [
        (column_index_from_string(a.decode()), int(b), column_index_from_string(c.decode()), int(d))
        for a, b, c, d in _MERGED.findall(content)
    ]
    if len(merged) > MOST_MERGED:
        raise BadData("Terlalu banyak sel gabungan. Pisahkan selnya, lalu kirim lagi.")
    return hidden, merged


def _cells(line: Sequence[object], number: int, merged: Ranges) -> tuple[Cell, ...]:
    """A row without the empty cells at its end; an empty one that is merged still counts."""
    here = [one for one in merged if one[1] <= number <= one[3]]
    found = [
        Cell(
            place=f"{get_column_letter(column)}{number}",
            value="=" if getattr(cell, "data_type", "") == "f" else getattr(cell, "value", None),
            merged=any(left <= column <= right for left, _top, right, _end in here),
        )
        for column, cell in enumerate(line, start=1)
    ]
    held = [n for n, cell in enumerate(found, start=1) if cell.merged or cell.value is not None]
    return tuple(found[: max(held, default=0)])
