"""Shapes of states: what is late, what only warns, what is proven by half, are never drawn alike."""

from datetime import date

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.obligations import pages
from serentak.desk.obligations.models import Obligation, Verdict
from serentak.engine.law.model import Nature
from tests.desk.factories import decide, duty, report
from tests.desk.moment import NOW
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db
PAST, SOON, AHEAD = date(2024, 9, 1), date(2024, 10, 3), date(2024, 11, 1)


def shape(row: Obligation) -> str:
    (task,) = pages.tasks([row], at=NOW)
    return task.icon


def test_a_passed_date_is_late_and_a_missed_target_is_not() -> None:
    assert shape(duty("74.12/kpu", due=PAST)) == "late"
    assert shape(duty("74.12/kpu", due=PAST, nth=1, nature=Nature.TARGET)) == "missed"


def test_a_near_date_without_proof_is_at_risk_but_not_late() -> None:
    assert shape(duty("74.12/kpu", due=SOON)) == "risk"
    assert shape(duty("74.12/kpu", due=SOON, nth=1, nature=Nature.TARGET)) == "risk"


def test_half_a_proof_is_drawn_as_half() -> None:
    row = duty("74.12/kpu", due=AHEAD)
    decide(report(row), Verdict.PARTIAL, percent=50, reason="Baru lampiran pertama.")

    (entry,) = pages.ledger(row, at=NOW)

    assert shape(row) == "partial"
    assert entry.icon == "partial"


def test_an_accepted_number_below_its_goal_is_drawn_as_half() -> None:
    row = duty("74.12/kpu", due=AHEAD)
    decide(report(row, kind="number", value=4, total=10, unit="TPS"))

    (entry,) = pages.ledger(row, at=NOW)

    assert entry.icon == "partial"


def test_what_was_returned_is_not_called_late() -> None:
    row = duty("74.12/kpu", due=AHEAD)
    decide(report(row), Verdict.RETURNED, reason="Bukan dokumen yang diminta.")

    (entry,) = pages.ledger(row, at=NOW)

    assert entry.icon == "returned"


def test_every_shape_of_a_page_stands_in_its_legend(client: Client) -> None:
    sign_in(client, (Role.REPORTER, "74.12/kpu"))
    duty("74.12/kpu", due=PAST, nature=Nature.TARGET)

    page = text(client.get("/tugas/"))

    legend = page.partition('<div class="signs')[2]
    words_said = ("Lewat tenggat:", "Sasaran terlewat:", "Berisiko:", "Sebagian:", "Menunggu:")
    assert all(said in legend for said in (*words_said, "Belum:", "Selesai:"))
    assert page.count("Sasaran terlewat:") == 2


def test_a_missed_target_is_called_one_on_its_page(client: Client) -> None:
    sign_in(client, (Role.READER, "74/governor"))
    row = duty("74.12/kpu", due=PAST, nature=Nature.TARGET)

    page = text(client.get(f"/kewajiban/{row.pk}/"))

    assert "<span>sasaran terlewat</span>" in page
    assert "<span>berisiko</span>" not in page
