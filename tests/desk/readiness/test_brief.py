"""The province on one page, as PDF and as DOCX, with the numbers of the matrix and the rooms."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from docx import Document
from pypdf import PdfReader
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.obligations.models import Evidence
from tests.desk.budget.rows import enter, grant
from tests.desk.factories import report
from tests.desk.moment import NOW
from tests.desk.readiness.regencies import behind, ready
from tests.desk.visits import sign_in

pytestmark = pytest.mark.django_db
READER = (Role.READER, "74/governor")
FORMS = ("pdf", "docx")


@pytest.fixture(autouse=True)
def _signed_in(client: Client, settings: Settings) -> None:
    settings.NOW = NOW
    sign_in(client, READER)


def said(client: Client, query: str = "") -> str:
    made = PdfReader(io.BytesIO(client.get(f"/ringkasan.pdf{query}").content))
    assert len(made.pages) == 1
    return " ".join(made.pages[0].extract_text().split())


def test_it_opens_with_the_finding_of_the_matrix_and_states_each_gap(client: Client) -> None:
    ready("74.01")
    behind("74.12")
    enter(grant(amount=1_000), 300, on=date(2023, 11, 10))

    page = said(client)

    assert "Wilayah 74.12 paling jauh dari siap" in page
    assert "Perlu Rp1.000, ada Rp300. Kurang dan lewat tenggat: Rp700, di 1 dari 1 daerah." in page
    assert "Terjauh: Wilayah 74.12." in page
    assert "Sisa: 57 hari" in page


def test_a_late_grant_of_the_province_itself_is_named(client: Client) -> None:
    ready("74.01")
    grant("74/kpu", giver="74/bpkad")

    assert "Terjauh: Wilayah 74." in said(client)


def test_an_empty_desk_still_has_its_page(client: Client, settings: Settings) -> None:
    ready("74.01")

    page = said(client)

    assert "Belum ada yang menghitungnya." in page
    assert "simulasi" not in page


def test_after_the_voting_no_days_are_left_and_simulation_is_marked(client: Client) -> None:
    made = report(behind("74.12"))
    Evidence.objects.filter(pk=made.pk).update(simulated=True)

    page = said(client, f"?pemilihan=pilkada-2024&at={NOW + timedelta(days=90):%Y-%m-%dT%H:%M}")

    assert "Sisa:" not in page
    assert "Sebagian bukti dan laporan adalah simulasi." in page


def test_the_document_says_what_the_pdf_says(client: Client) -> None:
    ready("74.01")

    answer = client.get("/ringkasan.docx")

    sheet = Document(io.BytesIO(answer.content))
    assert any("Rata-rata kesiapan" in one.text for one in sheet.paragraphs)
    assert sheet.tables[0].rows[1].cells[0].text == "Wilayah 74.01"
    assert 'filename="ringkasan-pilkada-2024-2024-10-01.docx"' in answer["Content-Disposition"]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_moment_gives_the_same_bytes(client: Client, form: str) -> None:
    ready("74.01")

    assert client.get(f"/ringkasan.{form}").content == client.get(f"/ringkasan.{form}").content


def test_another_form_is_not_there(client: Client) -> None:
    assert client.get("/ringkasan.xls").status_code == 404
