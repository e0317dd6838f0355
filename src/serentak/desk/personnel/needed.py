"""How many officers are needed where: from official counts, else from the plan in force."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from serentak.desk.law.facts import election as by_id
from serentak.desk.law.facts import law
from serentak.desk.register.models import Station
from serentak.desk.stations import facts as plans
from serentak.engine import store
from serentak.engine.counts import Known, Regency, Village, by_regency
from serentak.engine.law.model import Election
from serentak.engine.needs import Need
from serentak.engine.personnel.needs import needs
from serentak.engine.personnel.returned import Post
from serentak.engine.regions import RegionCode
from serentak.engine.stations import limits
from serentak.engine.store.counts import official


def needed(election: str, *, at: datetime) -> Mapping[Post, Need]:
    """What the official counts of stations and villages ask for; without any, the plan in force."""
    return _official(election, RegionCode(settings.PROVINCE)) or _planned(election, at=at)


@lru_cache(maxsize=8)
def _official(election: str, home: RegionCode) -> Mapping[Post, Need]:
    one = by_id(election)
    if not store.has_facts(home):
        return {}
    return _posts(one, official(one.id, home, limits.cap(law(), one.kind)))


def _planned(election: str, *, at: datetime) -> Mapping[Post, Need]:
    one = by_id(election)
    now = plans.plan(one, at=at)
    rows = Station.objects.filter(run__in={run.pk for run in now.runs.values()})
    voters: dict[str, list[int]] = defaultdict(list)
    for village, run, n in rows.values_list("village", "run", "voters"):
        planned = now.of(village)
        if planned is not None and planned.pk == run:
            voters[village].append(n)
    villages = [
        Village(region=RegionCode(code), voters=(*found,)) for code, found in voters.items()
    ]
    return _posts(one, by_regency(villages, cap=limits.cap(law(), one.kind), known=Known.PLAN))


def _posts(election: Election, regencies: Iterable[Regency]) -> Mapping[Post, Need]:
    found = needs(regencies, law=law(), kind=election.kind)
    return {(need.region, need.item): need for need in found}
