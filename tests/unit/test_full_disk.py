"""A disk that is full says so in a sentence; what else goes wrong with files stays what it is."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from serentak.engine.errors import BadData
from serentak.engine.pipeline.people import Given, opened
from serentak.engine.store.workspace import enough_room, workspace, write_json
from tests.unit.residents import csv, many

FULL = "Media penyimpan penuh"


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """As on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_table_that_does_not_fit_is_not_blamed_on_its_file(tmp_path: Path) -> None:
    file = csv(tmp_path, many(500))

    with no_file_above(1_000), pytest.raises(BadData, match=FULL), workspace() as work:
        opened(work, Given(files=[file]))


def test_a_report_that_does_not_fit_leaves_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    write_json(target, ["first"])
    before = target.read_bytes()

    with no_file_above(100), pytest.raises(BadData, match=FULL), enough_room():
        write_json(target, ["x" * 5_000])

    assert target.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_other_slips_with_files_are_not_taken_for_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), enough_room():
        (tmp_path / "gone").read_bytes()
    with pytest.raises(duckdb.IOException, match="No files found"), enough_room():
        duckdb.read_csv(str(tmp_path / "gone.csv"))
