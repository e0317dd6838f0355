"""Counting days as election law does: calendar, working, hours and months, forward and back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import holidays

from serentak.engine.errors import BadData, LawGap

DAY = timedelta(days=1)
END_OF_DAY = "24:00"
TO_THE_MINUTE = "minute"


class Unit(StrEnum):
    """What is being counted."""

    CALENDAR = "calendar"
    WORKING = "working"
    HOURS = "hours"
    MONTHS = "months"


class Direction(StrEnum):
    """Which way from the anchor."""

    AFTER = "after"
    BEFORE = "before"

    @property
    def sign(self) -> int:
        """+1 forward, -1 back."""
        return 1 if self is Direction.AFTER else -1


class Zone(StrEnum):
    """The three clocks of Indonesia."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def tz(self) -> ZoneInfo:
        """The zone's rules."""
        return _TZ[self]


_TZ = {
    Zone.WIB: ZoneInfo("Asia/Jakarta"),
    Zone.WITA: ZoneInfo("Asia/Makassar"),
    Zone.WIT: ZoneInfo("Asia/Jayapura"),
}


class OffKind(StrEnum):
    """Why a day is not a working day."""

    WEEKEND = "weekend"
    PUBLIC = "public"
    JOINT = "joint"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A named day off: a public holiday or a day of joint leave."""

    on: date
    name: str
    name_en: str
    kind: OffKind
    provisional: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A decree's change to the base calendar."""

    on: date
    add: bool
    kind: OffKind
    name: str
    name_en: str
    cite: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off by date; years outside `decreed` rest on estimates."""

    days_off: Mapping[date, DayOff]
    decreed: frozenset[int]
    years: range

    def off(self, day: date) -> DayOff | None:
        """The named day off on that day, weekend or not."""
        if day.year not in self.years:
            raise LawGap(
                f"Kalender tahun {day.year} di luar jangkauan ({self.years.start} sampai "
                f"{self.years.stop - 1}). Periksa kembali tanggalnya."
            )
        return self.days_off.get(day)

    def why_off(self, day: date) -> DayOff | None:
        """Why nobody works on that day, or None for a working day."""
        named = self.off(day)
        if named is not None:
            return named
        if day.weekday() >= 5:
            return DayOff(on=day, name="akhir pekan", name_en="weekend", kind=OffKind.WEEKEND)
        return None

    def provisional(self, day: date) -> bool:
        """Whether that day's status awaits the joint decree of its year."""
        return day.year not in self.decreed


_LANGUAGES = ("id", "en_US")
_CATEGORIES = {OffKind.PUBLIC: "public", OffKind.JOINT: "government"}
CALENDAR_YEARS = range(2010, 2046)


def calendar(*, decreed: Iterable[int], corrections: Iterable[Correction]) -> Calendar:
    """The base calendar of the `holidays` package, corrected by our own decrees."""
    known = frozenset(decreed)
    days = {off.on: off for off in _base_days(known)}
    for change in corrections:
        if change.add:
            days[change.on] = DayOff(
                on=change.on,
                name=change.name,
                name_en=change.name_en,
                kind=change.kind,
                cite=change.cite,
            )
        else:
            days.pop(change.on, None)
    return Calendar(days, known, CALENDAR_YEARS)


