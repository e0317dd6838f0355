"""Files as offices send them: what is read, and how each kind of broken file is refused."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from serentak.engine.errors import BadData
from serentak.engine.pipeline.people import Given, opened, unique
from serentak.engine.register.columns import Column, DateOrder, Source
from serentak.engine.store import offices, sheets
from serentak.engine.store.mapping import source_of
from serentak.engine.store.workspace import workspace
from tests.unit.residents import SOUND, Row, csv, lines, many, row, xlsx

HEADINGS = ",".join(SOUND)


def read(*files: Path, source: Source | None = None) -> list[dict[str, Any]]:
    """The rows of files under our columns, in the order of the files."""
    given = Given(files=files, source=source or Source())
    with workspace() as work:
        people = opened(work, given).people.order_by("source_file", "source_row")
        return work.rows(people)


def text(folder: Path, content: str | bytes, name: str = "register.csv") -> Path:
    """A file with just this content."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def cells(one: Row) -> str:
    """A row as a line of CSV."""
    return ",".join(one.values())


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_mark_between_cells_is_found(tmp_path: Path, mark: str) -> None:
    values = {**row(), "TANGGAL LAHIR": "31-12-1980"}
    content = f"{mark.join(values)}\n{mark.join(values.values())}\n"

    (person,) = read(text(tmp_path, content))

    assert person["nik"] == SOUND["NIK"]
    assert person["birth_date"] == "31-12-1980"


def test_dates_with_bars_do_not_cut_a_line(tmp_path: Path) -> None:
    (person,) = read(text(tmp_path, f"{HEADINGS}\n{cells(row())}\n"))

    assert person["birth_date"] == "31|12|1980"


def test_titles_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    content = f"DAFTAR PENDUDUK\n\nContoh saja,,\n{HEADINGS}\n{cells(row())}\n"

    (person,) = read(text(tmp_path, content))

    assert person["source_row"] == 5


def test_headings_come_in_any_order_case_and_spelling(tmp_path: Path) -> None:
    content = (
        "\ufeffjenis kelamin;Tgl._Lahir;No. KK;nama lengkap;KODE_DESA;nik\nL;1/2/80;7;A;74;1\n"
    )

    (person,) = read(text(tmp_path, content))

    assert (person["sex"], person["birth_date"], person["kk"]) == ("L", "1/2/80", "7")


def test_all_formats_say_the_same(tmp_path: Path) -> None:
    rows = many(3)
    parquet = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist(rows), parquet)
    files = [csv(tmp_path, rows, "b.csv"), xlsx(tmp_path, lines(rows), "c.xlsx"), parquet]

    found = [read(file) for file in files]

    bare = [
        [{k: v or None for k, v in p.items() if not k.startswith("source")} for p in f]
        for f in found
    ]
    assert bare[0] == bare[1] == bare[2]
    assert [p["source_row"] for p in found[0]] == [2, 3, 4]
    assert [p["source_row"] for p in found[1]] == [2, 3, 4]
    assert [p["source_row"] for p in found[2]] == [1, 2, 3]


def test_several_files_are_one_register(tmp_path: Path) -> None:
    first, second = csv(tmp_path, [row(1)], "a.csv"), csv(tmp_path, [row(2)], "b.csv")

    assert [(p["id"], p["source_file"]) for p in read(first, second)] == [("1", 0), ("2", 1)]


def test_numbers_and_texts_as_ids_meet_as_texts(tmp_path: Path) -> None:
    parquet = tmp_path / "a.parquet"
    pq.write_table(pa.table({k: [7 if k == "ID" else v] for k, v in row().items()}), parquet)

    assert [p["id"] for p in read(parquet)] == [7]
    assert [p["id"] for p in read(parquet, csv(tmp_path, [row(2)], "b.csv"))] == ["7", "2"]


def test_a_row_without_a_number_is_known_by_file_and_row(tmp_path: Path) -> None:
    rows = [{k: v for k, v in one.items() if k != "ID"} for one in many(2)]

    assert [p["id"] for p in read(csv(tmp_path, rows))] == ["register:2", "register:3"]


