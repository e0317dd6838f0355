"""A slow second opinion on counting: definitions instead of steps, one day compared at a time.

The last day of N days is the first day by which N of them have passed. Nothing is carried over
from one candidate to the next, so there is no running state to get wrong.
"""

import calendar as almanac
from collections.abc import Callable
from datetime import date, timedelta

Working = Callable[[date], bool]


def last_day(trigger: date, limit: int, *, counts: bool, back: bool, working: Working) -> date:
    """The day on which the limit runs out, by asking of each day how many lie between."""
    distance = 0
    while True:
        candidate = _moved(trigger, distance, back=back)
        if working(candidate) and _passed(trigger, candidate, counts=counts, working=working) >= (
            limit
        ):
            return candidate
        distance += 1


def _moved(day: date, by: int, *, back: bool) -> date:
    return day - timedelta(days=by) if back else day + timedelta(days=by)


def _passed(trigger: date, candidate: date, *, counts: bool, working: Working) -> int:
    """How many days count from the trigger to the candidate, both looked at."""
    first, last = sorted((trigger, candidate))
    between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return sum(1 for day in between if working(day) and (counts or day != trigger))


def months(trigger: date, number: int) -> set[date]:
    """The day with the same number so many months on, or both sides of the gap it falls in."""
    year, month = trigger.year, trigger.month
    for _ in range(abs(number)):
        month += 1 if number > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    length = almanac.monthrange(year, month)[1]
    if trigger.day <= length:
        return {date(year, month, trigger.day)}
    last = date(year, month, length)
    return {last, last + timedelta(days=1)}
