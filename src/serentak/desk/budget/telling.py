"""What the side of a grant that did not act is told, as a part of the other side's write."""

from datetime import datetime

from serentak.desk.budget import facts
from serentak.desk.budget.models import Answer, Grant, Kind, Step
from serentak.desk.notices.actions import tell
from serentak.desk.places.models import Institution

_STEPS = {
    Step.PROPOSED: ("mencatat usulan hibah", "recorded what was asked for"),
    Step.REVIEWED: ("mencatat hasil reviu hibah", "recorded the reviewed sum"),
    Step.SIGNED: ("mencatat NPHD", "recorded the agreement (NPHD)"),
}
_KINDS = {
    Kind.PAID: (
        "mencatat pencairan; benarkan bila sudah diterima",
        "recorded a payment to confirm",
    ),
    Kind.RETURNED: ("mencatat pengembalian sisa hibah", "recorded money returned"),
    Kind.REPORTED: ("menyampaikan laporan hibah", "handed in the report on the grant"),
}


def stated(grant: Grant, step: Step, *, to: Institution, at: datetime) -> None:
    """A sum was stated."""
    _tell(to, grant, _STEPS[step], at=at)


def moved(grant: Grant, kind: Kind, *, at: datetime) -> None:
    """Money moved, or a report came."""
    _tell(facts.other_side(kind, grant), grant, _KINDS[kind], at=at)


def answered(answer: Answer, *, at: datetime) -> None:
    """A record was confirmed or denied."""
    entry = answer.entry
    did = ("membenarkan", "confirmed") if answer.confirmed else ("menyanggah", "denied")
    to = facts.side(entry.kind, entry.grant)
    _tell(to, entry.grant, (f"{did[0]} {entry}", f"{did[1]} {entry}"), at=at)


def _tell(to: Institution, grant: Grant, did: tuple[str, str], *, at: datetime) -> None:
    """Let the side that did not act know."""
    who = grant.giver if to.code == grant.grantee_id else grant.grantee
    tell(
        to,
        kind="grant.changed",
        subject=f"grant:{grant.pk}",
        text=f"{who.short} {did[0]} ({grant.region}, {grant.grantee.short})",
        text_en=f"{who.short} {did[1]} ({grant.region}, {grant.grantee.short})",
        at=at,
    )
