"""The room's pages: who may open them, what they show, what a form gives back."""

from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.law.facts import law
from serentak.desk.obligations.generation import Changed
from serentak.desk.obligations.models import ChangeLine, ChangeOrder, Obligation, Verdict
from serentak.engine.law.model import Nature
from tests.desk.factories import acting, decide, duty, report
from tests.desk.moment import NOW
from tests.desk.uploads import pdf
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
REPORTER, VERIFIER = (Role.REPORTER, "74.12/kpu"), (Role.VERIFIER, "74/kpu")
COORDINATOR, READER = (Role.COORDINATOR, "74/kesbangpol"), (Role.READER, "74/governor")


def title(row: Obligation) -> str:
    return law().templates[row.template].duty


@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("/tugas/", {"reporter"}),
        ("/kewajiban/", {"guest", "reporter", "verifier", "coordinator"}),
        ("/kewajiban/{duty}/", {"guest", "reporter", "verifier", "coordinator"}),
        ("/kewajiban/{duty}/lapor/", {"reporter"}),
        ("/bukti/{evidence}/tanda-terima/", {"reporter"}),
        ("/bukti/{evidence}/berkas/", {"reporter", "verifier"}),
        ("/bukti/{evidence}/periksa/", {"verifier"}),
        ("/periksa/", {"verifier"}),
        ("/perubahan/", {"guest", "reporter", "verifier", "coordinator"}),
        ("/lembaga/74.12/kpu/", {"guest", "reporter", "verifier", "coordinator"}),
        ("/umpan/", {"reporter", "verifier", "coordinator"}),
    ],
)
@pytest.mark.parametrize("who", ["guest", "reporter", "verifier", "coordinator"])
def test_each_page_opens_for_those_it_is_for(
    client: Client, settings: Settings, path: str, roles: set[str], who: str
) -> None:
    settings.GUEST = True
    row = duty("74.12/kpu")
    evidence = report(row, file=pdf())
    acting = {"reporter": REPORTER, "verifier": VERIFIER, "coordinator": COORDINATOR}
    if who != "guest":
        sign_in(client, acting[who])

    answer = client.get(path.format(duty=row.pk, evidence=evidence.pk))

    refusal = 302 if who == "guest" else 403
    assert answer.status_code == (200 if who in roles else refusal)


@pytest.mark.parametrize(
    ("role", "path", "sentence"),
    [
        (REPORTER, "/kewajiban/{duty}/lapor/", "pelapor dari lembaga yang wajib"),
        (REPORTER, "/bukti/{evidence}/tanda-terima/", "pelapor dari lembaga yang wajib"),
        (REPORTER, "/bukti/{evidence}/berkas/", "lembaga pelapor dan pemeriksanya"),
        (VERIFIER, "/bukti/{evidence}/berkas/", "lembaga pelapor dan pemeriksanya"),
        (VERIFIER, "/bukti/{evidence}/periksa/", "pemeriksa yang ditunjuk"),
    ],
)
def test_another_bodys_number_in_the_address_is_refused_in_a_sentence(
    client: Client, role: tuple[Role, str], path: str, sentence: str
) -> None:
    row = duty("74.01/bawaslu")
    evidence = report(row, file=pdf())
    sign_in(client, role)

    answer = client.get(path.format(duty=row.pk, evidence=evidence.pk))

    assert answer.status_code == 403
    assert sentence in text(answer)
    assert "Hubungi administrator" in text(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/kewajiban/999/",
        "/kewajiban/999/lapor/",
        "/bukti/999/tanda-terima/",
        "/bukti/999/berkas/",
        "/bukti/999/periksa/",
        "/perubahan/999/",
        "/lembaga/74.12/tidak-ada/",
        "/kalender/tidak-ada.ics",
    ],
)
def test_what_is_not_there_is_a_page_with_a_way_back(client: Client, path: str) -> None:
    sign_in(client, REPORTER, VERIFIER)

    answer = client.get(path)

    assert answer.status_code == 404
    assert "Halaman ini tidak ada" in text(answer)


def test_the_task_list_holds_the_duties_of_ones_own_bodies_only(client: Client) -> None:
    own, foreign = duty("74.12/kpu"), duty("74.01/bawaslu")
    sign_in(client, REPORTER)

    shown = text(client.get("/tugas/"))

    assert title(own) in shown
    assert title(foreign) not in shown


