"""What an election needs in a region: counts from the store, lines from the rooms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from serentak.engine import races
from serentak.engine.budget import costs
from serentak.engine.counts import Regency
from serentak.engine.law.model import Election, Law
from serentak.engine.logistics import needs as logistics
from serentak.engine.needs import Count, Need, Pair
from serentak.engine.personnel import needs as personnel
from serentak.engine.regions import RegionCode
from serentak.engine.security import needs as security
from serentak.engine.stations import limits
from serentak.engine.store import counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where, from which counts, and what an office assumes."""

    law: Law
    election: Election
    region: RegionCode
    run: Path | None = None  # a run's folder; None: the official counts
    cap: int | None = None  # voters a station; None: as the counts have it
    races: tuple[str, ...] = ()  # none: all of the day
    apart: bool = False  # each race on a day of its own
    pattern: str = ""  # of guarding; empty: the region's own, or what stands in for it
    sharing: str = ""  # who pays which role; empty: not agreed
    prices: Mapping[str, int] = field(default_factory=dict)
    cases: Mapping[str, int] = field(default_factory=dict)
    vehicle: int = 0  # litres one carries; 0: not assumed


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The stations that the cap in force makes of the same voters, counted the same way."""

    cap: int
    stations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was counted, every line that follows from it, and the roles without a known term."""

    regencies: tuple[Regency, ...]
    needs: tuple[Need, ...]
    unpaid: tuple[Pair, ...]
    usual: Usual | None  # where another cap was assumed


def needed(asked: Asked) -> Answer:
    """Every line of every room. Raises BadData, LawGap."""
    law, kind = asked.law, asked.election.kind
    found = regencies(asked, asked.cap)
    day = races.of(kind, asked.races)
    lines: list[Need] = []
    unpaid: tuple[Pair, ...] = ()
    for together in [(race,) for race in day] if asked.apart else [day]:
        terms = _terms(asked, together)
        people = personnel.needs(found, law=law, kind=kind)
        goods = logistics.needs(found, law=law, kind=kind, races=together)
        money = (*costs.honoraria(people, terms), *costs.purchases(goods, terms))
        carried = logistics.loads(goods, asked.vehicle) if asked.vehicle else ()
        lines += (*people, *money, *_guards(asked, found), *goods, *carried)
        unpaid = costs.unpaid(people, terms)
    lines += costs.compensation(asked.cases, _terms(asked, day), asked.region)
    return Answer(regencies=found, needs=tuple(lines), unpaid=unpaid, usual=_usual(asked))


def regencies(asked: Asked, wanted: int | None) -> tuple[Regency, ...]:
    """The counts asked for, under a cap or as they are. Raises BadData for a cap beyond the act's."""
    election, region = asked.election.id, asked.region
    cap = limits.cap(asked.law, asked.election.kind, wanted)
    if asked.run:
        from serentak.engine.store import plans  # noqa: PLC0415  its tables load slowly

        count = plans.planned if wanted is None else plans.planned_under
        return count(asked.run, election, region, cap=cap)
    published = counts.official if wanted is None else counts.official_under
    return published(election, region, cap)


def _usual(asked: Asked) -> Usual | None:
    if asked.cap is None:
        return None
    cap = limits.cap(asked.law, asked.election.kind)
    return Usual(cap=cap, stations=sum(one.stations for one in regencies(asked, cap)))


def _terms(asked: Asked, together: tuple[races.Race, ...]) -> costs.Terms:
    agreed = counts.sharing(asked.region, asked.sharing) if asked.sharing else {}
    return costs.Terms(
        law=asked.law,
        kind=asked.election.kind,
        races=together,
        sharing=agreed,
        prices=asked.prices,
    )


def _guards(asked: Asked, found: tuple[Regency, ...]) -> Iterator[Need]:
    """Officers by regency; nobody has published the class of every station."""
    law, election = asked.law, asked.election
    for regency in found:
        pattern = (
            law.pattern(asked.pattern)
            if asked.pattern
            else security.pattern_of(law, regency.region, election.kind, election.voting_day)
        )
        count = Count(region=regency.region, number=regency.stations, known=regency.known)
        yield from security.needs(count, pattern, {})
