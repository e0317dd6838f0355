"""Voters and stations on their pages: regions, a village, a map, and who sees what if."""

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.figures.models import Figure
from serentak.desk.register import actions
from serentak.desk.register.models import Neighbourhood, Station, VillageCount
from tests.desk.factories import ELECTION, region
from tests.desk.moment import NOW
from tests.desk.register.folders import Made, Village
from tests.desk.register.runs import KPU, VILLAGE, in_force, officer, recorded
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
PAGE = f"/tps/desa/{VILLAGE}/"


@pytest.fixture
def signed(client: Client) -> Client:
    region("74.12")
    sign_in(client, (Role.READER, "74/governor"))
    return client


def test_the_province_adds_up_its_regencies(signed: Client) -> None:
    in_force()
    in_force("74.01/kpu")

    page = text(signed.get("/tps/"))

    assert "6 TPS untuk 72 pemilih, tidak ada yang tanpa TPS" in page
    assert "/tps/74.12/" in page
    assert "/tps/74.01/" in page


def test_a_newer_run_of_the_regency_stands_for_the_provinces_there(signed: Client) -> None:
    both = (Village(code=VILLAGE, rts=(2,)), Village(code="74.01.01.2002", rts=(3,)))
    in_force("74/kpu", Made(region="74", villages=both, pairs=0))
    in_force()

    page = text(signed.get("/tps/"))

    assert "untuk 45 pemilih" in page
    assert page.count("batas 20") == 1


def test_regions_lead_down_to_the_village(signed: Client) -> None:
    in_force()

    assert f"/tps/{VILLAGE[:8]}/" in text(signed.get("/tps/74.12/"))
    assert PAGE in text(signed.get(f"/tps/{VILLAGE[:8]}/"))


def test_without_a_run_in_force_there_is_no_plan(signed: Client) -> None:
    recorded()

    for address in ("/tps/", PAGE, "/tps/peta/74.12/"):
        assert "Belum ada rencana TPS yang berlaku" in text(signed.get(address))


def test_official_numbers_stand_beside_ours_with_the_difference(signed: Client) -> None:
    in_force()
    Figure.objects.create(
        key="resmi",
        measure="stations",
        election=ELECTION,
        region=region("74.12"),
        stage="DPT",
        value=5,
        unit="stations",
        on=NOW.date(),
        dated="2024-09-20",
        body="KPU",
        standing="final",
        source="Berita acara",
        confidence="sourced",
    )

    page = text(signed.get("/tps/"))
    table = sheet(signed.get("/tps/?unduh=xlsx"))

    assert "TPS resmi" in page
    assert "−2" in page
    assert table[1][:2] == ("74.12", "Wilayah 74.12")
    assert table[1][-2:] == (5, 0)


def test_voters_without_a_station_are_the_headline(signed: Client) -> None:
    in_force()
    Station.objects.filter(number=3).delete()

    assert "12 pemilih belum mendapat TPS" in text(signed.get("/tps/"))


def test_a_village_shows_its_rts_stations_and_certificate(signed: Client) -> None:
    in_force()

    page = text(signed.get(PAGE))

    assert "3 TPS, 1 lebih banyak daripada batas terbukti" in page
    assert page.count("<polygon") == 3
    assert "Sekolah Contoh 2" in page
    assert "36 pemilih dibagi 20, dibulatkan ke atas" in page
    assert 'class="gl host"' in page


def test_a_plan_at_its_bound_says_that_fewer_is_impossible(signed: Client) -> None:
    in_force(made=Made(cap=40))

    assert "1 TPS cukup, dan tidak bisa lebih sedikit" in text(signed.get(PAGE))


def test_a_divided_rt_names_its_other_stations_and_small_ones_are_not_drawn(
    signed: Client,
) -> None:
    in_force()
    Neighbourhood.objects.filter(rt="001").update(stations={"1": 8, "2": 4})
    Neighbourhood.objects.filter(rt="003").update(lat=None, lon=None)
    VillageCount.objects.update(splits=1)

    page = text(signed.get(PAGE))

    assert "12 · 2</text>" in page
    assert page.count("<polygon") == 2
    assert "1 RT terlalu kecil" in page
    assert "RT dibagi 1 kali" in page


def test_a_village_of_small_rts_only_is_a_table(signed: Client) -> None:
    in_force(made=Made(villages=(Village(code=VILLAGE, rts=(1, 2)),), pairs=0))

    page = text(signed.get(PAGE))

    assert "jadi tidak digambar" in page
    assert "<polygon" not in page


def test_a_crowded_village_shows_marks_without_words(signed: Client) -> None:
    in_force(made=Made(villages=(Village(code=VILLAGE, rts=(3,) * 26),), cap=100))

    page = text(signed.get(PAGE))

    assert "village crowded" in page
    assert 'class="rt"' not in page


def test_what_if_is_seen_by_its_own_body_only(client: Client) -> None:
    in_force()
    recorded(made=Made(cap=40), trial=True)

    sign_in(client, (Role.REGISTER_OFFICER, KPU))
    own = text(client.get(PAGE))
    sign_in(client, (Role.READER, "74/governor"))
    other = text(client.get(PAGE))

    assert "Andai batasnya 40: 1 TPS" in own
    assert "Andai batasnya" not in other


def test_what_if_with_a_lower_cap_counts_the_stations_more(client: Client) -> None:
    in_force(made=Made(cap=40))
    recorded(made=Made(cap=15), trial=True)
    elsewhere = Made(cap=30, villages=(Village(code="74.12.01.2003"),), pairs=0)
    recorded(made=elsewhere, trial=True)
    sign_in(client, (Role.REGISTER_OFFICER, KPU))

    assert "Andai batasnya 15: 2 TPS lagi" in text(client.get(PAGE))


def test_the_map_has_a_list_twin_and_marks_what_stands_out(signed: Client) -> None:
    in_force()
    Station.objects.filter(number=1).update(voters=21)
    Station.objects.filter(number=2).update(lat=None)
    VillageCount.objects.update(splits=2)

    page = text(signed.get("/tps/peta/74.12/"))

    assert "3 dari 3 TPS perlu dilihat" in page
    assert all(
        said in page
        for said in (
            "melebihi batas pemilih",
            "tanpa titik lokasi",
            "RT dibagi, padahal dapat utuh",
            "lebih banyak dari batas terbukti",
        )
    )
    assert page.count('"there"') == 2


def test_a_map_without_anything_amiss_says_so(signed: Client) -> None:
    in_force(made=Made(cap=40))

    assert "1 TPS, tidak ada yang menyimpang" in text(signed.get("/tps/peta/74.12/"))


def test_a_withdrawn_plan_is_gone(signed: Client) -> None:
    run = in_force()
    actions.withdraw(run, reason="Keliru", by=officer(), at=NOW)

    assert "Belum ada rencana TPS yang berlaku" in text(signed.get(PAGE))
