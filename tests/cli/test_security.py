"""`serentak security plan`: from stations to guards, orders of duty and a certificate."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Terminal

KONAWE, SOROPIA, SAPONDA = "74.02.02.1001", "74.02.11.2010", "74.02.11.2015"
FILES = ["balance.csv", "deployment.csv", "deployment.json", "orders.xlsx", "risk.csv"]


@pytest.fixture
def stations(tmp_path: Path) -> Path:
    """Three stations in each of three villages: two units, one island."""
    codes = [f"{village}-{n:03}" for village in (KONAWE, SOROPIA, SAPONDA) for n in (1, 2, 3)]
    pq.write_table(pa.table({"code": codes}), tmp_path / "stations.parquet")
    return tmp_path / "stations.parquet"


def command(stations: Path, out: Path, rest: str = "") -> str:
    return f"security plan --election pilkada-2024 --stations {stations} --out {out} {rest}"


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def test_a_plan_is_five_files_and_a_summary_by_jurisdiction(
    terminal: Terminal, tmp_path: Path, stations: Path
) -> None:
    said = terminal(command(stations, tmp_path / "plan"))

    assert (said.code, said.err) == (0, "")
    assert sorted(one.name for one in (tmp_path / "plan").iterdir()) == FILES
    assert "di antaranya anggapan" in said.out
    assert "74.71/polri" in said.out
    units = {row["unit"]: row for row in rows(tmp_path / "plan" / "balance.csv")}
    assert (units["74.02/polri"]["stations"], units["74.02/polri"]["reported"]) == ("3", "267")
    assert units["74.71/polri"]["regencies"] == "74.02"


def test_an_island_is_reached_by_its_line_and_stands_out_as_hard_to_reach(
    terminal: Terminal, tmp_path: Path, stations: Path
) -> None:
    terminal(command(stations, tmp_path / "plan"))

    teams = rows(tmp_path / "plan" / "deployment.csv")
    away = next(row for row in teams if row["base"] == SAPONDA)
    first = rows(tmp_path / "plan" / "risk.csv")[0]
    assert away["way"] == "Soropia–Saponda"
    assert first["station"].startswith(SAPONDA)
    assert first["reasons"].startswith("hard-access")


def test_the_same_input_in_another_order_is_the_same_bytes(
    terminal: Terminal, tmp_path: Path, stations: Path
) -> None:
    table = pq.read_table(stations)
    pa_csv.write_csv(table.take(list(reversed(range(len(table))))), tmp_path / "turned.csv")

    terminal(command(stations, tmp_path / "one", "--papers"))
    terminal(command(tmp_path / "turned.csv", tmp_path / "two", "--papers"))

    for file in (tmp_path / "one").rglob("*.*"):
        assert (
            file.read_bytes()
            == (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_bytes()
        )


def test_every_post_has_an_order_on_paper_and_every_unit_a_sheet(
    terminal: Terminal, tmp_path: Path, stations: Path
) -> None:
    terminal(command(stations, tmp_path / "plan", "--papers"))

    book = load_workbook(tmp_path / "plan" / "orders.xlsx")
    papers = list((tmp_path / "plan" / "orders").iterdir())
    posts = {(row["unit"], row["post"]) for row in rows(tmp_path / "plan" / "deployment.csv")}
    assert book.sheetnames == ["Polres Konawe", "Polresta Kendari"]
    assert book["Polres Konawe"]["B2"].value == "Petugas"
    assert len(papers) == len(posts)
    assert all(file.read_bytes().startswith(b"%PDF") for file in papers)


def test_an_office_hands_in_its_posts_and_what_the_police_think_of_stations(
    terminal: Terminal, tmp_path: Path, stations: Path
) -> None:
    (tmp_path / "posts.csv").write_text(
        "kind,institution,name,place,officers\n"
        f"polsek,74.02/polri,Polsek Unaaha,{KONAWE},1\n"
        "polsek,74.71/polri,Polsek Soropia,74.02.11,20\n"
    )
    (tmp_path / "marks.csv").write_text(
        f"place,indicator,class\n{KONAWE}-001,,severe\n{SOROPIA}-001,hatred,\n"
    )

    said = terminal(
        command(
            stations,
            tmp_path / "plan",
            f"--posts {tmp_path / 'posts.csv'} --marks {tmp_path / 'marks.csv'} --minutes 0 "
            "--reserve 0 --format json",
        )
    )

    proof = json.loads(said.out)
    assert proof["posts_assumed"] == 0
    assert set(proof["classes"]) == {"low", "severe"}
    assert f"{KONAWE}-001" in proof["unguarded"]
    assert proof["units"][0]["unit"] == "74.02/polri"
    assert proof["units"][0]["more"] == 2
    assert proof["wish"]["roam_minutes"] == 0
    book = load_workbook(tmp_path / "plan" / "orders.xlsx")
    firsts = [cell.value for cell in book["Polres Konawe"]["A"]]
    assert "Belum ada petugas" in firsts


def test_help_across_borders_and_a_table_for_programs(
    terminal: Terminal, tmp_path: Path, stations: Path
) -> None:
    (tmp_path / "posts.csv").write_text(
        "kind,institution,name,place,officers\n"
        f"polsek,74.02/polri,Polsek Unaaha,{KONAWE},1\n"
        "polsek,74.71/polri,Polsek Soropia,74.02.11,20\n"
    )

    said = terminal(
        command(
            stations, tmp_path / "plan", f"--posts {tmp_path / 'posts.csv'} --across --format csv"
        )
    )

    units = {row["unit"]: row for row in csv.DictReader(said.out.splitlines())}
    assert units["74.02/polri"]["helped"] == "1"
    assert units["74.02/polri"]["missing"] == "0"


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ("--minutes 9000", "'9000' bukan bilangan dari 0 sampai 600"),
        ("--reserve x", "'x' bukan bilangan dari 0 sampai 90"),
        ("--posts {tmp}/short.csv", "Berkas short.csv tidak punya kolom INSTITUTION, NAME"),
        ("--posts {tmp}/lost.csv", "baris 2: tempat '74.99.01' bukan kode desa"),
        ("--marks {tmp}/marks.csv", "Indikator 'mony' tidak dikenal"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    terminal: Terminal, tmp_path: Path, stations: Path, rest: str, says: str
) -> None:
    (tmp_path / "short.csv").write_text("kind,place,officers\n")
    (tmp_path / "lost.csv").write_text(
        "kind,institution,name,place,officers\npolsek,u,A,74.99.01,1\n"
    )
    (tmp_path / "marks.csv").write_text(f"place,indicator,class\n{KONAWE},mony,\n")

    said = terminal(command(stations, tmp_path / "plan", rest.format(tmp=tmp_path)))

    assert said.code == 2
    assert says in said.err


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"code": []}, "tidak memuat TPS"),
        ({"other": ["x"]}, "tidak memuat TPS"),
        ({"code": ["74.02.02.9999-001"]}, "1 TPS ada di desa yang letaknya tidak dikenal"),
    ],
)
def test_stations_that_cannot_be_placed_are_refused(
    terminal: Terminal, tmp_path: Path, table: dict[str, list[str]], says: str
) -> None:
    pq.write_table(pa.table(table), tmp_path / "stations.parquet")

    said = terminal(command(tmp_path / "stations.parquet", tmp_path / "plan"))

    assert said.code == 2
    assert says in said.err
