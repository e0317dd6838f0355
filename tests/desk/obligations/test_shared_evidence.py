"""One proof for duties in two regencies, of a police resort that serves both, and its correction."""

from datetime import timedelta

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.obligations import facts
from serentak.desk.obligations.models import Evidence, EvidenceKind, Obligation, Verdict
from serentak.desk.obligations.queues import waiting_for
from serentak.desk.readiness.models import Spell
from serentak.engine.errors import BadData
from serentak.engine.readiness import State, Status, Why, cell, status
from tests.desk.factories import decide, duty, institution, member, report, templates
from tests.desk.moment import NOW
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATER = NOW + 9 * HOUR
POLICE = "74.71/polri"
SEND = {
    "judul": "Sprint baru",
    "jenis": "date",
    "tanggal": "2024-09-30",
    "benar": "1",
    "jumlah": "10",
    "dari": "10",
}


def owed(template: str, place: str) -> Obligation:
    """A duty of the police resort in one of the regencies it serves."""
    names = [one.id for one in templates("polri", place)]
    return duty(POLICE, nth=names.index(template), place=place, due=NOW.date() - timedelta(days=9))


@pytest.fixture
def city() -> Obligation:
    return owed("pilkada.security.jurisdiction", "74.71")


@pytest.fixture
def islands() -> Obligation:
    return owed("pilkada.disputes.investigators", "74.12")


def standing(row: Obligation) -> Status:
    return status(facts.items([row])[0], at=LATER)


def kept(row: Obligation) -> tuple[int, str]:
    """What the duty's cell says, as it is stored."""
    spell = Spell.objects.get(
        region=row.region_id, area=row.area, since__lte=LATER, until__gt=LATER
    )
    return spell.met, spell.why


def counted(row: Obligation) -> tuple[int, str]:
    """What the duty's cell must say."""
    now = cell(facts.items([row]), at=LATER)
    return now.met, now.why


def test_a_correction_that_leaves_a_duty_out_is_refused_and_names_it(
    city: Obligation, islands: Obligation
) -> None:
    old = report(city, islands)
    decide(old)

    with pytest.raises(BadData, match="juga membuktikan kewajiban lain") as slip:
        report(city, supersedes=old)

    assert facts.template(islands).duty in str(slip.value)
    assert str(islands.region) in str(slip.value)
    assert facts.template(city).duty not in str(slip.value)
    assert standing(islands).state is State.MET


def test_a_correction_moves_the_cells_of_both_regencies(
    city: Obligation, islands: Obligation
) -> None:
    old = report(city, islands)
    decide(old)
    new = report(
        city, islands, supersedes=old, kind=EvidenceKind.NUMBER, value=40, total=100, at=NOW + HOUR
    )

    decide(new, at=NOW + 2 * HOUR)

    assert [standing(row).coverage for row in (city, islands)] == [0.4, 0.4]
    assert [kept(row) for row in (city, islands)] == [counted(row) for row in (city, islands)]


def test_a_decision_moves_the_cells_of_a_duty_that_only_the_first_report_was_about(
    city: Obligation, islands: Obligation
) -> None:
    old = report(city, islands)
    decide(old)
    narrow = Evidence.objects.create(  # as desks have kept them before
        institution=old.institution,
        kind=EvidenceKind.DATE,
        title="Perbaikan",
        event_on=NOW.date(),
        supersedes=old,
        reported_at=NOW + HOUR,
    )
    narrow.obligations.set([city])

    decide(narrow, at=NOW + 2 * HOUR)

    assert [kept(row) for row in (city, islands)] == [counted(row) for row in (city, islands)]


@pytest.mark.parametrize("gone", [{"withdrawn": True}, {"template": "dahulu.ada"}])
def test_a_duty_nobody_can_name_any_more_goes_along(
    city: Obligation, islands: Obligation, gone: dict[str, object]
) -> None:
    old = report(city, islands)
    Obligation.objects.filter(pk=islands.pk).update(**gone)

    new = report(city, supersedes=old)

    assert set(new.obligations.all()) == {city, islands}


def test_a_duty_that_passed_to_another_body_goes_along(
    city: Obligation, islands: Obligation
) -> None:
    old = report(city, islands)
    Obligation.objects.filter(pk=islands.pk).update(institution=institution("74.12/kpu"))

    new = report(city, supersedes=old)

    assert set(new.obligations.all()) == {city, islands}


def test_an_undecided_report_leaves_the_queue_only_for_one_about_all_its_duties(
    city: Obligation, islands: Obligation
) -> None:
    verifier = member((Role.VERIFIER, institution(POLICE).verifier_id or ""))
    old = report(city, islands)
    with pytest.raises(BadData):
        report(city, supersedes=old)
    assert list(waiting_for(verifier, at=LATER)) == [old]

    new = report(city, islands, supersedes=old)

    assert list(waiting_for(verifier, at=LATER)) == [new]
    assert set(new.obligations.all()) == {city, islands}


def test_an_undecided_report_waits_for_nobody_once_its_correction_is_returned(
    city: Obligation,
) -> None:
    old = report(city)
    new = report(city, supersedes=old)

    decide(new, Verdict.RETURNED)

    assert standing(city).why is Why.RETURNED


def test_the_form_names_what_is_left_out_and_has_it_chosen(
    client: Client, city: Obligation, islands: Obligation
) -> None:
    old = report(city, islands)
    sign_in(client, (Role.REPORTER, POLICE))

    refused = client.post(f"/kewajiban/{city.pk}/lapor/", SEND | {"gantikan": old.pk})

    assert refused.status_code == 422
    assert f"{old} juga membuktikan kewajiban lain: {facts.titles([islands])}" in text(refused)
    assert f'<option value="{islands.pk}" selected>' in text(refused)
    assert Evidence.objects.count() == 1


def test_the_form_has_the_other_duties_chosen_when_it_opens_for_a_correction(
    client: Client, city: Obligation, islands: Obligation
) -> None:
    old = report(city, islands)
    sign_in(client, (Role.REPORTER, POLICE))
    plain = text(client.get(f"/kewajiban/{city.pk}/lapor/"))

    shown = text(client.get(f"/kewajiban/{city.pk}/lapor/?gantikan={old.pk}"))
    sent = client.post(
        f"/kewajiban/{city.pk}/lapor/", SEND | {"gantikan": old.pk, "juga": [islands.pk]}
    )

    assert f'href="?gantikan={old.pk}"' in plain
    assert f'<option value="{islands.pk}" selected>' not in plain
    assert f'<option value="{islands.pk}" selected>' in shown
    assert sent.status_code == 302
    assert set(Evidence.objects.get(supersedes=old).obligations.all()) == {city, islands}


@pytest.mark.parametrize("wanted", ["", "x", "9" * 30, "²"])
def test_a_correction_of_nothing_known_opens_the_plain_form(
    client: Client, city: Obligation, wanted: str
) -> None:
    sign_in(client, (Role.REPORTER, POLICE))

    answer = client.get(f"/kewajiban/{city.pk}/lapor/?gantikan={wanted}")

    assert answer.status_code == 200
