"""Grants for the desk's tests, made by the room's own actions."""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from serentak.desk.accounts.models import Role
from serentak.desk.accounts.policy import Member
from serentak.desk.budget import actions
from serentak.desk.budget.models import Answer, Entry, Grant, Kind, Step, Sum
from serentak.desk.law.facts import election
from tests.desk.factories import ELECTION, institution, member
from tests.desk.moment import NOW
from tests.desk.uploads import pdf

GIVER, GRANTEE = "74.12/bpkad", "74.12/kpu"
SIGNED = date(2023, 11, 1)
PAPER = actions.Paper(reference="SP2D 01877/2024")


def payer(code: str = GIVER) -> Member:
    return member((Role.REPORTER, code))


def taker(code: str = GRANTEE) -> Member:
    return member((Role.REPORTER, code))


def grant(grantee: str = GRANTEE, *, giver: str = GIVER, amount: int | None = 1_000) -> Grant:
    """An agreement of a thousand rupiah, signed; None leaves it unsigned."""
    made = actions.open_grant(
        election(ELECTION),
        giver=institution(giver),
        grantee=institution(grantee),
        by=payer(giver),
        at=NOW,
    )
    if amount is not None:
        state(made, amount=amount)
    return made


def state(
    made: Grant,
    *,
    step: Step = Step.SIGNED,
    amount: int = 1_000,
    on: date = SIGNED,
    plan: tuple[int, ...] = (),
    by: Member | None = None,
    file: UploadedFile | None = None,
    paper: actions.Paper = PAPER,
) -> Sum:
    return actions.state_sum(
        made,
        what=actions.Stated(step=step, amount=amount, on=on, plan=plan),
        paper=paper,
        file=file,
        by=by or payer(made.giver_id),
        at=NOW,
    )


def enter(
    made: Grant,
    amount: int = 400,
    *,
    kind: Kind = Kind.PAID,
    on: date = date(2023, 11, 20),
    by: Member | None = None,
    at: datetime = NOW,
    **more: Any,
) -> Entry:
    """Money as its own side records it, with a proof."""
    side = made.giver_id if kind == Kind.PAID else made.grantee_id
    usual: dict[str, Any] = {"file": pdf(mark=f"{amount}"), "paper": PAPER}
    void = more.pop("void", False)
    return actions.record_entry(
        made,
        what=actions.Moved(kind=kind, amount=amount, on=on, void=void),
        by=by or payer(side),
        at=at,
        **(usual | more),
    )


def say(
    entry: Entry,
    *,
    confirmed: bool = True,
    reason: str = "",
    by: Member | None = None,
    at: datetime = NOW,
) -> Answer:
    """What the other side says of it."""
    made = entry.grant
    side = made.grantee_id if entry.kind == Kind.PAID else made.giver_id
    return actions.answer(entry, confirmed=confirmed, reason=reason, by=by or taker(side), at=at)
