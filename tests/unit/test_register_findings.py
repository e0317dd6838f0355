"""Findings of a register and the sheet that goes to an office and comes back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from serentak.engine.errors import BadData
from serentak.engine.pipeline.checking import Checked, check
from serentak.engine.pipeline.correcting import Corrected, correct
from serentak.engine.pipeline.people import Given, judged, opened
from serentak.engine.register.columns import Source
from serentak.engine.store.workspace import workspace
from tests.unit.residents import csv, row, ruling

BAD = [
    row(1),
    row(2, NIK="740101", NAMA=""),
    row(3, NIK="", TANGGAL_LAHIR="31|02|1980"),
    row(4, TANGGAL_LAHIR="28|11|2010", NIK="7401012811100001", STS_KAWIN="B"),
]


def checked(folder: Path, *files: Path, sheet_rows: int = 100) -> Checked:
    """Check files into a folder."""
    with workspace() as work:
        found = judged(work, opened(work, Given(files=files)), ruling())
        return check(work, found, folder, sheet_rows=sheet_rows)


def corrected(sheet: Path, out: Path, *files: Path, source: Source | None = None) -> Corrected:
    """Read a sheet back into a folder."""
    with workspace() as work:
        given = Given(files=files, source=source or Source())
        return correct(work, sheet, given, out, ruling=ruling())


def edited(folder: Path, change: Callable[[Worksheet, Callable[[str], int]], Any]) -> Path:
    """The sheet of a folder after somebody worked in it; columns are found by heading."""
    book = openpyxl.load_workbook(folder / "findings.xlsx")
    sheet = book["Temuan"]
    headings = [cell.value for cell in sheet[1]]
    change(sheet, lambda heading: headings.index(heading) + 1)
    book.save(folder / "back.xlsx")
    return folder / "back.xlsx"


def where(sheet: Worksheet, finding: str, row_of_file: int) -> int:
    """The row of the sheet that holds a finding."""
    return next(
        n
        for n in range(2, sheet.max_row + 1)
        if sheet.cell(n, 4).value == finding and sheet.cell(n, 3).value == row_of_file
    )


def test_all_findings_come_at_once_and_by_rule(tmp_path: Path) -> None:
    answer = checked(tmp_path / "out", csv(tmp_path, BAD))

    told = pq.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    assert [(one["id"], one["rule"], one["severity"], one["column"]) for one in told] == [
        ("2", "name-empty", "error", "name"),
        ("2", "nik-form", "error", "nik"),
        ("3", "birth-date-impossible", "error", "birth_date"),
        ("3", "nik-missing", "warning", "nik"),
        ("4", "under-age", "note", "birth_date"),
    ]
    assert (answer.rows, answer.correctable, answer.sheet_rows) == (4, 4, 4)
    assert [rule["rule"] for rule in answer.rules] == [
        *("birth-date-impossible", "name-empty", "nik-form"),
        *("nik-missing", "under-age"),
    ]


def test_the_sheet_says_where_why_and_what_to_do(tmp_path: Path) -> None:
    checked(tmp_path / "out", csv(tmp_path, BAD))

    sheet = openpyxl.load_workbook(tmp_path / "out" / "findings.xlsx")["Temuan"]
    n = where(sheet, "NIK bukan 16 angka", 3)
    cells = [cell.value for cell in sheet[n]]
    assert cells[:7] == [
        *("2", "register.csv", 3, "NIK bukan 16 angka", "NIK"),
        *("PP 37/2007 Ps 37", "Tulis 16 angka saja, tanpa petik, spasi atau titik."),
    ]
    assert sheet.max_row == 5


def test_the_cell_a_finding_speaks_of_stands_out_even_if_empty(tmp_path: Path) -> None:
    checked(tmp_path / "out", csv(tmp_path, BAD))

    sheet = openpyxl.load_workbook(tmp_path / "out" / "findings.xlsx")["Temuan"]
    headings = [cell.value for cell in sheet[1]]
    marked = {
        (row[headings.index("TEMUAN")].value, heading, cell.value)
        for row in sheet.iter_rows(min_row=2)
        for heading, cell in zip(headings, row, strict=True)
        if cell.fill.fill_type
    }
    assert ("Nama kosong", "NAMA", None) in marked
    assert {column for _, column, _ in marked} == {"NAMA", "NIK", "TANGGAL LAHIR"}
    assert len(marked) == 4


def test_ids_that_rows_share_are_findings(tmp_path: Path) -> None:
    checked(tmp_path / "out", csv(tmp_path, [row(1), row(1)]))

    told = pq.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    assert [(one["id"], one["rule"]) for one in told] == [("1", "id-duplicate")]


def test_reports_hold_counts_and_nobodys_data(tmp_path: Path) -> None:
    checked(tmp_path / "out", csv(tmp_path, BAD))

    report = (tmp_path / "out" / "check.json").read_text()
    by_village = (tmp_path / "out" / "findings-by-village.csv").read_text()
    assert json.loads(report)["rows"] == 4
    assert "74.01.01.1001,nik-form,error,1" in by_village
    assert not any(secret in report + by_village for secret in ("CONTOH", "740101281110"))


def test_columns_nobody_delivered_are_named(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row().items() if k not in ("KEWARGANEGARAAN", "PEKERJAAN")}]

    assert checked(tmp_path / "out", csv(tmp_path, rows)).absent == ["citizenship", "occupation"]


def test_more_findings_than_a_sheet_holds_wait_for_the_next(tmp_path: Path) -> None:
    answer = checked(tmp_path / "out", csv(tmp_path, BAD), sheet_rows=2)

    sheet = openpyxl.load_workbook(tmp_path / "out" / "findings.xlsx")["Temuan"]
    assert (answer.correctable, answer.sheet_rows, sheet.max_row) == (4, 2, 3)


def test_nobody_has_to_take_a_sheet(tmp_path: Path) -> None:
    checked(tmp_path / "out", csv(tmp_path, BAD), sheet_rows=0)

    assert not (tmp_path / "out" / "findings.xlsx").exists()


def test_the_same_register_gives_the_same_bytes(tmp_path: Path) -> None:
    file = csv(tmp_path, BAD)

    for out in ("a", "b"):
        checked(tmp_path / out, file)

    for name in ("findings.parquet", "findings-by-village.csv", "check.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_corrected_sheet_makes_a_new_version(tmp_path: Path) -> None:
    file = csv(tmp_path, BAD)
    checked(tmp_path / "out", file)

    def _mend(sheet: Worksheet, column: Callable[[str], int]) -> None:
        sheet.cell(where(sheet, "Nama kosong", 3), column("NAMA")).value = "CONTOH DUA"
        sheet.cell(where(sheet, "NIK bukan 16 angka", 3), column("NIK")).value = SOUND_NIK
        sheet.cell(where(sheet, "NIK bukan 16 angka", 3), column("NAMA")).value = "CONTOH DUA"

    answer = corrected(edited(tmp_path / "out", _mend), tmp_path / "new", file)

    table = pq.read_table(tmp_path / "new" / "register.parquet").to_pylist()
    assert (answer.rows, answer.cells, answer.columns) == (1, 2, {"name": 1, "nik": 1})
    assert [one["ID"] for one in table] == ["1", "2", "3", "4"]
    assert (table[1]["NAMA"], table[1]["NIK"]) == ("CONTOH DUA", SOUND_NIK)
    assert table[0] == {
        **{k: v or None for k, v in BAD[0].items()},
        "LINTANG": -4.05,
        "BUJUR": 121.6,
    }
    again = checked(tmp_path / "again", tmp_path / "new" / "register.parquet")
    assert "nik-form" not in [rule["rule"] for rule in again.rules]


SOUND_NIK = "7401013112800002"


def test_every_slip_in_a_sheet_is_told_at_once_and_nothing_applies(tmp_path: Path) -> None:
    file = csv(tmp_path, BAD)
    checked(tmp_path / "out", file)

    def _spoil(sheet: Worksheet, column: Callable[[str], int]) -> None:
        form, name = where(sheet, "NIK bukan 16 angka", 3), where(sheet, "Nama kosong", 3)
        sheet.cell(form, column("NIK")).value = "123"
        sheet.cell(name, column("KODE DESA")).value = "99.99.99.9999"
        sheet.cell(name, column("NAMA")).value = "SATU"
        sheet.cell(form, column("NAMA")).value = "DUA"
        sheet.cell(where(sheet, "NIK kosong", 4), column("BARIS")).value = 4000
        sheet.cell(where(sheet, "Tanggal lahir tidak mungkin", 4), column("BERKAS")).value = "x"

    with pytest.raises(BadData) as refusal:
        corrected(edited(tmp_path / "out", _spoil), tmp_path / "new", file)

    told = str(refusal.value)
    for slip in ("(NIK): NIK bukan 16 angka", "(KODE DESA): Kode desa", "isi berbeda", "BERKAS"):
        assert slip in told
    assert "menunjuk berkas atau baris yang tidak ada" in told
    assert "99.99" not in told
    assert not (tmp_path / "new").exists()


def test_a_sheet_without_changes_changes_nothing(tmp_path: Path) -> None:
    file = csv(tmp_path, BAD)
    checked(tmp_path / "out", file)

    with pytest.raises(BadData, match="Tidak ada sel yang berubah"):
        corrected(tmp_path / "out" / "findings.xlsx", tmp_path / "new", file)


def test_a_sheet_of_another_version_is_refused(tmp_path: Path) -> None:
    file = csv(tmp_path, BAD)
    checked(tmp_path / "out", file)
    csv(tmp_path, [*BAD, row(5)])

    with pytest.raises(BadData, match=r"tidak dibuat dari isi berkas register\.csv"):
        corrected(tmp_path / "out" / "findings.xlsx", tmp_path / "new", file)


def test_a_sheet_that_lost_its_places_is_refused(tmp_path: Path) -> None:
    file = csv(tmp_path, BAD)
    checked(tmp_path / "out", file)
    sheet = edited(tmp_path / "out", lambda s, column: s.delete_cols(column("BARIS")))

    with pytest.raises(BadData, match="kehilangan kolom BARIS"):
        corrected(sheet, tmp_path / "new", file)


def test_a_new_version_does_not_take_a_full_folder(tmp_path: Path) -> None:
    file = csv(tmp_path, BAD)
    checked(tmp_path / "out", file)
    sheet = edited(
        tmp_path / "out", lambda s, column: setattr(s.cell(2, column("KET")), "value", "A")
    )
    (tmp_path / "empty").mkdir()

    corrected(sheet, tmp_path / "empty", file)

    with pytest.raises(BadData, match="sudah berisi"):
        corrected(sheet, tmp_path / "empty", file)


def test_files_without_ids_keep_the_ones_they_were_given(tmp_path: Path) -> None:
    rows = [{k: v for k, v in one.items() if k != "ID"} for one in BAD]
    files = [csv(tmp_path, rows, "a.csv"), csv(tmp_path, rows, "b.csv")]
    checked(tmp_path / "out", *files)
    sheet = edited(
        tmp_path / "out", lambda s, column: setattr(s.cell(2, column("KET")), "value", "A")
    )

    corrected(sheet, tmp_path / "new", *files)

    ids = [pq.read_table(tmp_path / "new" / f"{name}.parquet")["ID"].to_pylist() for name in "ab"]
    assert ids == [["a:2", "a:3", "a:4", "a:5"], ["b:2", "b:3", "b:4", "b:5"]]
