"""The province's published grants, and labelled payments where a simulated duty says so."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from serentak.desk.audit.actions import record
from serentak.desk.budget import duties, facts
from serentak.desk.budget.models import Answer, Entry, Grant, Kind, Sum
from serentak.desk.obligations.models import Evidence, Verdict
from serentak.engine import store
from serentak.engine.budget.tranches import Standing
from serentak.engine.regions import RegionCode

Row = Mapping[str, str]
Side = tuple[str, str, str]  # election, giving region, grantee


def published(home: RegionCode, *, at: datetime) -> None:
    """Grants with every sum, payment and return that a source names; once."""
    if Grant.objects.exists():
        return
    rows = store.facts(home, "grants")
    by_grant: dict[Side, list[Row]] = {}
    for row in rows:
        key = (row["election"], row["giver"], row["grantee"])
        by_grant.setdefault(key, []).append(row)
    for key, own in by_grant.items():
        _grant(key, own, at=at)
    record("grant.loaded", subject=f"region:{home}", by=None, at=at, count=len(by_grant))


def _grant(key: Side, rows: Sequence[Row], *, at: datetime) -> None:
    election, giver, grantee = key
    grant = Grant.objects.create(
        key="/".join(key),
        election=election,
        region_id=giver,
        giver_id=f"{giver}/{facts.TREASURY}",
        grantee_id=grantee,
    )
    plan = [int(row["amount"]) for row in rows if row["what"].startswith("plan")]
    for row in rows:
        if row["what"] in (Kind.PAID, Kind.RETURNED):
            Entry.objects.create(
                grant=grant,
                kind=row["what"],
                amount=int(row["amount"]),
                on=date.fromisoformat(row["date"]),
                **_written(row, at),
            )
        elif not row["what"].startswith("plan"):
            Sum.objects.create(
                grant=grant,
                step=row["what"],
                amount=int(row["amount"]) if row["amount"] else None,
                on=date.fromisoformat(row["date"]) if row["date"] else None,
                plan=plan if row["what"] == "signed" else [],
                **_written(row, at),
            )


def _written(row: Row, at: datetime) -> dict[str, object]:
    return {
        "precise": row["precision"] == "hari",
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
