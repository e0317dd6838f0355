"""`serentak register build`: a whole run or none, the same bytes for the same order, and counts that agree."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from serentak.engine.errors import BadData
from serentak.engine.store.runs import unfinished
from tests.cli.conftest import Terminal
from tests.unit.residents import OTHER, Row, csv, many, row

ROWS: Sequence[Row] = [
    *many(3),
    row(4, NIK="74010131", NAMA="RAHASIA EMPAT", DISABILITAS="1"),
    row(5, TANGGAL_LAHIR="28|11|2010", NIK="7401012811100001", STS_KAWIN="B"),
    row(6, NIK="7401017112800002", JK="P", KODE_DESA=OTHER, STATUS_KTP_EL="B"),
    row(7, NIK="7401013112800007", KODE_DESA="32.01.01.1001"),
    row(8, NIK="7401013112800008", KODE_DESA=""),
]
TABLES = (
    *("assignments.parquet", "excluded.parquet", "findings.parquet", "matches.parquet"),
    *("register.parquet", "stations.geojson", "stations.parquet", "voters.parquet"),
)
PARQUET = tuple(name for name in TABLES if name.endswith(".parquet"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register with something of everything."""
    return csv(tmp_path, ROWS)


def command(file: Path, out: Path) -> str:
    """The command for a run, told line by line."""
    return f"register build {file} --election pilkada-2024 --out {out} --progress json"


def unmeasured() -> dict[str, str]:
    """For a process that is killed, or may not write: half a file of what it covered is of no use."""
    return {name: text for name, text in os.environ.items() if "COVERAGE" not in name}


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_a_run_holds_its_tables_and_reports(terminal: Terminal, tmp_path: Path, file: Path) -> None:
    said = terminal(command(file, tmp_path / "run"))

    assert (said.code, said.err) == (0, "")
    assert sorted(content(tmp_path / "run")) == sorted([*TABLES, "report.html", "report.json"])
    register = pq.read_table(tmp_path / "run" / "register.parquet").to_pylist()
    assert [one["id"] for one in register] == list("12345678")
    assert str(register[0]["birth_date"]) == "1980-12-31"
    assert {one.stat().st_mode & 0o077 for one in (tmp_path / "run").iterdir()} == {0}


