"""Duties that recur without a sourced rhythm: one row a body, shown, never due, in no cell."""

from dataclasses import replace

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.law import cites
from serentak.desk.law.facts import law
from serentak.desk.obligations import facts
from serentak.desk.obligations.generation import regenerate
from serentak.desk.obligations.models import ChangeOrder, Obligation
from serentak.desk.places.models import Region
from serentak.desk.readiness.models import Spell
from serentak.engine.law.model import Per, Template
from serentak.engine.readiness import State, Why, status
from tests.desk.factories import ELECTION, decide, institution, report
from tests.desk.moment import NOW
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db
RECURRING = [one for one in law().templates.values() if one.per is Per.RECURRING]
LIST = next(one for one in RECURRING if one.bearer == "kpu")


def generate(*wanted: Template) -> ChangeOrder | None:
    institution("74.12/kpu")
    return regenerate(
        law=replace(law(), templates={one.id: one for one in wanted}),
        election=law().election(ELECTION),
        regions=list(Region.objects.order_by("code")),
        cause="Uji",
        by=None,
        at=NOW,
    )


@pytest.fixture
def row() -> Obligation:
    generate(LIST)
    return Obligation.objects.select_related("region").get()


def test_it_is_written_once_and_again_without_effect(row: Obligation) -> None:
    again = generate(LIST)

    assert again is None
    assert (row.institution_id, row.due, row.expected) == ("74.12/kpu", None, None)


def test_it_stays_standing_whatever_is_reported(row: Obligation) -> None:
    decide(report(row))

    standing = status(facts.items([row])[0], at=NOW)

    assert (standing.state, standing.why, standing.must) == (State.STANDING, Why.STANDING, False)


def test_it_is_in_no_cell(row: Obligation) -> None:
    spell = Spell.objects.get(region="74.12", area=row.area)

    assert (spell.total, spell.due, spell.score, spell.worst) == (0, 0, None, None)
    assert (spell.state, spell.why) == ("not-applicable", "standing")


@pytest.mark.parametrize("path", ["/tugas/", "/lembaga/74.12/kpu/"])
def test_it_has_a_group_of_its_own_with_the_reason(
    client: Client, row: Obligation, path: str
) -> None:
    sign_in(client, (Role.REPORTER, "74.12/kpu"), (Role.READER, "74/governor"))

    shown = text(client.get(path))

    assert LIST.duty in shown
    assert "iramanya belum bersumber, tidak ditagih per tanggal" in shown
    assert "Menunggu kejadian" not in shown


def test_its_page_says_why_it_has_no_date(client: Client, row: Obligation) -> None:
    sign_in(client, (Role.READER, "74/governor"))

    shown = text(client.get(f"/kewajiban/{row.pk}/"))

    assert "Iramanya belum bersumber, jadi tidak ditagih per tanggal." in shown
    assert "Begitu kejadiannya dicatat" not in shown
    assert LIST.basis.open_question.split()[0] in shown


@pytest.mark.parametrize(
    ("per", "words"), [(Per.CASE, "terbuka per perkara"), (Per.RECURRING, "berulang")]
)
def test_the_law_book_shows_each_of_these_duties_under_its_instrument(
    client: Client, per: Per, words: str
) -> None:
    sign_in(client, (Role.READER, "74/governor"))
    wanted = {one.id for one in law().templates.values() if one.per is per}
    holders = {key: {use.template for use in cites.uses(key).duties} for key in law().instruments}
    shown = {
        one.id: text(client.get(f"/hukum/{key}/"))
        for key, held in holders.items()
        for one in held
        if one.id in wanted
    }

    assert set(shown) == wanted
    assert all(law().templates[name].duty in page and words in page for name, page in shown.items())
