"""What counting is tried on: days of one decade and calendars with days off at random."""

from datetime import date

from hypothesis import strategies as st

from serentak.engine.days import Calendar, DayOff, Direction, OffKind

WEEKEND = {5, 6}
days = st.dates(date(2023, 1, 1), date(2032, 12, 31))
limits = st.integers(0, 40)
directions = st.sampled_from(Direction)
off_days = st.frozensets(st.dates(date(2023, 1, 1), date(2024, 6, 30)), max_size=60)
near = st.dates(date(2023, 6, 1), date(2024, 2, 1))  # inside the stretch that has days off


def calendar_of(off: frozenset[date]) -> Calendar:
    """A calendar with these days off besides the weekends."""
    named = {
        day: DayOff(on=day, name="libur", name_en="holiday", kind=OffKind.PUBLIC) for day in off
    }
    return Calendar(named, frozenset({2023, 2024}), range(2010, 2046))


def is_off(day: date, off: frozenset[date]) -> bool:
    """Whether nobody works on that day; said here once more, without the engine."""
    return day.weekday() in WEEKEND or day in off