def test_the_report_counts_what_the_tables_hold(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    terminal(command(file, tmp_path / "run"))

    report = json.loads((tmp_path / "run" / "report.json").read_text())
    rows = {name: pq.read_metadata(tmp_path / "run" / name).num_rows for name in PARQUET}
    counts, elsewhere = report["counts"], report["elsewhere"]
    assert (counts["records"], counts["people"], counts["villages"]) == (8, 8, 2)
    assert counts["voters"] == rows["voters.parquet"] == 5
    assert sum(counts["excluded"].values()) == rows["excluded.parquet"]
    assert counts["records"] == counts["voters"] + sum(counts["excluded_once"].values())
    assert sum(counts["findings"].values()) == rows["findings.parquet"]
    for name in ("records", "blocking", "voters", "stations"):
        parts = sum(one[name] for one in report["villages"])
        assert parts + elsewhere.get(name, 0) == counts[name], name
    assert elsewhere["records"] == 2
    assert counts["stations"] == rows["stations.parquet"] == 2
    assert rows["assignments.parquet"] == rows["voters.parquet"]
    assert report["villages"][1] == {
        **dict.fromkeys(report["villages"][1], 0),
        **dict.fromkeys(("records", "voters", "voters_p", "no_ktp_el"), 1),
        **dict.fromkeys(("stations", "stations_bound"), 1),
        "village": OTHER,
        "words": report["villages"][1]["words"],
    }
    assert report["inputs"][0]["rows"] == 8


def test_reports_and_progress_hold_nobodys_data(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    said = terminal(command(file, tmp_path / "run"))

    page = (tmp_path / "run" / "report.html").read_text()
    for text in (said.out, page, (tmp_path / "run" / "report.json").read_text()):
        assert not any(secret in text for secret in ("RAHASIA", "CONTOH", "740101311280", "JALAN"))
    assert "5 pemilih dari 8 baris, 2 TPS; 3 temuan harus diperbaiki" in page
    assert "Tanpa desa yang dikenal di sini" in page


def test_progress_tells_every_step_from_nothing_to_all(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    said = terminal(command(file, tmp_path / "run"))

    lines = [json.loads(line) for line in said.out.splitlines()]
    for step in ("intake", "checks", "match", "voters", "stations"):
        shares = [line["share"] for line in lines if line["step"] == step]
        assert (shares[0], shares[-1], shares) == (0, 1, sorted(shares))


def test_people_see_a_bar_and_where_the_report_is(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    mapping = tmp_path / "source.yaml"
    mapping.write_text("region: '74.01'\n")
    deaths = tmp_path / "deaths.csv"
    deaths.write_text("NIK\n7401013112800008\n")
    given = f"--mapping {mapping} --deaths {deaths} --cap 500 --compact"

    said = terminal(
        f"register build {file} --election pilkada-2024 --out {tmp_path / 'run'} {given}"
    )

    assert "5 pemilih dari 8 baris" in said.out
    assert "[########################]" in said.err
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert (report["region"], report["options"]) == ("74.01", {"cap": 500, "mode": "compact"})
    assert report["lists"][0]["list"] == "deaths"


def test_the_same_order_gives_the_same_bytes_and_is_not_run_twice(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    for name in ("one", "two"):
        terminal(command(file, tmp_path / name))

    again = terminal(command(file, tmp_path / "one"))

    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert [json.loads(line)["words"] for line in again.out.splitlines()] == [
        "Putaran ini sudah ada"
    ]


def test_a_killed_run_leaves_none_and_goes_on_where_it_was(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    line = command(file, tmp_path / "run")
    with subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", "serentak.cli.main", *line.split()],
        stdout=subprocess.PIPE,
        env=unmeasured(),
    ) as child:
        assert child.stdout is not None
        for said in child.stdout:
            if json.loads(said)["step"] == "checks":
                child.kill()
                break
    assert not (tmp_path / "run").exists()

    second = terminal(line)
    terminal(command(file, tmp_path / "calm"))

    steps = [json.loads(one) for one in second.out.splitlines()]
    assert [one["share"] for one in steps if one["step"] == "intake"] == [1.0]
    assert content(tmp_path / "run") == content(tmp_path / "calm")
    assert not (tmp_path / "run.partial").exists()


def test_what_was_made_of_another_file_is_thrown_away(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    partial = tmp_path / "run.partial"
    (partial / "serentak-old").mkdir(parents=True)
    for name in ("stations.parquet", ".voters.parquet.part"):
        (partial / name).write_bytes(b"old")
    (partial / "steps.json").write_text('{"of": "another", "steps": {"intake": {}}}')

    terminal(command(file, tmp_path / "run"))

    assert sorted(content(tmp_path / "run")) == sorted([*TABLES, "report.html", "report.json"])


def test_every_voter_has_a_station_and_the_page_says_how_good_the_plan_is(
    terminal: Terminal, tmp_path: Path
) -> None:
    rows = [
        row(
            n,
            NIK=f"74010131128000{n:02d}",
            NKK=f"74010101010100{n // 3:02d}",
            LINTANG=f"-4.05{n}",
        )
        for n in range(12)
    ]
    bare = [row(20, NIK="7401013112800120", NKK="", LINTANG="", BUJUR="")]
    child = row(
        21, TANGGAL_LAHIR="28|11|2010", NIK="7401012811100001", STS_KAWIN="B", KODE_DESA=OTHER
    )

    terminal(
        f"{command(csv(tmp_path, [*rows, *bare, child]), tmp_path / 'run')} --cap 5 --threads 2"
    )

    report = json.loads((tmp_path / "run" / "report.json").read_text())
    page = (tmp_path / "run" / "report.html").read_text()
    stations = pq.read_table(tmp_path / "run" / "stations.parquet").to_pylist()
    assert list(stations[0]) == [
        *("code", "village", "number", "rts", "voters", "voters_l", "voters_p", "site"),
        *("lat", "lon", "distance_mean", "distance_max"),
    ]
    assert sum(one["voters"] for one in stations) == 13
    assert max(one["voters"] for one in stations) <= 5
    counts, found = report["counts"], report["certificate"]
    assert (counts["stations"], counts["without_place"], counts["without_card"]) == (4, 1, 1)
    assert (found["stations_bound"], found["stations_bound_families"]) == (3, 4)
    assert report["options"]["cap"] == 5
    assert report["official"]["differ"][0]["stations"] == 4
    assert "4; paling sedikit 3 menurut batas, 4 menurut kartu keluarga" in page
    assert "kartu keluarga yang tidak boleh dipecah tidak muat dalam 3" in page
    assert "Kecamatan yang berbeda" in page


def test_where_nobody_may_vote_there_is_no_station(terminal: Terminal, tmp_path: Path) -> None:
    child = row(1, TANGGAL_LAHIR="28|11|2010", NIK="7401012811100001", STS_KAWIN="B")

    terminal(command(csv(tmp_path, [child]), tmp_path / "run"))

    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert (report["counts"]["voters"], report["counts"]["stations"]) == (0, 0)
    assert pq.read_metadata(tmp_path / "run" / "stations.parquet").num_rows == 0
    assert "tidak dapat dihitung tanpa koordinat" in (tmp_path / "run" / "report.html").read_text()


def test_a_register_without_coordinates_is_planned_and_says_what_it_cannot_say(
    terminal: Terminal, tmp_path: Path
) -> None:
    rows = many(3, LINTANG="", BUJUR="", KODE_DESA="31.71.01.1001")

    terminal(f"{command(csv(tmp_path, rows), tmp_path / 'run')} --region 31 --cap 2")

    report = json.loads((tmp_path / "run" / "report.json").read_text())
    page = (tmp_path / "run" / "report.html").read_text()
    line = report["villages"][0]
    assert (line["stations"], line["distance_mean"], line["distance_max"]) == (2, None, None)
    assert report["certificate"]["family_splits"] == 1
    assert "tidak satu rumah pun diketahui letaknya" in page
    assert "periksa nomor kartunya" in page
    assert "Hitungan resmi per kecamatan belum ada" in page


def test_a_folder_in_use_is_refused_and_an_empty_one_is_taken(
    terminal: Terminal, tmp_path: Path, file: Path
) -> None:
    (tmp_path / "run").mkdir()
    first = terminal(command(file, tmp_path / "run"))

    second = terminal(f"{command(file, tmp_path / 'run')} --cap 300")

    assert (first.code, second.code) == (0, 2)
    assert "sudah berisi" in second.err


def test_two_builds_of_one_run_do_not_meet(terminal: Terminal, tmp_path: Path, file: Path) -> None:
    with unfinished(tmp_path / "run", "another") as other:
        said = terminal(command(file, tmp_path / "run"))
        other.keep({})

    assert said.code == 2
    assert "sedang dikerjakan proses lain" in said.err


def test_a_run_that_somebody_else_finished_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "run"
    with unfinished(target, "mine") as run:
        run.keep({})
        run.write_text("page.html", "done")

    with pytest.raises(BadData, match="baru saja selesai"), unfinished(target, "mine"):
        pass

    assert [one.name for one in tmp_path.iterdir()] == ["run"]
    assert [one.name for one in target.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    ("rows", "rest", "says"),
    [
        ([row(1), row(1)], "", "lebih dari satu kali, pada register.csv:2, register.csv:3. Perb"),
        ([row(1)], "--cap 0", "'0' bukan bilangan bulat positif"),
        ([row(1)], "--cap 900", "Batas 900 pemilih per TPS tidak boleh dipakai"),
        ([row(1)], "--region 99", "Wilayah 99 tidak ada dalam daftar Kementerian"),
        ([row(1)], "--region sultra", "Kode wilayah 'sultra' tidak dikenal"),
        ([row(1)], "--deaths tidak.csv", "Berkas tidak.csv tidak ada"),
    ],
)
def test_a_slip_is_one_sentence_and_leaves_no_run(
    terminal: Terminal, tmp_path: Path, rows: list[Row], rest: str, says: str
) -> None:
    said = terminal(f"{command(csv(tmp_path, rows), tmp_path / 'run')} {rest}")

    assert said.code == 2
    assert says in said.err
    assert not (tmp_path / "run").exists()


def test_a_clean_register_of_one_village_says_so(terminal: Terminal, tmp_path: Path) -> None:
    terminal(command(csv(tmp_path, many(2)), tmp_path / "run"))

    page = (tmp_path / "run" / "report.html").read_text()
    assert "Tidak ada temuan." in page
    assert "<p>Tidak ada.</p>" in page
    assert "Tanpa desa" not in page


def test_a_full_disk_leaves_no_run(terminal: Terminal, tmp_path: Path, file: Path) -> None:
    limited = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", sys.executable, "-m"]
    line = command(file, tmp_path / "run")

    full = subprocess.run(  # noqa: S603  our own program, where no file may grow
        [*limited, "serentak.cli.main", *line.split()],
        capture_output=True,
        check=False,
        env=unmeasured(),
    )

    assert full.returncode == 2
    assert "Media penyimpan penuh" in full.stderr.decode().splitlines()[-1]
    assert not (tmp_path / "run").exists()
    assert terminal(line).code == 0
    assert sorted(content(tmp_path / "run")) == sorted([*TABLES, "report.html", "report.json"])


OTHERS = ("AGUS", "BUDI", "DEWI", "FITRI", "HASAN", "LESTARI", "MULYONO", "RATNA", "YUSUF")
TWICE: Sequence[Row] = [
    row(1, NAMA="SITI RAHMAWATI HALIK", NKK="7401010101010005"),
    row(2, NAMA="SITI RAHMAWATI HALIK", NKK="7401010101010006", NIK="7401013112800011"),
    *(
        row(
            n,
            NAMA=f"{name} CONTOH",
            NIK=f"740101010180{n:04d}",
            NKK=f"74010101010200{n:02d}",
        )
        for n, name in enumerate(OTHERS, 3)
    ),
]


def test_what_people_answered_counts_in_the_next_run(terminal: Terminal, tmp_path: Path) -> None:
    line = command(csv(tmp_path, TWICE), tmp_path / "first")
    terminal(line)
    (pair,) = pq.read_table(tmp_path / "first" / "matches.parquet").to_pylist()
    said = {name: pair[name] for name in ("id_a", "id_b")} | {"at": "2024-10-01T12:00:00+08:00"}
    file = tmp_path / "reviews.jsonl"
    file.write_text(json.dumps({**said, "verdict": "different"}) + "\n")

    apart = terminal(f"{line.replace('first', 'apart')} --reviews {file}")
    file.write_text(json.dumps({**said, "verdict": "same"}) + "\n")
    terminal(f"{line.replace('first', 'one')} --reviews {file}")

    assert apart.code == 0
    voters = {
        name: json.loads((tmp_path / name / "report.json").read_text())["counts"]
        for name in ("apart", "one")
    }
    assert (voters["apart"]["voters"], voters["one"]["voters"]) == (11, 10)
    assert voters["one"]["pairs_answered"] == {"same": 1, "different": 0}
    assert (tmp_path / "one" / "reviews.jsonl").read_text() == file.read_text()


def test_answers_that_cannot_all_be_true_are_told(terminal: Terminal, tmp_path: Path) -> None:
    thrice = [*TWICE, *({**TWICE[0], "ID": name} for name in ("0a", "0b"))]
    register = csv(tmp_path, thrice)
    terminal(command(register, tmp_path / "first"))
    matches = tmp_path / "first" / "matches.parquet"
    pairs = {(one["id_a"], one["id_b"]) for one in pq.read_table(matches).to_pylist()}
    said = {"id_a": "0a", "id_b": "1", "verdict": "different"}
    file = tmp_path / "reviews.jsonl"
    file.write_text(json.dumps({**said, "at": "2024-10-01T12:00:00+08:00"}) + "\n")

    terminal(f"{command(register, tmp_path / 'torn')} --reviews {file}")
    voters = terminal(
        f"register voters {register} --matches {matches} --reviews {file} --out {tmp_path / 'v'}"
    )

    report = json.loads((tmp_path / "torn" / "report.json").read_text())
    assert {("0a", "0b"), ("0a", "1"), ("0b", "1")} <= pairs
    assert report["counts"]["pairs_torn"] == 1
    assert report["counts"]["voters"] == len(thrice)
    told = "1 jawaban 'orangnya berbeda' bertentangan dengan keputusan lain"
    assert told in unescape((tmp_path / "torn" / "report.html").read_text())
    assert told in " ".join(voters.out.split())


def test_answers_are_not_carried_to_rows_that_only_have_a_place(
    terminal: Terminal, tmp_path: Path
) -> None:
    bare = [{name: cell for name, cell in one.items() if name != "ID"} for one in TWICE]
    said = {"id_a": "register:2", "id_b": "register:3", "verdict": "same"}
    file = tmp_path / "reviews.jsonl"
    file.write_text(json.dumps({**said, "at": "2024-10-01T12:00:00+08:00"}) + "\n")

    terminal(f"{command(csv(tmp_path, bare), tmp_path / 'run')} --reviews {file}")

    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert report["counts"]["pairs_answered"] == {"same": 0, "different": 0}
    assert not (tmp_path / "run" / "reviews.jsonl").exists()
