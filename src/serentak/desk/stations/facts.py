"""Which plan is in force where, and the official counts beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.timezone import localtime

from serentak.desk.figures import facts as figures
from serentak.desk.places.models import Region
from serentak.desk.register import facts as register
from serentak.desk.register.models import Run
from serentak.engine import store
from serentak.engine.law.model import Election
from serentak.engine.regions import Level, RegionCode, parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The runs of the list's owner that count at a moment, by regency."""

    election: Election
    runs: Mapping[str, Run]

    def of(self, region: str) -> Run | None:
        """The run that plans a regency, a district or a village."""
        return self.runs.get(region[:5])


def plan(election: Election, *, at: datetime) -> Plan:
    """The plan in force everywhere."""
    kind = register.owner_kind(election)
    runs = register.in_force(election.id, kind=kind, at=at)
    regencies = Region.objects.filter(level=Level.REGENCY).values_list("code", flat=True)
    return Plan(election=election, runs=register.by_regency(runs, regencies))


def official(election: Election, *, at: datetime) -> dict[str, int]:
    """The official number of stations by region: the desk's figure, else its districts' own."""
    chains = figures.chains(figures.versions(election.id, day=localtime(at).date()))
    found = _by_district(election.id)
    for measure in ("stations.regular", "stations"):
        for (name, region), chain in chains.items():
            if name == measure and chain.current is not None:
                found[region] = chain.current.value
    return found


def _by_district(election: str) -> dict[str, int]:
    """The published count of every district, and what they make in a regency."""
    home = RegionCode(settings.PROVINCE)
    rows = store.facts(home, "district_stations") if store.has_facts(home) else []
    found: dict[str, int] = {}
    for row in rows:
        if row["election"] == election:
            regency = str(parent(RegionCode(row["region"])))
            found[row["region"]] = int(row["stations"])
            found[regency] = found.get(regency, 0) + int(row["stations"])
    return found
