"""Stations and voters by district: added up, recounted, divided, and read from a run's plan."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from serentak.engine import races
from serentak.engine.counts import Known, Village, by_regency, recounted, shared, weakest
from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode
from serentak.engine.store import counts, plans

ONE, TWO, FAR = (
    RegionCode("74.01.01.2001"),
    RegionCode("74.01.01.2002"),
    RegionCode("74.02.01.2001"),
)
SULTRA = RegionCode("74")
ELECTION = "pilkada-2024"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run with three stations in two villages of one regency, and one in another."""
    folder = tmp_path / "putaran-1"
    folder.mkdir()
    (folder / "report.json").write_text(json.dumps({"election": ELECTION}))
    table = pa.table({"village": [ONE, ONE, TWO, FAR], "voters": [400, 401, 90, 600]})
    pq.write_table(table, folder / "stations.parquet")
    return folder


def test_villages_add_up_to_districts_and_regencies() -> None:
    villages = [Village(region=FAR, voters=(5,)), Village(region=ONE, voters=(3, 4))]

    first, second = by_regency(villages, cap=600, known=Known.PLAN)

    assert (first.region, first.stations, first.voters, first.counted) == ("74.01", 2, 7, True)
    assert (second.districts[0].villages, second.districts[0].voters) == (1, (5,))


def test_a_village_without_voters_is_a_village_without_stations() -> None:
    (regency,) = by_regency([recounted(ONE, 0, 500)], cap=500, known=Known.ESTIMATE)

    assert (regency.stations, regency.districts[0].villages) == (0, 1)


def test_a_recounted_village_fills_its_stations_evenly() -> None:
    assert recounted(ONE, 1001, 500).voters == (334, 334, 333)


def test_what_cannot_be_divided_goes_to_the_largest_remainders() -> None:
    assert shared(10, {ONE: 1, TWO: 1, FAR: 1}) == {ONE: 4, TWO: 3, FAR: 3}


def test_nothing_is_divided_among_no_residents() -> None:
    with pytest.raises(BadData, match="penduduknya nol"):
        shared(10, {ONE: 0})


def test_the_weakest_count_says_how_sure_a_sum_is() -> None:
    assert weakest([Known.PLAN, Known.OFFICIAL]) is Known.PLAN


def test_a_plan_is_counted_as_it_stands(run: Path) -> None:
    first, second = plans.planned(run, ELECTION, SULTRA, cap=600)

    assert first.districts[0].voters == (400, 401, 90)
    assert (second.region, second.known) == ("74.02", Known.PLAN)


def test_another_cap_recounts_the_plans_villages(run: Path) -> None:
    (regency,) = plans.planned_under(run, ELECTION, RegionCode("74.01"), cap=300)

    assert regency.districts[0].voters == (267, 267, 267, 90)
    assert regency.known is Known.ESTIMATE


def test_a_run_elsewhere_of_another_election_or_none_at_all_is_refused(run: Path) -> None:
    with pytest.raises(BadData, match=r"tidak memuat TPS di wilayah 74\.03"):
        plans.planned(run, ELECTION, RegionCode("74.03"), cap=600)
    with pytest.raises(BadData, match="dibuat untuk pilkada-2024, bukan pemilu-2024"):
        plans.planned(run, "pemilu-2024", SULTRA, cap=600)
    with pytest.raises(BadData, match="bukan putaran yang selesai"):
        plans.planned(run.parent, ELECTION, SULTRA, cap=600)


def test_a_district_lies_on_its_own_island_else_on_its_regencys() -> None:
    kabaena, poleang, bombana = (RegionCode(f"74.06{end}") for end in (".05", ".01", ""))

    assert counts.land_of(kabaena) == "Pulau Kabaena"
    assert counts.land_of(poleang) == "Daratan Sulawesi"
    assert counts.land_of(bombana) == "Kabupaten Bombana"  # what is not divided by district
    assert counts.land_of(RegionCode("74.71")) == "Daratan Sulawesi"
    assert counts.land_of(SULTRA) == "Daratan Sulawesi"


def test_the_races_of_a_day_share_a_payer_or_have_to_agree() -> None:
    assert races.payer(races.of("pemilu")) is races.Payer.NATION
    assert races.payer(races.of("pilkada")) is races.Payer.AGREEMENT
    assert races.payer(races.of("pilkada", ("regent",))) is races.Payer.REGENCY
