"""What institutions were told, and that they saw it."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.audit.models import Line
from serentak.desk.notices.actions import mark_read, tell
from serentak.desk.notices.models import Notice
from tests.desk.factories import institution, member, person
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db


def told(code: str, text: str = "Ada kabar", *, subject: str = "obligation:7") -> Notice:
    return tell(
        institution(code),
        kind="evidence.returned",
        subject=subject,
        text=text,
        text_en="News",
        at=NOW,
    )


def test_one_sees_what_ones_own_institutions_were_told(client: Client) -> None:
    client.force_login(person((Role.REPORTER, "74/kesbangpol")))
    told("74/kesbangpol", "Untuk kami")
    told("74/kpu", "Untuk mereka")

    page = client.get("/pemberitahuan/").content.decode()

    assert "1 pemberitahuan belum dibaca" in page
    assert "Untuk kami" in page
    assert "Untuk mereka" not in page
    assert 'href="/kewajiban/7/' in page


def test_unread_come_first(client: Client) -> None:
    client.force_login(person((Role.REPORTER, "74/kesbangpol")))
    old, new = told("74/kesbangpol", "Lama"), told("74/kesbangpol", "Baru")
    Notice.objects.filter(pk=new.pk).update(read_at=NOW)

    context = client.get("/pemberitahuan/").context

    assert [row for row, _kind, _page in context["unread"]] == [old]
    assert [row for row, _kind, _page in context["read"]] == [new]


def test_nothing_is_told_before_its_time(client: Client) -> None:
    client.force_login(person((Role.REPORTER, "74/kesbangpol")))
    told("74/kesbangpol")

    assert "Belum ada pemberitahuan" in client.get("/pemberitahuan/?at=2024-09-30").content.decode()


def test_a_subject_without_a_page_has_no_link(client: Client) -> None:
    client.force_login(person((Role.REPORTER, "74/kesbangpol")))
    told("74/kesbangpol", subject="lain:7")
    told("74/kesbangpol", subject="obligation:tujuh")

    assert "Buka kewajibannya" not in client.get("/pemberitahuan/").content.decode()


def test_what_was_on_the_page_is_marked_read(client: Client) -> None:
    client.force_login(person((Role.REPORTER, "74/kesbangpol")))
    shown, later = told("74/kesbangpol"), told("74/kesbangpol")

    client.post("/pemberitahuan/dibaca/", {"nomor": [shown.pk]})

    shown.refresh_from_db()
    later.refresh_from_db()
    assert shown.read_at is not None
    assert later.read_at is None


def test_a_form_without_numbers_is_refused_in_words(client: Client) -> None:
    client.force_login(person((Role.REPORTER, "74/kesbangpol")))

    answer = client.post("/pemberitahuan/dibaca/", {"nomor": "tujuh"})

    assert answer.status_code == 400
    assert "Muat ulang" in answer.content.decode()


def test_messages_to_others_stay_unread() -> None:
    by = member((Role.REPORTER, "74/kesbangpol"))
    other = told("74/kpu")

    assert mark_read([other.pk], by=by, at=NOW) == 0
    assert not Line.objects.exists()


def test_reading_is_noted_once_an_institution() -> None:
    by = member((Role.REPORTER, "74/kesbangpol"), (Role.REPORTER, "74/kpu"))
    found = [told("74/kesbangpol"), told("74/kesbangpol"), told("74/kpu")]

    assert mark_read([one.pk for one in found], by=by, at=NOW + timedelta(hours=1)) == 3
    assert mark_read([one.pk for one in found], by=by, at=NOW + timedelta(hours=2)) == 0
    notes = Line.objects.filter(act="notices.read").values_list("institution", flat=True)
    assert list(notes) == ["74/kesbangpol", "74/kpu"]
    assert str(found[0]) == "evidence.returned obligation:7"


def test_who_acts_for_nobody_is_told_why_the_page_is_empty(client: Client) -> None:
    client.force_login(person())

    assert "belum bertindak" in client.get("/pemberitahuan/").content.decode()


def test_the_ledger_comes_out_as_a_sheet(client: Client) -> None:
    client.force_login(person((Role.REPORTER, "74/kesbangpol")))
    told("74/kesbangpol", "=1+1")

    answer = client.get("/pemberitahuan/?unduh=xlsx")

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][3] == "=1+1"


def test_an_empty_ledger_says_when_something_would_come(client: Client) -> None:
    client.force_login(person((Role.REPORTER, "74/kesbangpol")))

    page = client.get("/pemberitahuan/").content.decode()

    assert "Kapan ada pemberitahuan" in page
    assert 'href="/tugas/' in page
