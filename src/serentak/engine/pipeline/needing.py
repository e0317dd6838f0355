"""What an election needs in a region: counts from the store, lines from the rooms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from serentak.engine import races
from serentak.engine.budget import costs
from serentak.engine.counts import Regency
from serentak.engine.logistics import needs as logistics
from serentak.engine.needs import Count, Need, Pair
from serentak.engine.personnel import needs as personnel
from serentak.engine.pipeline import planning
from serentak.engine.pipeline.people import Ruling
from serentak.engine.regions import RegionCode
from serentak.engine.security import needs as security
from serentak.engine.store import counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where, from which counts, and what an office assumes."""

    region: RegionCode
    run: Path | None = None  # a run's folder; None: the official counts
    cap: int | None = None  # voters a station; None: as the counts have it
    races: tuple[str, ...] = ()  # none: all of the day
    apart: bool = False  # each race on a day of its own
    pattern: str = ""  # of guarding; empty: the region's own, or what stands in for it
    sharing: str = ""  # who pays which role; empty: not agreed
    prices: Mapping[str, int] = field(default_factory=dict)
    cases: Mapping[str, int] = field(default_factory=dict)


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


def needed(asked: Asked, ruling: Ruling) -> Answer:
    """Every line of every room. Raises BadData, LawGap."""
    found = regencies(asked, ruling)
    day = races.of(ruling.election.kind, asked.races)
    lines: list[Need] = []
    unpaid: tuple[Pair, ...] = ()
    for together in [(race,) for race in day] if asked.apart else [day]:
        terms = _terms(asked, ruling, together)
        people = personnel.needs(found, law=ruling.law, kind=terms.kind)
        goods = logistics.needs(found, law=ruling.law, kind=terms.kind, races=together)
        unpaid = costs.unpaid(people, terms)
        lines += (*people, *_money(asked, people, goods, terms), *_guards(asked, ruling, found))
        lines += goods
    return Answer(regencies=found, needs=tuple(lines), unpaid=unpaid, usual=_usual(asked, ruling))


def _usual(asked: Asked, ruling: Ruling) -> Usual | None:
    if asked.cap is None:
        return None
    cap = planning.cap(ruling, None)
    found = regencies(replace(asked, cap=cap), ruling)
    return Usual(cap=cap, stations=sum(regency.stations for regency in found))


def regencies(asked: Asked, ruling: Ruling) -> tuple[Regency, ...]:
    """The counts asked for. Raises BadData, also for a cap that the act does not allow."""
    election, usual = ruling.election.id, planning.cap(ruling, None)
    cap = planning.cap(ruling, asked.cap)
    anew = asked.cap is not None
    if asked.run:
        return counts.planned(asked.run, election, asked.region, cap=cap, anew=anew)
    if anew:
        return counts.official_under(election, asked.region, official_cap=usual, cap=cap)
    return counts.official(election, asked.region, usual)


def _terms(asked: Asked, ruling: Ruling, together: tuple[races.Race, ...]) -> costs.Terms:
    agreed = counts.sharing(asked.region, asked.sharing) if asked.sharing else {}
    return costs.Terms(
        law=ruling.law,
        kind=ruling.election.kind,
        races=together,
        sharing=agreed,
        prices=asked.prices,
    )


def _money(
    asked: Asked, people: tuple[Need, ...], goods: tuple[Need, ...], terms: costs.Terms
) -> Iterator[Need]:
    yield from costs.honoraria(people, terms)
    yield from costs.purchases(goods, terms)
    yield from costs.compensation(asked.cases, terms, asked.region)


def _guards(asked: Asked, ruling: Ruling, found: tuple[Regency, ...]) -> Iterator[Need]:
    """Officers by regency; nobody has published the class of every station."""
    law, election = ruling.law, ruling.election
    for regency in found:
        pattern = (
            law.pattern(asked.pattern)
            if asked.pattern
            else security.pattern_of(law, regency.region, election.kind, election.voting_day)
        )
        count = Count(region=regency.region, number=regency.stations, known=regency.known)
        yield from security.needs(count, pattern, {})
