"""What the matcher's loops say of two dates, two numbers, two rows, and of keys that many rows share."""

import numpy as np
import pytest

from serentak.engine.register.match.cases import (
    DATE_DIGIT,
    DATE_PART,
    DATE_SWAPPED,
    NO_DATE,
    OTHER_DATE,
    SAME_DATE,
    SAME_YEAR,
    date_case,
    number_slip,
)
from serentak.engine.register.match.counts import counts
from serentak.engine.register.match.matching import candidates, compared
from serentak.engine.register.match.rows import rows
from serentak.engine.register.match.traits import Trait
from tests.unit.doubles import Row, somebody, table

# Without compilation, as coverage is measured, numbers that wrap round say so.
pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")

BARE = dict.fromkeys(somebody().keys() - {"id"})


@pytest.mark.parametrize(
    ("other", "case"),
    [
        (19860703, SAME_DATE),
        (19860307, DATE_SWAPPED),
        (19860708, DATE_DIGIT),
        (19867003, DATE_DIGIT),
        (19861225, SAME_YEAR),
        (19860725, DATE_PART),
        (19720703, DATE_PART),
        (19721225, OTHER_DATE),
        (0, NO_DATE),
    ],
)
def test_two_dates_agree_in_one_of_seven_ways(other: int, case: int) -> None:
    assert date_case(19860703, other) == date_case(other, 19860703) == case


@pytest.mark.parametrize(
    ("other", "slip"),
    [
        (7402014307860002, 4),
        (7402013407860002, 3),  # neighbours exchanged
        (740201307860002, 3),  # a digit lost
        (7402014301860002, 2),  # 7 read as 1
        (7402014307860005, 1),
        (7402014399990005, 0),
        (0, -1),
    ],
)
def test_two_numbers_differ_in_one_of_six_ways(other: int, slip: int) -> None:
    assert number_slip(7402014307860002, other) == number_slip(other, 7402014307860002) == slip


def test_what_a_row_lacks_is_neither_equal_nor_different() -> None:
    known = rows(table([somebody("1"), {**somebody("2"), **BARE}]))

    (traits,) = compared(known, counts(known), np.array([[0, 1]], np.int32))

    unknown = (Trait.ENDS, Trait.REGION, Trait.ADDRESS, Trait.PLACE, Trait.SEX, Trait.RT)
    assert [traits[one] for one in unknown] == [-1] * len(unknown)


def namesakes(size: int) -> list[Row]:
    """Two groups of one name and village each, and no two of them of one year, or born on one day of it."""
    return [
        {
            **BARE,
            "id": str(n),
            "name": "HALIJA" if n % 2 else "BURHAN",
            "village": "74.02.01.2004",
            "birth_date": (1901 + n) * 10_000 + (1 + n // 56) * 100 + 1 + n // 2 % 28,
        }
        for n in range(size)
    ]


def test_a_small_register_is_looked_at_whole_and_a_large_one_only_where_it_is_likely() -> None:
    few, many = (candidates(rows(table(namesakes(size)))) for size in (6, 660))

    assert len(few) == 6
    assert len(many) == 0
