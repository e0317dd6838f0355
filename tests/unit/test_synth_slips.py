"""Slips change what they should and nothing else; numbers are written as text without a loop."""

import numpy as np
import pytest

from serentak.engine.synth.arrays import apportioned, dotted, numbered, serials, sixteen
from serentak.engine.synth.dates import exists, written
from serentak.engine.synth.dice import dice, drawn
from serentak.engine.synth.slips import misread, mistyped, respelled, shifted, swapped


def test_numbers_are_written_with_their_noughts_and_none_for_nothing() -> None:
    numbers = np.array([7401010101900001, 1, 0, -1])

    assert sixteen(numbers).to_pylist() == ["7401010101900001", "0000000000000001", None, None]
    assert numbered(np.array([1, 42, 999]), 3).to_pylist() == ["001", "042", "999"]


def test_days_are_written_as_offices_do() -> None:
    assert dotted(np.array([19800102, 0, -1])).to_pylist() == ["02|01|1980", None, None]


def test_a_total_is_shared_out_to_the_last_part() -> None:
    assert apportioned(np.array([1.0, 1.0, 1.0]), 10).tolist() == [4, 3, 3]
    assert apportioned(np.array([0.0, 5.0]), 7).tolist() == [0, 7]


def test_serials_count_equal_keys_in_their_order() -> None:
    assert serials(np.array([5, 3, 5, 5, 3])).tolist() == [1, 1, 2, 3, 2]


def test_days_of_the_calendar_are_known() -> None:
    days = np.array([20000229, 19000229, 20230431, 20231231, 0, -1, 20231301])

    assert exists(days).tolist() == [True, False, False, True, False, False, False]


def test_calendar_days_become_numbers() -> None:
    days = np.array(["1969-12-31", "2000-02-29", "2024-11-27"], "datetime64[D]")

    assert written(days).tolist() == [19691231, 20000229, 20241127]


def test_shares_need_not_add_up_to_one() -> None:
    found = drawn(dice(1, "test"), (2, 0, 6), 10_000)

    assert set(found.tolist()) == {0, 2}
    assert 0.72 < (found == 2).mean() < 0.78


def test_a_mistyped_name_is_one_slip_away() -> None:
    names = ["MUHAMMAD ALI", "LA ODE HASAN", "SITI", "X"] * 200

    typed = mistyped(dice(1, "test"), names)

    assert all(a != b and abs(len(a) - len(b)) <= 2 for a, b in zip(names, typed, strict=True))
    assert "MUHAMAD ALI" in typed


def test_a_respelled_name_uses_known_spellings_sounds_and_initials() -> None:
    known = {"MUHAMMAD": ["MUH"]}

    found = set(respelled(dice(1, "test"), ["MUHAMMAD FAJAR"] * 300, known))

    assert {"MUH FAJAR", "M FAJAR", "MUHAMMAD", "MUHAMMAD F"} <= found
    assert set(respelled(dice(1, "test"), ["BETO"] * 20, known)) == {"BETOO"}


def test_a_digit_is_misread_for_one_that_looks_like_it() -> None:
    found = misread(dice(1, "test"), np.full(50, 1_000_000_000_000_008), first=0, last=2)

    assert set(found.tolist()) == {1_000_000_000_000_001 - 1, 1_000_000_000_000_088}


def test_a_date_is_swapped_only_where_that_is_a_date() -> None:
    assert swapped(np.array([20000315, 20000503, 20001231])).tolist() == [
        20000315, 20000305, 20001231,
    ]  # fmt: skip


@pytest.mark.parametrize("born", [19800229, 20000101, 19991231])
def test_a_shifted_date_is_another_day_of_the_calendar(born: int) -> None:
    found = shifted(dice(1, "test"), np.full(200, born))

    assert exists(found).all()
    assert (found != born).all()
    assert len(set(found.tolist())) > 1
