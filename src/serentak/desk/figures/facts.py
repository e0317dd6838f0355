"""From rows to engine values: chains of versions, and disagreements on record."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Q

from serentak.desk.figures.models import Contradiction, Figure
from serentak.desk.places.models import Institution
from serentak.engine import figures as engine

Key = tuple[str, str]  # measure, region
Pair = tuple[str, frozenset[int]]  # region, two values (or the one in use)


def known_by(dated: str) -> date | None:
    """The day from which a date written 2024-09-22, 2024-09 or 2024 has surely come."""
    parts = [int(part) for part in dated.split("-") if part]
    if not parts:
        return None
    if len(parts) == 3:
        return date(*parts)
    year, month = parts if len(parts) == 2 else (parts[0], 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def versions(election_id: str, *, day: date) -> list[Figure]:
    """Every version published up to a day, as entered; one without a date is always shown."""
    return [row for row in _published(day) if row.election in (election_id, "")]


def _published(day: date) -> list[Figure]:
    rows = Figure.objects.filter(Q(on__isnull=True) | Q(on__lte=day)).select_related("region")
    return [row for row in rows.order_by("pk") if (known_by(row.dated) or row.on or day) <= day]


def in_use(*, day: date) -> dict[Pair, engine.Chain]:
    """Of every election, the chain where two values of a region clash, or where one is current."""
    rows = _published(day)
    found = {}
    for election_id in dict.fromkeys(row.election for row in rows):
        own = [row for row in rows if row.election in (election_id, "")]
        for (_measure, region), one in chains(own).items():
            if one.current is not None:
                found[region, frozenset({one.current.value})] = one
            for clash in engine.clashes(one):
                found[region, frozenset({clash.used.value, clash.other.value})] = one
    return found


def as_engine(row: Figure) -> engine.Figure:
    """One version as the rules see it."""
    standing = engine.Standing(row.standing)
    if row.confidence == "estimate" and standing is engine.Standing.FINAL:
        standing = engine.Standing.ESTIMATE
    return engine.Figure(
        key=row.key,
        value=row.value,
        unit=row.unit,
        on=_placed(row),
        source=row.source,
        body=row.body,
        standing=standing,
        stage=row.stage,
    )


def _placed(row: Figure) -> date | None:
    """Where a roughly dated version stands: a proposal at the start of its month, else the end."""
    return row.on if row.standing == engine.Standing.PROPOSAL else known_by(row.dated) or row.on


def chains(rows: Iterable[Figure]) -> dict[Key, engine.Chain]:
    """The versions of each measure in each region."""
    found: dict[Key, list[engine.Figure]] = defaultdict(list)
    for row in rows:
        found[row.measure, row.region_id].append(as_engine(row))
    return {key: engine.chain(several) for key, several in found.items()}


def bodies(rows: Iterable[Figure]) -> dict[str, Institution]:
    """The institutions that figures name as their body, by that name."""
    named = {row.body for row in rows if row.body}
    return {one.short: one for one in Institution.objects.filter(short__in=named)}


def contradictions(*, day: date) -> list[Contradiction]:
    """Disagreements on record whose two sides were both public by a day."""
    rows = Contradiction.objects.select_related("region", "answers")
    return [row for row in rows if (opened(row) or day) <= day]


def opened(row: Contradiction) -> date | None:
    """Since when two values stand against each other: the later of the two."""
    return max(
        (day for day in (known_by(row.a_on), known_by(row.b_on)) if day is not None), default=None
    )


def parts_of(chain_by: Mapping[Key, engine.Chain], measure: str) -> Iterator[engine.Figure]:
    """The current values of a measure in the regencies."""
    for (name, region), one in chain_by.items():
        if name == measure and "." in region and one.current is not None:
            yield one.current
