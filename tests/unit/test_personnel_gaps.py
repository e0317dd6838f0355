"""Need against what is there: shortages add up, and time runs towards a date."""

import pytest

from serentak.engine.personnel.gaps import Gap, Trend, gap, gaps, total


def test_a_surplus_in_one_place_fills_no_shortage_in_another() -> None:
    found = total([gap(7, 9), gap(7, 5)])

    assert found == Gap(need=14, there=14, short=2)
    assert found.percent == 85


def test_what_nobody_reported_is_missing_and_said_to_be_unreported() -> None:
    found = total([gap(7, None), gap(7, 6)])

    assert (found.short, found.silent, found.reported) == (8, 7, True)
    assert not gap(7, None).reported


def test_nobody_reported_is_not_the_same_as_nobody_there() -> None:
    assert gap(7, 0) == Gap(need=7, short=7)
    assert gap(7, 0).reported


@pytest.mark.parametrize(
    ("need", "there", "percent"),
    [(0, 0, None), (1000, 999, 99), (1000, 1000, 100), (1000, 1030, 103), (7, 0, 0)],
)
def test_only_a_need_that_is_met_is_a_hundred(need: int, there: int, percent: int | None) -> None:
    assert gap(need, there).percent == percent


def test_a_need_of_a_regency_takes_what_its_districts_have() -> None:
    need = {("74.12", "pantarlih"): 10, ("74.12.01", "kpps"): 7}
    there = {
        ("74.12.01", "pantarlih"): 4,
        ("74.12.02", "pantarlih"): 3,
        ("74.12.02", "kpps"): 1,
    }

    found = gaps(need, there)

    assert found["74.12", "pantarlih"] == Gap(need=10, there=7, short=3)
    assert found["74.12.01", "kpps"] == Gap(need=7, short=7, silent=7)
    assert found["74.12.02", "kpps"] == Gap(there=1)


@pytest.mark.parametrize(
    ("before", "now", "left", "forecast"),
    [
        (100, 60, 21, 0),
        (100, 90, 14, 80),
        (100, 90, 0, 90),
        (100, 90, -5, 90),
        (60, 80, 7, 90),
        (50, 50, 30, 50),
    ],
)
def test_a_shortage_goes_on_as_it_went_until_its_date(
    before: int, now: int, left: int, forecast: int
) -> None:
    trend = Trend(before=before, now=now, over=14, left=left)

    assert trend.forecast == forecast
    assert trend.in_time is (forecast == 0)
