"""What two dates, two numbers and two names are to each other, case by case."""

import numpy as np
import pytest

from serentak.engine.register.match import blocking, cases
from serentak.engine.register.match.cases import date_case, number_slip
from serentak.engine.register.match.digits import shifted
from serentak.engine.register.match.letters import distance
from serentak.engine.register.match.text import numbered
from tests.unit.doubles import Row, neighbours, pairs, somebody

# Without compilation, as coverage is measured, numbers that wrap round say so.
pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")

TWO = ("1", "2")


@pytest.mark.parametrize(
    ("other", "case"),
    [
        (0, cases.NO_DATE),
        (19860703, cases.SAME_DATE),
        (19860307, cases.DATE_SWAPPED),
        (19860704, cases.DATE_DIGIT),
        (19861219, cases.SAME_YEAR),
        (19990703, cases.DATE_PART),
        (19711225, cases.OTHER_DATE),
    ],
)
def test_two_dates_agree_more_or_less(other: int, case: int) -> None:
    assert date_case(19860703, other) == case


@pytest.mark.parametrize(
    ("other", "slip"),
    [
        (0, -1),
        (7402014307860002, 4),
        (7402014307860020, 3),
        (740201430786000, 3),
        (7402014301860002, 2),
        (7402014307860005, 1),
        (1111111111111111, 0),
    ],
)
def test_two_numbers_differ_by_slips_or_altogether(other: int, slip: int) -> None:
    assert number_slip(7402014307860002, other) == slip


def test_from_nothing_every_letter_of_the_other_text_is_a_slip() -> None:
    letters, scratch = np.frombuffer(b" ABC", np.uint8), np.zeros(256, np.uint64)

    assert distance(letters, 0, 1, 1, 4, scratch) == 3
    assert distance(letters, 1, 4, 1, 4, scratch) == 0


def test_no_number_is_a_number_that_lost_a_digit() -> None:
    assert shifted(1234, 124)
    assert not shifted(1234, 0)
    assert not shifted(1234, 567)


def found(name: str, *, like: str, **changes: str | None) -> object:
    """Why two rows with these names are one person."""
    rows: list[Row] = [*neighbours(), somebody("1", name=like), somebody("2", name=name, **changes)]
    return pairs(rows).get(TWO, {}).get("reason", "")


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("SOEHARDI DJALOE", "SUHARDI JALU"),
        ("SITI HARDIANA LAODA -", "SITI HARDIANA LAODA"),
        ("SITI  HARDIANA, LAODA.", "Siti Hardiana Laoda"),
    ],
)
def test_spellings_and_marks_leave_the_name_the_same(name: str, like: str) -> None:
    assert "nama sama" in str(found(name, like=like))


def test_two_odd_words_that_are_both_misspelt_are_still_one_name() -> None:
    assert "nama hampir sama" in str(found("HARDIANNA MAPPALAA", like="HARDIANA MAPPALA"))


def test_words_beyond_the_first_few_are_not_compared() -> None:
    long = "SITI HARDIANA LAODA BINTI MUHAMMAD KASIM RAUF SALAM NASIR TAMRIN"

    assert "nama sama" in str(found(long, like=long))


def test_an_empty_name_and_an_unknown_village_take_nothing_from_an_equal_number() -> None:
    assert "NIK sama" in str(found("", like="SITI HARDIANA LAODA", village=None))


def test_numbers_that_fall_on_one_place_keep_apart_when_the_table_grows() -> None:
    low, high = 1, 1 << 18 | 1  # the same place in a table of either size
    hashes = np.array([low, high, *range(100, 33_000), low, high], np.uint64)

    codes, first = numbered(hashes)

    assert len(first) == 32_902
    assert codes[:-2].tolist() == list(range(32_902))
    assert codes[-2:].tolist() == [0, 1]


def test_in_a_crowd_only_plausible_pairs_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [*neighbours(60), somebody("1"), somebody("2")]
    calm = pairs(people)

    monkeypatch.setattr(blocking, "FEW", 0)

    assert pairs(people) == calm
