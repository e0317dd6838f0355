"""The tranches of one grant on a shared month axis, and plan against cash as two step lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from serentak.desk.budget import words
from serentak.desk.law.sheet import Sheet, sheet
from serentak.engine.budget.grants import Kind
from serentak.engine.budget.standing import OVERDUE, Account, Standing, share
from serentak.engine.days import DAY

_ROOM = 8  # percent of the axis that a name takes
_FEW = 8  # months from which only every third is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A first of a month on the axis; a name where there is room for it."""

    x: float
    name: str
    spare: bool  # its name is left out where there is little room


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """One tranche: the time it had, the time beyond it, and how its last day was counted."""

    standing: Standing
    sheet: Sheet
    start: float
    given: float  # width of the time it had, as far as it has run
    due: float
    over: float  # width of the time beyond
    done: float | None

    @property
    def name(self) -> str:
        """Number and share."""
        nth = words.roman(self.standing.tranche.nth)
        return _("Tahap %(nth)s, %(percent)s%%") % {
            "nth": nth,
            "percent": self.standing.tranche.percent,
        }

    @property
    def late(self) -> str:
        """How long it is or was past its day."""
        return words.days_late(self.standing.days_late) if self.standing.days_late else ""

    @property
    def open(self) -> bool:
        """Whether it is past its day and not whole."""
        return self.standing.state in OVERDUE

    @property
    def icon(self) -> str:
        """As a shape."""
        return words.ICONS[self.standing.state]

    @property
    def why(self) -> str:
        """Why it stands as it does."""
        return words.why(self.standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """All tranches of a grant on one axis."""

    months: tuple[Month, ...]
    now: float | None  # where the day shown stands, if on the axis
    dials: tuple[Dial, ...]

    @property
    def finding(self) -> str:
        """The heading over them."""
        late = [dial for dial in self.dials if dial.open]
        if not late:
            return _("Tidak ada tahap yang lewat tenggat")
        if len(late) == len(self.dials):
            return _("Semua tahap lewat tenggat")
        return _("Tahap %(nth)s lewat tenggat") % {
            "nth": ", ".join(words.roman(dial.standing.tranche.nth) for dial in late)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days as percent of a width."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day lies, kept within the axis."""
        inside = min(max(day, self.first), self.last)
        return 100 * (inside - self.first).days / max((self.last - self.first).days, 1)


def axis(account: Account, *, today: date) -> Axis | None:
    """From signing to the last of: the last tranche's day, the last payment, today if late."""
    signed = account.grant.signed
    if not account.standings or signed is None or signed.on is None:
        return None
    ends = [one.tranche.last_day for one in account.standings]
    ends += [one.on for one in account.grant.of(Kind.PAID, by=today)]
    ends += [today] if account.red else []
    return Axis(first=min(signed.on, *ends), last=max(ends) + 7 * DAY)


def clock(account: Account, *, today: date) -> Clock | None:
    """The clocks of a grant; none before it is signed."""
    scale = axis(account, today=today)
    if scale is None:
        return None
    return Clock(
        months=tuple(_months(scale, today)),
        now=scale.at(today) if scale.first <= today <= scale.last else None,
        dials=tuple(_dial(one, scale, today=today) for one in account.standings),
    )


def _dial(one: Standing, scale: Axis, *, today: date) -> Dial:
    start, due = scale.at(scale.first), scale.at(one.tranche.last_day)
    end = scale.at(one.completed.on if one.completed else today)
    return Dial(
        standing=one,
        sheet=sheet(one.tranche.due, today=today),
        start=start,
        given=max(min(end, due) - start, 0.0),
        due=due,
        over=max(end - due, 0.0) if one.days_late else 0.0,
        done=end if one.completed else None,
    )


def _months(scale: Axis, today: date) -> Iterator[Month]:
    firsts = list(_firsts(scale))
    step = 1 if len(firsts) <= _FEW else 3
    for day in firsts:
        named = (day.month - 1) % step == 0
        form = "M Y" if day.month == 1 or day == firsts[0] else "M"
        near = abs((today - day).days) * 100 < _ROOM * (scale.last - scale.first).days
        spare = near or (step > 1 and day.month not in (1, 7))
        yield Month(x=scale.at(day), name=date_format(day, form) if named else "", spare=spare)


def _firsts(scale: Axis) -> Iterator[date]:
    day = scale.first.replace(day=1)
    while day <= scale.last:
        if day >= scale.first:
            yield day
        day = (day + 31 * DAY).replace(day=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Plan and cash in percent of the signed sum, as paths in a box of a hundred by a hundred."""

    plan: str
    paid: str
    end: float  # where the paid line ends, from the top
    behind: bool
    said: str


def step_lines(account: Account, *, today: date) -> Lines | None:
    """What should have been paid, and what was, over the same axis."""
    scale, agreed = axis(account, today=today), account.agreed
    if scale is None or agreed is None:
        return None
    last = min(max(today, scale.first), scale.last)
    amounts = [one.tranche.amount or 0 for one in account.standings]
    payments = account.grant.of(Kind.PAID, by=today)
    due = _summed([one.tranche.last_day for one in account.standings], amounts)
    cash = _summed([one.on for one in payments], [one.amount for one in payments])
    return Lines(
        plan=_path(due, scale, agreed, end=scale.last),
        paid=_path(cash, scale, agreed, end=last),
        end=_height(account.paid, agreed),
        behind=account.paid < account.due,
        said=f"{_('Seharusnya')}: {_told(due, agreed)}. {_('Cair')}: {_told(cash, agreed) or '–'}.",
    )


def _summed(days: Sequence[date], amounts: Sequence[int]) -> list[tuple[date, int]]:
    """Each day with the sum up to it."""
    return list(zip(days, accumulate(amounts), strict=True))


def _path(points: Sequence[tuple[date, int]], scale: Axis, agreed: int, *, end: date) -> str:
    path = "M0 100"
    for day, so_far in points:
        path += f"H{scale.at(day):.2f}V{_height(so_far, agreed):.2f}"
    return f"{path}H{scale.at(end):.2f}"


def _height(amount: int, agreed: int) -> float:
    return 100 - min(100 * amount / agreed, 100)


def _told(points: Sequence[tuple[date, int]], agreed: int) -> str:
    return ", ".join(
        f"{words.percent(share(so_far, agreed))} {date_format(day, 'j M Y')}"
        for day, so_far in points
    )
