"""`serentak register match --generic` as somebody types it: any table in, pairs out."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Terminal
from tests.unit.strangers import COLUMNS, TWICE, Row, doubled


def csv(file: Path, rows: list[Row], *, headings: tuple[str, ...] = ("id", *COLUMNS)) -> Path:
    """Rows as a file of plain text."""
    lines = [",".join(one[name] or "" for name in headings) for one in rows]
    file.write_text("\n".join([",".join(headings), *lines]) + "\n", "utf-8")
    return file


def pairs(out: Path) -> set[tuple[str, str]]:
    """What was written, as ids."""
    return {
        (one["id_a"], one["id_b"]) for one in pq.read_table(out / "matches.parquet").to_pylist()
    }


def test_one_table_is_searched_for_doubles(terminal: Terminal, tmp_path: Path) -> None:
    file, out = csv(tmp_path / "people.csv", doubled()), tmp_path / "out"

    said = terminal(f"register match --generic {file} --out {out} --format json")

    assert (said.code, json.loads(said.out)) == (0, [{"pairs": len(TWICE)}])
    assert pairs(out) == TWICE
    assert pq.read_schema(out / "matches.parquet").names == ["id_a", "id_b", "probability"]


def test_two_tables_are_paired_by_the_columns_they_share(
    terminal: Terminal, tmp_path: Path
) -> None:
    rows, second, out = doubled()[:80], doubled()[80:], tmp_path / "out"
    one = csv(tmp_path / "one.csv", rows)
    two = tmp_path / "two.parquet"
    known = pa.Table.from_pylist([dict(row) for row in second])
    pq.write_table(known.append_column("extra", pa.array(range(len(second)))), two)

    said = terminal(f"register match --generic {one} {two} --out {out}")

    assert said.code == 0
    assert pairs(out) == {both for both in TWICE if both[0].startswith("p")}


def test_rows_without_a_number_go_by_their_file_and_place(
    terminal: Terminal, tmp_path: Path
) -> None:
    file, out = csv(tmp_path / "people.csv", doubled(), headings=COLUMNS), tmp_path / "out"

    terminal(f"register match --generic {file} --out {out}")

    assert ("people:2", "people:81") in pairs(out)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["id,a\n1,x\n1,y\n"], "kolom ID kosong atau berulang"),
        (["id,a\n1,x\n,y\n"], "kolom ID kosong atau berulang"),
        (["id,a,A\n1,x,y\n"], "dua kolom berjudul sama"),
        (["id,a\n1,x\n", "id,b\n1,x\n"], "Samakan judul kolom"),
        (["id,a\n1,x\n"] * 3, "Beri satu berkas"),
        (["id,nik\n1,x\n"], "Jalankan tanpa --generic"),
    ],
)
def test_what_cannot_be_matched_is_said_in_a_sentence(
    terminal: Terminal, tmp_path: Path, texts: list[str], told: str
) -> None:
    files = [tmp_path / f"{n}.csv" for n in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, "utf-8")

    said = terminal(f"register match --generic {' '.join(map(str, files))} --out {tmp_path / 'o'}")

    assert said.code == 2
    assert told in said.err
    assert not (tmp_path / "o").exists()


def test_columns_that_are_no_text_are_refused(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "lists.parquet"
    pq.write_table(pa.table({"id": ["1"], "a": [[1, 2]]}), file)

    said = terminal(f"register match --generic {file} --out {tmp_path / 'o'}")

    assert said.code == 2
    assert "bukan teks" in said.err
