"""What is needed where and by when, and how much the way there takes off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.conf import settings

from serentak.desk.law.facts import law
from serentak.engine import store
from serentak.engine.errors import LawGap
from serentak.engine.law.model import Election, Template
from serentak.engine.logistics.sailing import (
    Leaving,
    Margins,
    Sailing,
    Way,
    crossing,
    leaving,
    sailing,
)
from serentak.engine.obligations import derive, located
from serentak.engine.regions import Level, RegionCode, level, within
from serentak.engine.store.counts import lands

ARRIVED = "shipment.arrived"  # what the law data calls the measure of these duties


def template(election: Election, destination: RegionCode) -> Template:
    """The duty that wants the material there: at the regency's warehouse, or in time at the stations."""
    wanted = Level.REGENCY if level(destination) is Level.REGENCY else Level.VILLAGE
    for one in law().templates.values():
        if (one.measure, one.election_kind, one.level) == (ARRIVED, election.kind, wanted):
            return one
    raise LawGap(f"Belum ada kewajiban {ARRIVED} untuk {election.kind} dalam data hukum.")


def moment(election: Election, destination: RegionCode) -> datetime:
    """The last second in which it is there in time."""
    asked = template(election, destination)
    found = derive(
        asked,
        located(law(), election, asked, events={}),
        law=law(),
        local=law().zone(destination),
    )
    if found is None:
        raise LawGap(f"Kewajiban {asked.id} tidak bertanggal, jadi batas tibanya tidak ada.")
    return found.due


def owner(election: Election, region: RegionCode) -> str:
    """The code of the body whose material it is, there: who sends it, and who takes it in."""
    return f"{region[:5]}/{template(election, region).bearer}"


@lru_cache(maxsize=4)
def _sailings(home: RegionCode) -> tuple[Sailing, ...]:
    """The crossings this release knows of a province."""
    return tuple(sailing(row) for row in _rows(home, "sailings"))


def margins() -> Margins:
    """What is kept in hand on the way."""
    land, sea = (law().norm(f"shipping.margin-{way}").number for way in ("land", "sea"))
    return Margins(land=timedelta(hours=land), sea=timedelta(hours=sea))


def departure(origin: RegionCode, destination: RegionCode, *, by: datetime) -> Leaving:
    """The latest safe departure of what must be there by a moment."""
    return leaving(by, way=_way(origin, destination), margins=margins())


@lru_cache(maxsize=1024)
def _way(origin: RegionCode, destination: RegionCode) -> Way:
    leg = crossing(origin, destination, _sailings(_home()))
    apart = leg is not None or _land(origin) != _land(destination)
    return Way(by_sea=apart, leg=leg, zone=law().zone(destination))


def _land(region: RegionCode) -> str:
    """The island a region, or its seat, lies on; nothing where this release knows of none."""
    home = _home()
    known = lands(home) if store.has_facts(home) else {}
    around = [code for code in known if within(region, code)]
    return known[max(around, key=len)] if around else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Something published of a region's supplies: an incident, or a place that is hard to reach."""

    region: str
    text: str
    text_en: str
    source: str
    when: str = ""
    kind: str = ""
    name: str = ""


def hard_in(region: str) -> tuple[Known, ...]:
    """Places of a region that the press calls hard to reach."""
    return tuple(
        one for one in _hard(_home()) if within(RegionCode(one.region), RegionCode(region))
    )


def incidents_in(region: str, *, by: date) -> tuple[Known, ...]:
    """What had happened to a region's supplies by a day; newest first, the undated last."""
    return tuple(
        one
        for one in _incidents(_home())
        if within(RegionCode(one.region), RegionCode(region)) and one.when <= by.isoformat()
    )


def _home() -> RegionCode:
    return RegionCode(settings.PROVINCE)


@lru_cache(maxsize=4)
def _hard(home: RegionCode) -> tuple[Known, ...]:
    return tuple(
        Known(
            region=row["region"],
            name=row["name"],
            text=row["access"],
            text_en=row["access_en"],
            source=row["source"],
        )
        for row in _rows(home, "hard_places")
    )


@lru_cache(maxsize=4)
def _incidents(home: RegionCode) -> tuple[Known, ...]:
    rows = sorted(_rows(home, "logistics_incidents"), key=lambda row: row["date"], reverse=True)
    return tuple(
        Known(
            region=row["region"],
            when=row["date"],
            kind=row["kind"],
            text=row["title"],
            text_en=row["title_en"],
            source=row["source"],
        )
        for row in rows
    )


def _rows(home: RegionCode, name: str) -> tuple[Mapping[str, str], ...]:
    return store.facts(home, name) if store.has_facts(home) else ()
