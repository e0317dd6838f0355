"""`serentak register build --engine spark`: the answers of the embedded database, from a local Spark."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from serentak.cli.main import main
from tests.cli.conftest import Terminal
from tests.unit.residents import Row, csv, row

java = pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java 17")

TABLES = ("register", "findings", "matches", "excluded", "voters", "stations", "assignments")
# Cells that engines read in different ways where an expression leaves it to them.
ODD: Mapping[str, Sequence[str]] = {
    "TANGGAL LAHIR": ("1_|02|1999", "01-02-19e3", "0x|12|1999", "1e-01-2000", " 1-02-1999",
                      "-1|02|1999", "29221", "29221.0", "1-1-1980", "1999-02-01T00:00",
                      "31-12-1980\n", "٣١-١٢-١٩٨٠", ".1|.2|1999"),
    "NIK": ("7401013112800001d", "7401_0131_1280_0001", "7401013112800001.0", "7,40101E+15",
            "+7401013112800001", "\t7401013112800001", "7401013112800001\u00a0", "NaN", "-"),
    "JK": ("perempuan", "p\x0b", "\u0131", "ß"),
    "PEKERJAAN": ("anggota tni", "Purnawirawan TNI", "POLRI\n", "KEPOLISIAN RI"),
    "STATUS HIDUP": ("Meninggal dunia", "pindah ", "\u3000MATI"),
    "NAMA": (" ", "\t", "\u200b", "!"),
    "LINTANG": ("1d", "1_0", "0x1p3", "NaN", "inf", "1e400", ".5", "4,05", " -4.05\n"),
    "KODE DESA": ("7401011001", " 74.01.01.1001", "74.01.01.1001.0", "74"),
}  # fmt: skip


def odd_rows() -> Iterator[Row]:
    """A row for each odd cell, and nothing else wrong with it."""
    number = count(1)
    for column, cells in ODD.items():
        for cell in cells:
            one = row(0, NIK=f"740101311280{next(number):04d}")
            yield {**one, column: cell, "ID": f"odd-{column}-{cell.encode().hex()}"}


@dataclass(frozen=True, slots=True)
class Runs:
    """One order, computed in both places."""

    embedded: Path
    spark: Path


def on_spark(line: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own: Spark leaves threads and sockets behind."""
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "serentak.cli.main", *line.split(), "--engine", "spark"],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Ten thousand invented people in Parquet and the odd ones in CSV, with both lists."""
    place = tmp_path_factory.mktemp("runs")
    main(["register", "synth", "--people", "9800", "--seed", "3", "--out", str(place / "made")])
    files = f"{place}/made/register.parquet {csv(place, list(odd_rows()), 'odd.csv')}"
    lists = f"--deaths {place}/made/deaths.csv --roster {place}/made/roster.csv"
    order = f"register build {files} {lists} --election pilkada-2024 --progress json"

    assert main([*order.split(), "--out", str(place / "embedded")]) == 0
    said = on_spark(f"{order} --master local[2] --memory 1GB --out {place / 'spark'}")

    assert said.returncode == 0, said.stderr
    assert "CONTOH" not in said.stdout + said.stderr
    return Runs(place / "embedded", place / "spark")


@java
@pytest.mark.parametrize("name", TABLES)
def test_tables_hold_the_same_rows_in_the_same_order(runs: Runs, name: str) -> None:
    embedded, spark = (
        pq.read_table(folder / f"{name}.parquet") for folder in (runs.embedded, runs.spark)
    )

    assert embedded.num_rows > 0
    assert spark.schema == embedded.schema
    assert spark.to_pylist() == embedded.to_pylist()


@java
@pytest.mark.parametrize("name", ["report.json", "report.html"])
def test_reports_are_the_same_byte_for_byte(runs: Runs, name: str) -> None:
    assert (runs.spark / name).read_bytes() == (runs.embedded / name).read_bytes()


@java
def test_nothing_of_spark_stays_in_the_folder(runs: Runs) -> None:
    names = {one.name for one in runs.spark.iterdir()}

    assert names == {one.name for one in runs.embedded.iterdir()}


@java
def test_a_column_that_spark_does_not_know_is_refused(tmp_path: Path) -> None:
    cells = {name: [cell] for name, cell in row(1).items()}
    born = pa.array([datetime(1980, 12, 31)], pa.timestamp("ns"))  # noqa: DTZ001  a day
    pq.write_table(pa.table({**cells, "TANGGAL LAHIR": born}), tmp_path / "ns.parquet")

    said = on_spark(
        f"register build {tmp_path / 'ns.parquet'} --election pilkada-2024 --out {tmp_path / 'run'}"
    )

    assert said.returncode == 2
    assert "ns.parquet memuat jenis kolom yang tidak dikenal Spark" in said.stderr


@java
def test_a_master_that_is_no_master_is_refused(tmp_path: Path) -> None:
    file = csv(tmp_path, [row()])

    said = on_spark(
        f"register build {file} --election pilkada-2024 --out {tmp_path / 'run'} --master entah"
    )

    assert said.returncode == 2
    assert "Spark tidak dapat dimulai pada 'entah'" in said.stderr


def refused(terminal: Terminal, folder: Path, rest: str) -> str:
    """What a run is refused with."""
    file = csv(folder, [row()])
    said = terminal(f"register build {file} --election pilkada-2024 --out {folder}/run {rest}")
    assert said.code == 2
    assert not (folder / "run").exists()
    return said.err


@pytest.mark.parametrize("address", ["spark://127.0.0.1:1", "spark://127.0.0.1", "spark://a:b,c:d"])
def test_a_master_that_does_not_answer_is_refused_at_once(
    terminal: Terminal, tmp_path: Path, address: str
) -> None:
    said = refused(terminal, tmp_path, f"--engine spark --master {address}")

    assert f"Master Spark {address} tidak menjawab" in said


def test_without_java_the_sentence_says_what_to_install(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as master:
        address = f"spark://127.0.0.1:{master.getsockname()[1]}"

        said = refused(terminal, tmp_path, f"--engine spark --master {address}")

    assert "Java tidak ditemukan. Pasang Java 17" in said


def test_without_the_extra_the_sentence_says_what_to_install(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)

    said = refused(terminal, tmp_path, "--engine spark")

    assert "pip install 'serentak[spark]'" in said


def test_a_master_without_its_engine_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    said = refused(terminal, tmp_path, "--master local[2]")

    assert "--master hanya berlaku bersama --engine spark" in said
