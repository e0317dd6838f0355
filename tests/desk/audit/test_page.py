"""The trail on screen and as a sheet."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from pytest_django import Settings

from serentak.desk.accounts.models import Role, User
from serentak.desk.audit.actions import record
from serentak.desk.audit.models import Line
from tests.desk.factories import institution, person
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> User:
    user = person((Role.ADMINISTRATOR, "74/kesbangpol"), label="Administrator uji")
    client.force_login(user)
    return user


def seqs(client: Client, address: str) -> list[int]:
    return [one.line.seq for one in client.get(address).context["entries"]]


def test_an_empty_trail_says_so(client: Client, boss: User) -> None:
    assert "Belum ada tindakan" in client.get("/audit/").content.decode()
    assert "Rantai utuh: 0 baris" in client.get("/audit/?periksa=1").content.decode()


def test_newest_first_a_hundred_a_page(client: Client, boss: User) -> None:
    for number in range(1, 131):
        record("uji.baris", subject=f"uji:{number}", by=None, at=NOW)

    assert seqs(client, "/audit/") == list(range(130, 30, -1))
    assert seqs(client, "/audit/?sebelum=31") == list(range(30, 0, -1))
    assert client.get("/audit/").context["next_before"] == 31


def test_filters_by_act_subject_and_institution(client: Client, boss: User) -> None:
    record("uji.satu", subject="obligation:1", by=None, at=NOW, institution="74/kpu")
    record("uji.dua", subject="user:12", by=None, at=NOW)

    assert seqs(client, "/audit/?tindakan=uji.dua") == [2]
    assert seqs(client, "/audit/?perihal=obligation") == [1]
    assert seqs(client, "/audit/?lembaga=74/kpu") == [1]
    assert seqs(client, "/audit/?lembaga=74/kpu&tindakan=uji.dua") == []
    assert client.get("/audit/?tindakan=uji.dua").context["found"] == 1


def test_people_are_named_on_screen_and_only_numbered_in_the_sheet(
    client: Client, boss: User
) -> None:
    record("account.created", subject=f"user:{boss.pk}", by=boss.pk, at=NOW)
    record("uji.baris", subject="user:999999", by=999_999, at=NOW, ids=[1, 2], counts={"a": 1})
    record("uji.panjang", subject="obligation:7", by=None, at=NOW, text="x" * 90, empty="")

    page = client.get("/audit/").content.decode()
    sheet = client.get("/audit/?unduh=xlsx").content

    assert f"Administrator uji ({boss.pk})" in page
    assert "akun 999999" in page
    assert "Akun dibuat" in page
    assert 'href="/kewajiban/7/' in page
    rows = openpyxl.load_workbook(BytesIO(sheet))["jejak-audit"].iter_rows(values_only=True)
    cells = [cell for row in rows for cell in row]
    assert boss.pk in cells
    assert "Administrator uji" not in str(cells)
    assert boss.email not in str(cells)


def test_the_check_says_whole_or_where_it_breaks(client: Client, boss: User) -> None:
    record("uji.satu", subject="uji:1", by=None, at=NOW)
    record("uji.dua", subject="uji:2", by=None, at=NOW)

    assert "Rantai utuh: 2 baris" in client.get("/audit/?periksa=1").content.decode()
    Line.objects.filter(seq=1).update(act="uji.lain")
    assert "Isi baris 1 berubah" in client.get("/audit/?periksa=1").content.decode()


def test_lines_name_their_subject_and_institution_in_words(client: Client, boss: User) -> None:
    institution("74/kpu")
    record("uji.baris", subject="evidence:12", by=None, at=NOW, institution="74/kpu")
    record("uji.baris", subject="election:pilkada-2024", by=None, at=NOW)

    page = client.get("/audit/").content.decode()

    assert "Bukti 12" in page
    assert "Pilkada 2024" in page
    assert '<option value="74/kpu">kpu 74</option>' in page


def test_the_page_says_by_which_clock(client: Client, boss: User, settings: Settings) -> None:
    settings.DEMO = False
    served = client.get("/audit/").content.decode()
    settings.DEMO = True
    tried = client.get("/audit/").content.decode()

    assert "menurut jam server, dalam WITA" in served
    assert "menurut tanggal meja" in tried
