"""The list of figures and one figure's story: versions, rivals, sums, and the day they were known."""

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.figures.facts import known_by
from tests.desk.factories import region
from tests.desk.figures.numbers import contradiction, figure
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reader(client: Client) -> None:
    sign_in(client, (Role.READER, "74/kesbangpol"))


@pytest.mark.parametrize(
    ("written", "day"),
    [("2024-09-22", "2024-09-22"), ("2024-02", "2024-02-29"), ("2023", "2023-12-31"), ("", None)],
)
def test_a_rough_date_has_come_when_its_last_day_has(written: str, day: str | None) -> None:
    assert str(known_by(written)) == str(day)


def test_the_title_counts_figures_whose_versions_contradict(client: Client) -> None:
    figure(100)
    figure(90, standing="conflict", body="Sekda")
    figure(5, place="74.12")

    page = text(client.get("/angka/"))

    assert "1 dari 2 angka resmi punya versi yang bertentangan" in page
    assert "90" in page
    assert "Sekda" in page


def test_no_figure_says_so(client: Client) -> None:
    assert "Belum ada angka resmi untuk pemilihan ini" in text(client.get("/angka/"))


def test_regencies_that_make_the_province_are_said_to(client: Client) -> None:
    figure(300)
    figure(200, place="74.01")
    figure(100, place="74.12")

    page = text(client.get("/angka/?ukuran=voters"))

    assert "Jumlah 2 daerah 300 = angka provinsi." in page
    assert "tidak ada yang bertentangan" in page


def test_regencies_that_do_not_say_by_how_much_and_what_weakens_it(client: Client) -> None:
    figure(310)
    figure(200, place="74.01")
    figure(100, place="74.12", standing="estimate", confidence="estimate")

    page = text(client.get("/angka/"))

    assert "selisih 10 (1 daerah masih taksiran, jadi belum membuktikan)" in page


def test_missing_regencies_leave_the_sum_open(client: Client) -> None:
    region("74.03")
    figure(300)
    figure(200, place="74.01")

    assert "Baru 1 dari 2 daerah punya angka" in text(client.get("/angka/"))


def test_a_sum_of_another_stage_or_without_whole_proves_nothing(client: Client) -> None:
    figure(200, place="74.01", stage="DPS")
    assert "angka provinsi belum ada" in text(client.get("/angka/"))

    figure(200)
    assert "tahap datanya tidak sama" in text(client.get("/angka/"))


def test_families_and_measures_filter_the_list(client: Client) -> None:
    figure(300, place="74.01")
    figure(4_000, place="74.01", measure="grant.kpu", unit="rupiah", standing="proposal")
    figure(7, measure="something-new", unit="buah")

    assert "Rp4.000" not in text(client.get("/angka/?kelompok=voters"))
    assert "Rp4.000" in text(client.get("/angka/?ukuran=grant.kpu"))
    assert "something-new" in text(client.get("/angka/?kelompok=other"))


def test_the_list_downloads_as_a_sheet(client: Client) -> None:
    figure(300)
    figure(290, standing="conflict")
    figure(8133, measure="turnout", unit="persen-x100", place="00")

    heads, *rows = sheet(client.get("/angka/?unduh=xlsx"))

    assert heads[:4] == ("Ukuran", "Kode", "Wilayah", "Angka")
    assert [row[0] for row in rows] == ["Pemilih", "Partisipasi"]
    assert rows[0][9].startswith("290 (")


def test_a_figure_tells_its_versions_in_order_with_every_change(client: Client) -> None:
    figure(1_876_792)
    figure(1_880_176, stage="DPS", standing="superseded", dated="2024-08")

    page = text(client.get("/angka/voters/74/"))

    assert "1.876.792, turun 3.384 dari DPS" in page
    assert page.index("Agustus 2024") < page.index("20 September 2024")


def test_a_figure_that_grew_or_stayed_says_so(client: Client) -> None:
    figure(90, stage="", standing="superseded", dated="2024-08")
    figure(100)
    figure(100, place="74.01")

    assert "naik 10 dari 31 Agustus 2024" in text(client.get("/angka/voters/74/"))
    assert "Wilayah 74.01: 100" in text(client.get("/angka/voters/74.01/"))


def test_before_the_final_list_the_draft_was_in_use(client: Client) -> None:
    figure(1_876_792)
    figure(1_880_176, stage="DPS", standing="superseded", dated="2024-08")

    assert "1.880.176" in text(client.get("/angka/voters/74/?at=2024-08-31"))
    away = client.get("/angka/voters/74/?at=2024-08-30")
    assert away.headers["Location"] == "/angka/"


def test_a_repeated_value_did_not_move(client: Client) -> None:
    figure(525, stage="DPS", standing="superseded", dated="2024-08")
    figure(525)

    page = text(client.get("/angka/voters/74/"))

    assert '<span class="chg num">0</span>' in page
    assert "turun" not in page


def test_a_figure_final_by_standing_but_estimated_is_an_estimate(client: Client) -> None:
    figure(100, confidence="estimate", body="hitungan desk")

    assert "taksiran; angka resminya tidak ditemukan" in text(client.get("/angka/voters/74/"))


def test_an_unknown_figure_is_not_found(client: Client) -> None:
    assert client.get("/angka/voters/74/").status_code == 404


def test_rivals_of_a_figure_stand_beside_it_as_recorded_or_found(client: Client) -> None:
    figure(100)
    figure(90, standing="conflict", body="Sekda")
    assert "ditemukan desk" in text(client.get("/angka/voters/74/"))

    contradiction("100", "90", resolution="Dipakai 100: ada berita acaranya.")
    page = text(client.get("/angka/voters/74/"))
    assert "Dipakai 100: ada berita acaranya." in page
    assert "ditemukan desk" not in page


def test_with_conflicts_alone_the_desk_takes_no_side(client: Client) -> None:
    figure(95, standing="conflict")
    figure(218, standing="conflict")

    page = text(client.get("/angka/voters/74/"))

    assert "belum ada angka yang dapat dipakai" in page
    assert "desk tidak memihak" in page


def test_versions_download_as_a_sheet(client: Client) -> None:
    figure(100, note="Sumber membulatkan.")
    figure(110, stage="DPS", standing="superseded", dated="2024-08")

    _heads, *rows = sheet(client.get("/angka/voters/74/?unduh=xlsx"))

    assert [(row[2], row[4]) for row in rows] == [(110, None), (100, "\N{MINUS SIGN}10")]