@pytest.mark.parametrize(
    ("days", "words"), [(0, "hari ini"), (1, "besok"), (2, "2 hari lagi"), (-1, "1 hari lewat")]
)
def test_the_time_left_is_said_in_days(client: Client, days: int, words: str) -> None:
    duty("74.12/kpu", due=NOW.date() + timedelta(days=days))
    sign_in(client, REPORTER)

    assert f">{words}</b>" in text(client.get("/tugas/"))


def test_a_missed_target_is_not_called_late(client: Client) -> None:
    duty("74.12/kpu", due=NOW.date() - timedelta(days=3), nature=Nature.TARGET)
    sign_in(client, REPORTER)

    shown = text(client.get("/tugas/"))

    assert "sasaran lewat 3 hari" in shown
    assert "Tidak ada yang lewat tenggat" in shown


def test_evidence_that_ran_out_says_so(client: Client) -> None:
    row = duty("74.12/kpu")
    decide(report(row, at=NOW - timedelta(days=9), expires_at=NOW - timedelta(days=1)))
    sign_in(client, READER)

    assert "kedaluwarsa" in text(client.get(f"/kewajiban/{row.pk}/"))


def test_a_late_duty_leads_the_task_list(client: Client) -> None:
    duty("74.12/kpu", due=NOW.date() - timedelta(days=3))
    sign_in(client, REPORTER)

    shown = text(client.get("/tugas/"))

    assert "Satu kewajiban lewat tenggat" in shown
    assert "3 hari lewat" in shown


def test_the_list_is_narrowed_by_region_area_body_nature_and_words(client: Client) -> None:
    row, other = duty("74.12/kpu"), duty("74.01/bawaslu")
    sign_in(client, READER)

    for query in (
        "wilayah=74.12",
        f"bidang={row.area}&wilayah=74.12",
        "lembaga=kpu",
        f"cari={row.template}",
    ):
        shown = text(client.get(f"/kewajiban/?{query}"))
        assert title(row) in shown
        assert title(other) not in shown


@pytest.mark.parametrize("query", ["wilayah=%00", "cari=%00", "hal=xyz", "hal=-1", "hal=9999"])
def test_nonsense_in_the_query_breaks_nothing(client: Client, query: str) -> None:
    duty("74.12/kpu")
    sign_in(client, READER)

    assert client.get(f"/kewajiban/?{query}").status_code in (200, 400)


def test_the_review_queue_holds_what_this_verifier_may_decide_oldest_first(client: Client) -> None:
    second = report(duty("74.12/kpu"), title="Bukti kedua", at=NOW)
    first = report(duty("74.01/kpu"), title="Bukti pertama", at=NOW - timedelta(days=1))
    report(duty("74.12/bawaslu"), title="Bukan untuk KPU")
    decide(report(duty("74.12/kpu", nth=1), title="Sudah diputus"))
    sign_in(client, VERIFIER)

    shown = text(client.get("/periksa/"))

    assert "Dua bukti menunggu diperiksa" in shown
    assert shown.index(first.title) < shown.index(second.title)
    assert "Bukan untuk KPU" not in shown
    assert "Sudah diputus" not in shown


def test_ones_own_evidence_is_not_in_ones_queue(client: Client) -> None:
    user = sign_in(client, VERIFIER, (Role.REPORTER, "74/kpu"))
    report(duty("74/kpu"), by=acting(user), title="Buatan sendiri")

    assert "Tidak ada bukti yang menunggu" in text(client.get("/periksa/"))


def test_evidence_of_a_duty_the_law_has_dropped_leaves_the_queue(client: Client) -> None:
    evidence = report(duty("74.12/kpu"))
    Obligation.objects.update(template="dahulu.ada", withdrawn=True)
    sign_in(client, VERIFIER, REPORTER)

    assert "Tidak ada bukti yang menunggu" in text(client.get("/periksa/"))
    assert client.get(f"/bukti/{evidence.pk}/periksa/").status_code == 404
    assert client.get(f"/bukti/{evidence.pk}/tanda-terima/").status_code == 404


def test_a_body_page_shows_what_is_open_and_what_is_done(client: Client) -> None:
    decide(report(duty("74.12/kpu")), at=NOW)
    duty("74.12/kpu", nth=1)
    sign_in(client, READER)

    shown = text(client.get("/lembaga/74.12/kpu/"))

    assert "Sudah terbukti" in shown
    assert "Nanti" in shown
    assert "Lembaga mandiri" in shown


SHEETS = {
    "/tugas/?unduh=xlsx": "Kewajiban",
    "/kewajiban/?unduh=xlsx": "Kewajiban",
    "/lembaga/74.12/kpu/?unduh=xlsx": "Kewajiban",
    "/periksa/?unduh=xlsx": "Bukti",
    "/perubahan/{order}/?unduh=xlsx": "Kewajiban",
}


