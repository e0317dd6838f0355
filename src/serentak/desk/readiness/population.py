"""What runs of the register say of a regency, beside its cell for population data."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from serentak.desk.law.facts import law
from serentak.desk.obligations import replay
from serentak.desk.obligations.models import Obligation
from serentak.desk.obligations.signals import Shown
from serentak.desk.register import duties, facts
from serentak.engine.regions import RegionCode, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """The newest run in force of each body, and the day the list must be fixed."""

    runs: tuple[Shown, ...]
    deadline: date | None
    days: int | None  # until then; below zero once it has passed


def population(election: str, region: str, *, at: datetime) -> Population:
    """What is open in a regency, run by run, and how long there is."""
    covering = {
        run.institution.kind: run
        for run in facts.in_force(election, at=at)
        if within(RegionCode(region), RegionCode(run.region_id))
    }
    deadline = _deadline(election, region, at=at)
    return Population(
        runs=tuple(duties.shown(run, region) for run in covering.values()),
        deadline=deadline,
        days=(deadline - localtime(at).date()).days if deadline else None,
    )


def _deadline(election: str, region: str, *, at: datetime) -> date | None:
    """When the law wants the list of this regency fixed, as known at a moment."""
    rows = replay.asked(Obligation.objects.filter(election=election, region=region), at=at)
    templates = law().templates
    days = [
        row.due_day
        for row in rows
        if row.due_day
        and row.template in templates
        and templates[row.template].measure == facts.LIST
    ]
    return max(days, default=None)
