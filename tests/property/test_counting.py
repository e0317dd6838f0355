"""What must always hold when days are counted."""

from datetime import date, timedelta

from hypothesis import assume, example, given
from hypothesis import strategies as st

from serentak.engine.days import Direction, Tally, Term, Unit, Zone, closing, count, months_from
from tests.property import slow
from tests.property.days import calendar_of, days, directions, is_off, limits, near, off_days

AFTER, BEFORE = Direction.AFTER, Direction.BEFORE


def _tally(
    anchor: date,
    limit: int,
    off: frozenset[date],
    *,
    unit: Unit = Unit.WORKING,
    direction: Direction = AFTER,
    counted: bool = False,
) -> Tally:
    term = Term(limit=limit, unit=unit, direction=direction, first_day_counted=counted)
    (only,) = count(anchor, term, days=calendar_of(off))
    return only


@given(anchor=near, limit=limits, off=off_days, direction=directions, counted=st.booleans())
def test_a_working_day_deadline_never_falls_on_a_day_off(
    anchor: date, limit: int, off: frozenset[date], direction: Direction, *, counted: bool
) -> None:
    tally = _tally(anchor, limit, off, direction=direction, counted=counted)

    assert not is_off(tally.last_day, off)
    assert not any(is_off(day, off) for day in tally.counted)


@given(anchor=near, limit=limits, off=off_days, extra=near, counted=st.booleans())
def test_one_more_holiday_never_brings_a_deadline_forward(
    anchor: date, limit: int, off: frozenset[date], extra: date, *, counted: bool
) -> None:
    before = _tally(anchor, limit, off, counted=counted)
    after = _tally(anchor, limit, off | {extra}, counted=counted)

    assert after.last_day >= before.last_day


@given(anchor=near, limit=limits, off=off_days, extra=near)
def test_one_more_holiday_never_lets_a_backward_limit_start_later(
    anchor: date, limit: int, off: frozenset[date], extra: date
) -> None:
    before = _tally(anchor, limit, off, direction=BEFORE)
    after = _tally(anchor, limit, off | {extra}, direction=BEFORE)

    assert after.last_day <= before.last_day


@given(anchor=near, limit=limits, off=off_days, direction=directions, counted=st.booleans())
@example(anchor=date(2023, 8, 18), limit=3, off=frozenset(), direction=AFTER, counted=False).via(
    "published: Bawaslu, 21-23 August 2023"
)
def test_counting_agrees_with_the_slow_counter(
    anchor: date, limit: int, off: frozenset[date], direction: Direction, *, counted: bool
) -> None:
    tally = _tally(anchor, limit, off, direction=direction, counted=counted)

    assert tally.last_day == slow.last_day(
        anchor,
        limit,
        counts=counted,
        back=direction is BEFORE,
        working=lambda day: not is_off(day, off),
    )


@given(anchor=days, limit=limits, direction=directions, counted=st.booleans())
def test_calendar_days_agree_with_the_slow_counter_too(
    anchor: date, limit: int, direction: Direction, *, counted: bool
) -> None:
    tally = _tally(
        anchor, limit, frozenset(), unit=Unit.CALENDAR, direction=direction, counted=counted
    )

    assert tally.last_day == slow.last_day(
        anchor, limit, counts=counted, back=direction is BEFORE, working=lambda _day: True
    )
    assert tally.skipped == ()


@given(anchor=near, limit=limits, off=off_days, direction=directions, counted=st.booleans())
def test_every_day_on_the_way_is_either_counted_or_skipped_with_a_reason(
    anchor: date, limit: int, off: frozenset[date], direction: Direction, *, counted: bool
) -> None:
    tally = _tally(anchor, limit, off, direction=direction, counted=counted)

    passed = sorted([*tally.counted, *(skip.on for skip in tally.skipped)])
    assert passed == [passed[0] + timedelta(days=n) for n in range(len(passed))]
    assert len(tally.counted) == max(limit, 1)
    assert all(skip.reason and skip.reason_en for skip in tally.skipped)


@given(anchor=days, limit=limits)
def test_before_undoes_after_for_calendar_days(anchor: date, limit: int) -> None:
    there = _tally(anchor, limit, frozenset(), unit=Unit.CALENDAR)
    back = _tally(there.last_day, limit, frozenset(), unit=Unit.CALENDAR, direction=BEFORE)

    assert back.last_day == anchor


@given(anchor=near, limit=st.integers(1, 40), off=off_days)
def test_a_counted_first_day_never_gives_a_later_date(
    anchor: date, limit: int, off: frozenset[date]
) -> None:
    counted = _tally(anchor, limit, off, counted=True)
    not_counted = _tally(anchor, limit, off, counted=False)

    assert counted.last_day <= not_counted.last_day


@given(anchor=near, limit=st.integers(0, 39), off=off_days, counted=st.booleans())
def test_a_longer_limit_never_ends_earlier(
    anchor: date, limit: int, off: frozenset[date], *, counted: bool
) -> None:
    shorter = _tally(anchor, limit, off, counted=counted)
    longer = _tally(anchor, limit + 1, off, counted=counted)

    assert shorter.last_day <= longer.last_day


@given(anchor=days, later=days, number=st.integers(-60, 60))
def test_months_keep_the_order_of_days(anchor: date, later: date, number: int) -> None:
    assume(anchor <= later)

    assert months_from(anchor, number)[0] <= months_from(later, number)[0]
    assert months_from(anchor, number)[-1] <= months_from(later, number)[-1]


@given(anchor=days, number=st.integers(-60, 59))
def test_one_month_more_is_always_later(anchor: date, number: int) -> None:
    assert months_from(anchor, number)[-1] < months_from(anchor, number + 1)[0]


@given(anchor=days, number=st.integers(-60, 60))
@example(anchor=date(2024, 1, 31), number=1).via("no 31 February")
@example(anchor=date(2024, 2, 29), number=-12).via("no 29 February")
def test_months_agree_with_the_slow_walk(anchor: date, number: int) -> None:
    assert set(months_from(anchor, number)) == slow.months(anchor, number)


@given(anchor=days, number=st.integers(1, 24), counted=st.booleans(), direction=directions)
def test_a_month_count_never_has_more_than_two_ends(
    anchor: date, number: int, direction: Direction, *, counted: bool
) -> None:
    term = Term(limit=number, unit=Unit.MONTHS, direction=direction, first_day_counted=counted)

    ends = [tally.last_day for tally in count(anchor, term, days=calendar_of(frozenset()))]

    assert 1 <= len(ends) <= 2
    assert ends == sorted(ends)


@given(day=days, zone=st.sampled_from(Zone), closes=st.sampled_from(["16:00", "24:00", "00:00"]))
def test_a_closing_lies_on_its_own_day(day: date, zone: Zone, closes: str) -> None:
    at = closing(day, closes, zone)

    assert at.date() == day
    assert at.tzinfo is zone.tz
