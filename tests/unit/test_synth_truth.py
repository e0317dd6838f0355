"""What the truth files say is what an independent reader finds in the rows."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from serentak.engine.synth.doubles import Kind
from serentak.engine.synth.faults import FAULTS
from tests.unit.invented import KENDARI, made, material, order, written

Row = Mapping[str, Any]

PAIRS = made(order()).truth.to_pylist()
ERRORS = made(order()).errors.to_pylist()
ROWS = written(order()).rows
PERSON = dict(zip(ROWS, made(order()).sheet.records.person.tolist(), strict=True))


def _born(row: Row) -> date | None:
    found = re.fullmatch(r"(\d\d)\|(\d\d)\|(\d{4})", row["TANGGAL LAHIR"] or "")
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _nik(row: Row) -> str:
    nik = row["NIK"] or ""
    return nik if re.fullmatch(r"\d{16}", nik) else ""


def _contradicts_date(row: Row) -> bool:
    born, nik = _born(row), _nik(row)
    return bool(born and nik) and born is not None and nik[6:12] not in (
        f"{born:%d%m%y}", f"{born.day + 40:02d}{born:%m%y}",
    )  # fmt: skip


def _contradicts_sex(row: Row) -> bool:
    nik = _nik(row)
    return bool(nik) and (int(nik[6:12]) > 400_000) != (row["JK"] == "P")


KNOWN = {f"{code:06d}" for code in material(KENDARI).known.tolist()}
NAIVE: Mapping[str, Callable[[Row], bool]] = {
    "nik-missing": lambda row: row["NIK"] is None,
    "kk-missing": lambda row: row["NKK"] is None,
    "birth-date-missing": lambda row: row["TANGGAL LAHIR"] is None,
    "nik-form": lambda row: (row["NIK"] or "") != "" and not re.fullmatch(r"\d{16}|.*[.E].*", row["NIK"]),
    "nik-float": lambda row: bool(re.fullmatch(r"\d+\.\d.*", row["NIK"] or "")),
    "nik-district": lambda row: _nik(row) != "" and _nik(row)[:6] not in KNOWN,
    "nik-birth-date": _contradicts_date,
    "nik-sex": _contradicts_sex,
    "kk-form": lambda row: row["NKK"] is not None and not re.fullmatch(r"\d{16}", row["NKK"]),
    "birth-date-unreadable": lambda row: bool(re.fullmatch(r"..\|..\|\d\d", row["TANGGAL LAHIR"] or "")),
    "birth-date-impossible": lambda row: (
        bool(re.fullmatch(r"..\|..\|\d{4}", row["TANGGAL LAHIR"] or "")) and _born(row) is None
    ),
    "over-age": lambda row: (born := _born(row)) is not None and order().on.year - born.year > 121,
    "name-empty": lambda row: row["NAMA"] == "",
    "village-outside": lambda row: not row["KODE DESA"].startswith("74."),
    "village-unknown": lambda row: (
        row["KODE DESA"].startswith("74.") and row["KODE DESA"] not in material(KENDARI).villages.codes
    ),
    "deceased": lambda row: row["STATUS HIDUP"] == "MENINGGAL",
    "tni-polri": lambda row: row["PEKERJAAN"].startswith(("TENTARA", "KEPOLISIAN")),
}  # fmt: skip


@pytest.mark.parametrize("kind", NAIVE)
def test_each_error_is_where_the_file_says_and_nowhere_else(kind: str) -> None:
    told = {error["id"] for error in ERRORS if error["kind"] == kind}

    seen = {key for key, row in ROWS.items() if NAIVE[kind](row)}

    assert seen
    assert told == seen


def test_every_kind_of_error_occurs_once_a_row_at_most() -> None:
    counted = Counter((error["id"], error["kind"]) for error in ERRORS)

    assert {kind for _, kind in counted} >= set(FAULTS)
    assert set(counted.values()) == {1}


def test_under_age_rows_are_grown_people_by_their_nik() -> None:
    chosen = [ROWS[error["id"]] for error in ERRORS if error["kind"] == "under-age"]

    for row in chosen:
        born = _born(row)
        assert born is not None
        assert order().on.year - born.year < 17
        assert row["STS KAWIN"] == "B"


def test_lists_strike_the_rows_that_the_errors_name() -> None:
    dead = {row["NIK"]: row["TANGGAL LAHIR"] for row in made(order()).deaths.to_pylist()}
    serving = {row["NIK"] for row in made(order()).roster.to_pylist()}
    told = defaultdict(set)
    for error in ERRORS:
        told[error["kind"]].add(error["id"])

    for key, row in ROWS.items():
        struck = _nik(row) in dead
        apart = struck and _born(row) is not None and row["TANGGAL LAHIR"] != dead[row["NIK"]]
        alive = row["STATUS HIDUP"] == "HIDUP"
        assert (key in told["deceased-unclear"]) == apart
        assert (key in told["deceased-listed"]) == (struck and alive and not apart)
    assert told["tni-polri-listed"]
    assert all(ROWS[key]["NIK"] in serving for key in told["tni-polri-listed"])


def test_the_pairs_are_all_pairs_of_one_person() -> None:
    rows_of = defaultdict(list)
    for key, person in PERSON.items():
        rows_of[person].append(key)
    every = {pair for rows in rows_of.values() for pair in combinations(sorted(rows), 2)}

    told = [(p["id_a"], p["id_b"]) for p in PAIRS if p["kind"] != "nik-collision"]

    assert len(told) == len(set(told))
    assert set(told) == every
    assert max(len(rows) for rows in rows_of.values()) == 3


def test_collisions_are_all_pairs_of_two_people_with_one_nik() -> None:
    rows_of = defaultdict(list)
    for key, row in ROWS.items():
        if _nik(row):
            rows_of[_nik(row)].append(key)
    every = {
        (a, b)
        for rows in rows_of.values()
        for a, b in combinations(sorted(rows), 2)
        if PERSON[a] != PERSON[b]
    }

    told = {(p["id_a"], p["id_b"]) for p in PAIRS if p["kind"] == "nik-collision"}

    assert every
    assert told == every


def test_pairs_stand_in_order_and_every_kind_occurs() -> None:
    keys = [(pair["id_a"], pair["id_b"]) for pair in PAIRS]

    assert keys == sorted(keys)
    assert all(a < b for a, b in keys)
    assert {pair["kind"] for pair in PAIRS} == {*(kind.label for kind in Kind), "nik-collision"}


def test_who_is_registered_again_has_another_number_and_card() -> None:
    pairs = [(ROWS[p["id_a"]], ROWS[p["id_b"]]) for p in PAIRS if p["kind"] == "re-registered"]

    assert all(a["NKK"] != b["NKK"] for a, b in pairs)
    assert all(a["NIK"] != b["NIK"] for a, b in pairs if _nik(a) and _nik(b))


def test_swapped_dates_have_day_and_month_exchanged() -> None:
    pairs = [(ROWS[p["id_a"]], ROWS[p["id_b"]]) for p in PAIRS if p["kind"] == "swapped-date"]
    dates = [(_born(a), _born(b)) for a, b in pairs]

    swapped = [
        a is not None and b is not None and (a.day, a.month, a.year) == (b.month, b.day, b.year)
        for a, b in dates
    ]

    assert sum(swapped) > 0.85 * len(swapped)


def test_the_order_of_rows_does_not_tell_who_came_first() -> None:
    first = made(order()).sheet.records.kind == -1
    place = dict(zip(ROWS, first.tolist(), strict=True))
    pairs = [p for p in PAIRS if p["kind"] == "exact" and place[p["id_a"]] != place[p["id_b"]]]

    before = sum(place[p["id_a"]] for p in pairs) / len(pairs)

    assert 0.35 < before < 0.65


def test_without_doubles_and_errors_only_life_and_shared_numbers_contradict() -> None:
    clean = made(order(people=3_000, duplicates=0.0, errors=0.0))

    kinds = set(clean.errors["kind"].to_pylist())

    assert len(clean.sheet) == 3_000
    assert set(clean.truth["kind"].to_pylist()) <= {"nik-collision"}
    assert kinds <= {"deceased", "deceased-listed", "deceased-unclear", "tni-polri", "tni-polri-listed", "nik-birth-date", "nik-sex"}  # fmt: skip


def test_a_hamlet_may_have_nobody_on_the_lists() -> None:
    few = made(order(people=100, duplicates=0.0, errors=0.0))

    listed = few.deaths.num_rows + few.roster.num_rows

    assert min(few.deaths.num_rows, few.roster.num_rows) == 0
    assert few.errors.num_rows >= listed
