"""Versions of a register: what changed between two, the brake, and what is never damaged."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from serentak.engine.errors import BadData, NotAllowed
from serentak.engine.pipeline.people import Given
from serentak.engine.pipeline.versions import bring_in, compare, take_back, version_file
from serentak.engine.register.columns import Column, Source
from serentak.engine.register.versions import Consent, Key, rolled_up
from serentak.engine.store.archive import Archive
from serentak.engine.store.workspace import workspace
from tests.unit.residents import ELSEWHERE, OTHER, Row, csv, law, many, row

AT = datetime(2024, 6, 1, 8, tzinfo=UTC)
ALONE = Consent(by="Ani", at=AT)
BOTH = Consent(by="Ani", approved_by="Budi", at=AT)


def imported(folder: Path, rows: Sequence[Row], consent: Consent = ALONE) -> dict[str, Any]:
    """Bring rows in as a version."""
    given = Given(files=[csv(folder, rows)])
    with workspace() as work:
        brake = law().norm("import-brake")
        return bring_in(work, given, folder / "store", consent=consent, brake=brake)


def names(folder: Path) -> list[str]:
    """The names in the version in use."""
    archive = Archive(folder / "store")
    current = archive.current()
    assert current is not None
    found: list[str] = pq.read_table(archive.register(current))["NAMA"].to_pylist()
    return found


def lines(folder: Path, old: Sequence[Row], new: Sequence[Row], key: Key | None = None) -> Any:
    """What lies between two lists of rows."""
    files = [csv(folder, old, "old.csv"), csv(folder, new, "new.csv")]
    with workspace() as work:
        before, after = (Given(files=[file]) for file in files)
        return compare(work, before, after, key=key)


def test_added_removed_and_corrected_rows_are_told_apart(tmp_path: Path) -> None:
    old = [*many(3), row(4, STATUS_HIDUP="MENINGGAL"), row(5, PEKERJAAN="TNI", KODE_DESA=ELSEWHERE)]
    new = [*many(3), row(6, KODE_DESA="7401011003")]
    new[0] = {**new[0], "NAMA": "LAIN", "KODE DESA": OTHER}
    new[1] = {**new[1], "NAMA": f" {new[1]['NAMA']} "}

    found = lines(tmp_path, old, new)

    assert [tuple(one.values()) for one in found.lines] == [
        ("74.01", "74.01.01.1001", "removed", "deceased", 1),
        ("74.01", "74.01.01.1003", "added", "new", 1),
        ("74.01", "74.01.01.1003", "changed", "name", 1),
        ("74.01", "74.01.01.1003", "changed", "village", 1),
        ("74.02", "74.02.01.1001", "removed", "tni-polri", 1),
    ]
    assert [tuple(one.values()) for one in found.regencies] == [
        ("74.01", 4, 1, 1, 1),
        ("74.02", 1, 0, 1, 0),
    ]
    assert rolled_up(found.lines)[1] == {
        "regency": "74.01",
        "kind": "changed",
        "reason": "name",
        "rows": 1,
    }


def test_without_ids_rows_are_known_by_nik_and_missing_ones_never_merge(tmp_path: Path) -> None:
    bare = [{k: v for k, v in one.items() if k != "ID"} for one in many(4)]
    bare[2] = {**bare[2], "NIK": "", "NAMA": "TANPA SATU"}
    bare[3] = {**bare[3], "NIK": "", "NAMA": "TANPA DUA"}
    moved = [bare[1], {**bare[0], "RT": "9"}, {**bare[2], "RT": "8"}]

    found = lines(tmp_path, bare, moved)

    assert [(one["kind"], one["reason"], one["rows"]) for one in found.lines] == [
        ("changed", "rt", 2),
        ("removed", "unstated", 1),
    ]


def test_rows_that_share_a_key_are_counted_one_by_one(tmp_path: Path) -> None:
    found = lines(tmp_path, [row(1), row(2)], [row(1), row(2), row(3)], key=Key.NIK)

    assert [(one["kind"], one["rows"]) for one in found.lines] == [("added", 1)]


def test_a_shuffled_register_is_the_same_version(tmp_path: Path) -> None:
    assert lines(tmp_path, many(5), many(5)[::-1]).lines == []


def test_the_first_version_meets_no_brake(tmp_path: Path) -> None:
    manifest = imported(tmp_path, many(3))

    assert (manifest["version"], manifest["rows"], manifest["parent"]) == (1, 3, None)
    assert (manifest["by"], manifest["at"]) == ("Ani", "2024-06-01T08:00:00+00:00")
    assert [one["name"] for one in manifest["files"]] == ["register.csv"]


def test_a_small_change_passes_and_a_large_one_waits_for_a_second_person(tmp_path: Path) -> None:
    rows = many(200)
    imported(tmp_path, rows)
    rows[0] = {**rows[0], "NAMA": "SATU"}
    imported(tmp_path, rows)
    rows[1:3] = [{**rows[1], "NAMA": "DUA"}, {**rows[2], "NAMA": "TIGA"}]

    with pytest.raises(NotAllowed, match=r"0\.5 persen: 74\.01: 2 dari 200 baris"):
        imported(tmp_path, rows)

    assert names(tmp_path)[:3] == ["SATU", "CONTOH 2", "CONTOH 3"]
    manifest = imported(tmp_path, rows, BOTH)
    assert names(tmp_path)[:3] == ["SATU", "DUA", "TIGA"]
    assert (manifest["version"], manifest["approved_by"], manifest["braked"]) == (
        3,
        "Budi",
        ["74.01"],
    )


def test_a_new_regency_and_rows_without_one_are_large_changes(tmp_path: Path) -> None:
    imported(tmp_path, many(200))

    with pytest.raises(NotAllowed, match=r"tanpa kode: 1 dari 0 baris; 74\.02: 1 dari 0 baris"):
        imported(tmp_path, [*many(200), row(998, KODE_DESA=""), row(999, KODE_DESA=ELSEWHERE)])


def test_rows_that_leave_a_regency_count_where_they_stood(tmp_path: Path) -> None:
    small, large = many(100), many(900, KODE_DESA=ELSEWHERE)
    large = [
        {**one, "ID": f"b{one['ID']}", "NIK": f"74020131128{n:05d}"} for n, one in enumerate(large)
    ]
    imported(tmp_path, [*small, *large])
    small[:4] = [{**one, "KODE DESA": ELSEWHERE} for one in small[:4]]

    with pytest.raises(NotAllowed, match=r"persen: 74\.01: 4 dari 100 baris\. Tidak"):
        imported(tmp_path, [*small, *large])


def test_a_version_that_was_compared_with_an_older_one_waits(tmp_path: Path) -> None:
    imported(tmp_path, many(2))
    archive = Archive(tmp_path / "store")

    with pytest.raises(BadData, match="Versi lain masuk"), archive.adding({}, after=None):
        pass

    assert archive.numbers() == [1]
    imported(tmp_path, many(2))
    assert archive.numbers() == [1, 2]


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        (Consent(by=" ", at=AT), "--by"),
        (Consent(by="Ani", approved_by=" ANI", at=AT), "orang lain"),
        (Consent(by="Ani Sari", approved_by="Ani  Sari", at=AT), "orang lain"),
        (Consent(by="Ani", approved_by="A\u200bni", at=AT), "orang lain"),
        (Consent(by="Ani", approved_by="\uff21ni", at=AT), "orang lain"),
    ],
)
def test_nobody_approves_their_own_version(tmp_path: Path, consent: Consent, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        imported(tmp_path, many(2), consent)

    assert Archive(tmp_path / "store").current() is None


def test_a_bad_file_leaves_what_is_stored(tmp_path: Path) -> None:
    imported(tmp_path, many(3))
    before = sorted(
        (file, file.read_bytes()) for file in (tmp_path / "store").rglob("*") if file.is_file()
    )

    with pytest.raises(BadData):
        imported(tmp_path, [row(1), row(1)])

    after = sorted(
        (file, file.read_bytes()) for file in (tmp_path / "store").rglob("*") if file.is_file()
    )
    assert before == after


def test_an_earlier_version_comes_back_as_a_new_one(tmp_path: Path) -> None:
    imported(tmp_path, many(2))
    imported(tmp_path, many(3), BOTH)

    manifest = take_back(tmp_path / "store", to=None, consent=ALONE)

    assert (manifest["version"], manifest["restores"], manifest["replaces"]) == (3, 1, 2)
    assert names(tmp_path) == ["CONTOH 1", "CONTOH 2"]
    assert take_back(tmp_path / "store", to=2, consent=ALONE)["rows"] == 3
    assert Archive(tmp_path / "store").numbers() == [1, 2, 3, 4]


def test_there_must_be_a_version_to_take_back(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="Belum ada versi"):
        take_back(tmp_path / "store", to=None, consent=ALONE)
    imported(tmp_path, many(1))
    with pytest.raises(BadData, match="sebutkan --to"):
        take_back(tmp_path / "store", to=None, consent=ALONE)
    with pytest.raises(BadData, match=r"Versi 9 tidak ada\. Yang ada: 1"):
        take_back(tmp_path / "store", to=9, consent=ALONE)


def test_a_damaged_version_is_noticed(tmp_path: Path) -> None:
    imported(tmp_path, many(1))
    file = Archive(tmp_path / "store").at(1) / "register.parquet"
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    with pytest.raises(BadData, match="Versi 1 rusak"):
        imported(tmp_path, many(1))


def test_two_imports_do_not_run_at_once(tmp_path: Path) -> None:
    imported(tmp_path, many(1))
    (tmp_path / "store" / ".lock").touch()

    with pytest.raises(BadData, match="sedang berjalan"):
        imported(tmp_path, many(1))


def test_a_version_reads_like_any_file(tmp_path: Path) -> None:
    imported(tmp_path, many(2))
    stored = version_file(tmp_path / "store" / "0001")

    with workspace() as work:
        same = compare(work, Given(files=[stored]), Given(files=[csv(tmp_path, many(2), "b.csv")]))

    assert same.lines == []
    assert version_file(tmp_path / "b.csv") == tmp_path / "b.csv"


def test_a_source_of_its_own_is_stored_under_our_headings(tmp_path: Path) -> None:
    rows = [{("NOMOR" if k == "NIK" else k): v for k, v in row().items()}]
    given = Given(files=[csv(tmp_path, rows)], source=Source(columns={"NOMOR": Column.NIK}))
    with workspace() as work:
        bring_in(work, given, tmp_path / "store", consent=ALONE, brake=law().norm("import-brake"))

    assert "NIK" in pq.read_table(Archive(tmp_path / "store").register(1)).column_names
