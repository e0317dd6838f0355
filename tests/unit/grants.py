"""Grants for the tests: one of the province's real ones, and small ones made up on the spot."""

from datetime import date

from serentak.engine import store
from serentak.engine.budget.grants import Entry, Grant, Kind, Step, Sum
from serentak.engine.budget.standing import Account, account
from serentak.engine.budget.tranches import Terms
from serentak.engine.days import Zone
from serentak.engine.regions import RegionCode

SIGNED = date(2023, 10, 27)
VOTING = date(2024, 11, 27)


def terms(voting_day: date = VOTING) -> Terms:
    """The law of this release, in Kendari."""
    return Terms(law=store.law(), voting_day=voting_day, zone=Zone.WITA)


def signed(amount: int | None, on: date | None = SIGNED) -> Sum:
    return Sum(step=Step.SIGNED, amount=amount, on=on)


def paid(amount: int, on: date, *, precise: bool = True, confirmed: bool = False) -> Entry:
    return Entry(kind=Kind.PAID, amount=amount, on=on, precise=precise, confirmed=confirmed)


def grant(
    *entries: Entry,
    amount: int | None = 1_000,
    on: date | None = SIGNED,
    grantee: str = "74/kpu",
    plan: tuple[int, ...] = (),
) -> Grant:
    """A signed grant with what was paid of it."""
    return Grant(
        key=f"pilkada/74/{grantee}",
        giver=RegionCode("74"),
        grantee=grantee,
        sums=(signed(amount, on),),
        entries=entries,
        plan=plan,
    )


def on(one: Grant, day: date) -> Account:
    """How a grant stands on a day."""
    return account(one, on=day, terms=terms())
