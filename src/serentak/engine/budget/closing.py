"""After the vote: what is left of a grant goes back, and its use is accounted for, each by its day."""

from dataclasses import dataclass
from datetime import date

from serentak.engine.budget.grants import Grant, Kind
from serentak.engine.budget.tranches import Terms
from serentak.engine.law.deadline import Derivation, deadline

_RETURN, _ACCOUNT = "pilkada.grant.return", "pilkada.grant.account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """The return or the report: its last day once the trigger is known, and when it was done."""

    due: Derivation | None
    done: date | None
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The end of a grant on a day; `left` is None until a report says what was spent."""

    returning: Duty
    reporting: Duty
    returned: int
    spent: int | None
    left: int | None  # paid, neither spent nor returned; below zero when more was spent than paid


def closing(grant: Grant, *, on: date, trigger: date | None, terms: Terms) -> Closing:
    """How the end of a grant stands; `trigger` is when the elected pair was proposed.

    Both readings of the trigger stand in the derivations. Raises LawGap.
    """
    reports = grant.of(Kind.REPORTED, by=on)
    returns = grant.of(Kind.RETURNED, by=on)
    spent = reports[-1].amount if reports else None
    returned = grant.returned(by=on)
    left = None if spent is None else grant.paid(by=on) - spent - returned
    gone = returns[-1].on if returns and not left else None
    return Closing(
        returning=_duty(_RETURN, gone, on=on, trigger=trigger, terms=terms),
        reporting=_duty(
            _ACCOUNT, reports[0].on if reports else None, on=on, trigger=trigger, terms=terms
        ),
        returned=returned,
        spent=spent,
        left=left,
    )


def _duty(rule: str, done: date | None, *, on: date, trigger: date | None, terms: Terms) -> Duty:
    if trigger is None or trigger > on:
        return Duty(due=None, done=done, days_late=0)
    due = deadline(terms.law.rule(rule), trigger, law=terms.law, local=terms.zone)
    return Duty(due=due, done=done, days_late=max(((done or on) - due.last_day).days, 0))