def test_a_spreadsheet_shows_what_it_made_of_long_numbers_and_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["NIK", "NAMA", "TANGGAL LAHIR", "JK", "KODE DESA", "RT"])
    sheet.append([7401013112800001, "CONTOH", datetime(1980, 12, 31, 9), "L", "7401011001", 1.0])  # noqa: DTZ001  Excel knows no zones
    sheet.append([7.4010131128e15, "CONTOH", date(1980, 12, 31), "L", 7401011001, 2])
    sheet.append([None, None, None, None, None, None])
    book.save(tmp_path / "register.xlsx")

    first, second = read(tmp_path / "register.xlsx")

    assert (first["nik"], first["birth_date"], first["rt"]) == (
        "7401013112800001.0",
        "1980-12-31",
        "1",
    )
    assert (second["nik"], second["village"]) == ("7401013112800000.0", "7401011001")


def test_a_sheet_may_be_chosen_and_must_be_there(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Data")
    for line in lines([row()]):
        book["Data"].append(line)
    book.save(tmp_path / "register.xlsx")

    assert len(read(tmp_path / "register.xlsx", source=Source(sheet="Data"))) == 1
    with pytest.raises(BadData, match="lembar 'Lain' tidak ada"):
        read(tmp_path / "register.xlsx", source=Source(sheet="Lain"))


def test_a_number_in_powers_of_ten_is_seen_to_be_one(tmp_path: Path) -> None:
    table = lines([row()])
    table[1][list(SOUND).index("NIK")] = 1e20

    (person,) = read(xlsx(tmp_path, table))

    assert person["nik"] == "100000000000000000000.0"


def test_a_line_without_a_cell_is_no_row_and_moves_none(tmp_path: Path) -> None:
    first, last = ({k: v for k, v in one.items() if k != "ID"} for one in many(2))
    table = [first, dict.fromkeys(first, ""), {**dict.fromkeys(first, ""), "ALAMAT": " "}, last]

    from_text = read(csv(tmp_path, table))
    from_sheet = read(xlsx(tmp_path, lines(table)))

    assert [p["id"] for p in from_text] == [p["id"] for p in from_sheet]
    assert [p["id"] for p in from_text] == ["register:2", "register:5"]


def test_rows_that_only_carry_a_format_are_none(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(list(SOUND))
    book.worksheets[0]["A2"].number_format = "0.00"
    book.save(tmp_path / "register.xlsx")

    assert read(tmp_path / "register.xlsx") == []


def test_columns_nobody_asked_for_do_no_harm_though_named_twice_or_not_at_all(
    tmp_path: Path,
) -> None:
    content = f"{HEADINGS},TPS,TPS,,\n{cells(row())},1,2,3,4\n"

    (person,) = read(text(tmp_path, content))

    assert person["nik"] == SOUND["NIK"]


def test_a_list_of_one_village_needs_no_column_for_it(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row().items() if k != "KODE DESA"}]

    (person,) = read(csv(tmp_path, rows), source=Source(region="74.01.01.1001"))

    assert person["village"] == "74.01.01.1001"


def test_an_old_encoding_is_read_when_the_mapping_says_so(tmp_path: Path) -> None:
    content = f"{HEADINGS}\n{cells(row(NAMA='CONTOH É'))}\n".encode("latin-1")

    (person,) = read(text(tmp_path, content), source=Source(encoding="latin-1"))

    assert person["name"] == "CONTOH É"


def test_a_character_on_the_edge_of_what_is_looked_at_first_is_read(tmp_path: Path) -> None:
    start = f"{HEADINGS}\n".encode()
    name = b"A" * (offices.HEAD - 1 - len(start) - LINE.index(SOUND["NAMA"])) + "É".encode()
    before, after = LINE.encode().split(SOUND["NAMA"].encode())

    (person,) = read(text(tmp_path, start + before + name + after))

    assert person["name"].endswith("AÉ")


def _packed(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")


def _formulas(file: Path) -> None:
    book = openpyxl.Workbook()
    for line in lines([row()]):
        book.worksheets[0].append(line)
    book.worksheets[0]["D2"] = "=1+1"
    book.save(file)


def _merged(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["DAFTAR CONTOH"])
    for line in lines(many(3)):
        sheet.append(line)
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("C4:C5")
    book.save(file)


def _writes(content: str | bytes) -> Callable[[Path], object]:
    data = content if isinstance(content, bytes) else content.encode()
    return lambda file: file.write_bytes(data)


LINE = cells(row())
BROKEN: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "missing file": ("a.csv", lambda _: None, "tidak ada"),
    "unknown kind": ("a.docx", _writes("x"), r"pakai \.csv, \.xlsx atau \.parquet"),
    "empty file": ("a.csv", _writes(""), "kosong"),
    "only blank lines": ("a.csv", _writes("\n\n\n"), "baris judul kolom tidak ditemukan"),
    "no headings": ("a.csv", _writes(f"{LINE}\n{LINE}\n"), "baris judul kolom tidak ditemukan"),
    "two lines of headings": (
        "a.csv",
        _writes(f"{HEADINGS}\n{HEADINGS}\n{LINE}\n"),
        "dua baris judul kolom",
    ),
    "the same heading twice": (
        "a.csv",
        _writes(f"{HEADINGS},NIK\n{LINE},1\n"),
        "Dua kolom, 'NIK' dan 'NIK'",
    ),
    "two headings for one column": (
        "a.csv",
        _writes(f"{HEADINGS},NO KTP\n{LINE},1\n"),
        "sama-sama dibaca sebagai nik",
    ),
    "a required column is missing": (
        "a.csv",
        _writes("NIK,NAMA\n1,CONTOH\n"),
        r"birth_date \(TANGGAL LAHIR, TGL LAHIR\); sex .*; village",
    ),
    "another encoding": ("a.csv", _writes(f"{HEADINGS}\n{LINE}É\n".encode("latin-1")), "UTF-8"),
    "another encoding far below": (
        "a.csv",
        _writes(
            f"{HEADINGS}\n".encode() + f"{LINE}\n".encode() * 900 + f"{LINE}É\n".encode("latin-1")
        ),
        "tidak terbaca sebagai teks utf-8",
    ),
    "UTF-16": ("a.csv", _writes(f"{HEADINGS}\n{LINE}\n".encode("utf-16")), "UTF-16"),
    "NUL bytes": ("a.csv", _writes(f"{HEADINGS}\n{LINE}\0\n"), "byte NUL"),
    "lines that end as on old machines": (
        "a.csv",
        _writes(f"{HEADINGS}\r{LINE}\r{LINE}\r"),
        "baris judul kolom tidak ditemukan",
    ),
    "too many cells": (
        "a.csv",
        _writes(f"{HEADINGS}\n{LINE}\n{LINE},x,y\n{LINE}\n{LINE},z\n"),
        "2 baris tidak cocok dengan baris judul, yaitu baris 3, 5",
    ),
    "too few cells": ("a.csv", _writes(f"{HEADINGS}\n{LINE}\n1,2\n"), "baris 3"),
    "an open quote": (
        "a.csv",
        _writes(f'{HEADINGS}\n"{LINE}\n{LINE}\n'),
        "tidak cocok|tidak terbaca",
    ),
    "a huge cell": (
        "a.csv",
        _writes(f"{HEADINGS}\n{LINE}{'x' * 3_000_000}\n"),
        "tidak cocok|tidak terbaca",
    ),
    "a workbook called CSV": ("a.csv", _packed, r"bernama CSV, tetapi isinya buku kerja Excel"),
    "a PDF called CSV": ("a.csv", _writes(b"%PDF-1.7 ..."), "isinya PDF"),
    "CSV called a workbook": ("a.xlsx", _writes(f"{HEADINGS}\n"), "bukan buku kerja Excel"),
    "a document called a workbook": ("a.xlsx", _packed, "bukan buku kerja Excel yang utuh"),
    "half a workbook": ("a.xlsx", _writes(b"PK\x03\x04 half"), "bukan buku kerja Excel yang utuh"),
    "formulas": ("a.xlsx", _formulas, "memuat rumus: NIK baris 2"),
    "merged cells": ("a.xlsx", _merged, "sel gabungan pada baris 5"),
    "CSV called Parquet": ("a.parquet", _writes(f"{HEADINGS}\n"), "bukan Parquet"),
    "half a Parquet file": ("a.parquet", _writes(b"PAR1 half"), "bukan Parquet yang utuh"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_refused_with_what_to_do(tmp_path: Path, kind: str) -> None:
    name, broken, said = BROKEN[kind]
    broken(tmp_path / name)

    with pytest.raises(BadData, match=said) as refusal:
        read(tmp_path / name)

    assert SOUND["NIK"] not in str(refusal.value)
    assert SOUND["NAMA"] not in str(refusal.value)


@pytest.mark.parametrize("encoding", ["klingon", "cp037"])
def test_an_unknown_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    file = text(tmp_path, HEADINGS.encode("cp037") if encoding == "cp037" else HEADINGS)

    with pytest.raises(BadData, match=encoding):
        read(file, source=Source(encoding=encoding))


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST", 1000)

    with pytest.raises(BadData, match="terlalu besar setelah dibuka"):
        read(xlsx(tmp_path, lines(many(5))))


def test_a_sheet_longer_than_one_part_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "PART", 2)

    assert [p["id"] for p in read(xlsx(tmp_path, lines(many(5))))] == list("12345")


def test_a_sheet_without_rows_is_an_empty_register(tmp_path: Path) -> None:
    assert read(xlsx(tmp_path, [list(SOUND)])) == []


def test_files_of_one_name_cannot_be_told_apart(tmp_path: Path) -> None:
    files = [csv(tmp_path / "a", [row()]), csv(tmp_path / "b", [row()])]

    with pytest.raises(BadData, match="bernama sama"):
        read(*files)


def test_rows_need_numbers_of_their_own(tmp_path: Path) -> None:
    blank, shared = (
        csv(tmp_path, [row(1), {**row(), "ID": " "}]),
        csv(tmp_path, [row(1)] * 2, "b.csv"),
    )
    with workspace() as work:
        with pytest.raises(BadData, match=r"Kolom ID kosong pada register\.csv:3"):
            opened(work, Given(files=[blank]))
        with pytest.raises(BadData, match=r"lebih dari satu kali, pada b\.csv:2, b\.csv:3"):
            unique(work, opened(work, Given(files=[shared])))


def test_a_mapping_is_read_from_yaml_and_json(tmp_path: Path) -> None:
    mapping = text(
        tmp_path,
        "name: contoh\ncolumns: {NOMOR: nik}\nvalues: {sex: {'1': L}}\norder: ymd\n"
        "region: '74.01'\nencoding: LATIN-1\nsheet: Data\n",
        "source.yaml",
    )

    assert source_of(mapping) == Source(
        name="contoh",
        columns={"NOMOR": Column.NIK},
        values={Column.SEX: {"1": "L"}},
        order=DateOrder.YMD,
        region="74.01",
        encoding="latin-1",
        sheet="Data",
    )
    assert source_of(text(tmp_path, "{}", "source.json")) == Source()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: [", "tidak terbaca"),
        ("- a", "pakai kunci columns"),
        ("colums: {}", "pakai kunci columns"),
        ("columns: {NOMOR: nick}", "'nick' is not a valid Column"),
        ("columns: NIK", "Kolom: id, kk"),
        ("order: dym", "urutan tanggal: dmy, mdy, ymd"),
    ],
)
def test_a_broken_mapping_is_refused(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(BadData, match=said):
        source_of(text(tmp_path, content, "source.yaml"))


def test_a_mapping_for_another_form_is_refused(tmp_path: Path) -> None:
    own = Source(columns={"NOMOR INDUK": Column.NIK})

    with pytest.raises(BadData, match="judul kolom yang tidak ada: NOMOR INDUK"):
        read(csv(tmp_path, [row()]), source=own)


def test_a_mapped_heading_goes_before_a_known_one(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row(KET="TNI").items() if k != "PEKERJAAN"}]
    own = Source(columns={"KET": Column.OCCUPATION})

    (person,) = read(csv(tmp_path, rows), source=own)

    assert (person["occupation"], person["note"]) == ("TNI", None)
