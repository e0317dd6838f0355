"""Dates that moved or are not settled yet: what the pages call them."""

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.obligations.models import ChangeOrder, Obligation
from serentak.engine.law.model import Nature
from tests.desk.factories import ELECTION, duty
from tests.desk.moment import NOW
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signed_in(client: Client) -> None:
    sign_in(client, (Role.READER, "74/governor"))


def test_a_desk_without_change_orders_says_when_the_first_comes(client: Client) -> None:

    assert "Belum ada perintah perubahan" in text(client.get("/perubahan/"))


def test_change_orders_say_what_their_words_mean(client: Client) -> None:
    order = ChangeOrder.objects.create(election=ELECTION, cause="Uji", at=NOW)

    listed = text(client.get("/perubahan/"))
    opened = text(client.get(f"/perubahan/{order.pk}/"))

    assert "Bergeser: tanggalnya lain." in listed
    assert "Semula: tanggal sebelum perubahan ini." in opened


def test_a_schedule_not_published_yet_reads_as_an_estimate(client: Client) -> None:
    row = duty("74.12/kpu", nature=Nature.PUBLISHED)
    Obligation.objects.filter(pk=row.pk).update(provisional=True)

    opened = text(client.get(f"/kewajiban/{row.pk}/"))
    listed = text(client.get("/kewajiban/"))
    cells = [cell for line in sheet(client.get("/kewajiban/?unduh=xlsx")) for cell in line]

    words = "perkiraan, jadwalnya belum terbit"
    assert words in opened
    assert words in listed
    assert {words, "perkiraan"} <= set(cells)