def _base_days(decreed: frozenset[int]) -> Iterator[DayOff]:
    last_decreed = max(decreed, default=0)
    for kind in (OffKind.JOINT, OffKind.PUBLIC):  # a public holiday outranks joint leave
        names, names_en = (
            holidays.country_holidays(
                "ID", years=CALENDAR_YEARS, categories=(_CATEGORIES[kind],), language=lang
            )
            for lang in _LANGUAGES
        )
        for day, name in sorted(names.items()):
            yield DayOff(
                on=day,
                name=name,
                name_en=names_en[day],
                kind=kind,
                provisional=day.year > last_decreed,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A day that was passed over, and why."""

    on: date
    reason: str
    reason_en: str
    kind: OffKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a number of days was counted; `last_day` is inside the limit."""

    first_day: date
    last_day: date
    counted: tuple[date, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A length of time and how it runs."""

    limit: int
    unit: Unit
    direction: Direction = Direction.AFTER
    first_day_counted: bool = False
    closes: str = field(default=END_OF_DAY)

    def __post_init__(self) -> None:
        if self.limit < 0:
            raise BadData("Lamanya tenggat tidak boleh negatif. Tulis angka nol atau lebih.")


_TOO_FAR = "Tanggalnya jatuh di luar kalender. Periksa tanggal dan lamanya."


def count(anchor: date, term: Term, *, days: Calendar) -> tuple[Tally, ...]:
    """Every way the term can be counted from an anchor day, earliest end first.

    One tally, or two where a month sum lands on no day. Raises LawGap outside the calendar.
    """
    try:
        if term.unit is Unit.MONTHS:
            return _count_months(anchor, term)
        if term.unit is Unit.CALENDAR:
            return (_count_days(anchor, term, off=lambda _day: None),)
        if term.unit is Unit.WORKING:
            return (_count_days(anchor, term, off=days.why_off),)
    except OverflowError:
        raise LawGap(_TOO_FAR) from None
    raise BadData("Tenggat jam dihitung dari saat (tanggal dan jam), bukan dari hari.")


def _count_days(anchor: date, term: Term, *, off: Callable[[date], DayOff | None]) -> Tally:
    step = DAY * term.direction.sign
    at_once = term.first_day_counted or term.limit == 0
    day = anchor if at_once else anchor + step
    counted: list[date] = []
    skipped: list[Skipped] = []
    while len(counted) < max(term.limit, 1):
        reason = off(day)
        if reason is None:
            counted.append(day)
        else:
            skipped.append(_skipped(day, reason))
        day += step
    return Tally(
        first_day=counted[0],
        last_day=counted[-1],
        counted=tuple(counted),
        skipped=tuple(skipped),
    )


def _skipped(day: date, reason: DayOff) -> Skipped:
    return Skipped(on=day, reason=reason.name, reason_en=reason.name_en, kind=reason.kind)


def _count_months(anchor: date, term: Term) -> tuple[Tally, ...]:
    """Same day number in the target month; where it has none, both neighbours of the gap."""
    sign = term.direction.sign
    inclusive = term.first_day_counted and term.limit > 0
    marks = [months_from(anchor, sign * n) for n in range(1, term.limit + 1)] or [(anchor,)]
    shift = DAY * sign if inclusive else timedelta(0)
    first_day = anchor if inclusive or term.limit == 0 else anchor + DAY * sign
    return tuple(
        Tally(
            first_day=first_day,
            last_day=end - shift,
            counted=(*(mark[0] - shift for mark in marks[:-1]), end - shift),
        )
        for end in marks[-1]
    )


def months_from(anchor: date, months: int) -> tuple[date, ...]:
    """The day with the same number so many months away; two days where there is none."""
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(index, 12)
    try:
        return (date(year, month + 1, anchor.day),)
    except ValueError:
        if not date.min.year <= year < date.max.year:
            raise OverflowError from None
    after = date(*divmod_month(index + 1))
    return (after - DAY, after)


def divmod_month(index: int) -> tuple[int, int, int]:
    """Year, month and first day of a month counted from year zero."""
    year, month = divmod(index, 12)
    return year, month + 1, 1


def count_hours(moment: datetime, term: Term) -> tuple[Tally, datetime]:
    """Hours run to the minute, through weekends and holidays; the days they run through.

    Raises LawGap beyond the calendar.
    """
    try:
        end = moment + term.direction.sign * timedelta(hours=term.limit)
    except OverflowError:
        raise LawGap(_TOO_FAR) from None
    low, high = sorted((moment, end))
    through = tuple(
        low.date() + DAY * n
        for n in range((high.date() - low.date()).days + 1)
        if low.date() + DAY * n != moment.date()
    )
    counted = through if term.direction is Direction.AFTER else tuple(reversed(through))
    return Tally(first_day=moment.date(), last_day=end.date(), counted=counted), end


def closing(day: date, closes: str, zone: Zone) -> datetime:
    """The last second in time on a day: 24:00 is written 23:59:59 of that day."""
    if closes == END_OF_DAY:
        return datetime.combine(day, time(23, 59, 59), tzinfo=zone.tz)
    try:
        hour, minute = (int(part) for part in closes.split(":"))
        return datetime.combine(day, time(hour, minute), tzinfo=zone.tz)
    except ValueError:
        raise LawGap(
            f"Jam tutup '{closes}' tidak terbaca. Tulis 16:00, 24:00 atau minute."
        ) from None


def local_moment(when: date | datetime, zone: Zone) -> date | datetime:
    """An anchor in the receiving body's zone; a naive moment is taken to be in that zone.

    Raises LawGap beyond the calendar.
    """
    if not isinstance(when, datetime):
        return when
    try:
        return when.replace(tzinfo=zone.tz) if when.tzinfo is None else when.astimezone(zone.tz)
    except OverflowError:
        raise LawGap(_TOO_FAR) from None


def day_of(when: date | datetime) -> date:
    """The day of an anchor already in its zone."""
    return when.date() if isinstance(when, datetime) else when
