"""`serentak register …` as an office types it: files in, files out, and nobody's data on the screen."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Terminal
from tests.unit.residents import Row, csv, many, row

ROWS: list[Row] = [
    *many(3),
    row(4, NIK="74010131", NAMA="RAHASIA EMPAT"),
    row(5, TANGGAL_LAHIR="28|11|2010", NIK="7401012811100001", STS_KAWIN="B"),
]
SECRETS = ("RAHASIA", "CONTOH", "74010131", "7401010101010001", "JALAN")


def quiet(*said: str) -> bool:
    """Whether nothing of a person is in what was printed."""
    return not any(secret in text for secret in SECRETS for text in said)


def test_check_prints_rules_and_writes_files(terminal: Terminal, tmp_path: Path) -> None:
    file = csv(tmp_path, ROWS)

    said = terminal(f"register check {file} --out {tmp_path / 'out'} --format json")

    assert said.code == 0
    assert [(one["rule"], one["findings"]) for one in json.loads(said.out)] == [
        ("nik-form", 1),
        ("under-age", 1),
    ]
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        *("check.json", "findings-by-village.csv", "findings.parquet", "findings.xlsx"),
    ]
    assert quiet(said.out, said.err)


def test_a_sheet_that_is_not_long_enough_says_so(terminal: Terminal, tmp_path: Path) -> None:
    file = csv(tmp_path, [row(n, NIK="7401") for n in range(3)])

    said = terminal(f"register check {file} --out {tmp_path / 'out'} --sheet-rows 2")

    assert "memuat 2 dari 3 temuan, yang terberat dulu" in said.out


def test_a_check_says_where_its_sheet_is_and_how_it_comes_back(
    terminal: Terminal, tmp_path: Path
) -> None:
    file, out = csv(tmp_path, ROWS), tmp_path / "out"

    said = terminal(f"register check {file} --out {out}")

    assert "harus diperbaiki" in said.out
    assert f"serentak register correct {out / 'findings.xlsx'} {file} --out MAP" in said.out
    assert "memuat 1 dari 1 temuan." in said.out


def test_a_sheet_has_no_rows_below_nought(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal(
        f"register check {csv(tmp_path, many(2))} --out {tmp_path / 'out'} --sheet-rows -1"
    )

    assert said.code == 2
    assert "'-1' bukan bilangan bulat dari 0. Lihat" in said.err


def test_files_of_people_are_for_their_owner_alone(terminal: Terminal, tmp_path: Path) -> None:
    terminal(f"register check {csv(tmp_path, ROWS)} --out {tmp_path / 'out'}")

    assert {one.stat().st_mode & 0o077 for one in (tmp_path / "out").iterdir()} == {0}


def test_a_corrected_sheet_makes_a_new_version(terminal: Terminal, tmp_path: Path) -> None:
    file, out = csv(tmp_path, ROWS), tmp_path / "out"
    terminal(f"register check {file} --out {out}")
    book = openpyxl.load_workbook(out / "findings.xlsx")
    sheet = book["Temuan"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index("NIK") + 1).value = "7401013112800099"
    book.save(out / "back.xlsx")

    said = terminal(f"register correct {out / 'back.xlsx'} {file} --out {tmp_path / 'new'}")

    assert said.code == 0
    assert ["NIK", "1"] in [line.split() for line in said.out.splitlines()]
    assert f"1 sel pada 1 baris berubah; versi barunya di {tmp_path / 'new'}." in said.out
    assert quiet(said.out, said.err)
    again = terminal(
        f"register check {tmp_path / 'new' / 'register.parquet'} --out {out} --format csv"
    )
    assert "nik-form" not in again.out


def test_voters_are_counted_with_their_articles(terminal: Terminal, tmp_path: Path) -> None:
    file = csv(tmp_path, ROWS)
    deaths = tmp_path / "deaths.csv"
    deaths.write_text("NIK\n7401013112800001\n")
    mapping = tmp_path / "source.yaml"
    mapping.write_text("region: '74.01'\n")

    said = terminal(
        f"register voters {file} --deaths {deaths} --mapping {mapping} --out {tmp_path / 'out'}"
    )

    assert said.code == 0
    assert "UU 1/2015 Ps 56(1)" in said.out
    assert "Meninggal menurut daftar kematian" in said.out
    assert ["jumlah", "pemilih", "3"] in [line.split() for line in said.out.splitlines()]
    assert quiet(said.out, said.err)


def test_versions_are_kept_braked_compared_and_taken_back(
    terminal: Terminal, tmp_path: Path
) -> None:
    store, old = tmp_path / "store", csv(tmp_path, ROWS, "old.csv")
    new = csv(tmp_path, [{**ROWS[0], "NAMA": "RAHASIA"}, *ROWS[1:]], "new.csv")
    told = [
        terminal(f"register import {old} --into {store} --by Ani"),
        terminal(f"register import {new} --into {store} --by Ani --approved-by Budi"),
        terminal(f"register import {new} --into {store} --by Ani --approved-by Budi --approve"),
        terminal(f"register compare {store / '0001'} {store / '0002'} --format csv"),
        terminal(f"register compare {old} {new} --key nik --villages"),
        terminal(f"register revert --into {store} --by Ani --to 1"),
    ]

    assert [said.code for said in told] == [0, 2, 0, 0, 0, 0]
    assert "Perubahan melewati 0.5 persen" in told[1].err
    assert told[3].out.splitlines()[1] == "74.01,changed,name,1"
    assert "74.01.01.1001" in told[4].out
    assert told[5].out == "Versi 3 dipakai: isinya versi 1, 5 baris.\n"
    assert quiet(*(said.out + said.err for said in told))


@pytest.mark.parametrize(
    "command", ["check {f} --out {o}", "voters {f} --out {o}", "import {f} --into {o} --by A"]
)
def test_a_missing_file_is_one_sentence(terminal: Terminal, tmp_path: Path, command: str) -> None:
    said = terminal("register " + command.format(f=tmp_path / "tidak.csv", o=tmp_path / "out"))

    assert (said.code, said.out) == (2, "")
    assert said.err == "serentak: Berkas tidak.csv tidak ada.\n"
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").glob("*.parquet"))


def test_too_little_memory_is_one_sentence(terminal: Terminal, tmp_path: Path) -> None:
    file = csv(tmp_path, many(20_000))

    said = terminal(f"register voters {file} --out {tmp_path / 'out'} --memory 2MB")

    assert said.code == 2
    assert "Memori tidak cukup" in said.err


def test_an_unreadable_memory_limit_is_one_sentence(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal(
        f"register check {csv(tmp_path, ROWS)} --out {tmp_path / 'out'} --memory banyak"
    )

    assert said.code == 2
    assert "misalnya 1GB" in said.err
