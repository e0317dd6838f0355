"""Counting days: first day, days off, hours, months, zones and closing hours."""

from datetime import date, datetime

import pytest

from serentak.engine.days import (
    CALENDAR_YEARS,
    Correction,
    Direction,
    OffKind,
    Tally,
    Term,
    Unit,
    Zone,
    calendar,
    closing,
    count,
    count_hours,
    day_of,
    local_moment,
    months_from,
)
from serentak.engine.errors import BadData, LawGap
from tests.unit.small import CALENDAR, LEAVE, NATAL, before, moment, term

MONDAY = date(2024, 12, 2)
FRIDAY = date(2024, 12, 6)
SATURDAY = date(2024, 12, 7)


def _count(anchor: date, how: Term) -> Tally:
    (only,) = count(anchor, how, days=CALENDAR)
    return only


def test_the_day_after_is_day_one_unless_said_otherwise() -> None:
    tally = _count(MONDAY, term(3))

    assert tally.first_day == date(2024, 12, 3)
    assert tally.last_day == date(2024, 12, 5)


def test_a_counted_trigger_day_is_day_one() -> None:
    tally = _count(MONDAY, term(3, first_day_counted=True))

    assert tally.counted == (date(2024, 12, 2), date(2024, 12, 3), date(2024, 12, 4))


def test_a_counted_trigger_on_a_day_off_moves_day_one_to_the_next_working_day() -> None:
    tally = _count(SATURDAY, term(3, first_day_counted=True))

    assert tally.first_day == date(2024, 12, 9)
    assert tally.last_day == date(2024, 12, 11)
    assert [skip.on for skip in tally.skipped] == [SATURDAY, date(2024, 12, 8)]


def test_a_day_off_at_the_trigger_is_not_named_when_it_does_not_count_anyway() -> None:
    tally = _count(SATURDAY, term(1))

    assert tally.first_day == date(2024, 12, 9)
    assert [skip.on for skip in tally.skipped] == [date(2024, 12, 8)]


def test_skipped_days_say_why_in_both_languages() -> None:
    tally = _count(date(2024, 12, 24), term(1))

    assert tally.last_day == date(2024, 12, 27)
    assert [(s.on, s.reason, s.reason_en, s.kind) for s in tally.skipped] == [
        (NATAL, "Natal", "Christmas", OffKind.PUBLIC),
        (LEAVE, "Cuti bersama", "Joint leave", OffKind.JOINT),
    ]


def test_calendar_days_run_through_weekends_and_holidays() -> None:
    tally = _count(date(2024, 12, 24), term(3, Unit.CALENDAR))

    assert tally.last_day == date(2024, 12, 27)
    assert tally.skipped == ()


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        (Unit.WORKING, date(2024, 12, 24), date(2024, 12, 23)),
        (Unit.CALENDAR, date(2024, 12, 26), date(2024, 12, 25)),
    ],
)
def test_days_before_run_back(unit: Unit, first: date, last: date) -> None:
    tally = _count(date(2024, 12, 27), before(2, unit))

    assert (tally.first_day, tally.last_day) == (first, last)


@pytest.mark.parametrize("how", [term(0), before(0)])
def test_a_limit_of_zero_is_the_day_itself(how: Term) -> None:
    assert _count(FRIDAY, how).last_day == FRIDAY


def test_a_limit_of_zero_on_a_day_off_is_the_next_working_day() -> None:
    assert _count(NATAL, term(0)).last_day == date(2024, 12, 27)
    assert _count(NATAL, before(0)).last_day == date(2024, 12, 24)


def test_a_limit_of_zero_months_is_the_day_itself() -> None:
    (tally,) = count(SATURDAY, term(0, Unit.MONTHS, first_day_counted=True), days=CALENDAR)

    assert (tally.first_day, tally.last_day) == (SATURDAY, SATURDAY)


def test_a_limit_is_never_negative() -> None:
    with pytest.raises(BadData, match="tidak boleh negatif"):
        term(-1)


# ---------------------------------------------------------------- months


