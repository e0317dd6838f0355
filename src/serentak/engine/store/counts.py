"""Stations, villages and voters to compute needs from, as this release and a run's plan have them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.figures import Figure, Standing, chain
from serentak.engine.needs import District, Known, Regency
from serentak.engine.regions import Level, RegionCode, level, parent, province, within

STAGE = "DPT"  # the list that ballots are printed from


def official(election: str, region: RegionCode, cap: int) -> tuple[Regency, ...]:
    """What the organiser counted, by regency. Raises BadData where this release carries none."""
    stations = _stations(province(region), election)
    districts = [code for code in stations if within(code, region)]
    if not districts:
        raise BadData(
            f"Jumlah TPS resmi {election} di wilayah {region} tidak ada dalam paket ini. "
            "Pakai rencana TPS dengan --run."
        )
    villages = villages_of(province(region))
    voters = _voters(province(region), election)
    return tuple(
        Regency(
            region=regency,
            districts=tuple(
                District(region=one, villages=villages[one], stations=stations[one])
                for one in districts
                if parent(one) == regency
            ),
            voters=voters[regency].value,
            cap=cap,
            known=Known.OFFICIAL,
            voters_known=_known(voters[regency]),
        )
        for regency in dict.fromkeys(parent(one) for one in districts)
    )


def _known(figure: Figure) -> Known:
    return Known.OFFICIAL if figure.standing is Standing.FINAL else Known.ESTIMATE


@lru_cache(maxsize=8)
def _stations(code: RegionCode, election: str) -> Mapping[RegionCode, int]:
    rows = store.facts(code, "district_stations") if store.has_facts(code) else ()
    return MappingProxyType(
        {
            RegionCode(row["region"]): int(row["stations"])
            for row in rows
            if row["election"] == election
        }
    )


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
