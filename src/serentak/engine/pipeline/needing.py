"""What an election needs in a region: counts from the store, lines from the rooms."""

from dataclasses import dataclass

from serentak.engine.needs import Need, Regency, check
from serentak.engine.personnel import needs as personnel
from serentak.engine.pipeline.people import Ruling
from serentak.engine.pipeline.planning import cap
from serentak.engine.regions import RegionCode
from serentak.engine.store import counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where, and under what assumptions."""

    region: RegionCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was counted, and every line that follows from it."""

    regencies: tuple[Regency, ...]
    needs: tuple[Need, ...]


def needed(asked: Asked, ruling: Ruling) -> Answer:
    """Every line of every room. Raises BadData, LawGap."""
    regencies = counts.official(ruling.election.id, asked.region, cap(ruling, None))
    check(regencies)
    kind = ruling.election.kind
    return Answer(regencies=regencies, needs=personnel.needs(regencies, law=ruling.law, kind=kind))
