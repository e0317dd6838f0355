"""When each tranche of a grant is due, what was paid of it by then, and what is late, with reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import accumulate, pairwise

from serentak.engine.budget.grants import Entry, Grant, Kind
from serentak.engine.days import Zone
from serentak.engine.law.deadline import Derivation, deadline
from serentak.engine.law.model import Law, Norm, Rule

_RULES = tuple(f"pilkada.grant.{nth}-tranche" for nth in ("first", "second", "third"))
_SECURITY = frozenset({"polri", "tni"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a clock needs besides the grant: the law, the day of voting, the giver's zone."""

    law: Law
    voting_day: date
    zone: Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """A part of a grant with its share of the whole and its last day, as counted."""

    nth: int
    percent: int
    amount: int | None  # None while the signed sum is not known
    due: Derivation

    @property
    def last_day(self) -> date:
        """The last day in time."""
        return self.due.last_day


def split(amount: int, percents: Sequence[int]) -> tuple[int, ...]:
    """A sum in parts by percent: whole rupiah that add up to it, each limit rounded up.

    Whoever has paid the first part has paid at least its percent.
    """
    limits = [0, *(-(-amount * share // 100) for share in accumulate(percents))]
    return tuple(after - before for before, after in pairwise(limits))


def parts(grant: Grant, percents: Sequence[int]) -> tuple[int, ...] | None:
    """What each tranche must come to: as agreed, where that promises no less than the law asks.

    None while the signed sum is not known.
    """
    if grant.agreed is None:
        return None
    least = split(grant.agreed, percents)
    whole = len(grant.plan) == len(least) and sum(grant.plan) == grant.agreed
    own = (percent(part, grant.agreed) for part in accumulate(grant.plan))
    fits = all(said >= asked for said, asked in zip(own, accumulate(percents), strict=False))
    return grant.plan if whole and fits else least


def percent(part: int, whole: int) -> int:
    """To the nearest whole percent: the sums that offices and papers print are rounded."""
    return (200 * part + whole) // (2 * whole)


def regime(law: Law, kind: str, signed: date) -> Norm:
    """How a grant to a kind of body is split under the rule of its day of signing. Raises LawGap."""
    family = "security-shares" if kind in _SECURITY else "shares"
    return law.norm_on(f"pilkada.grant.{family}", signed)


def tranches(grant: Grant, *, terms: Terms) -> tuple[Tranche, ...]:
    """The tranches with their last days; none before a day of signing is known. Raises LawGap."""
    signed = grant.signed
    if signed is None or signed.on is None:
        return ()
    return tuple(_tranches(grant, signed.on, terms))


def _tranches(grant: Grant, signed: date, terms: Terms) -> Iterator[Tranche]:
    percents = regime(terms.law, grant.kind, signed).numbers
    amounts = parts(grant, percents) or (None,) * len(percents)
    for n, (of_whole, amount) in enumerate(zip(percents, amounts, strict=True)):
        rule = as_of(terms.law.rule(_RULES[n]), signed)
        anchor = terms.voting_day if rule.values[0].anchor else signed
        yield Tranche(
            nth=n + 1,
            percent=of_whole,
            amount=amount,
            due=deadline(rule, anchor, law=terms.law, local=terms.zone),
        )


def as_of(rule: Rule, day: date) -> Rule:
    """A rule as it stood on a day, whatever replaced it since. Raises LawGap."""
    return replace(rule, values=(rule.on(day),))


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
