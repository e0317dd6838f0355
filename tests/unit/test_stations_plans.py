"""Plans of small villages: what is kept whole, kept as it was, fixed, or refused."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest

from serentak.engine.errors import BadData
from serentak.engine.pipeline.planning import planned
from serentak.engine.stations import others, tables
from serentak.engine.stations.electorate import electorate
from serentak.engine.stations.plan import Order
from tests.unit.electors import (
    METRE,
    OTHER,
    VILLAGE,
    Home,
    Row,
    plan,
    ruling,
    scattered,
    stations_of,
    table,
    voters,
)


def before(rows: list[Row], station: dict[str, str]) -> others.Before:
    """An earlier assignment of these rows."""
    old = pa.table({"id": list(station), "station": list(station.values())})
    return others.before(old, electorate(table(rows)))


def test_neighbourhoods_that_fit_stay_whole() -> None:
    homes = [
        Home(voters=5, rt=f"{rt:03d}", at=(300.0 * rt, 10.0 * n))
        for rt in range(4)
        for n in range(4)
    ]

    found = plan(voters(homes), cap=40)

    total = found.proof["total"]
    assert (total["stations"], total["stations_bound"], total["splits"]) == (2, 2, 0)
    assert [one["rts"] for one in found.stations.to_pylist()] == [
        "01/000, 01/001",
        "01/002, 01/003",
    ]
    assert "Semua RT utuh." in found.proof["villages"][0]["words"]


def test_a_compact_plan_is_no_longer_than_one_that_keeps_neighbourhoods() -> None:
    rows = voters(scattered(1, 60, rts=5))

    whole, compact = plan(rows, cap=50), plan(rows, cap=50, compact=True)

    assert compact.proof["mode"] == "compact"
    assert compact.proof["total"]["ways"] <= whole.proof["total"]["ways"]
    assert whole.proof["total"]["splits"] <= compact.proof["total"]["splits"]
    words = whole.proof["villages"][0]["words"]
    assert "persen di antaranya karena RT tidak dibagi lebih banyak" in words


def test_families_that_do_not_fit_cost_a_station_and_the_certificate_says_so() -> None:
    found = plan(voters([Home(voters=3)] * 4), cap=4)

    row = found.proof["villages"][0]
    assert (row["stations"], row["stations_bound"], row["stations_bound_families"]) == (4, 3, 4)
    assert "tidak boleh dipecah tidak muat dalam 3" in row["words"]


def test_families_that_fit_only_in_few_ways_are_packed_where_moving_them_about_fails() -> None:
    sizes = (8, 5, 7, 9, 5, 6, 4, 10, 4, 2)
    along = (320.0, 752.0, 133.0, 266.0, 813.0, 389.0, 826.0, 119.0, 876.0, 694.0)
    homes = [Home(voters=n, at=(x, 0.0)) for n, x in zip(sizes, along, strict=True)]

    found = plan(voters(homes), cap=20)

    assert found.stations["voters"].to_pylist() == [20, 20, 20]


def test_progress_is_told_now_and_then_and_ends_with_all() -> None:
    big = [Home(voters=5, at=(float(n), 0.0)) for n in range(80)]
    small = [Home(voters=1, village=f"74.01.01.{code}") for code in (1003, 1004)]
    told: list[float] = []

    planned(electorate(table(voters([*big, *small]))), Order(cap=500), ruling(), told.append)

    assert told == [400 / 402, 1.0]


def test_a_card_with_more_voters_than_a_station_may_have_is_divided_and_named() -> None:
    found = plan(voters([Home(voters=7), Home(voters=2)]), cap=5)

    row = found.proof["villages"][0]
    assert (row["stations"], row["family_splits"]) == (2, 1)
    assert "periksa nomor kartunya" in row["words"]


def test_voters_without_a_card_are_alone_and_counted() -> None:
    found = plan(voters([Home(voters=4, card=None)]), cap=2)

    total = found.proof["total"]
    assert (total["stations"], total["without_card"], total["family_splits"]) == (2, 4, 0)


def test_unknown_dwellings_lie_at_their_family_then_their_rt_then_their_village() -> None:
    rows = voters([Home(voters=2, at=(0.0, 100.0)), Home(at=None), Home(rt="002", at=None)])
    rows[1]["lat"] = rows[1]["lon"] = None

    found = plan(rows, cap=10)

    row, station = found.proof["villages"][0], found.stations.to_pylist()[0]
    assert (row["without_place"], row["distance_mean"]) == (5, 0.0)
    assert station["lat"] == pytest.approx(-4.0 + 100 * METRE, abs=1e-6)


def test_villages_without_any_dwelling_have_stations_without_a_place() -> None:
    rows = voters([Home(at=None), Home(at=None, village=OTHER), Home(village=OTHER)])

    found = plan(rows, cap=10)

    nowhere, somewhere = found.stations.to_pylist()
    assert (nowhere["lat"], nowhere["distance_mean"], nowhere["distance_max"]) == (None, None, None)
    assert somewhere["distance_mean"] == 0.0
    assert found.proof["total"]["placed"] == 4
    assert len(tables.feature_collection(found.stations)["features"]) == 1
    assert "diketahui letaknya" in found.proof["villages"][0]["words"]


def test_stations_stand_at_the_places_on_offer() -> None:
    rows = voters(scattered(2, 30))
    sites = pa.table(
        {
            "KODE DESA": [VILLAGE] * 3,
            "NAMA": ["SD 2", "SD 1", "Balai"],
            "LINTANG": ["-4,001", "-4.002", "-4.0"],
            "BUJUR": [122.0, 122.001, 122.0],
        }
    )

    for compact in (False, True):
        found = plan(rows, cap=50, compact=compact, offers=others.offers(sites))

        names = {one["site"]: (one["lat"], one["lon"]) for one in found.stations.to_pylist()}
        assert set(names) <= {"SD 1", "SD 2", "Balai"}
        assert all(lat in (-4.001, -4.002, -4.0) for lat, _ in names.values())


def test_an_unchanged_register_keeps_every_station() -> None:
    rows = voters(scattered(3, 40))
    old = stations_of(plan(rows, cap=40))

    found = plan(rows, cap=40, before=before(rows, dict(old)))

    assert found.proof["mode"] == "keep"
    assert found.proof["total"]["moved"] == found.proof["total"]["moved_bound"] == 0
    assert stations_of(found) == old


def test_a_new_plan_moves_few_voters_and_names_new_stations_after_the_old() -> None:
    rows = voters(scattered(4, 40))
    old = dict(stations_of(plan(rows, cap=40)))
    newcomers = voters([Home(voters=5, at=(20.0 * n, 30.0), rt="003") for n in range(9)])
    for row in newcomers:
        row.update(id=f"n{row['id']}", kk=f"9{row['kk'][1:]}")
    more = rows + newcomers

    found = plan(more, cap=40, before=before(more, old))

    total = found.proof["total"]
    assert total["known_before"] == len(rows)
    assert total["moved_bound"] <= total["moved"] <= 12
    assert set(old.values()) < set(found.stations["code"].to_pylist())
    assert max(Counter(stations_of(found).values()).values()) <= 40
    words = found.proof["villages"][0]["words"]
    assert "RT" in words
    assert "tetap di TPS lamanya" in words or "dibagi 0" not in words


def test_a_village_that_shrank_gives_a_station_up() -> None:
    rows = voters(scattered(5, 40))
    old = dict(stations_of(plan(rows, cap=30)))
    fewer = rows[: len(rows) // 2]
    sites = pa.table(
        {"village": [VILLAGE], "name": ["Balai"], "lat": [-4.0], "lon": [122.0]},
    )

    found = plan(fewer, cap=30, before=before(fewer, old), offers=others.offers(sites))

    assert found.stations.num_rows < len(set(old.values()))
    assert set(found.stations["site"].to_pylist()) == {"Balai"}


def test_where_no_proof_forbids_fewer_stations_the_certificate_says_no_more_than_that() -> None:
    rows = voters([Home(voters=4, at=(100.0 * n, 0.0)) for n in range(5)])
    old = {row["id"]: f"{VILLAGE}-{1 + n // 8:03d}" for n, row in enumerate(rows)}

    fresh, kept = plan(rows, cap=10), plan(rows, cap=10, before=before(rows, old))

    for found in (fresh, kept):
        assert found.proof["total"]["stations"] == 3
        assert "2 belum terbukti mustahil" in found.proof["villages"][0]["words"]


def test_a_new_station_beside_kept_ones_stands_at_a_place_on_offer() -> None:
    rows = voters([Home(voters=4, at=(100.0 * n, 0.0)) for n in range(8)])
    old = {row["id"]: f"{VILLAGE}-001" for row in rows[:12]}
    sites = pa.table(
        {"village": [VILLAGE] * 2, "name": ["A", "B"], "lat": [-4.0] * 2, "lon": [122.0, 122.006]}
    )

    found = plan(rows, cap=12, before=before(rows, old), offers=others.offers(sites))

    assert set(found.stations["site"].to_pylist()) == {"A", "B"}
    assert found.proof["total"]["moved"] == 0


def test_families_that_no_longer_fit_open_another_station() -> None:
    rows = voters([Home(voters=3)] * 4)
    old = {row["id"]: f"{VILLAGE}-{1 + n // 6:03d}" for n, row in enumerate(rows)}

    found = plan(rows, cap=4, before=before(rows, old))

    assert found.proof["total"]["stations"] == 4


def test_special_locations_are_left_as_they_are() -> None:
    rows = voters([*scattered(6, 30), *[Home(voters=1, village=OTHER)] * 3])
    prison = [row["id"] for row in rows if row["village"] == OTHER]
    mine = [row["id"] for row in rows[:6]]
    given = pa.table(
        {
            "id": prison + mine,
            "station": ["RUTAN"] * 3 + ["TAMBANG-901"] * 6,
            "name": ["Rutan"] * 3 + [None] * 6,
            "lat": [-4.1] * 9,
            "lon": [122.1] * 9,
        }
    )
    known = electorate(table(rows))
    special = others.special(given, known, 60)
    old = before(rows, dict(stations_of(plan(rows, cap=30))))

    for earlier in (None, old):
        found = plan(rows, cap=30, special=special, before=earlier)

        station = stations_of(found)
        assert {station[one] for one in prison} == {"RUTAN"}
        assert {station[one] for one in mine} == {"TAMBANG-901"}
        rutan = next(one for one in found.stations.to_pylist() if one["code"] == "RUTAN")
        assert (rutan["site"], rutan["voters"], rutan["number"]) == ("Rutan", 3, 1)
        assert found.proof["total"]["special"] == 2
        assert found.proof["villages"][1]["words"] == "Hanya TPS lokasi khusus."


def test_only_special_locations_need_no_plan() -> None:
    rows = voters([Home(voters=2)])
    given = pa.table({"id": [row["id"] for row in rows], "station": ["RUTAN"] * 2})

    found = plan(rows, cap=30, special=others.special(given, electorate(table(rows)), 30))

    assert found.stations["code"].to_pylist() == ["RUTAN"]
    assert found.proof["total"]["distance_mean"] is None


def test_headings_of_an_office_are_read() -> None:
    rows = table(voters([Home(voters=2)])).rename_columns(
        ["ID", "NKK", "KODE DESA", "RT", "RW", "Lintang", "Bujur", "JK"]
    )
    plain = rows.set_column(2, "KODE DESA", pa.array(["7401011001"] * 2))
    texts = plain.set_column(0, "ID", pa.array([7, 8])).set_column(
        7, "JK", pa.array(["l", "?"]).dictionary_encode()
    )

    found = electorate(texts)

    assert (found.villages, found.sex.tolist()) == ((VILLAGE,), [0, -1])
    assert found.id.to_pylist() == ["7", "8"]


def test_a_place_outside_the_earth_or_at_its_zero_point_is_none() -> None:
    rows = voters([Home(voters=1), Home(voters=1)])
    rows[0].update(lat=0.0, lon=0.0)
    rows[1].update(lat=-400.0)

    assert np.isnan(electorate(table(rows)).lat).all()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": None}, "1 pemilih tanpa id"),
        ({"id": "00000-1"}, "1 id tertulis lebih dari sekali"),
        ({"village": ""}, "1 baris daftar pemilih tanpa kode desa"),
        ({"village": "74.01"}, "bukan desa atau kelurahan"),
        ({"lat": "utara"}, "memuat isi yang bukan angka"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(change: Row, says: str) -> None:
    rows = voters([Home(voters=2)])
    if "lat" in change:
        rows = [{**row, "lat": str(row["lat"])} for row in rows]
    rows[0] = {**rows[0], **change}

    with pytest.raises(BadData, match=says):
        electorate(table(rows))


def test_a_list_without_rows_or_columns_is_refused() -> None:
    rows = table(voters([Home()]))

    with pytest.raises(BadData, match="kosong"):
        electorate(rows.slice(0, 0))
    with pytest.raises(BadData, match=r"Kolom belum ada dalam daftar pemilih: kk \(NKK\)"):
        electorate(rows.drop_columns(["kk"]))


def test_what_an_office_brings_is_checked() -> None:
    rows = voters([Home(voters=2), Home(voters=2, village=OTHER)])
    known = electorate(table(rows))
    ids = [row["id"] for row in rows]
    nowhere = pa.table({"village": [VILLAGE], "name": ["SD"], "lat": [None], "lon": [122.0]})

    with pytest.raises(BadData, match="1 tempat tanpa lintang"):
        others.offers(nowhere)
    with pytest.raises(BadData, match="'A' memuat pemilih dari lebih dari satu desa"):
        others.before(pa.table({"id": ids, "station": ["A"] * 4}), known)
    with pytest.raises(BadData, match="'A' memuat 4 pemilih, batasnya 3"):
        others.special(pa.table({"id": ids, "station": ["A"] * 4}), known, 3)
    strangers = others.before(
        pa.table(
            {"id": ["x"], "station": [None]},
        ),
        known,
    )
    assert strangers.code == ()


def test_moving_a_station_away_and_settling_again_never_breaks_a_rule() -> None:
    rows = voters(scattered(3, 40, rts=3))

    found = plan(rows, cap=30)

    row = found.proof["villages"][0]
    assert row["stations"] == row["stations_bound"]
    assert 0 < row["splits"] <= 1.5 * (row["stations"] - 1)
    assert max(found.stations["voters"].to_pylist()) <= 30
