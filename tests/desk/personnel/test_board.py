"""Need against supply on its pages: dots, totals, vacancies, what is published, and replay."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.personnel import dots, words
from serentak.desk.personnel.models import Report, Way
from serentak.engine.personnel.needs import ROLES
from tests.desk.factories import ELECTION, region
from tests.desk.figures.numbers import figure
from tests.desk.moment import NOW
from tests.desk.personnel.offices import BAWASLU, FIRST, KPU, SECOND, due_on, office, reported
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
REGENCY = "/personel/74.12/"


@pytest.fixture
def signed(client: Client) -> Client:
    region("74.12")
    sign_in(client, (Role.READER, "74/governor"))
    return client


def test_before_any_report_the_need_stands_and_nothing_is_called_there(signed: Client) -> None:
    page = text(signed.get("/personel/"))

    assert "Belum ada yang melaporkan KPPS" in page
    assert ">32.277</a>" in page
    assert "7 orang × 4.611 TPS = 32.277" in page


def test_shares_of_the_need_stand_as_three_shapes_with_their_numbers(signed: Client) -> None:
    reported({(FIRST, "kpps"): (126,), (SECOND, "kpps"): (147,)})
    reported({(FIRST, "linmas"): (18,), (SECOND, "linmas"): (42,)}, code="74.12/satpol-pp")
    reported({(FIRST, "ptps"): (17,), (SECOND, "ptps"): (21,)}, code=BAWASLU)

    page = text(signed.get(REGENCY))

    assert 'aria-label="KPPS 100%, Linmas TPS 50%, Pengawas TPS 94%"' in page
    assert page.count('class="mk low"') == 1
    assert "Linmas TPS paling kurang di" in page


def test_dots_of_the_same_share_stand_apart(signed: Client) -> None:
    reported({(FIRST, "kpps"): (126,)})
    reported({(FIRST, "ptps"): (18,)}, code=BAWASLU)

    page = text(signed.get(REGENCY))

    assert 'y="10.50"' in page
    assert 'y="19.50"' in page


def test_totals_add_shortages_and_not_differences(signed: Client) -> None:
    reported({(FIRST, "ppk"): (8,), (SECOND, "ppk"): (3,)})

    rows = sheet(signed.get(f"{REGENCY}?unduh=xlsx"))

    named = {(row[0], row[2]): row for row in rows[1:]}
    assert named[FIRST, "PPK"][3:] == (5, 8, None, None, 0, 0)
    assert named[SECOND, "PPK"][3:] == (5, 3, None, None, 2, 0)
    page = text(signed.get(f"{REGENCY}?kelompok=kecamatan"))
    assert '<b class="status-late">27</b>' in page


def test_who_has_not_reported_comes_before_who_lacks_people(signed: Client) -> None:
    reported({(FIRST, "kpps"): (120,)})

    page = text(signed.get(REGENCY))

    assert "belum: Linmas TPS, Pengawas TPS" in page
    assert "daerah belum melaporkan semua perannya" in page


def test_one_silent_role_is_named_with_its_places(signed: Client) -> None:
    counts = {(FIRST, "kpps"): (126,)}
    reported(counts)
    for code, role, need in ((BAWASLU, "ptps", 18), ("74.12/satpol-pp", "linmas", 36)):
        reported({(FIRST, role): (need,), (SECOND, role): (21,)}, code=code)

    assert f"KPPS belum dilaporkan di Wilayah {SECOND}" in text(signed.get(REGENCY))


def test_many_silent_places_are_counted_not_listed(signed: Client) -> None:
    for n in range(1, 7):
        region(f"74.12.0{n}")
    reported({(FIRST, "kpps"): (126,)})
    for code, role in ((BAWASLU, "ptps"), ("74.12/satpol-pp", "linmas")):
        reported({(f"74.12.0{n}", role): (50,) for n in range(1, 7)}, code=code)

    assert "KPPS belum dilaporkan di 5 daerah" in text(signed.get(REGENCY))


def test_a_need_that_is_met_everywhere_is_said(signed: Client) -> None:
    reported({(FIRST, "ppk"): (5,), (SECOND, "ppk"): (5,)})
    reported({(FIRST, "panwascam"): (3,), (SECOND, "panwascam"): (4,)}, code=BAWASLU)

    page = text(signed.get(f"{REGENCY}?kelompok=kecamatan"))

    assert "Semua petugas yang dibutuhkan sudah diangkat" in page


def test_two_equally_low_dots_name_nobody(signed: Client) -> None:
    reported({(FIRST, "ppk"): (4,), (SECOND, "ppk"): (4,)})
    reported({(FIRST, "panwascam"): (3,), (SECOND, "panwascam"): (3,)}, code=BAWASLU)

    page = text(signed.get(f"{REGENCY}?kelompok=kecamatan"))

    assert "Petugas yang dibutuhkan dan yang sudah diangkat" in page


def test_what_is_past_its_date_is_told_apart_from_what_is_ahead(signed: Client) -> None:
    due_on("kpps", (NOW + timedelta(days=28)).date())
    assert "Tidak ada yang kurang pada peran yang sudah jatuh tempo" in text(signed.get(REGENCY))

    due_on("ppk", (NOW - timedelta(days=5)).date())
    due_on("pps", (NOW - timedelta(days=5)).date())
    page = text(signed.get(REGENCY))

    most = "terbanyak PPS 288, PPK 35"
    assert f"323 orang kurang pada peran yang sudah jatuh tempo, {most}" in page
    assert "lagi harus diangkat sampai jatuh temponya" in page
    assert page.count(">lewat<") == 2


def test_every_need_opens_to_its_norm(signed: Client) -> None:
    page = text(signed.get(REGENCY))

    assert 'href="#norma-kpps"' in page
    assert 'id="norma-kpps"' in page
    assert "UU Pilkada Ps 21" in page
    assert "dari ingatan, perlu dicek" in page
    assert "Dihitung dari hitungan TPS resmi" in page


def test_published_numbers_stand_beside_ours_with_their_rivals(signed: Client) -> None:
    common = {"measure": "ppk", "unit": "people", "dated": "2024-05-01", "stage": "kuota"}
    figure(35, place="74.12", **common)
    figure(30, place="74.12", **common | {"standing": "conflict"})
    figure(60, place="74.01", **common)

    page = text(signed.get(REGENCY))

    assert "35 orang" in page
    assert "bertentangan 30" in page
    assert "60 orang" not in page


def test_a_number_that_only_has_rivals_is_shown_with_them(signed: Client) -> None:
    for value in (700, 701):
        figure(value, place="74", measure="pantarlih", unit="people", standing="conflict", stage="")

    assert "bertentangan 701" in text(signed.get("/personel/"))


def test_where_recruitment_was_opened_again_both_sources_stay(signed: Client) -> None:
    for place in ("74.12.01", "74.12.02", "74.01.01"):
        region(place)
    common = {"measure": "ppk.reopened", "unit": "kecamatan", "dated": "2024-05-01", "stage": ""}
    figure(8, place="74.12", standing="conflict", source="Satu", **common)
    figure(1, place="74.12", standing="conflict", source="Dua", **common)
    figure(2, place="74.01", **common)
    figure(60, place="74.01", measure="ppk", unit="people", dated="2024-05-01")

    page = text(signed.get("/personel/perpanjangan/"))

    assert "dibuka lagi di 3 sampai 10 kecamatan, 2 daerah" in page
    assert "Satu (8); Dua (1)" in page


def test_without_conflict_the_number_is_one_and_without_news_it_is_none(signed: Client) -> None:
    assert "Tidak ada kabar perekrutan" in text(signed.get("/personel/perpanjangan/"))

    figure(2, place="74.12", measure="ppk.reopened", unit="kecamatan", dated="2024-05-01")

    assert "dibuka lagi di 2 kecamatan, 1 daerah" in text(signed.get("/personel/perpanjangan/"))


def test_vacancies_come_worst_first_and_can_be_taken_along(signed: Client) -> None:
    reported({(FIRST, "kpps"): (120,), (SECOND, "kpps"): (100,)})

    page = text(signed.get("/personel/lowong/?semua=1&peran=kpps"))
    rows = sheet(signed.get("/personel/lowong/?semua=1&peran=kpps&unduh=xlsx"))

    assert page.index(f"Wilayah {SECOND}") < page.index(f"Wilayah {FIRST}")
    assert [row[5] for row in rows[1:]] == [47, 6]


def test_vacancies_ask_first_for_what_is_past_its_date(signed: Client) -> None:
    reported({(FIRST, "ppk"): (3,)})
    due_on("ppk", (NOW - timedelta(days=9)).date())

    page = text(signed.get("/personel/lowong/"))

    assert "lewat 9 hari" in page
    assert "7 orang kurang, di 2 tempat" in page
    assert "belum dilaporkan" in page


def test_a_page_shows_what_was_known_at_its_moment(signed: Client) -> None:
    reported({(FIRST, "ppk"): (3,)}, at=NOW - timedelta(days=10))
    reported({(FIRST, "ppk"): (5,)})

    page = text(signed.get(f"{REGENCY}?kelompok=kecamatan&at=2024-09-25"))

    assert ">3</td>" in page
    assert "21 September 2024" in page


def test_simulated_reports_are_labelled(signed: Client) -> None:
    assert "simulasi" not in text(signed.get(REGENCY))

    Report.objects.create(
        election=ELECTION, institution=office(), way=Way.SIMULATED, at=NOW - timedelta(days=1)
    )

    for address in (REGENCY, "/personel/", "/personel/lowong/"):
        assert "sebagian laporan simulasi" in text(signed.get(address))


def test_who_may_report_is_led_there(client: Client) -> None:
    office()
    sign_in(client, (Role.REPORTER, KPU))

    assert "/personel/lapor/" in text(client.get("/personel/"))


def test_a_province_without_official_counts_says_so(signed: Client, settings: Settings) -> None:
    settings.PROVINCE = "73"
    region("73.01")

    page = text(signed.get("/personel/"))

    assert "Hitungan TPS resmi dan rencana TPS untuk pemilihan ini belum ada" in page
    assert "Angka dan pasalnya" not in page


def test_an_unknown_group_of_roles_shows_the_first(signed: Client) -> None:
    assert "Linmas TPS</span>" in text(signed.get("/personel/?kelompok=tidak-ada"))


@pytest.mark.parametrize("group", dots.GROUPS)
def test_every_group_of_roles_has_its_dots(signed: Client, group: str) -> None:
    page = text(signed.get(f"/personel/?kelompok={group}"))

    assert all(f"{words.role(role)}</span>" in page for role in dots.GROUPS[group][1])


def test_every_role_is_in_one_group() -> None:
    grouped = [role for _name, roles in dots.GROUPS.values() for role in roles]

    assert sorted(grouped) == sorted(role.code for role in ROLES)


def test_a_village_or_a_stranger_has_no_board(signed: Client) -> None:
    for code in ("74.12.01", "74.99", "asal"):
        assert signed.get(f"/personel/{code}/").status_code == 404