@pytest.mark.parametrize("path", SHEETS)
def test_a_sheet_opens_in_excel_with_one_row_a_line(client: Client, path: str) -> None:
    row = duty("74.12/kpu")
    report(row, title="SK penetapan")
    order = ChangeOrder.objects.create(election=row.election, cause="Uji", at=NOW)
    ChangeLine.objects.create(order=order, **Changed(row=row, what="added").line)
    sign_in(client, REPORTER, VERIFIER)

    rows = sheet(client.get(path.format(order=order.pk)))

    assert len(rows) == 2
    expected = "SK penetapan" if SHEETS[path] == "Bukti" else title(row)
    assert rows[1][rows[0].index(SHEETS[path])] == expected


def test_dates_in_a_sheet_are_dates_and_formulas_are_text(client: Client) -> None:
    report(duty("74.12/kpu", due=date(2024, 11, 1)), title="=HYPERLINK(0)")
    sign_in(client, REPORTER, VERIFIER)

    duties = sheet(client.get("/kewajiban/?unduh=xlsx"))
    queue = sheet(client.get("/periksa/?unduh=xlsx"))

    assert duties[1][duties[0].index("Batas")] == datetime(2024, 11, 1)  # noqa: DTZ001
    assert queue[1][queue[0].index("Bukti")] == "=HYPERLINK(0)"


def test_the_detail_page_tells_the_whole_story(client: Client) -> None:
    row = duty("74.12/kpu")
    first = report(row, title="SK lama")
    decide(first, Verdict.RETURNED, reason="Tanpa cap")
    second = report(row, title="SK baru", supersedes=first)
    decide(second)
    third = report(row, title="SK terbaru", supersedes=second)
    sign_in(client, VERIFIER)

    shown = text(client.get(f"/kewajiban/{row.pk}/"))

    assert law().templates[row.template].basis.cite in unescape(shown)
    assert f"diganti {second}" in shown
    assert "Tanpa cap" in shown
    assert f"/bukti/{third.pk}/periksa/" in shown
    assert f"/bukti/{first.pk}/periksa/" not in shown
    assert f"/bukti/{second.pk}/periksa/" not in shown


def test_the_past_shows_neither_later_evidence_nor_later_verdicts(client: Client) -> None:
    row = duty("74.12/kpu")
    decide(report(row, title="SK awal", at=NOW - timedelta(days=9)), at=NOW)
    report(row, title="SK susulan")
    sign_in(client, READER)

    shown = text(client.get(f"/kewajiban/{row.pk}/?at=2024-09-25"))

    assert "SK awal" in shown
    assert "menunggu pemeriksa" in shown
    assert "SK susulan" not in shown


def test_a_verifier_says_that_a_duty_does_not_apply_and_again_that_it_does(client: Client) -> None:
    row = duty("74.12/kpu")
    sign_in(client, VERIFIER)
    path = f"/kewajiban/{row.pk}/"

    client.post(f"{path}berlaku/", {"berlaku": "0", "alasan": "Tidak ada pulau"})
    assert "Tidak berlaku di sini" in text(client.get(path))
    client.post(f"{path}berlaku/", {"berlaku": "1", "alasan": "Ada pulau"})

    assert "Tidak berlaku di sini" not in text(client.get(path))
    assert row.exemptions.count() == 2


def test_an_exemption_without_a_reason_is_refused_in_a_sentence(client: Client) -> None:
    row = duty("74.12/kpu")
    sign_in(client, VERIFIER)

    answer = client.post(f"/kewajiban/{row.pk}/berlaku/", {"berlaku": "0", "alasan": " "})

    assert answer.status_code == 400
    assert "Alasannya belum diisi" in text(answer)


def test_a_duty_frames_its_own_election(client: Client) -> None:
    sign_in(client, READER)
    client.cookies["pemilihan"] = "pilkada-2024"
    row = duty("74.12/kpu")
    Obligation.objects.filter(pk=row.pk).update(election="pemilu-2024")

    page = text(client.get(f"/kewajiban/{row.pk}/?pemilihan=pilkada-2024&at=2024-02-10"))

    assert '<p class="evt"><strong>Pemilihan Umum 2024' in page
    assert "/tahapan/?pemilihan=pemilu-2024&amp;at=2024-02-10" in page
    assert 'href="/?pemilihan=pilkada-2024&amp;at=2024-02-10">Lihat Pemilihan Kepala Daerah' in page
