"""What an election needs of each item, place by place, and what the items are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from serentak.desk.law.facts import law
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election
from serentak.engine.logistics.needs import needs
from serentak.engine.needs import Need, Pair, Unit
from serentak.engine.races import of as races
from serentak.engine.regions import RegionCode
from serentak.engine.store.counts import official


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """The lines of an election by region and item; ballots may stand at a regency alone."""

    items: Mapping[str, Pair]
    lines: Mapping[str, Mapping[str, Need]]
    districts: Mapping[str, tuple[str, ...]]  # by regency

    def pieces(self, region: str) -> dict[str, int]:
        """What is known to be needed in a region: of a regency the sum of all that lies in it."""
        own = self.lines.get(region, {})
        found = {item: need.quantity for item, need in own.items()}
        for district in self.districts.get(region, ()):
            for item, need in self.lines.get(district, {}).items():
                found[item] = found.get(item, 0) + need.quantity
        return {item: found[item] for item in self.items if item in found}


NOTHING = Demand(items={}, lines={}, districts={})


@lru_cache(maxsize=8)
def demand(election: Election) -> Demand:
    """What the organiser's own counts ask for; nothing where this release carries none."""
    home = RegionCode(settings.PROVINCE)
    cap = law().norm(f"{election.kind}.station.voters").number
    try:
        regencies = official(election.id, home, cap)
    except BadData:
        return NOTHING
    found = [
        need
        for need in needs(regencies, law=law(), kind=election.kind, races=races(election.kind))
        if need.unit is Unit.PIECES
    ]
    lines: dict[str, dict[str, Need]] = {}
    for need in found:
        lines.setdefault(need.region, {})[need.item] = need
    return Demand(
        items={need.item: need.label for need in found},
        lines=lines,
        districts={
            regency.region: tuple(district.region for district in regency.districts)
            for regency in regencies
        },
    )
