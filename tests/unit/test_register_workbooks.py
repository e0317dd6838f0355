"""Damaged and hostile workbooks: refused in a sentence that names the file, never with a crash."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from serentak.engine.errors import BadData
from serentak.engine.pipeline.people import Given, opened
from serentak.engine.store import sheets
from serentak.engine.store.workspace import workspace
from tests.unit.residents import csv, lines, many, row, xlsx

SHEET = "xl/worksheets/sheet1.xml"
Parts = dict[str, bytes]
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)


def taken(*files: Path) -> int:
    """How many rows are read."""
    with workspace() as work:
        return work.count_of(opened(work, Given(files=list(files))).people)


def repacked(file: Path, change: Callable[[Parts], Mapping[str, bytes]]) -> Path:
    """A workbook with other parts."""
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in change(parts).items():
            packed.writestr(name, content)
    return file


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: {**parts, SHEET: parts[SHEET][: len(parts[SHEET]) // 2]},
        lambda parts: {name: content for name, content in parts.items() if name != SHEET},
        lambda parts: {
            **parts,
            SHEET: parts[SHEET]
            .replace(b"<worksheet", LAUGHS + b"<worksheet", 1)
            .replace(b"<v>", b"<v>&j;", 1),
        },
        lambda parts: {**parts, SHEET: parts[SHEET].replace(b"<v>0<", b"<v>999999<")},
    ],
)
def test_a_damaged_sheet_is_refused_by_the_name_of_its_file(
    tmp_path: Path, change: Callable[[Parts], Mapping[str, bytes]]
) -> None:
    file = repacked(xlsx(tmp_path, lines(many(50))), change)

    with pytest.raises(BadData, match=rf"{file.name} bukan buku kerja Excel yang utuh"):
        taken(file)


def test_a_sheet_with_garbled_bytes_is_refused(tmp_path: Path) -> None:
    file = xlsx(tmp_path, lines(many(200)))
    with zipfile.ZipFile(file) as packed:
        start = packed.getinfo(SHEET).header_offset + 30 + len(SHEET) + 40
    raw = bytearray(file.read_bytes())
    raw[start : start + 60] = bytes(byte ^ 0xFF for byte in raw[start : start + 60])
    file.write_bytes(raw)

    with pytest.raises(BadData, match="bukan buku kerja Excel yang utuh"):
        taken(file)


def test_a_workbook_of_charts_alone_has_nothing_to_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet()
    book.remove(book.worksheets[0])
    book.save(tmp_path / "charts.xlsx")

    with pytest.raises(BadData, match=r"charts\.xlsx bukan buku kerja Excel yang utuh"):
        taken(tmp_path / "charts.xlsx")


def test_a_part_that_swells_beyond_measure_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "SMALL", 100_000)
    blank = b" " * 1_000_000
    file = repacked(
        xlsx(tmp_path, lines(many(3))),
        lambda parts: {
            **parts,
            SHEET: parts[SHEET].replace(b"<sheetData>", b"<sheetData>" + blank),
        },
    )

    with pytest.raises(BadData, match="terlalu besar setelah dibuka"):
        taken(file)


def test_merged_cells_are_found_at_the_end_of_a_large_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "TAIL", 2_000)
    book = openpyxl.load_workbook(xlsx(tmp_path, lines(many(60))))
    book.worksheets[0].merge_cells("D5:D6")
    book.save(tmp_path / "merged.xlsx")

    with pytest.raises(BadData, match="sel gabungan pada baris 6"):
        taken(tmp_path / "merged.xlsx")


def test_a_heading_may_be_called_like_a_column_of_the_database(tmp_path: Path) -> None:
    file = csv(tmp_path, [{**row(), "file_row_number": "7"}])

    assert taken(file) == 1
