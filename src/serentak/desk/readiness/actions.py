"""Project duties and evidence into cells over time; the only writer of spells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.db import transaction

from serentak.desk.obligations import facts, replay
from serentak.desk.obligations.models import Obligation
from serentak.desk.places.models import Region
from serentak.desk.readiness.models import Spell
from serentak.engine.readiness import Item, Why, areas, spells, within

BEGINNING = datetime(2015, 1, 1, tzinfo=UTC)
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


@transaction.atomic
def project(election: str, regions: Iterable[str]) -> None:
    """Recompute the cells of some regions; writers of one region wait for each other."""
    codes = sorted(set(regions))
    list(Region.objects.select_for_update().filter(code__in=codes).order_by("code"))
    rows = list(
        Obligation.objects.filter(election=election, region__in=codes)
        .select_related("region")
        .order_by("region", "area", "due", "key")
    )
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    known = facts.items(rows, earlier=replay.earlier(rows))
    for row, item in zip(rows, known, strict=True):
        for area in areas(item):
            groups[row.region_id, area].append(within(item, area))
        groups[row.region_id, ""].append(item)
    Spell.objects.filter(election=election, region__in=codes).delete()
    Spell.objects.bulk_create(_rows(election, groups), batch_size=2000)


def _rows(election: str, groups: dict[tuple[str, str], list[Item]]) -> Iterator[Spell]:
    for (region, area), items in groups.items():
        for spell in spells(items, since=BEGINNING):
            now = spell.cell
            if now.why is Why.UNASKED:
                continue
            yield Spell(
                election=election,
                region_id=region,
                area=area,
                since=spell.since,
                until=spell.until or FOREVER,
                score=now.score,
                level=now.level,
                state=now.state,
                due=now.due,
                met=now.met,
                late=now.late,
                warned=now.warned,
                total=now.total,
                worst_id=int(now.worst) if now.worst else None,
                why=now.why,
            )
