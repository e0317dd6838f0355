"""Stations, villages, voters and islands to compute needs from, as published."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from serentak.engine import store
from serentak.engine.counts import (
    District,
    Known,
    Regency,
    Village,
    by_regency,
    recounted,
    shared,
)
from serentak.engine.errors import BadData
from serentak.engine.figures import Figure, Standing, chain
from serentak.engine.races import Payer
from serentak.engine.regions import Level, RegionCode, level, parent, province, within

STAGE = "DPT"  # the list that ballots are printed from


def official(election: str, region: RegionCode, cap: int) -> tuple[Regency, ...]:
    """What the organiser counted, by regency. Raises BadData where this release carries none."""
    stations = {
        code: number
        for code, number in _stations(province(region), election).items()
        if within(code, region)
    }
    if not stations or level(region) is Level.DISTRICT:
        raise BadData(
            f"Hitungan resmi {election} untuk {region} tidak ada dalam paket ini; yang ada hanya per "
            "provinsi dan kabupaten/kota. Pakai rencana TPS dengan --run."
        )
    villages, voters = villages_of(province(region)), _voters(province(region), election)
    return tuple(
        Regency(
            region=regency,
            districts=tuple(
                District(region=one, villages=villages[one], stations=number)
                for one, number in stations.items()
                if parent(one) == regency
            ),
            voters=voters[regency].value,
            cap=cap,
            known=Known.OFFICIAL,
            voters_known=_known(voters[regency]),
        )
        for regency in dict.fromkeys(map(parent, stations))
    )


def official_under(election: str, region: RegionCode, cap: int) -> tuple[Regency, ...]:
    """The stations that another cap would make of the official voters.

    The voters of a village are the regency's, in proportion to its residents. Raises BadData.
    """
    residents = _residents(province(region))
    villages: list[Village] = []
    for regency in official(election, region, cap):
        own = {one: number for one, number in residents.items() if within(one, regency.region)}
        voters = shared(regency.voters, own)
        kept = {district.region for district in regency.districts}
        villages.extend(recounted(one, voters[one], cap) for one in own if parent(one) in kept)
    return by_regency(villages, cap=cap, known=Known.ESTIMATE)


def _known(figure: Figure) -> Known:
    return Known.OFFICIAL if figure.standing is Standing.FINAL else Known.ESTIMATE


@lru_cache(maxsize=8)
def _stations(code: RegionCode, election: str) -> Mapping[RegionCode, int]:
    rows = store.facts(code, "district_stations") if store.has_facts(code) else ()
    return {
        RegionCode(row["region"]): int(row["stations"])
        for row in rows
        if row["election"] == election
    }


@lru_cache(maxsize=38)
def villages_of(code: RegionCode) -> Mapping[RegionCode, int]:
    """How many villages each district of a province has."""
    return Counter(parent(one) for one, _ in store.regions_of(code) if level(one) is Level.VILLAGE)


@lru_cache(maxsize=8)
def _voters(code: RegionCode, election: str) -> Mapping[RegionCode, Figure]:
    """Each regency's voters as the chain of their versions has them."""
    found: dict[RegionCode, list[Figure]] = {}
    for row in store.facts(code, "figures"):
        if (row["measure"], row["election"], row["stage"]) == ("voters", election, STAGE):
            found.setdefault(RegionCode(row["region"]), []).append(_figure(row))
    chains = {region: chain(versions).current for region, versions in found.items()}
    return {region: current for region, current in chains.items() if current}


def _figure(row: Mapping[str, str]) -> Figure:
    return Figure(
        key=row["measure"],
        value=int(row["value"]),
        unit=row["unit"],
        on=date.fromisoformat(f"{row['date']}-01"[:10]),
        source=row["source"],
        body=row["body"],
        standing=Standing(row["status"]),
        stage=row["stage"],
    )


@lru_cache(maxsize=38)
def _residents(code: RegionCode) -> Mapping[RegionCode, int]:
    rows = store.facts(code, "villages")
    return {RegionCode(row["code"]): int(row["residents"]) for row in rows}


def sharing(code: RegionCode, key: str) -> Mapping[str, Payer]:
    """Who pays which role, as somebody is known to have agreed. Raises BadData for an unknown key."""
    rows = store.facts(province(code), "sharings")
    found = {row["item"]: Payer(row["payer"]) for row in rows if row["key"] == key}
    if not found:
        known = ", ".join(dict.fromkeys(row["key"] for row in rows))
        raise BadData(f"Pembagian biaya '{key}' tidak dikenal. Pilih: {known}.")
    return found


@lru_cache(maxsize=38)
def lands(code: RegionCode) -> Mapping[RegionCode, str]:
    """The islands of a province by name: of whole regencies, and of districts that lie elsewhere."""
    return {RegionCode(row["region"]): row["name"] for row in store.facts(code, "lands")}


def land_of(region: RegionCode) -> str:
    """The island a district lies on; a regency's own name where its districts lie on several."""
    known = lands(province(region))
    around = [code for code in known if within(region, code)]
    land = known[max(around, key=len)]
    if level(region) is Level.REGENCY:
        inside = {name for code, name in known.items() if parent(code) == region}
        return store.region_name(region) if inside - {land} else land
    return land
