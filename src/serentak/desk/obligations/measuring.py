"""Evidence that the desk itself counted; beside what a body reports, never over it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from serentak.desk.accounts.policy import Act, Member, allow
from serentak.desk.audit.actions import record
from serentak.desk.obligations.actions import touch
from serentak.desk.obligations.models import (
    Decision,
    Evidence,
    EvidenceKind,
    Obligation,
    Verdict,
)
from serentak.desk.places.models import Institution


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was counted: so many of so many, and the digest of what it was counted from."""

    title: str
    value: int
    total: int
    unit: str
    digest: str
    source: str
    simulated: bool = False


@transaction.atomic
def measure(
    obligation: Obligation,
    *,
    what: Measured,
    right: tuple[Act, Institution],
    by: Member,
    at: datetime,
) -> Evidence | None:
    """Let a count stand as evidence of a duty; `right` is what made it count. Raises NotAllowed.

    It takes the place of the count before it, never of what the body reported itself.
    """
    allow(by, *right)
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    rows = obligation.evidence.filter(superseded_by__isnull=True)
    last = rows.exclude(measured="").first()
    if _reported(rows) or what.total == 0 or (last is None and what.value == 0):
        return None
    evidence = Evidence.objects.create(
        institution=obligation.institution,
        kind=EvidenceKind.NUMBER,
        title=what.title[:300],
        event_on=at.date(),
        value=what.value,
        total=what.total,
        unit=what.unit,
        source=what.source[:400],
        measured=what.digest,
        published=True,
        simulated=what.simulated,
        confidence="simulated" if what.simulated else "sourced",
        supersedes=last,
        reported_by_id=by.user,
        reported_at=at,
    )
    evidence.obligations.set([obligation])
    # Counted, not claimed: what a verifier would compare stands in the digest.
    Decision.objects.create(
        evidence=evidence, verdict=Verdict.ACCEPTED, reporter=by.user, decided_at=at
    )
    record(
        "evidence.measured",
        subject=f"evidence:{evidence.pk}",
        by=by.user,
        at=at,
        institution=obligation.institution_id,
        obligations=[obligation.pk],
        sha256=what.digest,
    )
    touch([obligation])
    return evidence


def _reported(rows: QuerySet[Evidence]) -> bool:
    """Whether the body itself has handed something in that waits or was accepted."""
    own = rows.filter(measured="", simulated=False)
    return own.exclude(decision__verdict=Verdict.RETURNED).exists()
