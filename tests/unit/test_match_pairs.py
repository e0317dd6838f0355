"""Who is said to be one person and why, kind by kind; who is not; and what nobody has to look at."""

import numpy as np
import pytest

from serentak.engine.register.match import verdict
from serentak.engine.register.match.matching import Bounds
from tests.unit.doubles import ELSEWHERE, Row, neighbours, pairs, somebody

# Without compilation, as coverage is measured, numbers that wrap round say so.
pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")

SAME, SHARED, AUTO, REVIEW = "same-person", "same-nik", "auto", "review"
TWO = ("1", "2")
Changes = dict[str, str | int | None]


def with_second(**changes: str | int | None) -> list[Row]:
    """Neighbours, somebody, and her row again with changes."""
    return [*neighbours(), somebody("1"), somebody("2", **changes)]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "disalin utuh: nama sama; tanggal lahir sama; NIK sama"),
        ({"name": "SITI HARDIANNA LAODA"}, "salah tulis: nama hampir sama"),
        ({"name": "SITI HARDIANNA LAODAH"}, "salah tulis: nama hampir sama"),
        ({"name": "ST HARDIANA L"}, "salah tulis: nama ditulis berbeda"),
        ({"nik": "7402014301860002"}, "angka salah terbaca: nama sama"),
        (
            {"nik": None},
            "isian kurang: nama sama; tanggal lahir sama; NIK koso",
        ),
        ({"kk": None, "birth_date": None}, "isian kurang: nama sama"),
        (ELSEWHERE, "tercatat lagi di kab/kota lain: nama sama"),
        (
            {"birth_date": 19860307, "nik": "7402014703860004", "kk": "7402030507190044"},
            "tanggal tertukar: nama sama; hari dan bulan lahir tertukar; NIK berbeda",
        ),
    ],
)
def test_a_second_entry_is_found_and_its_cause_is_told(
    changes: dict[str, str | int | None], why: str
) -> None:
    found = pairs(with_second(**changes))

    assert list(found) == [TWO]
    assert (found[TWO]["kind"], found[TWO]["decision"]) == (SAME, AUTO)
    assert str(found[TWO]["reason"]).startswith(why)


@pytest.mark.parametrize(
    ("name", "serial"),
    [
        ("SITI HARDIANA LAODA", "0003"),
        ("SITI HARDIANTI LAODA", "0003"),
        ("SITI HARDIANTI LAODA", "0007"),  # as if 2 were misread
    ],
)
def test_two_numbers_on_one_card_with_like_names_are_for_a_person_to_judge(
    name: str, serial: str
) -> None:
    found = pairs(with_second(nik=f"740201430786{serial}", name=name))

    assert (found[TWO]["kind"], found[TWO]["decision"]) == (SAME, REVIEW)


def test_twins_with_names_of_their_own_are_no_pair() -> None:
    assert pairs(with_second(nik="7402014307860003", name="RAHMAWATI LAODA")) == {}


def test_one_number_with_two_people_stands_in_the_other_queue() -> None:
    other: Changes = {
        "name": "BUDI KASMAN",
        "sex": "L",
        "birth_date": 19700101,
        "birth_place": "RAHA",
    }

    found = pairs(with_second(kk="7402010503120099", **other))

    assert (found[TWO]["kind"], found[TWO]["decision"]) == (SHARED, AUTO)
    assert "jenis kelamin berbeda" in str(found[TWO]["reason"])


@pytest.mark.parametrize("nik", [None, "", "-"])
def test_people_without_a_number_share_none(nik: str | None) -> None:
    rows = [{**one, "nik": nik} for one in neighbours()]

    assert pairs(rows) == {}


def test_a_number_that_stands_for_none_is_none() -> None:
    rows = [{**one, "nik": "9999999999999999"} for one in neighbours()]

    assert pairs(rows) == {}


def test_a_spreadsheets_decimal_point_does_not_hide_a_number() -> None:
    found = pairs(with_second(nik=f"{somebody()['nik']}.0", name="HALIMA", birth_date=19600505))

    assert found[TWO]["kind"] == SHARED


def test_other_spellings_and_titles_are_one_name() -> None:
    rows = [
        *neighbours(),
        somebody("1", name="HJ. SITI NURHAJDAH MA'RUF"),
        somebody("2", name="St Nurhajdah  Maruf. "),
    ]

    assert str(pairs(rows)[TWO]["reason"]).startswith("disalin utuh: nama sama")


def test_the_spelling_before_1972_is_no_other_name() -> None:
    rows = [
        *neighbours(),
        somebody("1", name="SOEKARDJO TJANDRA BIN LA ODE HIBALI"),
        somebody("2", name="SUKARJO CANDRA BIN LA ODE HIBALI"),
    ]

    assert str(pairs(rows)[TWO]["reason"]).startswith("disalin utuh: nama sama")


def test_reasons_hold_nobodys_data() -> None:
    told = str(pairs(with_second(**ELSEWHERE))[TWO]["reason"])

    assert not any(char.isdigit() for char in told)
    assert not any(word in told for word in str(somebody()["name"]).split())


def test_a_family_that_moved_vouches_for_each_of_its_members() -> None:
    brother: Changes = {"name": "HARMAN LAODA", "sex": "L", "birth_date": 19880511}
    here: Changes = {"nik": "7402011105880001"}
    there: Changes = {**ELSEWHERE, "nik": "7405081105880002"}

    found = pairs(
        [
            *with_second(**ELSEWHERE),
            somebody("3", **brother, **here),
            somebody("4", **brother, **there),
        ]
    )

    assert set(found) == {TWO, ("3", "4")}
    assert "anggota keluarga lain juga cocok" in str(found[TWO]["reason"])


def test_nothing_below_the_bound_is_said() -> None:
    assert pairs(with_second(), Bounds(review=1.1, auto=1.1)).keys() == {TWO}
    assert pairs(with_second(**ELSEWHERE), Bounds(review=1.1, auto=1.1)) == {}


def test_a_register_of_nobody_and_of_one_has_no_pairs() -> None:
    assert pairs([]) == {}
    assert pairs([somebody()]) == {}


def test_groups_that_contradict_themselves_are_for_a_person_to_judge() -> None:
    chain, triangle = [[0, 1], [1, 2]], [[3, 4], [3, 5], [4, 5]]
    rows = np.array([*chain, *triangle, [6, 7], [8, 9]], np.int32)
    sure = np.array([True] * 6 + [False])

    once = verdict.agreed(rows, sure)

    assert once.tolist() == [False, False, True, True, True, True, False]
    assert verdict.agreed(rows, once).tolist() == once.tolist()


@pytest.mark.parametrize("names", [("SITI", ""), ("", "SITI"), ("", ""), ("SITI", None)])
def test_an_empty_name_is_told_as_empty_and_as_something_missing(
    names: tuple[str, str | None],
) -> None:
    first, second = names
    rows = [*neighbours(), somebody("1", name=first), somebody("2", name=second)]

    found = pairs(rows)

    assert str(found[TWO]["reason"]).startswith("isian kurang: nama kosong; ")
