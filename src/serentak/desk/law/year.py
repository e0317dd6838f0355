"""A year's calendar: twelve months with their working days, and every named day with its source."""

import calendar as weeks_of
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from serentak.desk.law.facts import elections, law
from serentak.engine.days import DayOff, OffKind
from serentak.engine.law.model import Decree, Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A day of a month; `day` is None where the week belongs to another month."""

    day: date | None = None
    kind: str = "work"
    name: str = ""
    name_en: str = ""
    provisional: bool = False
    today: bool = False
    voting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month in whole weeks."""

    first: date
    weeks: tuple[tuple[Square, ...], ...]
    working: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A named day off and what it rests on."""

    day: date
    kind: str
    name: str
    name_en: str
    weekend: bool
    provisional: bool
    cite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What the page of a year shows."""

    number: int
    months: tuple[Month, ...]
    named: tuple[Named, ...]
    decrees: tuple[Decree, ...]
    elections: tuple[Election, ...]  # that vote in this year
    working: int
    public: int
    joint: int
    provisional: bool
    before: int | None
    after: int | None
    finding: str

    @property
    def decreed(self) -> str:
        """What the year's ordinary days off rest on."""
        return _decreed(self.decrees)


def year(number: int, *, today: date) -> Year:
    """A year of the calendar. Raises LawGap outside its years."""
    book = law()
    book.calendar.off(date(number, 1, 1))
    months = tuple(_month(number, month, today) for month in range(1, 13))
    named = tuple(_named(number))
    working = sum(month.working for month in months)
    provisional = book.calendar.provisional(date(number, 1, 1))
    known = book.calendar.years
    return Year(
        number=number,
        months=months,
        named=named,
        decrees=tuple(one for one in book.decrees if one.year == number),
        elections=tuple(one for one in elections() if one.voting_day.year == number),
        working=working,
        public=sum(one.kind == OffKind.PUBLIC for one in named),
        joint=sum(one.kind == OffKind.JOINT for one in named),
        provisional=provisional,
        before=number - 1 if number - 1 in known else None,
        after=number + 1 if number + 1 in known else None,
        finding=_finding(number, working, provisional=provisional),
    )


def _month(number: int, month: int, today: date) -> Month:
    whole = weeks_of.Calendar().monthdatescalendar(number, month)
    weeks = tuple(
        tuple(_square(day, today) if day.month == month else Square() for day in week)
        for week in whole
    )
    return Month(
        first=date(number, month, 1),
        weeks=weeks,
        working=sum(bool(one.day) and one.kind == "work" for week in weeks for one in week),
    )


def _square(day: date, today: date) -> Square:
    calendar = law().calendar
    off = calendar.why_off(day)
    if off is None:
        return Square(day=day, today=day == today, voting=_votes(day))
    return Square(
        day=day,
        kind=off.kind,
        name=off.name,
        name_en=off.name_en,
        provisional=off.kind is not OffKind.WEEKEND and _unsettled(off),
        today=day == today,
        voting=_votes(day),
    )


def _unsettled(off: DayOff) -> bool:
    return off.provisional or law().calendar.provisional(off.on)


def _votes(day: date) -> bool:
    return any(one.voting_day == day for one in elections())


def _named(number: int) -> Iterator[Named]:
    book = law()
    decreed = _decreed([one for one in book.decrees if one.year == number])
    for off in sorted(book.calendar.days_off.values(), key=lambda one: one.on):
        if off.on.year == number:
            yield Named(
                day=off.on,
                kind=off.kind,
                name=off.name,
                name_en=off.name_en,
                weekend=off.on.weekday() >= 5,
                provisional=_unsettled(off),
                cite=off.cite or decreed,
            )


def _decreed(decrees: Iterable[Decree]) -> str:
    return "; ".join(one.basis.cite for one in decrees)


def _finding(number: int, working: int, *, provisional: bool) -> str:
    """Whether a voting day is off; else how many working days there are, and how surely."""
    open_days = [
        one.voting_day
        for one in elections()
        if one.voting_day.year == number and law().calendar.why_off(one.voting_day) is None
    ]
    if open_days:
        return _("Hari pemungutan suara %(year)s belum resmi libur") % {"year": number}
    if provisional:
        return _("Kalender %(year)s masih sementara") % {"year": number}
    return _("Tahun %(year)s punya %(n)s hari kerja") % {"year": number, "n": working}
