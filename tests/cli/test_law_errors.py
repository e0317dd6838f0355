"""Exit code 2 and exactly one line that says what to do."""

import os
import re
import subprocess
import sys

import pytest

from serentak.engine import store
from serentak.engine.law.model import Law
from tests.cli.conftest import Terminal
from tests.unit.small import book, rule

DEADLINE = "law deadline pilkada.result.file --from"
DUTIES = "law obligations --region 74.01"

SLIPS = {
    "bad id": ("law deadline pilkada.result.fil --from 2024-12-03", "Mungkin: pilkada.result.file"),
    "bad id to show": ("law show pilkada.result.fil", "Mungkin: pilkada.result.file"),
    "bad date": (f"{DEADLINE} 03-12-2024", "bukan tanggal. Tulis 2024-12-03"),
    "impossible date": (f"{DEADLINE} 2024-02-30", "bukan tanggal"),
    "bad moment": (f"{DEADLINE} 2024-12-03T25:00", "bukan tanggal"),
    "bad time": (f"{DEADLINE} 2024-12-03T22.1", "bukan tanggal"),
    "hours without time": (
        "law deadline pemilu.result.legislative.file --from 2024-03-20",
        "Tulis juga jamnya",
    ),
    "count of hours without time": ("law count 3 hours --from 2024-03-20", "Tulis juga jamnya"),
    "unknown province": (
        f"{DEADLINE} 2024-12-03 --region 99",
        "tidak ada dalam daftar Kementerian",
    ),
    "region nobody has": (f"{DEADLINE} 2024-12-03 --region 74.99", "Wilayah 74.99 tidak ada"),
    "limit of the law": (f"{DEADLINE} 2024-12-03 --limit 5", "Ulangi tanpa --limit"),
    "bad region": (f"{DEADLINE} 2024-12-03 --region Sultra", "misalnya 74, 74.01"),
    "unknown region of duties": (
        "law obligations --region 99.01 --election pilkada-2024",
        "tidak ada dalam daftar Kementerian",
    ),
    "duties of a district": (
        "law obligations --region 74.01.01 --election pilkada-2024",
        "misalnya 74 atau 74.01",
    ),
    "year 1800": (f"{DEADLINE} 1800-01-01", "baru punya nilai sejak 2016-07-01"),
    "calendar 1800": ("law calendar 1800", "2010 sampai 2045"),
    "calendar 0": ("law calendar 0", "antara 2010 dan 2045"),
    "calendar 99999": ("law calendar 99999", "antara 2010 dan 2045"),
    "year 2060": (f"{DEADLINE} 2060-01-02", "2010 sampai 2045"),
    "count in 1800": ("law count 3 working-days --from 1800-01-01", "2010 sampai 2045"),
    "missing election": (DUTIES, "Sebutkan --election ID"),
    "missing election of stages": ("law stages", "Sebutkan --election ID"),
    "kind without day": (f"{DUTIES} --election-kind pemilu", "Sebutkan --election ID"),
    "election and kind": (
        f"{DUTIES} --election pilkada-2024 --election-kind pilkada",
        "Sebutkan --election ID",
    ),
    "election and day": (
        "law stages --election pilkada-2024 --voting-day 2029-02-14",
        "Sebutkan --election ID",
    ),
    "unknown election": (f"{DUTIES} --election pilkada-2030", "Mungkin: pilkada-2024"),
    "unknown kind": (
        "law stages --election-kind pilkades --voting-day 2029-02-14",
        "Pilih: pemilu, pilkada",
    ),
    "bad voting day": (
        "law stages --election-kind pemilu --voting-day 14/2/2029",
        "Tulis 2029-02-14",
    ),
    "voting day of the year one": (
        "law stages --election-kind pemilu --voting-day 0001-01-01",
        "Periksa tahunnya",
    ),
    "as ordered without limit": (
        "law deadline pilkada.result.order --from 2025-02-24",
        "misalnya --limit 45",
    ),
    "negative limit": (
        "law deadline pilkada.result.order --from 2025-02-24 --limit -4",
        "tidak boleh negatif",
    ),
    "negative count": ("law count -3 working-days --from 2024-12-03", "tidak boleh negatif"),
    "endless hours": ("law count 99999999999 hours --from 2024-03-20T22:19", "di luar kalender"),
    "endless months": ("law count 999999999 months --from 2024-03-20", "di luar kalender"),
    "end of all years": ("law count 3 calendar-days --from 9999-12-31", "di luar kalender"),
    "moment at the edge of time": (
        "law count 3 hours --from 0001-01-01T00:00+14:00",
        "di luar kalender",
    ),
    "unknown unit": ("law count 3 weeks --from 2024-12-03", "calendar-days"),
    "unknown zone": (f"{DEADLINE} 2024-12-03 --zone GMT", "Pilih: WIB, WITA, WIT"),
    "unknown area": (f"{DUTIES} --election pilkada-2024 --area uang", "regulation"),
    "unknown institution": (f"{DUTIES} --election pilkada-2024 --institution xx", "Pilih: bawaslu"),
    "no trigger": ("law deadline pilkada.result.file", "--from"),
    "no command": ("law", "PERINTAH"),
    "nothing": ("", "PERINTAH"),
}


@pytest.mark.parametrize(("line", "says"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_one_line_and_exit_code_two(terminal: Terminal, line: str, says: str) -> None:
    said = terminal(line)

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("serentak: ")
    assert said.err.count("\n") == 1
    assert said.err.endswith("\n")
    assert says in said.err


@pytest.mark.parametrize(("line", "says"), SLIPS.values(), ids=SLIPS)
def test_a_slip_shows_nothing_of_python(terminal: Terminal, line: str, says: str) -> None:
    err = terminal(line).err

    assert says in err
    assert not re.search(r"Traceback|Error\b|<\w+\.|\bNone\b", err)


def test_check_lists_every_slip_of_the_law(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: Law = book(rules=(rule(), rule(id="contoh.other")))
    monkeypatch.setattr(store, "law", lambda: broken)

    said = terminal("law check")

    assert said.code == 2
    first, *slips = said.err.splitlines()
    assert first == f"serentak: {len(slips)} hal perlu dibetulkan:"
    assert any("contoh.other" in slip for slip in slips)


def test_the_program_itself_leaves_with_two() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "serentak.cli.main", "law", "show", "nothing"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_the_program_answers_like_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "serentak.cli.main", "law", "calendar", "2026"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "2026-08-17" in done.stdout


@pytest.mark.parametrize("line", ["--help", "law --help", "law deadline --help"])
def test_help_is_help(terminal: Terminal, line: str) -> None:
    said = terminal(line)

    assert (said.code, said.err) == (0, "")
    assert "serentak" in said.out


@pytest.mark.parametrize(
    "line", ["law check", "law obligations --region 74 --election pilkada-2024"]
)
def test_a_reader_who_leaves_early_hears_nothing(line: str) -> None:
    program = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", "serentak.cli.main", *line.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"},
    )
    assert program.stdout is not None
    assert program.stderr is not None

    program.stdout.close()

    with program:
        assert program.stderr.read() == ""
    assert program.returncode == 0
