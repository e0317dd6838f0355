"""The stations that a run has planned, counted by village."""

import json
from pathlib import Path

from serentak.engine.counts import Known, Regency, Village, by_regency, recounted
from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode, within
from serentak.engine.store.columnar import read
from serentak.engine.store.runs import REPORT

STATIONS = "stations.parquet"


def planned(folder: Path, election: str, region: RegionCode, *, cap: int) -> tuple[Regency, ...]:
    """The stations of a run's plan. Raises BadData where it has none of that election and region."""
    villages = (
        Village(region=code, voters=tuple(voters))
        for code, voters in _voters(folder, election, region).items()
    )
    return by_regency(villages, cap=cap, known=Known.PLAN)


def planned_under(
    folder: Path, election: str, region: RegionCode, *, cap: int
) -> tuple[Regency, ...]:
    """The stations that another cap would make of the plan's villages. Raises BadData as above."""
    villages = (
        recounted(code, sum(voters), cap)
        for code, voters in _voters(folder, election, region).items()
    )
    return by_regency(villages, cap=cap, known=Known.ESTIMATE)


def _voters(folder: Path, election: str, region: RegionCode) -> dict[RegionCode, list[int]]:
    """The voters of each station of each village."""
    _check(folder, election)
    table = read(folder / STATIONS, {"VILLAGE", "VOTERS"}).select(["village", "voters"])
    found: dict[RegionCode, list[int]] = {}
    for village, voters in zip(*(column.to_pylist() for column in table.columns), strict=True):
        if within(village, region):
            found.setdefault(village, []).append(voters)
    if not found:
        raise BadData(
            f"Putaran {folder.name} tidak memuat TPS di wilayah {region}. Pilih yang lain."
        )
    return found


def _check(folder: Path, election: str) -> None:
    try:
        of = json.loads((folder / REPORT).read_text("utf-8"))["election"]
    except (OSError, ValueError, KeyError, TypeError):
        raise BadData(f"Map {folder.name} bukan putaran yang selesai. Periksa jalurnya.") from None
    if of != election:
        raise BadData(f"Putaran {folder.name} dibuat untuk {of}, bukan {election}.")
