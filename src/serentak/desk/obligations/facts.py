"""From rows to engine values: elections, events, duties and what proves them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo
from types import MappingProxyType

from django.db.models import Q, QuerySet

from serentak.desk.law.facts import election, law
from serentak.desk.obligations.models import (
    AnchorEvent,
    Decision,
    Evidence,
    Exemption,
    Obligation,
    Verdict,
)
from serentak.desk.places.models import Institution, Region
from serentak.engine.days import Zone
from serentak.engine.law.basis import Basis, Confidence
from serentak.engine.law.deadline import Derivation
from serentak.engine.law.model import Area, Nature, Per, Template
from serentak.engine.obligations import Found, derive, located
from serentak.engine.readiness import Earlier, Item, Proof
from serentak.engine.regions import RegionCode, level

NO_HISTORY: Mapping[int, tuple[Earlier, ...]] = MappingProxyType({})


_DROPPED = Found(
    when=None,
    title="Tidak lagi ada dalam data hukum",
    title_en="No longer in the law data",
)


def template(obligation: Obligation) -> Template:
    """The duty as the law states it; of one it has dropped since, what its row still says."""
    return law().templates.get(obligation.template) or _dropped(obligation)


def _dropped(row: Obligation) -> Template:
    texts = ("election_kind", "offset", "rule", "proof", "proof_en", "measure", "note", "note_en")
    return Template(
        id=row.template,
        area=Area(row.area),
        bearer=row.institution_id.partition("/")[2],
        level=level(RegionCode(row.region_id)),
        duty=row.template,
        duty_en=row.template,
        per=Per.REGION,
        anchor="",
        nature=Nature(row.nature),
        basis=Basis(since=date.min, cite="", checked=date.min, confidence=Confidence.MEMORY),
        **dict.fromkeys(texts, ""),
    )


def named(obligations: Iterable[Obligation]) -> list[tuple[Obligation, Template]]:
    """Duties beside what the law says of them, without those it has dropped since."""
    known = law().templates
    return [(row, known[row.template]) for row in obligations if row.template in known]


def events(election_id: str, region: str) -> Mapping[str, date | datetime]:
    """A region's own anchors; the newest record of a name counts."""
    rows = AnchorEvent.objects.filter(election=election_id, region_id=region).order_by("id")
    return {row.name: row.moment or row.on for row in rows}


def recorded(election_id: str, *, at: datetime) -> QuerySet[AnchorEvent]:
    """The events known at a moment; those a desk was loaded with are known from their own day."""
    loaded = Q(recorded_by__isnull=True)
    rows = AnchorEvent.objects.filter(election=election_id, on__lte=at)
    return rows.filter(loaded | Q(recorded_at__lte=at))


def zone(region: Region) -> Zone:
    """The zone a region lives in."""
    return Zone(region.zone)


def derivation(obligation: Obligation) -> tuple[Found, Derivation | None]:
    """The anchor of a duty and how its date is counted; of one the law has dropped, neither."""
    one = template(obligation)
    if not one.anchor:
        return _DROPPED, None
    found = located(
        law(),
        election(obligation.election),
        one,
        events=events(obligation.election, obligation.region_id),
    )
    return found, derive(one, found, law=law(), local=zone(obligation.region))


def linked(obligations: Iterable[Obligation]) -> list[tuple[int, Evidence]]:
    """Which evidence is about which duty, oldest first, with its decisions; one query."""
    links = (
        Evidence.obligations.through.objects.filter(
            obligation_id__in=[row.pk for row in obligations]
        )
        .select_related("evidence", "evidence__decision", "evidence__superseded_by__decision")
        .order_by("evidence__reported_at", "evidence_id")
    )
    return [(link.obligation_id, link.evidence) for link in links]


def newest(links: Iterable[tuple[int, Evidence]], *, at: datetime) -> dict[int, Evidence]:
    """The newest evidence of each duty up to a moment."""
    return {duty: evidence for duty, evidence in links if evidence.reported_at <= at}


