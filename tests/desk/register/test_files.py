"""Which files are taken for a register, and that no name leads out of the folder."""

import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pytest_django import Settings

from serentak.desk.register import files
from serentak.engine.errors import BadData
from tests.desk.uploads import EXE, HTML, LETTER, PDF, WORKBOOK, packed, upload

CSV = b"NIK;NAMA;TANGGAL LAHIR\n7401;CONTOH;01-01-1990\n"


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"nik": ["7401"]}), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dp4.csv", CSV),
        ("DP4.CSV", CSV),
        ("dp4.xlsx", packed(WORKBOOK)),
        ("dp4.parquet", parquet()),
    ],
)
def test_registers_are_kept_under_their_hash(desk: Path, name: str, content: bytes) -> None:
    place = files.keep(upload(name, content))

    (path,) = files.paths([place])
    assert path.read_bytes() == content
    assert path.parent == desk / "inputs"
    assert name.lower() not in path.name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dp4.csv", EXE),
        ("dp4.csv", b"only one column\n1\n"),
        ("dp4.parquet", CSV),
        ("dp4.parquet", b"PAR1" + bytes(20)),
        ("dp4.xlsx", packed(LETTER)),
        ("dp4.xlsx", CSV),
        ("dp4.pdf", PDF),
        ("dp4", HTML),
    ],
)
def test_what_is_no_register_is_refused(desk: Path, name: str, content: bytes) -> None:
    with pytest.raises(BadData, match="Simpan ulang"):
        files.keep(upload(name, content))

    assert not (desk / "inputs").exists()


def test_an_empty_file_and_one_that_is_too_large_are_refused(settings: Settings) -> None:
    settings.REGISTER_UPLOAD_LIMIT = 1 << 20

    with pytest.raises(BadData, match="kosong"):
        files.keep(upload("dp4.csv", b""))
    with pytest.raises(BadData, match="melebihi batas 1 MB"):
        files.keep(upload("dp4.csv", CSV * 30_000))


def test_a_full_disk_leaves_no_half_file(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = upload("dp4.csv", CSV)
    monkeypatch.setattr(file, "chunks", _broken)

    with pytest.raises(OSError, match="penuh"):
        files.keep(file)

    assert [*(desk / "inputs").iterdir()] == []


def _broken(_size: int | None = None) -> Iterator[bytes]:
    raise OSError("penuh")


def test_files_in_the_folder_are_listed_and_found(desk: Path) -> None:
    (desk / "there" / "2024").mkdir()
    (desk / "there" / "2024" / "dp4.csv").write_bytes(CSV)
    (desk / "there" / "catatan.txt").write_text("bukan register")

    assert files.there() == ["2024/dp4.csv"]
    assert [*files.paths([files.named("2024/dp4.csv")])] == [desk / "there" / "2024" / "dp4.csv"]


@pytest.mark.parametrize(
    "name", ["../rahasia.csv", "/etc/passwd", "tak-ada.csv", "..", "dalam.csv"]
)
def test_no_name_leads_out_of_the_folder(desk: Path, name: str) -> None:
    (desk / "rahasia.csv").write_bytes(CSV)
    (desk / "there" / "dalam.csv").symlink_to(desk / "rahasia.csv")

    assert files.there() == []
    with pytest.raises(BadData, match="di dalam folder register"):
        files.named(name)
    with pytest.raises(BadData, match="di dalam folder register"):
        [*files.paths([f"berkas:{name}"])]


def test_only_uploads_are_called_otherwise_than_they_are_named() -> None:
    said = "Berkas ab12.csv dan desa.csv rusak."

    told = files.as_sent(
        said, {"unggahan ke-1": "unggahan:ab12.csv", "unggahan ke-2": "berkas:desa.csv"}
    )

    assert told == "Berkas unggahan ke-1 dan desa.csv rusak."


def test_an_upload_that_was_cleared_away_is_said(desk: Path) -> None:
    with pytest.raises(BadData, match="Unggah lagi"):
        [*files.paths(["unggahan:../../tak-ada.csv"])]


def test_without_a_folder_nothing_is_listed_and_nothing_found(settings: Settings) -> None:
    settings.REGISTER_DIR = None

    assert files.there() == []
    with pytest.raises(BadData, match="SERENTAK_REGISTER_DIR"):
        files.named("dp4.csv")
