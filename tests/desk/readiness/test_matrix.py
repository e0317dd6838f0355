"""The matrix: the worst on top, its reason opened, the past as it was, and few queries."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from serentak.desk.accounts.models import Role
from serentak.desk.law.facts import law
from serentak.desk.places.models import Region
from serentak.desk.readiness import facts
from tests.desk.factories import ELECTION, decide, duty, institution, region, report
from tests.desk.moment import NOW
from tests.desk.readiness.regencies import LATE, behind, ready, regencies
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
READER = (Role.READER, "74/governor")
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _signed_in(client: Client) -> None:
    sign_in(client, READER)


def names(page: str) -> list[str]:
    table = page[page.index('<table class="mx') : page.index("</tbody>")]
    return re.findall(r'<th scope="row">([^<]+)</th>', table)


def cell(page: str, code: str, area: str) -> str:
    """What the cell shows, its class and its score."""
    found = re.search(rf'<td class="(l\d)"><a href="/rincian/{code}/{area}/[^>]*>([^<]+)', page)
    assert found is not None
    return f"{found[1]} {found[2]}"


def test_the_worst_regency_leads_and_gives_the_page_its_title(client: Client) -> None:
    ready("74.01")
    behind("74.12")

    page = text(client.get("/"))

    assert names(page) == ["Wilayah 74.12", "Wilayah 74.01"]
    assert "<h1>Wilayah 74.12 paling jauh dari siap</h1>" in page
    assert "1 daerah punya kewajiban lewat tenggat" in page


def test_the_worst_cell_stands_open_with_its_reason(client: Client) -> None:
    row = behind("74.12")

    page = text(client.get("/"))

    duty_name = law().templates[row.template].duty
    assert f"{duty_name}: 5 hari lewat tenggat, belum ada bukti." in unescape(page)
    assert f"/kewajiban/{row.pk}/" in page


def test_regencies_can_stand_by_name(client: Client) -> None:
    ready("74.01")
    behind("74.12")

    assert names(text(client.get("/?urut=nama"))) == ["Wilayah 74.01", "Wilayah 74.12"]


def test_an_accepted_proof_shows_at_once(client: Client) -> None:
    row = behind("74.12")
    assert cell(text(client.get("/")), "74.12", row.area) == "l1 0"

    decide(report(row))

    assert cell(text(client.get("/")), "74.12", row.area) == "l5 100"


def test_a_page_drawn_before_costs_one_look_for_what_was_written(client: Client) -> None:
    behind("74.12")
    first = text(client.get("/"))

    with CaptureQueriesContext(connection) as asked:
        again = text(client.get("/"))

    assert again == first
    assert [one["sql"] for one in asked if "obligations_evidence" in one["sql"]] == []
    assert sum("readiness_spell" in one["sql"] for one in asked) == 1


def test_a_page_drawn_in_one_language_is_not_shown_in_another(client: Client) -> None:
    behind("74.12")
    client.get("/")

    client.get("/bahasa/en/?kembali=/")

    assert "is furthest from ready" in text(client.get("/"))


def test_a_page_drawn_for_one_order_cell_or_day_is_not_shown_for_another(client: Client) -> None:
    row = behind("74.12")
    behind("74.01")
    client.get("/")

    assert names(text(client.get("/?urut=nama"))) == ["Wilayah 74.01", "Wilayah 74.12"]
    assert "74.01" in text(client.get(f"/rincian/74.01/{row.area}/"))
    assert "Belum ada kewajiban yang jatuh tempo" in text(client.get("/?at=2024-09-01"))


def test_a_past_day_shows_the_state_of_that_day(client: Client) -> None:
    row = duty("74.12/kpu", due=(NOW - timedelta(days=30)).date())
    decide(report(row, at=NOW - timedelta(days=10)), at=NOW - timedelta(days=10))

    assert cell(text(client.get("/?at=2024-09-15")), "74.12", row.area) == "l1 0"
    assert cell(text(client.get("/?at=2024-09-25")), "74.12", row.area) == "l5 100"


def test_a_coming_day_shows_what_will_be_late_if_nothing_happens(client: Client) -> None:
    row = duty("74.12/kpu", due=(NOW + timedelta(days=10)).date())
    report(row)

    page = text(client.get("/?at=2024-10-15"))

    assert cell(page, "74.12", row.area) == "l1 0"
    assert "Keadaan pada Selasa, 15 Oktober 2024" in page


def test_links_of_a_past_day_lead_to_the_same_day(client: Client) -> None:
    row = behind("74.12")

    page = text(client.get("/?at=2024-09-29"))

    kept = "?pemilihan=pilkada-2024&amp;at=2024-09-29"
    assert f"/rincian/74.12/{row.area}/{kept}" in page
    assert f"/kewajiban/{row.pk}/{kept}" in page


@pytest.mark.parametrize("at", ["", "kemarin", "1999-01-01", "2015-01-01T00:30", "2040-12-31"])
def test_any_day_asked_for_gives_a_page(client: Client, at: str) -> None:
    behind("74.12")
    Region.objects.filter(pk="74.12").update(tile_col=1, tile_row=1)

    assert client.get("/", {"at": at}).status_code == 200


def test_before_anything_is_due_no_regency_is_called_behind(client: Client) -> None:
    report(duty("74.12/kpu"))
    Region.objects.filter(pk="74.12").update(tile_col=1, tile_row=1)

    page = text(client.get("/?at=2020-01-01"))

    assert "Belum ada kewajiban yang jatuh tempo" in page


def test_a_desk_without_duties_still_has_its_matrix(client: Client) -> None:
    institution("74.12/kpu")
    Region.objects.filter(pk="74.12").update(tile_col=1, tile_row=1)

    page = text(client.get("/"))

    assert names(page) == ["Wilayah 74.12"]


def test_a_week_of_work_shows_as_a_rise(client: Client) -> None:
    decide(report(behind("74.12", NOW.date() - timedelta(days=30))))

    page = text(client.get("/"))

    assert '<span class="delta">+100</span>' in page


def test_htmx_gets_the_drill_down_alone_and_everybody_else_the_page(client: Client) -> None:
    row = behind("74.12")
    path = f"/rincian/74.12/{row.area}/"

    fragment, page = client.get(path, headers=HTMX), client.get(path)

    assert "<html" not in text(fragment)
    assert "<html" in text(page)
    assert "Wilayah 74.12 · " in text(fragment)
    assert text(fragment).strip() in text(page)
    assert "HX-Request" in fragment["Vary"]


def test_going_back_in_the_browser_gets_the_whole_page(client: Client) -> None:
    row = behind("74.12")
    back = {**HTMX, "HX-History-Restore-Request": "true"}

    assert "<html" in text(client.get(f"/rincian/74.12/{row.area}/", headers=back))


@pytest.mark.parametrize("code", ["99.99", "74", "91.01"])
def test_a_drill_down_of_no_regency_of_this_province_is_not_there(
    client: Client, code: str
) -> None:
    region("74")
    region("91.01")

    assert client.get(f"/rincian/{code}/budget/").status_code == 404


def test_an_unknown_area_is_not_found(client: Client) -> None:
    behind("74.12")

    assert client.get("/rincian/74.12/cuaca/").status_code == 404


def test_the_nation_sees_the_regencies_of_every_province() -> None:
    behind("74.12")
    behind("91.01")

    rows = facts.matrix(ELECTION, at=NOW)

    assert [row.region.code for row in rows if row.total] == ["74.12", "91.01"]


def test_the_sheet_has_a_row_for_each_regency(client: Client) -> None:
    ready("74.01")
    behind("74.12")

    rows = sheet(client.get("/?unduh=xlsx"))

    heads = rows[0]
    lines = {line[0]: line for line in rows[1:]}
    assert set(lines) == {"74.01", "74.12"}
    assert lines["74.12"][heads.index("Lewat tenggat")] == 1
    assert lines["74.01"][heads.index("Nilai")] == 100


def test_a_province_of_sixty_regencies_costs_no_more_queries_than_one_of_seventeen(
    client: Client,
) -> None:
    regencies(range(1, 18))
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    regencies(range(18, 61))
    with CaptureQueriesContext(connection) as many:
        page = text(client.get("/"))

    assert len(names(page)) == 60
    assert len(many) == len(few) <= 18


DISPUTES = range(4, 9)  # the KPU's duties in one area, without the one that waits


def test_a_colour_below_its_number_says_what_holds_it(client: Client) -> None:
    for nth in DISPUTES:
        decide(report(duty("74.12/kpu", nth=nth, due=LATE)))
    waiting = duty("74.12/kpu", nth=3, due=LATE)
    report(waiting, at=NOW - timedelta(days=9))

    page = text(client.get("/"))

    assert cell(page, "74.12", waiting.area) == "l3 83"
    assert '83<span class="vh">, warna ditahan yang belum terbukti</span>' in page
    assert "warnanya ditahan oleh kewajiban" in page


def test_the_key_of_short_names_holds_the_total(client: Client) -> None:
    ready("74.12")

    page = text(client.get("/"))

    assert "<b>Nil</b> nilai daerah, semua bidang" in page
