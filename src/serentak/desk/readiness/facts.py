"""Cells as they stood at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet, Subquery

from serentak.desk.audit.models import Head
from serentak.desk.obligations.models import Evidence
from serentak.desk.places.models import Region
from serentak.desk.readiness.models import Spell
from serentak.engine.law.model import Area
from serentak.engine.regions import Level

WEEK = timedelta(days=7)
TOTAL = ""  # the area of a whole region
AREAS = tuple(Area)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One cell at a moment, as stored."""

    score: int | None
    level: int
    state: str
    due: int
    met: int
    late: int
    warned: int
    total: int
    worst: int | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A region with its seven cells, its total and how the total moved in a week."""

    region: Region
    cells: Mapping[str, Standing]
    total: Standing | None
    change: int | None


_COLUMNS = ("score", "level", "state", "due", "met", "late", "warned", "total", "worst_id", "why")


def at_moment(election: str, at: datetime) -> Q:
    """Which spells hold at a moment."""
    return Q(election=election, since__lte=at, until__gt=at)


def matrix(election: str, *, at: datetime, within: str = "") -> list[Row]:
    """All regencies (of a province, or of the nation) by code; three queries whatever their number."""
    regions = Region.objects.filter(level=Level.REGENCY)
    spells = Spell.objects.filter(at_moment(election, at), region__level=Level.REGENCY)
    if within:
        regions = regions.filter(parent=within)
        spells = spells.filter(region__parent=within)
    cells = _by_region(spells)
    before = _totals(election, at - WEEK)
    return [_row(region, cells.get(region.code, {}), before) for region in regions]


def stamp() -> tuple[int, int]:
    """The newest spell and line of the trail: another pair after every write on the desk."""
    line = Head.objects.values("seq")[:1]
    newest = Spell.objects.order_by("-id").values_list("id", Subquery(line)).first()
    return newest or (0, 0)


def simulated(election: str, *, at: datetime) -> bool:
    """Whether simulated evidence stands behind the cells of an election at a moment."""
    found = Evidence.objects.filter(
        simulated=True, reported_at__lte=at, obligations__election=election
    )
    return found.exists()


def row(election: str, region: Region, *, at: datetime) -> Row:
    """One region's row."""
    cells = _by_region(Spell.objects.filter(at_moment(election, at), region=region))
    return _row(
        region, cells.get(region.code, {}), _totals(election, at - WEEK, region=region.code)
    )


def _row(region: Region, cells: Mapping[str, Standing], before: Mapping[str, int | None]) -> Row:
    total = cells.get(TOTAL)
    past = before.get(region.code)
    change = None
    if total is not None and total.score is not None and past is not None:
        change = total.score - past
    return Row(region=region, cells=cells, total=total, change=change)


def _by_region(spells: QuerySet[Spell]) -> dict[str, dict[str, Standing]]:
    found: dict[str, dict[str, Standing]] = {}
    for region, area, *values in spells.values_list("region_id", "area", *_COLUMNS):
        score, level, state, due, met, late, warned, total, worst, why = values
        found.setdefault(region, {})[area] = Standing(
            score=score,
            level=level,
            state=state,
            due=due,
            met=met,
            late=late,
            warned=warned,
            total=total,
            worst=worst,
            why=why,
        )
    return found


def _totals(election: str, at: datetime, *, region: str = "") -> Mapping[str, int | None]:
    spells = Spell.objects.filter(at_moment(election, at), area=TOTAL)
    if region:
        spells = spells.filter(region=region)
    return dict(spells.values_list("region_id", "score"))
