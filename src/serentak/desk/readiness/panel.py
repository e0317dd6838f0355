"""One cell opened: its duties, worst first, each with its date, bearer and evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from serentak.desk.budget.duties import Brief, of_region
from serentak.desk.law import facts as law_facts
from serentak.desk.obligations import facts, replay, words
from serentak.desk.obligations.models import Evidence, Obligation
from serentak.desk.places.models import Region
from serentak.desk.readiness.gaps import Gap, of_cell
from serentak.desk.readiness.pages import proven
from serentak.desk.readiness.population import Population, population
from serentak.desk.shared.templatetags.desk import said
from serentak.engine.law.model import Area, Template
from serentak.engine.readiness import Cell, State, Status, cell, status

SETTLED = frozenset({State.MET, State.COMING, State.STANDING, State.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A duty in the drill-down."""

    obligation: Obligation
    template: Template
    status: Status
    icon: str
    state: str
    reason: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A cell with its duties."""

    region: Region
    area: str
    area_name: str
    cell: Cell
    level_name: str
    because: str
    checks: tuple[Check, ...]
    simulated: int
    gap: Gap | None  # where a room counts need against supply
    population: Population | None  # in that area only
    grants: tuple[Brief, ...]  # in the area of money only

    @property
    def proven(self) -> str:
        """How much of what must be true by now is."""
        unknown = sum(check.status.state is State.UNKNOWN for check in self.checks)
        return proven(self.cell.met, self.cell.due, unknown)

    @property
    def open(self) -> tuple[Check, ...]:
        """What needs somebody now."""
        return tuple(check for check in self.checks if check.status.state not in SETTLED)

    @property
    def closed(self) -> tuple[Check, ...]:
        """What is done, not due yet or does not apply."""
        return tuple(check for check in self.checks if check.status.state in SETTLED)

    @property
    def bearers(self) -> str:
        """Who answers, each once, in order of appearance."""
        return ", ".join(dict.fromkeys(check.obligation.institution.short for check in self.checks))


def panel(election: str, region: Region, area: str, *, at: datetime) -> Panel:
    """As many queries whatever the number of duties."""
    duties = Obligation.objects.filter(election=election, region=region)
    wanted = replay.Wanted(area=area)
    rows = list(replay.asked(duties.select_related("region", "institution"), at=at, wanted=wanted))
    links = facts.linked(rows)
    items = facts.items(rows, links=links)
    newest = facts.newest(links, at=at)
    by_key = {str(row.pk): row for row in rows}
    found = sorted((status(item, at=at) for item in items), key=lambda one: one.rank)
    checks = tuple(_check(one, by_key[one.item.key], newest) for one in found)
    now = cell(items, at=at)
    return Panel(
        region=region,
        area=area,
        area_name=str(words.AREA_NAMES[area]),  # type: ignore[index]
        cell=now,
        level_name=str(words.LEVEL_NAMES[now.level]),
        because=_because(checks, now, at),
        checks=checks,
        simulated=sum(bool(check.evidence and check.evidence.simulated) for check in checks),
        gap=of_cell(law_facts.election(election), region.code, area, at=at),
        population=population(election, region.code, at=at) if area == Area.POPULATION else None,
        grants=of_region(election, region.code, at=at) if area == Area.BUDGET else (),
    )


def _because(checks: Sequence[Check], now: Cell, at: datetime) -> str:
    worst = next((one for one in checks if one.status.item.key == now.worst), None)
    return words.because(worst.status, said(worst.template, "duty"), at) if worst else ""


def _check(one: Status, row: Obligation, newest: dict[int, Evidence]) -> Check:
    return Check(
        obligation=row,
        template=facts.template(row),
        status=one,
        icon=words.icon(one),
        state=words.state(one),
        reason=words.reason(one.why),
        evidence=newest.get(row.pk),
    )