def test_months_keep_the_day_number() -> None:
    (tally,) = count(date(2024, 9, 22), before(6, Unit.MONTHS), days=CALENDAR)

    assert tally.last_day == date(2024, 3, 22)
    assert tally.first_day == date(2024, 9, 21)
    assert tally.counted[0] == date(2024, 8, 22)


def test_a_counted_first_day_ends_months_a_day_sooner() -> None:
    (tally,) = count(date(2024, 1, 10), term(3, Unit.MONTHS, first_day_counted=True), days=CALENDAR)

    assert tally.first_day == date(2024, 1, 10)
    assert tally.last_day == date(2024, 4, 9)


@pytest.mark.parametrize(
    ("anchor", "how", "ends"),
    [
        (date(2024, 1, 31), term(1, Unit.MONTHS), [date(2024, 2, 29), date(2024, 3, 1)]),
        (date(2025, 1, 31), term(1, Unit.MONTHS), [date(2025, 2, 28), date(2025, 3, 1)]),
        (date(2024, 3, 31), before(1, Unit.MONTHS), [date(2024, 2, 29), date(2024, 3, 1)]),
        (date(2024, 10, 31), term(2, Unit.MONTHS), [date(2024, 12, 31)]),
        (date(2024, 11, 30), term(3, Unit.MONTHS), [date(2025, 2, 28), date(2025, 3, 1)]),
    ],
)
def test_months_that_land_on_no_day_give_both_neighbours(
    anchor: date, how: Term, ends: list[date]
) -> None:
    assert [tally.last_day for tally in count(anchor, how, days=CALENDAR)] == ends


def test_months_cross_years_both_ways() -> None:
    assert months_from(date(2024, 2, 14), -14) == (date(2022, 12, 14),)
    assert months_from(date(2024, 11, 27), 14) == (date(2026, 1, 27),)


@pytest.mark.parametrize("how", [term(200_000, Unit.MONTHS), before(200_000, Unit.MONTHS)])
def test_months_beyond_all_years_are_a_gap(how: Term) -> None:
    with pytest.raises(LawGap, match="di luar kalender"):
        count(MONDAY, how, days=CALENDAR)


def test_calendar_days_beyond_all_years_are_a_gap() -> None:
    with pytest.raises(LawGap, match="di luar kalender"):
        count(date(9999, 12, 30), term(5, Unit.CALENDAR), days=CALENDAR)


# ---------------------------------------------------------------- hours and zones


def test_hours_run_to_the_minute_through_a_weekend() -> None:
    tally, end = count_hours(moment("2024-03-20T22:19+07:00"), term(72, Unit.HOURS))

    assert end == moment("2024-03-23T22:19+07:00")
    assert tally.first_day == date(2024, 3, 20)
    assert tally.counted == (date(2024, 3, 21), date(2024, 3, 22), date(2024, 3, 23))


def test_hours_before_run_back() -> None:
    tally, end = count_hours(moment("2024-03-20T10:00+07:00"), before(30, Unit.HOURS))

    assert end == moment("2024-03-19T04:00+07:00")
    assert tally.counted == (date(2024, 3, 19),)
    assert tally.last_day == date(2024, 3, 19)


def test_hours_cannot_be_counted_from_a_day() -> None:
    with pytest.raises(BadData, match="tanggal dan jam"):
        count(MONDAY, term(24, Unit.HOURS), days=CALENDAR)


def test_hours_beyond_all_years_are_a_gap() -> None:
    with pytest.raises(LawGap, match="di luar kalender"):
        count_hours(moment("2024-03-20T10:00+07:00"), term(10**9, Unit.HOURS))


def test_half_past_midnight_in_the_east_is_still_yesterday_in_jakarta() -> None:
    announced = moment("2024-12-05T00:30+08:00")

    assert day_of(local_moment(announced, Zone.WIB)) == date(2024, 12, 4)
    assert day_of(local_moment(announced, Zone.WITA)) == date(2024, 12, 5)
    assert day_of(local_moment(announced, Zone.WIT)) == date(2024, 12, 5)


