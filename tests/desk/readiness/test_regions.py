"""Regions: counts that close, and one region with its cells, duties, bodies and figures."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.figures.models import Figure
from serentak.desk.law.facts import law
from serentak.desk.obligations.actions import touch
from serentak.desk.obligations.models import AnchorEvent, Obligation
from serentak.desk.places.models import Coverage, Region
from tests.desk.factories import ELECTION, decide, duty, institution, region, report, templates
from tests.desk.moment import NOW
from tests.desk.readiness.regencies import behind, ready
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signed_in(client: Client) -> None:
    sign_in(client, (Role.READER, "74/governor"))


def test_the_list_counts_districts_villages_and_bodies(client: Client) -> None:
    for code in ("74.12.01.2001", "74.12.01.2002", "74.12.02.2001", "74.01.01.2001"):
        region(code)
    for kind in ("kpu", "bawaslu", "kesbangpol"):
        institution(f"74.12/{kind}")

    page = text(client.get("/wilayah/"))
    rows = sheet(client.get("/wilayah/?unduh=xlsx"))

    assert "2 kabupaten/kota, 3 kecamatan, 4 desa dan kelurahan" in page
    counts = {row[0]: row[-2:] for row in rows[1:]}
    assert counts == {"74.12": (2, 3), "74.01": (1, 1)}


def test_a_region_that_is_behind_says_so_in_its_title(client: Client) -> None:
    row = behind("74.12")

    page = text(client.get("/wilayah/74.12/"))

    assert "Wilayah 74.12: satu kewajiban lewat tenggat" in page
    assert law().templates[row.template].duty in unescape(page)


def test_a_region_that_is_ready_gives_its_score(client: Client) -> None:
    ready("74.12")

    page = text(client.get("/wilayah/74.12/"))

    assert "Wilayah 74.12: 100 dari 100, tidak ada yang lewat tenggat" in page


def test_a_past_day_shows_the_region_as_it_was(client: Client) -> None:
    row = duty("74.12/kpu", due=(NOW - timedelta(days=30)).date())
    decide(report(row, at=NOW - timedelta(days=10)), at=NOW - timedelta(days=10))

    assert "satu kewajiban lewat tenggat" in text(client.get("/wilayah/74.12/?at=2024-09-15"))
    assert "100 dari 100" in text(client.get("/wilayah/74.12/"))


def test_a_region_names_its_bodies_and_those_that_serve_it_from_elsewhere(client: Client) -> None:
    institution("74.12/kpu")
    resort = institution("74.01/polri")
    Coverage.objects.create(institution=resort, region=region("74.12"), primary=True)

    page = text(client.get("/wilayah/74.12/"))

    assert "/lembaga/74.12/kpu/" in page
    assert "/lembaga/74.01/polri/" in page
    assert "melayani wilayah ini" in page


def test_a_region_shows_its_events_and_figures_with_their_source(client: Client) -> None:
    place = region("74.12")
    AnchorEvent.objects.create(
        election=ELECTION,
        region=place,
        name="dpt-fixed",
        on=date(2024, 9, 20),
        source="Berita acara KPU",
        recorded_at=NOW,
    )
    Figure.objects.create(
        key="dpt-1",
        measure="dpt",
        region=place,
        value=12_345,
        unit="pemilih",
        standing="final",
        source="Siaran pers KPU",
        confidence="sourced",
    )

    page = text(client.get("/wilayah/74.12/"))

    assert "Berita acara KPU" in page
    assert "12.345" in page
    assert "Siaran pers KPU" in page


@pytest.mark.parametrize("code", ["74", "00"])
def test_the_province_and_the_nation_have_their_page(client: Client, code: str) -> None:
    duty("74/kpu" if code == "74" else "00/kpu-ri")

    assert client.get(f"/wilayah/{code}/").status_code == 200


@pytest.mark.parametrize("code", ["74.99", "74.12.01", "x"])
def test_what_is_no_region_of_the_desk_is_not_there(client: Client, code: str) -> None:
    region("74.12.01")

    assert client.get(f"/wilayah/{code}/").status_code == 404


def test_the_sheet_of_a_region_holds_its_duties(client: Client) -> None:
    row = duty("74.12/kpu")

    rows = sheet(client.get("/wilayah/74.12/?unduh=xlsx"))

    assert [line[rows[0].index("Kewajiban")] for line in rows[1:]] == [
        law().templates[row.template].duty
    ]


def signing() -> Obligation:
    """The regency's overdue duty to sign its grant agreement with the KPU."""
    found = [one.id for one in templates("regent", "74.12")]
    nth = found.index("pilkada.budget.nphd-sign")
    return duty("74.12/regent", due=date(2023, 11, 10), nth=nth)


def signed(*, precise: bool) -> AnchorEvent:
    return AnchorEvent.objects.create(
        election=ELECTION,
        region=region("74.12"),
        name="nphd-signed:kpu",
        on=date(2023, 10, 27),
        precise=precise,
        source="Kabar Uji 2023-10-29",
        note="Hari penandatanganan tidak ditemukan.",
        recorded_at=NOW,
    )


def test_an_event_beside_its_open_duty_says_why_both_stand(client: Client) -> None:
    row = signing()
    signed(precise=False)

    page = text(client.get("/wilayah/74.12/"))

    event = page[page.index("27 Okt 2023") : page.index("tidak membuktikan")]
    assert "tanggal disimpulkan" in event
    assert "Hari penandatanganan tidak ditemukan." in event
    assert "Kewajibannya sendiri belum terpenuhi:" in event
    assert f"/kewajiban/{row.pk}/" in event
    assert "belum ada bukti" in event


def test_an_event_whose_duty_is_met_is_left_alone(client: Client) -> None:
    decide(report(signing()))
    signed(precise=True)

    page = text(client.get("/wilayah/74.12/"))

    assert "Kewajibannya sendiri belum terpenuhi" not in page
    assert "tanggal disimpulkan" not in page


def test_what_waits_for_an_event_is_not_called_due(client: Client) -> None:
    ready("74.12")
    row = duty("74.12/kpu", nth=5, due=None)
    Obligation.objects.filter(pk=row.pk).update(expected=NOW - timedelta(days=30))
    touch([row])

    page = text(client.get("/wilayah/74.12/"))
    opened = text(client.get(f"/rincian/74.12/{row.area}/"))

    assert "1 belum bertanggal karena kejadiannya belum dilaporkan" in page
    assert "1 belum bertanggal karena kejadiannya belum dilaporkan" in opened
    assert "yang jatuh tempo terbukti" not in page


def test_the_source_of_the_population_is_told_in_both_languages(client: Client) -> None:
    region("74.12")
    Region.objects.filter(pk="74").update(
        population_source="Keputusan Menteri", population_source_en="Ministerial decree"
    )

    own = text(client.get("/wilayah/"))
    client.cookies["bahasa"] = "en"

    assert "Keputusan Menteri" in own
    assert "Ministerial decree" in text(client.get("/wilayah/"))