def items(
    obligations: Iterable[Obligation],
    *,
    links: Iterable[tuple[int, Evidence]] | None = None,
    earlier: Mapping[int, tuple[Earlier, ...]] = NO_HISTORY,
) -> list[Item]:
    """Duties as readiness sees them, with their proofs and exemptions; two queries at most."""
    rows = list(obligations)
    proofs = _proofs(linked(rows) if links is None else links)
    rulings = _rulings([row.pk for row in rows])
    return [
        Item(
            key=str(row.pk),
            title=template(row).duty,
            nature=Nature(row.nature),
            due=row.due and row.due.astimezone(_region_tz(row)),
            area=row.area,
            expected=row.expected,
            proofs=tuple(proofs.get(row.pk, ())),
            rulings=tuple(rulings.get(row.pk, ())),
            asked=not row.withdrawn,
            standing=template(row).per is Per.RECURRING,
            earlier=earlier.get(row.pk, ()),
        )
        for row in rows
    ]


def _region_tz(row: Obligation) -> tzinfo:
    return Zone(row.region.zone).tz


def _proofs(links: Iterable[tuple[int, Evidence]]) -> Mapping[int, list[Proof]]:
    """Proofs by duty."""
    found: dict[int, list[Proof]] = defaultdict(list)
    for duty, evidence in links:
        found[duty].append(proof(evidence))
    return found


def proof(evidence: Evidence) -> Proof:
    """What one piece of evidence is worth, and when that changed."""
    decision: Decision | None = getattr(evidence, "decision", None)
    good = decision is not None and decision.verdict != Verdict.RETURNED
    coverage = evidence.coverage
    if decision is not None and decision.percent is not None:
        coverage = min(coverage, decision.percent / 100)
    return Proof(
        reported=evidence.reported_at,
        coverage=coverage,
        accepted=decision.decided_at if decision and good else None,
        returned=decision.decided_at if decision and not good else None,
        superseded=_replaced_at(evidence),
        expires=evidence.expires_at,
    )


def _replaced_at(evidence: Evidence) -> datetime | None:
    """When a correction takes the old one's place: once it, or one that corrects it, is accepted.

    What was corrected before anybody decided on it is gone with the first decision: nobody will
    decide on it any more, and it must not wait for ever.
    """
    undecided = getattr(evidence, "decision", None) is None
    newer = correction(evidence)
    while newer is not None:
        decision: Decision | None = getattr(newer, "decision", None)
        if decision is not None and (undecided or decision.verdict != Verdict.RETURNED):
            return decision.decided_at
        newer = correction(newer)
    return None


def correction(evidence: Evidence) -> Evidence | None:
    """What was handed in to take its place, whatever became of it."""
    return getattr(evidence, "superseded_by", None)


def chain(evidence: Evidence) -> list[Evidence]:
    """A piece of evidence and all it replaces, newest first."""
    found = [evidence]
    while (older := found[-1].supersedes) is not None:
        found.append(older)
    return found


def left_out(old: Evidence, *, by: Iterable[Obligation]) -> list[Obligation]:
    """The duties of a piece of evidence that a correction by some duties would leave behind."""
    keys = [row.pk for row in by]
    return list(old.obligations.exclude(pk__in=keys).select_related("region").order_by("pk"))


def open_to(institution: Institution, rows: Iterable[Obligation]) -> list[Obligation]:
    """Those of some duties that a body can still report on."""
    return [
        row
        for row, _ in named(rows)
        if not row.withdrawn and row.institution_id == institution.code
    ]


def titles(rows: Iterable[Obligation]) -> str:
    """Duties by name and region, in one line."""
    return "; ".join(f"{template(row).duty} ({row.region})" for row in rows)


def _rulings(keys: list[int]) -> Mapping[int, list[tuple[datetime, bool]]]:
    """When a duty was declared not to apply, or to apply again."""
    found: dict[int, list[tuple[datetime, bool]]] = defaultdict(list)
    for row in Exemption.objects.filter(obligation_id__in=keys).order_by("decided_at", "id"):
        found[row.obligation_id].append((row.decided_at, row.applies))
    return found
