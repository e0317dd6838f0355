"""From rows to what a run says: which runs count where, and sums for a region."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from serentak.desk.accounts.policy import Member
from serentak.desk.law.facts import law
from serentak.desk.register.models import Run, Station, VillageCount
from serentak.engine.law.model import Election
from serentak.engine.regions import Level, RegionCode, level, within

PLAN = "stations.unassigned"  # the measure of the duty to plan stations
LIST = "register.dpt"  # the measure of the duty to fix the list


def owner_kind(election: Election) -> str:
    """The kind of body whose voter list it is: the one the law asks for the station plan."""
    return next(
        one.bearer
        for one in law().templates.values()
        if one.measure == PLAN and one.election_kind == election.kind
    )


def visible(member: Member) -> QuerySet[Run]:
    """Runs that a person may see: one's own institutions' all, of others what was accepted."""
    own = Q(institution__in=member.institutions)
    rows = Run.objects.filter(own | Q(accepted_at__isnull=False))
    return rows.select_related("region", "institution")


def in_force(election: str, *, at: datetime, kind: str = "") -> list[Run]:
    """The accepted runs that count at a moment, oldest first; of one kind of body if asked."""
    rows = (
        Run.objects.filter(election=election, accepted_at__lte=at)
        .filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at))
        .select_related("region", "institution")
    )
    return list((rows.filter(institution__kind=kind) if kind else rows).order_by("pk"))


def newest(runs: Iterable[Run]) -> set[int]:
    """Of runs in force, oldest first, the last of each body and region; it stands for them."""
    return set({(run.institution_id, run.region_id): run.pk for run in runs}.values())


def current(election: str, region: str, *, kind: str, at: datetime) -> Run | None:
    """The newest of them that covers a region."""
    covering = [
        run
        for run in in_force(election, kind=kind, at=at)
        if within(RegionCode(region), RegionCode(run.region_id))
    ]
    return covering[-1] if covering else None


def by_regency(runs: Iterable[Run], regencies: Iterable[str]) -> dict[str, Run]:
    """For each regency the newest run, given oldest first, that covers it."""
    codes = list(regencies)
    found: dict[str, Run] = {}
    for run in runs:
        covered = (one for one in codes if within(RegionCode(one), RegionCode(run.region_id)))
        found |= dict.fromkeys(covered, run)
    return found


@dataclass(slots=True, kw_only=True)
class Sums:
    """Counts of some villages, added up."""

    records: int = 0
    findings: int = 0
    blocking: int = 0
    pairs_review: int = 0
    pairs_settled: int = 0
    voters: int = 0
    voters_l: int = 0
    voters_p: int = 0
    first_time: int = 0
    disability: int = 0
    no_ktp_el: int = 0
    stations: int = 0
    stations_bound: int = 0
    splits: int = 0
    splits_bound: int = 0
    villages: int = 0
    placed: int = 0  # voters with a station
    metres: float = 0.0  # of all their ways together
    furthest: float = 0.0

    @property
    def pairs_open(self) -> int:
        """Pairs that wait for an answer."""
        return self.pairs_review - self.pairs_settled

    @property
    def unplaced(self) -> int:
        """Voters without a station."""
        return max(self.voters - self.placed, 0)

    @property
    def distance(self) -> float | None:
        """The mean way to the station."""
        return self.metres / self.placed if self.placed else None

    def add(self, row: VillageCount, placed: int) -> None:
        """One village more."""
        for name in _ADDED:
            setattr(self, name, getattr(self, name) + getattr(row, name))
        self.villages += 1
        self.placed += placed
        self.metres += (row.distance_mean or 0.0) * placed
        self.furthest = max(self.furthest, row.distance_max or 0.0)


_ADDED = tuple(
    one.name for one in fields(Sums) if one.name not in ("villages", "placed", "metres", "furthest")
)
_LENGTHS = {Level.REGENCY: 5, Level.DISTRICT: 8, Level.VILLAGE: 13}


def sums(runs: Mapping[str, Run], *, by: Level, region: str = "") -> dict[str, Sums]:
    """Per regency, district or village: what the run of each regency counted there."""
    rows = VillageCount.objects.filter(run__in={run.pk for run in runs.values()})
    placed = _placed(runs.values())
    found: dict[str, Sums] = defaultdict(Sums)
    for row in rows.filter(village__startswith=region):
        run = runs.get(row.village[:5])
        if run is not None and run.pk == row.run_id:
            key = row.village[: _LENGTHS[by]]
            found[key].add(row, placed.get((row.run_id, row.village), 0))
    return dict(found)


def _placed(runs: Iterable[Run]) -> dict[tuple[int, str], int]:
    rows = Station.objects.filter(run__in={run.pk for run in runs})
    counted = rows.values_list("run_id", "village").annotate(n=Sum("voters"))
    return {(run, village): n for run, village, n in counted.order_by()}


def total(parts: Iterable[Sums]) -> Sums:
    """Sums of sums."""
    found = Sums()
    for part in parts:
        for one in fields(Sums):
            joined = max if one.name == "furthest" else _plus
            setattr(found, one.name, joined(getattr(found, one.name), getattr(part, one.name)))
    return found


def _plus(one: float, other: float) -> float:
    return one + other


def of_region(run: Run, region: str) -> Sums:
    """What one run counted in a region; a district or village of it as well."""
    placed = _placed([run])
    found = Sums()
    for row in VillageCount.objects.filter(run=run, village__startswith=_inside(region)):
        found.add(row, placed.get((run.pk, row.village), 0))
    return found


def _inside(region: str) -> str:
    """How the codes of a region's villages begin."""
    return region if level(RegionCode(region)) is Level.VILLAGE else f"{region}."
