"""What was paid of a grant by a day: each tranche as it stands, what is late and whose word says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate

from serentak.engine.budget.grants import Entry, Grant, Kind
from serentak.engine.budget.tranches import Terms, Tranche, percent, tranches
from serentak.engine.law.model import Law


class State(StrEnum):
    """How a tranche or a grant stands on a day; worst first."""

    LATE = "late"  # past its last day, and what was reported falls short
    UNREPORTED = "unreported"  # past its last day, and nobody reported anything of it
    PARTIAL = "partial"
    COMING = "coming"
    PAID_LATE = "paid-late"
    PAID = "paid"
    UNKNOWN = "unknown"  # signed, but its sum or day is not known
    UNSIGNED = "unsigned"


OVERDUE = frozenset({State.LATE, State.UNREPORTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A tranche on a day: rupiah paid of it, days past its last day, and why it stands so."""

    tranche: Tranche
    paid: int
    short: int
    days_late: int
    completed: Entry | None  # what made it whole; a rough day of it proves no delay
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A grant on a day. Shares are in hundredths of a percent, rounded down."""

    grant: Grant
    standings: tuple[Standing, ...]
    agreed: int | None
    paid: int
    confirmed: int
    due: int  # what must have been paid by that day
    over: int  # paid beyond the agreement
    returned: int
    below: bool  # under the share of the red list once the first tranche is past its day
    state: State

    @property
    def paid_share(self) -> int | None:
        """Of the signed sum, as far as it is known."""
        return share(self.paid, self.agreed)

    @property
    def due_share(self) -> int | None:
        """What must be paid by that day, of the signed sum."""
        return share(self.due, self.agreed)

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """The tranches past their day and not whole."""
        return tuple(one for one in self.standings if one.state in OVERDUE)

    @property
    def short(self) -> int:
        """What is missing by that day."""
        return sum(one.short for one in self.overdue)

    @property
    def days_late(self) -> int:
        """How long the oldest of them is past its day."""
        return max((one.days_late for one in self.overdue), default=0)

    @property
    def red(self) -> bool:
        """Whether the ministry's list of late grants holds it: below the share, or late."""
        return self.state in OVERDUE


def share(part: int, whole: int | None) -> int | None:
    """Hundredths of a percent, rounded down; None of a whole that is not known or nothing."""
    return part * 10_000 // whole if whole else None


def account(grant: Grant, *, on: date, terms: Terms) -> Account:
    """How a grant stands on a day. Raises LawGap."""
    payments = grant.of(Kind.PAID, by=on)
    plan = tranches(grant, terms=terms)
    standings = tuple(_standings(plan, payments, on)) if grant.agreed is not None else ()
    paid = sum(one.amount for one in payments)
    due = sum(one.tranche.amount or 0 for one in standings if one.tranche.last_day < on)
    return Account(
        grant=grant,
        standings=standings,
        agreed=grant.agreed,
        paid=paid,
        confirmed=sum(one.amount for one in payments if one.confirmed),
        due=due,
        over=max(paid - (grant.agreed or paid), 0),
        returned=grant.returned(by=on),
        below=due > 0 and _below(paid, grant, terms.law),
        state=_worst(grant, standings),
    )


def red_limit(law: Law) -> int:
    """The percent of a grant below which it is on the red list."""
    return law.norm("pilkada.grant.red-list").number


def _below(paid: int, grant: Grant, law: Law) -> bool:
    return grant.agreed is not None and percent(paid, grant.agreed) < red_limit(law)


def _standings(plan: Sequence[Tranche], payments: Sequence[Entry], on: date) -> Iterator[Standing]:
    """Payments fill the tranches in their order, whatever was written on them."""
    before = 0
    paid = sum(one.amount for one in payments)
    for tranche in plan:
        amount = tranche.amount or 0
        got = min(max(paid - before, 0), amount)
        before += amount
        completed = _reached(payments, before) if got == amount else None
        late = _late(tranche, completed, on)
        yield Standing(
            tranche=tranche,
            paid=got,
            short=amount - got,
            days_late=late,
            completed=completed,
            state=_state(got, late=late > 0, completed=completed is not None),
        )


def _late(tranche: Tranche, completed: Entry | None, on: date) -> int:
    if completed is not None and not completed.precise:
        return 0
    return max(((completed.on if completed else on) - tranche.last_day).days, 0)


def _reached(payments: Sequence[Entry], limit: int) -> Entry | None:
    """The payment with which a sum was first reached."""
    sums = accumulate(one.amount for one in payments)
    return next((one for one, so_far in zip(payments, sums, strict=True) if so_far >= limit), None)


def _state(got: int, *, late: bool, completed: bool) -> State:
    if completed:
        return State.PAID_LATE if late else State.PAID
    if late:
        return State.LATE if got else State.UNREPORTED
    return State.PARTIAL if got else State.COMING


_WORST = {state: rank for rank, state in enumerate(State)}


def _worst(grant: Grant, standings: Sequence[Standing]) -> State:
    if grant.signed is None:
        return State.UNSIGNED
    if not standings:
        return State.UNKNOWN
    return min((one.state for one in standings), key=lambda state: _WORST[state])
