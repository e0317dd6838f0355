"""`serentak needs`: what is printed of people, money, guards and goods."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.cli.conftest import Terminal

PILKADA = "needs --election pilkada-2024 --region 74"


def test_a_province_is_told_room_by_room(terminal: Terminal) -> None:
    said = terminal(PILKADA)

    assert (said.code, said.err) == (0, "")
    for room in ("Personel", "Anggaran", "Keamanan", "Logistik", "Uang"):
        assert f"\n{room}\n" in said.out
    assert "7 orang × 4.611 TPS = 32.277" in said.out
    assert "1.876.792 pemilih, 4.611 TPS, 2.285 desa/kelurahan, 221 kecamatan" in said.out
    assert "Tidak dihitung karena belum bersumber" in said.out


def test_regions_districts_and_islands_have_lines_of_their_own(terminal: Terminal) -> None:
    regions = terminal(f"{PILKADA} --by region")
    districts = terminal("needs --election pilkada-2024 --region 74.07 --by district")
    islands = terminal(f"{PILKADA} --by island")

    assert "Kabupaten Wakatobi" in regions.out
    assert "Togo Binongko" in districts.out
    assert "Pulau Binongko" in islands.out


def test_json_holds_every_line_with_its_norm(terminal: Terminal) -> None:
    found = json.loads(terminal(f"{PILKADA} --json").out)

    kpps = next(row for row in found["rows"] if row["item"] == "kpps")
    assert (kpps["quantity"], kpps["norm"]) == (32_277, "pilkada.kpps.per-station")
    assert kpps["formula_en"] == "7 people × 4,611 stations = 32,277"
    assert {row["spender"] for row in found["money"]} == {"kpu", "bawaslu"}


def test_a_cap_is_told_beside_the_one_in_force(terminal: Terminal) -> None:
    said = terminal(f"{PILKADA} --cap 500 --vehicle 9000 --price ballots=500 --case death=1")

    assert "Andaian 500 pemilih per TPS" in said.out
    assert "batas yang berlaku (600)" in said.out
    assert "Muatan kendaraan" in said.out
    assert "harga dari pengguna" in said.out
    assert "Santunan kematian" in said.out


def test_the_plan_of_a_run_may_take_the_place_of_the_counts(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "report.json").write_text(json.dumps({"election": "pilkada-2024"}))
    table = pa.table({"village": ["74.01.01.1001"] * 2, "voters": [401, 400]})
    pq.write_table(table, tmp_path / "stations.parquet")

    said = terminal(f"{PILKADA} --run {tmp_path}")

    assert "801 pemilih, 2 TPS, 1 desa/kelurahan, 1 kecamatan" in said.out
    assert "rencana TPS" in said.out
    assert "di atas 400 pemilih = 3" in said.out


def test_what_the_pemilu_leaves_out_is_named(terminal: Terminal) -> None:
    said = terminal("needs --election pemilu-2024 --region 74.06")

    assert "Honorarium PKD tidak dihitung" in said.out


def test_a_pair_or_a_vehicle_that_cannot_be_read_is_said_in_a_sentence(terminal: Terminal) -> None:
    price = terminal(f"{PILKADA} --price ballots")
    vehicle = terminal(f"{PILKADA} --vehicle 0")

    assert (price.code, price.err) == (
        2,
        "serentak: --price 'ballots' tidak terbaca. Tulis NAMA=N, misalnya ballots=500.\n",
    )
    assert vehicle.code == 2
    assert "isi liter bulat" in vehicle.err
