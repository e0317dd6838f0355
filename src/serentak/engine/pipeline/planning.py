"""From a voters' file to stations, their map and their certificate."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election
from serentak.engine.pipeline.people import Ruling
from serentak.engine.regions import RegionCode, province
from serentak.engine.stations import certificate, limits, others, tables
from serentak.engine.stations.electorate import HEADINGS, Electorate, electorate
from serentak.engine.stations.headings import Headings, asked
from serentak.engine.stations.measures import measures
from serentak.engine.stations.plan import Order, Tell, plan
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The tables of a plan and its certificate."""

    stations: pa.Table
    assignments: pa.Table
    proof: dict[str, Any]


def plan_stations(request: Request) -> dict[str, Any]:
    """Plan, write every file of the folder at once, and return the certificate."""
    law = store.law()
    ruling = Ruling(law=law, election=law.election(request.election))
    most = limits.cap(law, ruling.election.kind, request.cap)
    voters = electorate(columnar.read(request.voters, asked(HEADINGS)))
    _check_known(voters)
    found = planned(voters, _order(request, voters, most), ruling)
    columnar.write_all(
        request.out,
        tables={
            "stations.parquet": found.stations,
            "stations.csv": found.stations,
            "assignments.parquet": found.assignments,
            "polling_location.csv": tables.polling_locations(found.stations, _named),
        },
        documents={
            "stations.geojson": tables.feature_collection(found.stations),
            "certificate.json": {"election": request.election, **found.proof},
        },
    )
    return found.proof


def planned(
    voters: Electorate, order: Order, ruling: Ruling, tell: Tell = lambda _share: None
) -> Planned:
    """The plan of an electorate as tables, and its certificate beside the official counts."""
    layout = plan(voters, order, tell)
    found = measures(voters, layout)
    proof = certificate.certificate(
        voters, layout, found, order, limits.norm(ruling.law, ruling.election.kind)
    )
    proof["official"] = certificate.compared(layout, voters, _official(voters, ruling.election))
    return Planned(
        stations=tables.station_table(voters, layout, found),
        assignments=tables.assignment_table(voters, layout),
        proof=proof,
    )


def for_nobody(order: Order, ruling: Ruling) -> Planned:
    """The plan of a register in which nobody may vote."""
    proof = certificate.without_voters(order, limits.norm(ruling.law, ruling.election.kind))
    proof["official"] = {"districts": 0}
    return Planned(
        stations=tables.STATIONS.empty_table(),
        assignments=tables.ASSIGNMENTS.empty_table(),
        proof=proof,
    )


def _named(code: str) -> str:
    return store.region_name(RegionCode(code))


def _order(request: Request, voters: Electorate, most: int) -> Order:
    def read(path: Path | None, headings: Headings) -> Any:
        return columnar.read(path, asked(headings)) if path else None

    sites = read(request.sites, others.OFFERS)
    old = read(request.keep, others.BEFORE)
    special = read(request.special, others.SPECIAL)
    return Order(
        cap=most,
        compact=request.compact,
        offers=others.offers(sites) if sites is not None else None,
        before=others.before(old, voters) if old is not None else None,
        special=others.special(special, voters, most) if special is not None else None,
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
