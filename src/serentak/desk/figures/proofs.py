"""From rows to engine values: claims and bare reports without proof, dates that do not fit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from serentak.desk.figures.facts import known_by
from serentak.desk.figures.models import Claim
from serentak.desk.law.facts import election, law
from serentak.desk.obligations import facts as duty_facts
from serentak.desk.obligations import replay
from serentak.desk.obligations.models import Evidence, Obligation, Verdict
from serentak.engine import figures as engine
from serentak.engine.days import Direction
from serentak.engine.law.model import Election, Template
from serentak.engine.obligations import anchor


def claims(election_id: str, *, at: datetime) -> list[Claim]:
    """What was said up to a moment and is not yet shown by accepted evidence for each duty."""
    day = timezone.localtime(at).date()
    rows = Claim.objects.filter(election=election_id).select_related("region", "institution")
    said = [row for row in rows if (known_by(row.dated) or day) <= day]
    shown = _shown({key for row in said for key in duty_keys(row)}, at=at)
    return [row for row in said if not duty_keys(row) or not duty_keys(row) <= shown]


def duties(rows: Iterable[Claim]) -> dict[str, int]:
    """The ids of the duties that claims speak of, by key."""
    keys = {key for row in rows for key in duty_keys(row)}
    return dict(Obligation.objects.filter(key__in=keys).values_list("key", "pk"))


def duty_keys(row: Claim) -> set[str]:
    """The duties a claim speaks of."""
    return {f"{row.election}/{template}/{row.region_id}" for template in row.templates}


def _shown(keys: Iterable[str], *, at: datetime) -> set[str]:
    """Duties with real, accepted evidence that has a file or a source."""
    backed = ~Q(evidence__file_sha256="", evidence__source="")
    links = _links().filter(
        backed,
        obligation__key__in=list(keys),
        evidence__simulated=False,
        evidence__decision__verdict=Verdict.ACCEPTED,
        evidence__decision__decided_at__lte=at,
    )
    return {link.obligation.key for link in _standing(links, at=at)}


def bare(election_id: str, *, at: datetime) -> list[tuple[Obligation, Evidence]]:
    """Duties reported by nothing but a date or a number, each with its newest report."""
    links = (
        _links()
        .filter(
            obligation__election=election_id,
            evidence__simulated=False,
            evidence__reported_at__lte=at,
        )
        .exclude(
            evidence__decision__verdict=Verdict.RETURNED,
            evidence__decision__decided_at__lte=at,
        )
        .order_by("evidence__reported_at", "evidence_id")
    )
    by_duty: dict[int, list[Evidence]] = defaultdict(list)
    duties = {}
    for link in _standing(links, at=at):
        by_duty[link.obligation_id].append(link.evidence)
        duties[link.obligation_id] = link.obligation
    replay.rewound(list(duties.values()), at=at)
    return [
        (duties[pk], reports[-1])
        for pk, reports in by_duty.items()
        if not duties[pk].withdrawn and engine.bare(_backed(reports))
    ]


def _standing(links: QuerySet, *, at: datetime) -> list[Any]:
    """Links whose evidence no correction had replaced, with all that pages say of them."""
    related = links.select_related(
        "obligation__region",
        "obligation__institution",
        "evidence__decision",
        "evidence__superseded_by__decision",
    )
    return [link for link in related if not duty_facts.proof(link.evidence).replaced(at)]


def _backed(reports: Sequence[Evidence]) -> list[engine.Backing]:
    return [engine.Backing(file=bool(one.file_sha256), source=bool(one.source)) for one in reports]


def _links() -> QuerySet:
    return Evidence.obligations.through.objects.all()


# ---- dates that do not fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Evidence whose day contradicts its duty, and how."""

    obligation: Obligation
    evidence: Evidence
    follows: date | None
    finding: engine.Finding


def misfits(election_id: str, *, at: datetime, simulated: bool) -> list[Misfit]:
    """Real evidence first, then the widest; two queries whatever their number."""
    after = followers(election(election_id))
    events = _events(election_id, at=at)
    found = []
    for link in _suspects(election_id, set(after), at=at, simulated=simulated):
        follows = _follows(link.obligation, after, events)
        dated = _dated(link.obligation, link.evidence, follows, at=at)
        found += [
            Misfit(obligation=link.obligation, evidence=link.evidence, follows=follows, finding=one)
            for one in engine.findings(dated)
        ]
    return sorted(found, key=lambda one: (one.evidence.simulated, -one.finding.days))


def _suspects(election_id: str, after: set[str], *, at: datetime, simulated: bool) -> list[Any]:
    """Narrowed in the database to what the rules can find; replaced reports are left out."""
    late = Q(obligation__due_day__lt=F("evidence__event_on"))
    ahead = Q(evidence__reported_at__date__lt=F("evidence__event_on"))
    moved = Q(obligation__in=replay.moved_after(at))
    links = _links().filter(
        late | ahead | moved | Q(obligation__template__in=after),
        obligation__election=election_id,
        evidence__reported_at__lte=at,
    )
    if not simulated:
        links = links.filter(evidence__simulated=False)
    found = _standing(links, at=at)
    replay.rewound([link.obligation for link in found], at=at)
    return [link for link in found if not link.obligation.withdrawn]


def _dated(
    duty: Obligation, evidence: Evidence, follows: date | None, *, at: datetime
) -> engine.Dated:
    decision = getattr(evidence, "decision", None)
    accepted = (
        decision is not None
        and decision.verdict == Verdict.ACCEPTED
        and decision.decided_at <= at
        and evidence.coverage >= 1
    )
    return engine.Dated(
        event=evidence.event_on,
        reported=timezone.localtime(evidence.reported_at).date(),
        due=duty.due_day,
        follows=follows,
        accepted=accepted,
        precise=evidence.precise,
    )


def followers(one: Election) -> dict[str, Template]:
    """Duties that come after an event of a region or after voting, not after a scheduled stage."""
    events = {"voting-day", *law().events, *(named.id for named in one.anchors)}
    return {
        template.id: template
        for template in law().templates.values()
        if template.anchor in events and _comes_after(template)
    }


def _comes_after(template: Template) -> bool:
    if template.rule:
        return law().rule(template.rule).values[-1].direction is Direction.AFTER
    return template.offset.startswith("+")


def _events(election_id: str, *, at: datetime) -> Mapping[str, Mapping[str, date | datetime]]:
    """The regions' own events known at a moment, only those whose very day is known."""
    found: dict[str, dict[str, date | datetime]] = defaultdict(dict)
    for row in duty_facts.recorded(election_id, at=at).order_by("id"):
        found[row.region_id].pop(row.name, None)
        if row.precise:
            found[row.region_id][row.name] = row.moment or row.on
    return found


def _follows(
    duty: Obligation,
    after: Mapping[str, Template],
    events: Mapping[str, Mapping[str, date | datetime]],
) -> date | None:
    template = after.get(duty.template)
    if template is None:
        return None
    own = events.get(duty.region_id, {})
    when = anchor(law(), election(duty.election), template.anchor, events=own).when
    return timezone.localtime(when).date() if isinstance(when, datetime) else when
