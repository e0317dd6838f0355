"""Workbooks that go out and come back: what was locked and hidden, and what is no such workbook."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from serentak.engine.errors import BadData
from serentak.engine.store import forms

NAME = "Personel"
FORM = forms.Form(
    name=NAME,
    rows=[("KPU",), ("Kode", "Jumlah"), ("74.12.01", 7), ("=1+1", None), ("74.12.03", 1.5)],
    top=2,
    filled=frozenset({1}),
    sign="tanda",
    widths=(15, 9),
    marks={"B3": "Terlalu banyak."},
)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def edited(change: Callable[[Worksheet], Any]) -> bytes:
    """The form as somebody saves it after a change."""
    book = openpyxl.load_workbook(io.BytesIO(forms.write(FORM)))
    change(book[NAME])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_form_comes_back_as_it_went() -> None:
    found = forms.read(forms.write(FORM), NAME)

    assert found.sign == "tanda"
    assert [[cell.value for cell in row.cells] for row in found.rows] == [
        ["KPU"],
        ["Kode", "Jumlah"],
        ["74.12.01", 7],
        ["=1+1"],
        ["74.12.03", 1.5],
    ]
    assert [cell.place for cell in found.rows[2].cells] == ["A3", "B3"]


def test_only_the_cells_to_fill_are_open_and_the_sign_is_hidden() -> None:
    book = openpyxl.load_workbook(io.BytesIO(forms.write(FORM)))
    sheet = book[NAME]

    assert sheet.protection.sheet
    assert (sheet["A3"].protection.locked, sheet["B3"].protection.locked) == (True, False)
    assert sheet["B4"].protection.locked is False
    assert book[forms.SIGN].sheet_state == "veryHidden"


def test_a_mark_is_a_note_at_its_cell_and_a_text_is_never_a_formula() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(forms.write(FORM)))[NAME]

    assert sheet["B3"].comment is not None
    assert sheet["B3"].comment.text == "Terlalu banyak."
    assert sheet["A4"].data_type == "s"


def test_formulas_hidden_rows_and_merged_cells_are_seen() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B3"] = "=A1"
        sheet.row_dimensions[4].hidden = True
        sheet.merge_cells("A5:B5")

    found = forms.read(edited(change), NAME)

    assert found.rows[2].cells[1].value == "="
    assert [row.number for row in found.rows if row.hidden] == [4]
    assert [cell.place for row in found.rows for cell in row.cells if cell.merged] == [
        "A5",
        "B5",
    ]


def test_a_row_far_below_is_not_walked_to() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(900_000, 1, "jauh")

    assert len(forms.read(edited(change), NAME).rows) == 5_001


def test_thousands_of_merged_cells_are_refused() -> None:
    def change(sheet: Worksheet) -> None:
        for n in range(1, 1_100):
            sheet.merge_cells(f"D{n}:E{n}")

    with pytest.raises(BadData, match="Terlalu banyak sel gabungan"):
        forms.read(edited(change), NAME)


def test_a_hidden_sheet_without_a_sign_is_empty_not_an_error() -> None:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent[forms.SIGN]["A1"] = None

    assert forms.read(edited(change), NAME).sign == ""


@pytest.mark.parametrize("lost", [NAME, forms.SIGN])
def test_a_lost_sheet_is_named(lost: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(forms.write(FORM)))
    book[forms.SIGN].sheet_state = "visible"
    del book[lost]
    out = io.BytesIO()
    book.save(out)

    with pytest.raises(BadData, match=f"Lembar '{lost}' tidak ada"):
        forms.read(out.getvalue(), NAME)


def test_what_unpacks_beyond_measure_is_not_opened() -> None:
    content = packed({"xl/workbook.xml": bytes(9 << 20)})

    with pytest.raises(BadData, match="terlalu besar setelah dibuka"):
        forms.read(content, NAME)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan buku kerja",
        packed({"xl/workbook.xml": b"<workbook/>"}),
        packed({"[Content_Types].xml": b"<Types", "xl/workbook.xml": b"<workbook"}),
    ],
)
def test_anything_else_is_no_workbook(content: bytes) -> None:
    with pytest.raises(BadData, match="bukan buku kerja Excel"):
        forms.read(content, NAME)


@pytest.mark.parametrize(
    "cell", [b'<c r="A1" t="s"><v>9999</v></c>', b'<c r="A1"><v>tujuh</v></c>', b'<c r="A1"']
)
def test_a_sheet_that_does_not_hold_together_is_broken_not_a_crash(cell: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(forms.write(FORM))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/worksheets/sheet1.xml"] = (
        b"<worksheet "
        + space
        + b'><sheetData><row r="1">'
        + cell
        + b"</row></sheetData></worksheet>"
    )

    with pytest.raises(BadData, match="bukan buku kerja Excel"):
        forms.read(packed(parts), NAME)
