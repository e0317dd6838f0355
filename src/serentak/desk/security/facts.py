"""Which deployment counts at a moment, whether it still fits the stations, and teams as tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from serentak.desk.register.models import Run
from serentak.desk.security.models import Deployment, Team
from serentak.desk.stations import facts as stations
from serentak.engine.law.guards import Risk
from serentak.engine.law.model import Election
from serentak.engine.security.duty import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The newest deployment of an election, and whether the stations are still those it guards."""

    deployment: Deployment
    fits: bool


def standing(election: Election, *, at: datetime) -> Standing | None:
    """What counts at a moment."""
    found = Deployment.objects.filter(election=election.id, made_at__lte=at).first()
    if found is None:
        return None
    runs = sorted({run.pk for run in stations.plan(election, at=at).runs.values()})
    return Standing(deployment=found, fits=found.runs == runs)


def runs(election: Election, *, at: datetime) -> dict[str, Run]:
    """The run whose stations stand, by regency."""
    return dict(stations.plan(election, at=at).runs)


def tasks(teams: Iterable[Team]) -> list[Task]:
    """Teams as the engine's orders know them."""
    return [
        Task(
            post=one.post,
            unit=one.unit,
            number=one.number,
            officers=one.officers,
            risk=Risk(one.risk),
            leaves=localtime(one.leaves) if one.leaves else None,
            arrives=localtime(one.arrives),
            way=tuple(one.way),
            minutes=one.minutes,
            base=one.base,
            stations=tuple(one.stations),
            linmas=one.linmas,
            watches=tuple(one.watches),
        )
        for one in teams
    ]