def test_a_moment_without_zone_is_the_receiving_bodys_own_time() -> None:
    naive = datetime(2024, 12, 5, 0, 30)  # noqa: DTZ001  what the test is about

    assert local_moment(naive, Zone.WIB) == moment("2024-12-05T00:30+07:00")


def test_a_day_has_no_zone() -> None:
    assert local_moment(MONDAY, Zone.WIT) == MONDAY
    assert day_of(MONDAY) == MONDAY


def test_a_moment_that_leaves_all_years_in_its_zone_is_a_gap() -> None:
    with pytest.raises(LawGap, match="di luar kalender"):
        local_moment(moment("0001-01-01T00:00+14:00"), Zone.WIB)


@pytest.mark.parametrize(
    ("closes", "zone", "text"),
    [
        ("24:00", Zone.WIB, "2024-12-05T23:59:59+07:00"),
        ("24:00", Zone.WIT, "2024-12-05T23:59:59+09:00"),
        ("16:00", Zone.WITA, "2024-12-05T16:00:00+08:00"),
    ],
)
def test_a_day_closes_at_its_hour_in_its_zone(closes: str, zone: Zone, text: str) -> None:
    assert closing(date(2024, 12, 5), closes, zone) == moment(text)


@pytest.mark.parametrize("closes", ["25:00", "sore", "16", "16:00:00"])
def test_an_hour_nobody_can_read_is_a_gap(closes: str) -> None:
    with pytest.raises(LawGap, match="Jam tutup"):
        closing(MONDAY, closes, Zone.WIB)


# ---------------------------------------------------------------- the calendar


def test_a_working_day_has_no_reason_to_be_off() -> None:
    assert CALENDAR.why_off(MONDAY) is None


def test_a_weekend_is_off_but_has_no_name_of_its_own() -> None:
    off = CALENDAR.why_off(SATURDAY)

    assert off is not None
    assert off.kind is OffKind.WEEKEND
    assert CALENDAR.off(SATURDAY) is None


@pytest.mark.parametrize("year", [1800, 2009, 2046])
def test_a_year_outside_the_calendar_is_a_gap(year: int) -> None:
    with pytest.raises(LawGap, match="di luar jangkauan"):
        CALENDAR.why_off(date(year, 5, 5))


def test_a_working_count_that_runs_out_of_the_calendar_is_a_gap() -> None:
    with pytest.raises(LawGap, match="2046"):
        count(date(2045, 12, 29), term(3), days=CALENDAR)


def test_a_year_without_decree_is_provisional() -> None:
    assert CALENDAR.provisional(date(2027, 1, 4))
    assert not CALENDAR.provisional(date(2024, 1, 4))


def _correction(on: date, *, add: bool) -> Correction:
    return Correction(
        on=on,
        add=add,
        kind=OffKind.JOINT,
        name="Cuti tambahan",
        name_en="More leave",
        cite="SKB contoh",
    )


def test_decrees_correct_the_base_calendar() -> None:
    added, removed = date(2024, 12, 3), date(2024, 12, 25)

    days = calendar(
        decreed=[2024],
        corrections=[_correction(added, add=True), _correction(removed, add=False)],
    )

    extra = days.off(added)
    assert extra is not None
    assert (extra.name, extra.cite, extra.kind) == ("Cuti tambahan", "SKB contoh", OffKind.JOINT)
    assert days.why_off(removed) is None
    assert days.years == CALENDAR_YEARS


def test_a_public_holiday_outranks_joint_leave_and_later_years_are_estimates() -> None:
    days = calendar(decreed=[2024], corrections=[])

    independence, later = days.off(date(2024, 8, 17)), days.off(date(2027, 8, 17))
    assert independence is not None
    assert later is not None
    assert independence.kind is OffKind.PUBLIC
    assert not independence.provisional
    assert later.provisional


def test_a_calendar_without_decrees_is_an_estimate_throughout() -> None:
    days = calendar(decreed=[], corrections=[])

    assert days.provisional(date(2024, 1, 1))


@pytest.mark.parametrize(("direction", "sign"), [(Direction.AFTER, 1), (Direction.BEFORE, -1)])
def test_a_direction_has_a_sign(direction: Direction, sign: int) -> None:
    assert direction.sign == sign
