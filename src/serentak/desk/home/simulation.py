"""Seeded, labelled evidence where nothing published is known; never mixed up with real evidence."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_noop

from serentak.desk.audit.actions import record
from serentak.desk.law.facts import law
from serentak.desk.obligations import counts, words
from serentak.desk.obligations.models import Decision, Evidence, EvidenceKind, Obligation, Verdict
from serentak.desk.obligations.signals import touched
from serentak.engine.law.model import Election, Nature
from serentak.engine.regions import NATION

SEED = "serentak-1"
SOURCE = gettext_noop("Data simulasi untuk peragaan, bukan kejadian nyata")
REASONS = {
    Verdict.PARTIAL: gettext_noop("Simulasi: baru sebagian terbukti."),
    Verdict.RETURNED: gettext_noop("Simulasi: dokumen belum ditandatangani."),
}


def fill(elections: Sequence[Election], *, at: datetime) -> None:
    """Evidence for every duty with a date and no evidence of its own."""
    for election in elections:
        bare = list(
            Obligation.objects.filter(
                election=election.id, withdrawn=False, due__isnull=False, evidence__isnull=True
            ).select_related("region")
        )
        pieces = [piece for row in bare for piece in _pieces(row)]
        if not pieces:
            continue
        Evidence.objects.bulk_create([piece.evidence for piece in pieces], batch_size=500)
        Decision.objects.bulk_create(
            [one.decision for one in pieces if one.decision is not None], batch_size=500
        )
        link = Evidence.obligations.through
        link.objects.bulk_create(
            [link(evidence=one.evidence, obligation=one.obligation) for one in pieces],
            batch_size=500,
        )
        record(
            "evidence.simulated",
            subject=f"election:{election.id}",
            by=None,
            at=at,
            count=len(pieces),
        )
        touched.send(sender=None, election=election.id, regions={row.region_id for row in bare})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Simulated evidence, the duty it is for, and what a verifier made of it."""

    obligation: Obligation
    evidence: Evidence
    decision: Decision | None


def draw(*parts: str) -> float:
    """A number in [0, 1) that depends on nothing but its parts."""
    digest = hashlib.sha256("/".join((SEED, *parts)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def _diligence(row: Obligation) -> float:
    """How likely a region is to have done a duty in time, by region and area."""
    if row.region_id == NATION:
        return 1.0
    region, area = draw("region", row.region_id), draw("area", row.region_id, row.area)
    binding = -0.06 if row.nature == Nature.TARGET else 0.10
    return 0.70 + 0.18 * region + 0.16 * (area - 0.35) + binding


def _pieces(row: Obligation) -> Iterator[Piece]:
    """None, one in time, one late, one waiting, or one returned."""
    luck, pace = draw("luck", row.key), draw("pace", row.key)
    good = min(_diligence(row), 1.0)
    assert row.due is not None  # noqa: S101  filtered by the query
    early = row.due - timedelta(days=1 + int(pace * 12), hours=int(pace * 7))
    if luck < good:
        yield _piece(row, early, Verdict.ACCEPTED, 100)
    elif luck < good + (1 - good) * 0.35:
        yield _piece(row, row.due + timedelta(days=2 + int(pace * 25)), Verdict.ACCEPTED, 100)
    elif luck < good + (1 - good) * 0.55:
        yield _piece(row, early, Verdict.ACCEPTED, 40 + int(pace * 55))
    elif luck < good + (1 - good) * 0.65:
        yield _piece(row, early, Verdict.RETURNED, 100)
    elif luck < good + (1 - good) * 0.75:
        yield _piece(row, early, None, 100)


def _piece(row: Obligation, when: datetime, verdict: Verdict | None, percent: int) -> Piece:
    template = law().templates[row.template]
    measured = bool(counts.unit(template))
    partial = verdict == Verdict.ACCEPTED and percent < 100 and not measured
    evidence = Evidence(
        institution_id=row.institution_id,
        kind=EvidenceKind.NUMBER if measured else EvidenceKind.DATE,
        title=words.simulated(template.proof or template.duty)[:300],
        event_on=when.date(),
        value=percent if measured else None,
        total=100 if measured else None,
        unit="persen" if measured else "",
        simulated=True,
        published=True,
        source=SOURCE,
        confidence="simulated",
        reported_at=when.astimezone(UTC),
    )
    return Piece(
        obligation=row,
        evidence=evidence,
        decision=_decision(evidence, when, verdict, percent if partial else None),
    )


def _decision(
    evidence: Evidence, when: datetime, verdict: Verdict | None, percent: int | None
) -> Decision | None:
    if verdict is None:
        return None
    shown = Verdict.PARTIAL if percent else verdict
    return Decision(
        evidence=evidence,
        verdict=shown,
        percent=percent,
        reason=REASONS.get(shown, ""),
        decided_at=(when + timedelta(hours=20)).astimezone(UTC),
    )
