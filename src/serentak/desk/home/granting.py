"""The province's published grants, and labelled payments where a simulated duty says so."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from serentak.desk.audit.actions import record
from serentak.desk.budget import duties, facts
from serentak.desk.budget.models import Answer, Entry, Grant, Kind, Step, Sum
from serentak.desk.obligations.models import Evidence, Verdict
from serentak.engine import store
from serentak.engine.budget import published as facts_of
from serentak.engine.budget.standing import Standing
from serentak.engine.regions import RegionCode


def published(home: RegionCode, *, at: datetime) -> None:
    """Grants with every sum, payment and return that a source names; once."""
    if Grant.objects.exists():
        return
    known = facts_of.by_grant(store.facts(home, "grants"))
    for key, own in known.items():
        _grant(key, own, at=at)
    record("grant.loaded", subject=f"region:{home}", by=None, at=at, count=len(known))


def _grant(key: facts_of.Side, rows: Sequence[facts_of.Row], *, at: datetime) -> None:
    election, giver, grantee = key
    grant = Grant.objects.create(
        key="/".join(key),
        election=election,
        region_id=giver,
        giver_id=f"{giver}/{facts.TREASURY}",
        grantee_id=grantee,
    )
    for row in rows:
        written = _written(row, at) | {"grant": grant, "amount": facts_of.amount(row)}
        if row["what"] in Kind.values:
            Entry.objects.create(kind=row["what"], **written)
        elif row["what"] in Step.values:
            plan = list(facts_of.plan(rows)) if row["what"] == Step.SIGNED else []
            Sum.objects.create(step=row["what"], plan=plan, **written)


def _written(row: facts_of.Row, at: datetime) -> dict[str, Any]:
    return {
        "on": facts_of.day(row),
        "precise": facts_of.precise(row),
        "note": row["note"],
        "source": row["source"],
        "confidence": row["confidence"],
        "recorded_at": at,
    }


def simulate(*, at: datetime) -> None:
    """Pay what a simulated proof of the duty to pay says was paid, where nothing real is known."""
    count = 0
    for grant in list(facts.both_sides().filter(entries__isnull=True)):
        for entry, answered in _payments(grant, at=at):
            entry.save(force_insert=True)
            count += 1
            if answered is not None:
                Answer.objects.create(entry=entry, confirmed=True, answered_at=answered)
    if count:
        record("grant.simulated", subject="grant:", by=None, at=at, count=count)


def _payments(grant: Grant, *, at: datetime) -> Iterator[tuple[Entry, datetime | None]]:
    standings = facts.accounts([grant], at=at)[grant.pk].standings
    for duty, part in duties.paying(grant):
        proof = duty.evidence.filter(simulated=True).select_related("decision").first()
        if proof is not None and standings:
            yield from _payment(grant, proof, standings[part])


def _payment(
    grant: Grant, proof: Evidence, standings: Sequence[Standing]
) -> Iterator[tuple[Entry, datetime | None]]:
    """A payment as large as the proof's share; a returned proof paid nothing."""
    decision = getattr(proof, "decision", None)
    amount = sum(one.tranche.amount or 0 for one in standings) * round(proof.coverage * 100) // 100
    if amount and (decision is None or decision.verdict != Verdict.RETURNED):
        entry = Entry(
            grant=grant,
            kind=Kind.PAID,
            amount=amount,
            on=proof.event_on,
            simulated=True,
            source=proof.source,
            confidence="simulated",
            recorded_at=proof.reported_at,
        )
        yield entry, decision.decided_at if decision else None
