"""`register synth` in every form: the same bytes for the same order, all files or none."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Terminal

FILES = {"register.parquet", "truth.parquet", "errors.parquet", "deaths.csv", "roster.csv"}
SMALL = "register synth --region 74.71 --people 2000 --seed 3"
HEADINGS = [
    "ID", "KODE DESA", "NKK", "NIK", "NAMA", "TEMPAT LAHIR", "TANGGAL LAHIR", "STS KAWIN", "JK",
    "ALAMAT", "RT", "RW", "DISABILITAS", "KET", "PEKERJAAN", "STATUS KTP-EL", "KEWARGANEGARAAN",
    "STATUS HIDUP", "LINTANG", "BUJUR",
]  # fmt: skip


def _digests(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.name != "synth.json"
    }


def test_a_register_comes_with_its_truth_and_an_account(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal(f"{SMALL} --out {tmp_path}/new/out")

    account = json.loads((tmp_path / "new/out/synth.json").read_text())
    table = pq.read_table(tmp_path / "new/out/register.parquet")
    assert said.code == 0
    assert said.out.startswith(f"{table.num_rows} baris dari 2000 orang")
    assert "menulis 74.71" in said.err
    assert table.column_names == HEADINGS
    assert account["order"]["seed"] == 3
    assert account["rows"] == {"register.parquet": table.num_rows}
    assert account["files"] == _digests(tmp_path / "new/out")
    assert set(account["files"]) == FILES
    assert {str(table.schema.field(name).type) for name in HEADINGS[:-2]} == {"string"}


def test_the_same_order_gives_the_same_bytes_on_one_core_and_on_more(tmp_path: Path) -> None:
    for name, cores in (("one", "1"), ("two", "2")):
        subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "serentak.cli.main", *SMALL.split(), "--out", name],
            cwd=tmp_path, check=True, capture_output=True,
            env={**os.environ, "OMP_NUM_THREADS": cores, "ARROW_IO_THREADS": cores},
        )  # fmt: skip

    assert _digests(tmp_path / "one") == _digests(tmp_path / "two")


def test_another_seed_gives_other_bytes(terminal: Terminal, tmp_path: Path) -> None:
    terminal(f"{SMALL} --out {tmp_path}/three")
    terminal(f"{SMALL.replace('seed 3', 'seed 4')} --out {tmp_path}/four")

    three, four = _digests(tmp_path / "three"), _digests(tmp_path / "four")

    assert all(three[name] != four[name] for name in FILES)


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_file_for_each_regency_keeps_noughts_and_holds_all_rows(
    terminal: Terminal, tmp_path: Path, form: str
) -> None:
    terminal(f"register synth --people 3000 --seed 3 --out {tmp_path}/all")
    terminal(
        f"register synth --people 3000 --seed 3 --out {tmp_path}/per --format {form} --per regency"
    )

    whole = pq.read_table(tmp_path / "all/register.parquet")
    files = sorted((tmp_path / "per").glob(f"register-*.{form}"))
    rows = [row for file in files for row in _rows(file)]
    assert len(files) == 17
    assert [row[:4] for row in rows] == list(
        zip(*(_plain(whole, name) for name in HEADINGS[:4]), strict=True)
    )


def _plain(table: "pq.Table", name: str) -> list[str]:
    return [value or "" for value in table[name].to_pylist()]


def _rows(file: Path) -> list[tuple[str, ...]]:
    if file.suffix == ".parquet":
        table = pq.read_table(file)
        return list(zip(*(_plain(table, name) for name in HEADINGS[:-2]), strict=True))
    if file.suffix == ".csv":
        return [tuple(row) for row in list(csv.reader(file.read_text().splitlines()))[1:]]
    with closing(openpyxl.load_workbook(file, read_only=True)) as book:
        lines = [[str(cell or "") for cell in row] for row in book["register"].values]
    assert lines[0] == HEADINGS
    return [tuple(line) for line in lines[1:]]


def test_one_file_of_all_regencies_may_be_text_or_a_workbook(
    terminal: Terminal, tmp_path: Path
) -> None:
    for form in ("csv", "xlsx"):
        terminal(f"register synth --people 2000 --seed 3 --out {tmp_path}/{form} --format {form}")

    text, book = (_rows(tmp_path / form / f"register.{form}") for form in ("csv", "xlsx"))

    assert [row[:18] for row in text] == [row[:18] for row in book]


def test_a_workbook_has_the_same_bytes_twice(terminal: Terminal, tmp_path: Path) -> None:
    for name in ("one", "two"):
        terminal(f"{SMALL} --out {tmp_path}/{name} --format xlsx")

    assert _digests(tmp_path / "one") == _digests(tmp_path / "two")


def test_a_filled_folder_is_left_alone_unless_told_otherwise(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("penting")
    (tmp_path / "register-74.01.csv").write_text("lama")

    refused = terminal(f"{SMALL} --out {tmp_path}")
    left = sorted(file.name for file in tmp_path.iterdir())
    forced = terminal(f"{SMALL} --out {tmp_path} --force")

    assert refused.code == 2
    assert left == ["letter.txt", "register-74.01.csv"]
    assert forced.code == 0
    assert {file.name for file in tmp_path.iterdir()} == FILES | {"letter.txt", "synth.json"}
    assert (tmp_path / "letter.txt").read_text() == "penting"


SLIPS = {
    "region of another province": ("--region 73", "wilayah 73 tidak ada"),
    "region nobody has": ("--region 74.99", "tidak punya desa"),
    "no region": ("--region Sultra", "misalnya 74, 74.01"),
    "too few": ("--people 5", "Pilih antara 100 dan"),
    "too many": ("--people 99999999", "Pilih antara 100 dan"),
    "negative seed": ("--seed -1", "Benih -1 negatif"),
    "too many doubles": ("--duplicates 2", "--duplicates 2.0 di luar batas"),
    "no date": ("--on besok", "Tulis 2029-02-14"),
    "early date": ("--on 1999-01-01", "terlalu awal"),
    "too long a sheet": ("--people 2000000 --format xlsx", "satu lembar Excel"),
    "no number": ("--people banyak", "--people"),
}


@pytest.mark.parametrize(("options", "says"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_before_anything_is_written(
    terminal: Terminal, tmp_path: Path, options: str, says: str
) -> None:
    said = terminal(f"register synth --people 200 --out {tmp_path}/out {options}")

    assert said.code == 2
    assert says in said.err.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_no_folder(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")

    said = terminal(f"{SMALL} --out {tmp_path}/out")

    assert said.code == 2
    assert "bukan map" in said.err


def test_a_place_that_cannot_be_written_leaves_nothing(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    said = terminal(f"{SMALL} --out {tmp_path}/file/out")

    assert said.code == 2
    assert "Tidak dapat menulis" in said.err.splitlines()[-1]
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_break_while_writing_leaves_the_old_register_whole(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal(f"{SMALL} --out {tmp_path}/out")
    before = _digests(tmp_path / "out")
    monkeypatch.setattr("pyarrow.csv.write_csv", _full)  # a disk that is full at the lists

    said = terminal(f"{SMALL.replace('seed 3', 'seed 4')} --out {tmp_path}/out --force")

    assert said.code == 2
    assert "No space left" in said.err
    assert _digests(tmp_path / "out") == before
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")
