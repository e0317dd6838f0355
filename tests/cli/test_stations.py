"""`serentak stations plan`: from a voters' file to tables, a map and a certificate."""

import csv
import json
from pathlib import Path

import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Terminal
from tests.unit.electors import VILLAGE, Home, Row, scattered, table, voters

FILES = (
    *("assignments.parquet", "certificate.json", "polling_location.csv"),
    *("stations.csv", "stations.geojson", "stations.parquet"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Forty families of one village."""
    return written(tmp_path / "voters.parquet", voters(scattered(1, 40)))


def written(file: Path, rows: list[Row]) -> Path:
    """Rows as a Parquet file."""
    pq.write_table(table(rows), file)
    return file


def command(file: Path, out: Path, rest: str = "") -> str:
    """The command for a plan."""
    return f"stations plan --election pilkada-2024 --voters {file} --out {out} --threads 1 {rest}"


def test_a_plan_is_six_files_and_a_summary(terminal: Terminal, tmp_path: Path, file: Path) -> None:
    said = terminal(command(file, tmp_path / "plan", "--cap 50"))

    assert (said.code, said.err) == (0, "")
    assert sorted(one.name for one in (tmp_path / "plan").iterdir()) == sorted(FILES)
    assert {one.stat().st_mode & 0o077 for one in (tmp_path / "plan").iterdir()} == {0}
    assert "50 pemilih per TPS (PKPU 7/2024: 600)" in said.out
    assert "Resmi" in said.out
    listed = (tmp_path / "plan" / "polling_location.csv").read_text()
    places = list(csv.DictReader(listed.splitlines()))
    assert places[0]["id"] == f"tps-{VILLAGE}-001"
    assert places[0]["structured_state"] == "Sulawesi Tenggara"
    points = json.loads((tmp_path / "plan" / "stations.geojson").read_text())
    assert len(points["features"]) == len(places)


def test_the_answer_is_the_certificate_and_a_csv_does_as_well(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    pa_csv.write_csv(pq.read_table(file), tmp_path / "voters.csv")

    first = terminal(command(file, tmp_path / "one", "--format json --compact"))
    second = terminal(command(tmp_path / "voters.csv", tmp_path / "two", "--format json --compact"))

    answer = json.loads(first.out)
    assert answer == json.loads(second.out)
    assert (answer["mode"], answer["cap"]) == ("compact", 600)
    kept = json.loads((tmp_path / "one" / "certificate.json").read_text())
    assert kept["total"] == answer["total"]


def test_an_office_brings_its_stations_its_places_and_its_prison(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    terminal(command(file, tmp_path / "old", "--cap 50"))
    sites = tmp_path / "sites.csv"
    sites.write_text(f"KODE DESA,NAMA,LINTANG,BUJUR\n{VILLAGE},SD 1,-4.0,122.0\n")
    prison = tmp_path / "prison.csv"
    prison.write_text("ID,TPS,NAMA,LINTANG,BUJUR\n00000-0,RUTAN,Rutan,-4.01,122.01\n")
    given = f"--cap 50 --keep {tmp_path}/old/assignments.parquet --sites {sites} --special {prison}"

    said = terminal(command(file, tmp_path / "new", given))

    assert said.code == 0
    assert "Pindah" in said.out
    assert "1 lokasi khusus" in said.out
    rows = pq.read_table(tmp_path / "new" / "stations.parquet").to_pylist()
    assert {one["site"] for one in rows} == {"SD 1", "Rutan"}


def test_a_list_without_places_tells_no_ways(terminal: Terminal, tmp_path: Path) -> None:
    rows = voters([Home(village="31.71.01.1001", at=None)])
    file = written(tmp_path / "voters.parquet", rows)

    said = terminal(command(file, tmp_path / "plan"))

    assert "Jalan ke TPS" not in said.out
    assert "Resmi" not in said.out


@pytest.mark.parametrize(
    ("given", "rest", "says"),
    [
        (("none.csv", None), "", "tidak ada. Periksa jalurnya"),
        (("bad.parquet", "x"), "", "tidak terbaca sebagai tabel"),
        (("few.csv", "ID,NKK\n1,2\n"), "", "Kolom belum ada dalam daftar pemilih"),
        (("far.csv", "ID,NKK,KODE DESA,RT\n1,2,74.01.01.9999,1\n"), "", "1 kode desa tidak ada"),
        (
            ("any.csv", "ID,NKK,KODE DESA,RT\n"),
            "--cap 801",
            "antara 1 dan 800 (UU Pilkada Ps 87(1))",
        ),
    ],
)
def test_a_slip_is_one_sentence(
    terminal: Terminal, tmp_path: Path, given: tuple[str, str | None], rest: str, says: str
) -> None:
    name, content = given
    if content is not None:
        (tmp_path / name).write_text(content)

    said = terminal(command(tmp_path / name, tmp_path / "plan", rest))

    assert said.code == 2
    assert says in said.err
    assert not (tmp_path / "plan").exists()


def test_a_folder_that_cannot_be_written_is_named(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    (tmp_path / "plan").write_text("a file")

    said = terminal(command(file, tmp_path / "plan"))

    assert said.code == 2
    assert "Hasil tidak dapat ditulis ke" in said.err
