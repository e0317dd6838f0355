"""Pages of supplies: a province, a regency, a district, a shipment and its papers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.logistics import actions, demand, facts, words
from serentak.desk.logistics.models import Shipment
from serentak.engine.logistics.shipments import Amount
from tests.desk.factories import institution, region
from tests.desk.logistics.cargo import (
    BOXES,
    DISTRICTS,
    KPU,
    arrive,
    delivered,
    leave,
    planned,
    sender,
    supply,
    told,
)
from tests.desk.logistics.moments import HOUR, LAST, NOW
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
LATER = "2024-11-25T15:00"


@pytest.fixture(autouse=True)
def places() -> None:
    """A regency with the districts that the counts name, and its commission."""
    for number in range(1, 8):
        region(f"74.12.0{number}")
    institution(KPU)
    institution("74/kpu")


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    return text(client.get(reverse(f"logistics:{name}", args=args) + query))


def test_the_province_counts_districts_and_lists_what_is_missing(client: Client) -> None:
    sign_in(client, (Role.READER, KPU))
    delivered(Amount(pieces=16, damaged=1, reason="basah"))

    shown = page(client, "index", query=f"?at={LATER}")

    assert "7 dari 7 kecamatan belum lengkap" in shown
    assert "kurang 2 kotak suara gubernur" in shown
    assert "rusak 1 kotak suara gubernur" in shown
    assert "lewat darat, cadangan 24 jam termasuk perjalanan" in shown
    assert "Kamaru–Wanci rusak" in shown


def test_the_province_s_table_goes_along_as_a_sheet(client: Client) -> None:
    sign_in(client, (Role.READER, KPU))
    delivered(17)

    rows = sheet(client.get(reverse("logistics:index") + f"?unduh=xlsx&at={LATER}"))

    (row,) = [row for row in rows if row[0] == "74.12"]
    assert row[2:10] == (7, 0, 0, 0, 0, 1, "1 kotak suara gubernur", None)


def test_where_nothing_is_missing_the_title_says_so(client: Client) -> None:
    sign_in(client, (Role.READER, KPU))
    for district in DISTRICTS:
        supply(district)

    assert "Semua 7 kecamatan menerima lengkap" in page(client, "index", query=f"?at={LATER}")
    assert "semua 7 kecamatan lengkap" in page(client, "region", "74.12", query=f"?at={LATER}")
    assert "menerima lengkap" in page(client, "region", "74.12.01", query=f"?at={LATER}")


def test_an_election_whose_stations_nobody_counted_says_so(
    client: Client, settings: Settings
) -> None:
    sign_in(client, (Role.READER, KPU))
    settings.PROVINCE = "73"
    demand.demand.cache_clear()
    region("73.01.01")

    assert "Kebutuhan logistik belum dapat dihitung" in page(client, "index")
    assert "kebutuhan belum dihitung" in page(client, "region", "73.01")
    assert "kebutuhan belum dihitung" in page(client, "region", "73.01.01")
    demand.demand.cache_clear()


def test_a_regency_lists_its_districts_the_worst_first(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    delivered(18)

    shown = page(client, "region", "74.12", query=f"?at={LATER}")

    assert "7 dari 7 kecamatan belum lengkap" in shown
    assert "surat suara bupati/wali kota: jumlahnya belum terhitung" in shown
    assert shown.index("Wilayah 74.12.02") < shown.index("Wilayah 74.12.07")


def test_a_district_says_what_is_on_its_way(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    leave(planned(18))

    shown = page(client, "region", "74.12.01", query=f"?at={LATER}")

    assert "1 kiriman di jalan atau belum dihitung" in shown
    assert "18 TPS = 18" in shown


def test_a_visitor_sees_counts_and_no_single_shipment(client: Client, settings: Settings) -> None:
    settings.GUEST = True
    row = planned(18)

    assert "hanya untuk yang masuk dengan peran" in page(client, "region", "74.12.01")
    answer = client.get(reverse("logistics:shipment", args=[row.pk]))
    assert answer.status_code == 302


def test_one_click_plans_what_is_missing_and_a_second_click_nothing(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    planned(10)

    there = reverse("logistics:plan", args=["74.12"])
    one, other = (client.post(there, follow=True) for _ in range(2))

    assert "7 kiriman disusun" in text(one)
    assert "semua kebutuhan sudah ada kirimannya" in text(other)
    first = Shipment.objects.filter(destination="74.12.01")
    pieces = [facts.state(row, at=NOW).stocks[BOXES].planned for row in first]
    assert (sorted(pieces), Shipment.objects.count()) == ([8, 10], 8)


def test_the_province_plans_for_its_regencies(client: Client) -> None:
    sign_in(client, (Role.REPORTER, "74/kpu"))

    answer = client.post(reverse("logistics:plan", args=["74"]), follow=True)

    assert "1 kiriman disusun" in text(answer)
    row = Shipment.objects.get()
    assert (row.consignor_id, row.receiver_id) == ("74/kpu", KPU)
    assert facts.state(row, at=NOW).stocks["ballots-governor"].planned == 30282


def test_a_body_that_does_not_exist_sends_nothing(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    region("74.01.01")

    answer = client.post(reverse("logistics:plan", args=["74.01"]))

    assert "Lembaga 74.01/kpu tidak ada" in text(answer)


def test_a_shipment_to_one_station_is_made_by_hand(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    region("74.12.01.2002")
    form = {"tujuan": "74.12.01.2002", "tps": "3", f"jumlah-{BOXES}": "1"}

    answer = client.post(reverse("logistics:new", args=["74.12.01"]), form, follow=True)

    row = Shipment.objects.get()
    assert (row.destination_id, row.station) == ("74.12.01.2002", 3)
    assert "TPS 3" in text(answer)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Pilih tujuannya."),
        ({"tujuan": "74.01"}, "tidak ada di bawah wilayah ini"),
        ({"tujuan": "74.12.01"}, "Tidak ada barang dalam kiriman ini"),
        ({"tujuan": "74.12.01", f"jumlah-{BOXES}": "1.5"}, "Tulis angka bulat"),
        ({"tujuan": "74.12.01", f"jumlah-{BOXES}": "-1"}, "tidak boleh kurang dari nol"),
        ({"tujuan": "74.12.01", "tps": "a"}, "Tulis nomor TPS"),
    ],
)
def test_a_plan_that_says_nothing_keeps_its_form(
    client: Client, form: dict[str, str], sentence: str
) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    region("74.01")

    answer = client.post(reverse("logistics:new", args=["74.12"]), form)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Shipment.objects.exists()


def test_a_plan_is_changed_and_cancelled_on_its_page(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    row = planned(18)

    opened = page(client, "amend", row.pk)
    client.post(reverse("logistics:amend", args=[row.pk]), {f"jumlah-{BOXES}": "20"})
    empty = client.post(reverse("logistics:amend", args=[row.pk]), {})
    changed = page(client, "shipment", row.pk)
    client.post(reverse("logistics:cancel", args=[row.pk]), {"alasan": "Kapal naik dok"})

    assert 'value="18"' in opened
    assert "Tidak ada barang" in text(empty)
    assert changed.count("Rencana ditulis") == 2
    assert "diganti" in changed
    assert "Kiriman K-1: dibatalkan" in page(client, "shipment", row.pk)


def test_a_shipment_s_page_tells_its_way_and_its_source(client: Client) -> None:
    for code in ("74.15", "74.15.04"):
        region(code)
    sign_in(client, (Role.REPORTER, "74.15/kpu"))
    row = planned(5, start="74.15", to="74.15.04")

    shown = page(client, "shipment", row.pk)

    assert "Baubau–Batu Atas, 6 jam, cadangan 24 jam" in shown
    assert "Kompas 15 April 2019" in shown
    assert "Catat berangkat" in shown


def test_on_a_past_moment_nothing_is_offered(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    row = planned(5, at=NOW - 2 * HOUR)

    shown = page(client, "shipment", row.pk, query="?at=2024-11-25T08:00")

    assert "Catat berangkat" not in shown
    assert "Susun kiriman" not in page(client, "region", "74.12", query="?at=2024-11-25T08:00")


def test_a_shipment_is_not_shown_before_it_was_planned(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    row = planned(5)

    answer = client.get(reverse("logistics:shipment", args=[row.pk]) + "?at=2024-11-20")

    assert answer.status_code == 404


def test_a_late_shipment_is_called_late(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    row = planned(5)
    query = "?at=2024-11-26T10:00"

    assert "Jam berangkat aman sudah lewat" in page(client, "shipment", row.pk, query=query)
    assert "1 kiriman lewat jam berangkat aman" in page(client, "region", "74.12", query=query)
    assert "1 kiriman lewat jam berangkat aman" in page(client, "index", query=query)


def test_a_departure_is_recorded_with_what_is_on_the_papers(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    row = planned(18)
    there = reverse("logistics:send", args=[row.pk])
    form = {"jam": "2024-11-25T08:30", "kapal": "KM Wawonii 03", f"jumlah-{BOXES}": "17"}

    assert 'value="18"' in text(client.get(there))
    client.post(there, form)

    (stock,) = facts.state(row, at=NOW).stocks.values()
    assert (stock.planned, stock.underway) == (18, 17)
    assert "KM Wawonii 03" in page(client, "note", row.pk)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({f"jumlah-{BOXES}": "1"}, "Isi tanggal dan jamnya."),
        ({"jam": "pagi", f"jumlah-{BOXES}": "1"}, "Jamnya tidak terbaca"),
        ({"jam": "2024-11-26T08:30", f"jumlah-{BOXES}": "1"}, "Jamnya belum lewat"),
        ({"jam": "2024-11-25T08:30"}, "Tidak ada barang"),
    ],
)
def test_a_departure_that_cannot_be_keeps_its_form(
    client: Client, form: dict[str, str], sentence: str
) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    row = planned(18)

    answer = client.post(reverse("logistics:send", args=[row.pk]), form)

    assert (answer.status_code, sentence in text(answer)) == (422, True)


def test_the_waybill_carries_a_code_for_the_receiver_s_phone(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    row = planned(18)

    shown = page(client, "note", row.pk)

    assert "belum berangkat; jumlah menurut rencana" in shown
    assert f"http://testserver/logistik/kiriman/{row.pk}/terima/" in shown
    assert "<svg" in shown.split('class="qr"')[1]


def test_the_receipt_says_what_came_against_what_was_sent(client: Client) -> None:
    sign_in(client, (Role.READER, KPU))
    row = planned(18)
    bare = page(client, "receipt", row.pk)
    leave(row)
    arrive(row, Amount(pieces=17, wrong=1, reason="milik Buton"), at=NOW)

    shown = page(client, "receipt", row.pk)

    assert "Belum ada yang dicatat tiba" in bare
    assert "milik Buton" in shown
    assert "Dihitung Senin 25 November 2024" in shown


def test_a_story_keeps_an_earlier_count_and_says_what_was_useless(client: Client) -> None:
    sign_in(client, (Role.READER, KPU))
    row = planned(18)
    leave(row, at=NOW - HOUR)
    arrive(row, Amount(pieces=18, damaged=2, wrong=1, reason="basah"), at=NOW - HOUR / 2)
    arrive(row, 18, at=NOW)

    shown = page(client, "shipment", row.pk)

    assert "Kotak suara gubernur: 2 rusak, 1 tertukar" in shown
    assert shown.count("Dihitung penerima") == 2


def test_an_item_this_release_no_longer_knows_is_shown_by_its_code(client: Client) -> None:
    sign_in(client, (Role.REPORTER, KPU))
    row = planned({"seals": 40})
    actions.amend(row, told=told({"seals": 41}), by=sender(), at=NOW)

    assert "41 seals" in page(client, "shipment", row.pk)


@pytest.mark.parametrize(
    ("minutes", "said"), [(35, "35 menit"), (360, "6 jam"), (210, "3 jam 30 menit")]
)
def test_a_crossing_s_length_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert words.duration(minutes) == said


def test_ways_nobody_timed_are_called_so(client: Client) -> None:
    for code in ("74.14", "74.14.05", "74.03", "74.03.37"):
        region(code)
    sign_in(client, (Role.READER, KPU))

    assert "Mawasangka–Talaga, lama pelayaran belum bersumber" in page(client, "region", "74.14")
    assert "lewat laut, lintasan dan lamanya belum bersumber" in page(client, "region", "74.03")


def test_what_can_no_longer_leave_in_time_comes_first_on_the_province_s_list(
    client: Client,
) -> None:
    for code in ("74.15", "74.15.01", "74.15.04", "74.15.07"):
        region(code)
    sign_in(client, (Role.READER, KPU))
    evening = LAST - timedelta(hours=28)

    shown = page(client, "index", query=f"?at={evening:%Y-%m-%dT%H:%M}")

    assert shown.index("Wilayah 74.15.07") < shown.index("Wilayah 74.15.04")
    assert shown.index("Wilayah 74.15.04") < shown.index("Wilayah 74.12.01")
