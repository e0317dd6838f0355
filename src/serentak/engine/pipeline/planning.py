"""From a voters' file to stations, their map and their certificate."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election, Law, Norm
from serentak.engine.regions import RegionCode, province
from serentak.engine.stations import certificate, others, tables
from serentak.engine.stations.electorate import HEADINGS, Electorate, electorate
from serentak.engine.stations.headings import Headings, asked
from serentak.engine.stations.measures import measures
from serentak.engine.stations.plan import Order, plan
from serentak.engine.store import columnar


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The files of a plan and what is asked of it."""

    voters: Path
    out: Path
    election: str
    cap: int | None = None  # None: as the law data has it
    compact: bool = False
    keep: Path | None = None
    sites: Path | None = None
    special: Path | None = None
    threads: int = 1


def plan_stations(request: Request) -> dict[str, Any]:
    """Plan, write every file of the folder at once, and return the certificate."""
    law = store.law()
    election = law.election(request.election)
    norm = law.norm(f"{election.kind}.station.voters")
    voters = electorate(columnar.read(request.voters, asked(HEADINGS)))
    _check_known(voters)
    order = _order(request, voters, _cap(request, law, election, norm))
    layout = plan(voters, order)
    found = measures(voters, layout)
    stations = tables.station_table(voters, layout, found)
    proof = certificate.certificate(voters, layout, found, order, norm)
    proof["official"] = certificate.compared(layout, voters, _official(voters, election))
    columnar.write_all(
        request.out,
        tables={
            "stations.parquet": stations,
            "stations.csv": stations,
            "assignments.parquet": tables.assignment_table(voters, layout),
            "polling_location.csv": tables.polling_locations(stations, _named),
        },
        documents={
            "stations.geojson": tables.feature_collection(stations),
            "certificate.json": {"election": election.id, **proof},
        },
    )
    return proof


def _named(code: str) -> str:
    return store.region_name(RegionCode(code))


def _cap(request: Request, law: Law, election: Election, norm: Norm) -> int:
    """The cap asked for, else the organiser's. Raises BadData above what the act allows."""
    most = law.norm(f"{election.kind}.station.voters-act")
    cap = request.cap or norm.number
    if not 0 < cap <= most.number:
        raise BadData(
            f"Batas {cap} pemilih per TPS tidak boleh dipakai: antara 1 dan {most.number} "
            f"({most.basis.cite})."
        )
    return cap


def _order(request: Request, voters: Electorate, cap: int) -> Order:
    def read(path: Path | None, headings: Headings) -> Any:
        return columnar.read(path, asked(headings)) if path else None

    sites = read(request.sites, others.OFFERS)
    old = read(request.keep, others.BEFORE)
    special = read(request.special, others.SPECIAL)
    return Order(
        cap=cap,
        compact=request.compact,
        offers=others.offers(sites) if sites is not None else None,
        before=others.before(old, voters) if old is not None else None,
        special=others.special(special, voters, cap) if special is not None else None,
        threads=request.threads,
    )


def _check_known(voters: Electorate) -> None:
    unknown = [code for code in voters.villages if not store.known(RegionCode(code))]
    if unknown:
        raise BadData(
            f"{len(unknown)} kode desa tidak ada dalam daftar Kementerian Dalam Negeri, misalnya "
            f"{', '.join(unknown[:3])}. Betulkan kodenya dalam daftar pemilih."
        )


def _official(voters: Electorate, election: Election) -> dict[str, int]:
    """Official counts of the provinces in the plan, by district."""
    provinces = {province(RegionCode(code)) for code in voters.villages}
    return {
        row["region"]: int(row["stations"])
        for code in sorted(provinces)
        if store.has_facts(code)
        for row in store.facts(code, "district_stations")
        if row["election"] == election.id
    }
