"""Confirmed payments as evidence of the treasury's duty to pay, and grants beside duties and cells."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from serentak.desk.accounts.models import Role
from serentak.desk.budget import actions
from serentak.desk.obligations.models import Evidence, Obligation
from serentak.desk.readiness.models import Spell
from tests.desk.budget.rows import GIVER, enter, grant, say
from tests.desk.factories import duty, report, templates
from tests.desk.moment import NOW
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db


def owed(template: str, *, due: date = date(2023, 11, 21)) -> Obligation:
    nth = [one.id for one in templates("bpkad", "74.12")].index(f"pilkada.budget.{template}")
    return duty(GIVER, nth=nth, due=due)


def test_confirmed_money_proves_the_tranche_it_fills() -> None:
    first, second = owed("tranche1-kpu"), owed("tranche2-kpu", due=date(2024, 6, 27))
    other = owed("tranche1-bawaslu")
    made = grant()

    say(enter(made, 700))

    shares = {one.obligations.get(): (one.value, one.total) for one in Evidence.objects.all()}
    assert shares == {first: (400, 400), second: (300, 600)}
    assert not other.evidence.exists()
    cells = Spell.objects.filter(area="budget", region="74.12", since__lte=NOW, until__gt=NOW)
    assert cells.get().met == 1


def test_a_payment_nobody_confirmed_proves_nothing() -> None:
    row = owed("tranche1-kpu")

    enter(grant(), 400)

    assert not row.evidence.exists()


def test_a_confirmed_payment_taken_back_proves_nothing_any_more() -> None:
    row = owed("tranche1-kpu")
    made = grant()
    paid = enter(made, 400)
    say(paid)

    note = actions.Paper(reference="Nota 3", note="Salah hibah")
    enter(made, 400, supersedes=paid, void=True, file=None, paper=note)

    newest = row.evidence.filter(superseded_by__isnull=True).get()
    assert (newest.value, newest.total) == (0, 400)


def test_what_the_treasury_reported_itself_stays() -> None:
    row = owed("tranche1-kpu")
    own = report(row)

    say(enter(grant(), 400))

    assert [*row.evidence.all()] == [own]


def test_a_duty_shows_its_grant_and_others_do_not(client: Client) -> None:
    row, other = owed("tranche1-kpu"), owed("tranche1-bawaslu")
    made = grant()
    enter(made, 400)
    sign_in(client, (Role.READER, GIVER))

    page = text(client.get(reverse("obligations:detail", args=[row.pk])))
    without = text(client.get(reverse("obligations:detail", args=[other.pk])))

    address = reverse("budget:grant", args=[made.pk])
    assert address in page
    assert "Rp400 (40%)" in page
    assert address not in without


def test_the_cell_of_the_budget_names_every_grant(client: Client) -> None:
    owed("tranche1-kpu")
    grants = [grant(), grant("74.71/polri", amount=None)]
    sign_in(client, (Role.READER, GIVER))

    page = text(client.get(reverse("readiness:cell", args=["74.12", "budget"])))
    elsewhere = text(client.get(reverse("readiness:cell", args=["74.12", "security"])))

    addresses = [reverse("budget:grant", args=[one.pk]) for one in grants]
    assert all(one in page for one in addresses)
    assert not any(one in elsewhere for one in addresses)
