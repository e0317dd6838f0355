"""What a run in force proves of its owner's duties, and what pages say of it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import law
from serentak.desk.obligations import measuring
from serentak.desk.obligations.models import Evidence, Obligation, Verdict
from serentak.desk.places.models import Institution
from serentak.desk.readiness.models import Spell
from serentak.desk.register import actions, facts
from serentak.desk.register.duties import MEASURES
from serentak.engine.errors import NotAllowed
from tests.desk.factories import decide, duty, institution, report, templates
from tests.desk.moment import NOW
from tests.desk.register.folders import Made, Village
from tests.desk.register.runs import KPU, in_force, officer
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
REGISTRY = "74.12/disdukcapil"


def measured(body: str, measure: str, *, due: date = date(2024, 11, 1)) -> Obligation:
    """The duty of a body that a run can measure."""
    kind, place = body.partition("/")[2], body.partition("/")[0]
    nth = next(n for n, one in enumerate(templates(kind, place)) if one.measure == measure)
    return duty(body, nth=nth, due=due)


def plan() -> Obligation:
    return measured(KPU, "stations.unassigned", due=date(2024, 9, 1))


def test_an_accepted_run_proves_what_it_measured() -> None:
    row = plan()
    measured(KPU, facts.LIST)  # one that no run measures

    run = in_force()

    proof = Evidence.objects.get()
    assert (proof.value, proof.total, proof.coverage) == (36, 36, 1.0)
    assert proof.measured == run.digest
    assert run.digest in proof.source
    assert [*proof.obligations.all()] == [row]
    assert proof.decision.decided_by is None
    cell = Spell.objects.filter(area="population", region="74.12", since__lte=NOW, until__gt=NOW)
    assert cell.get().met == 1


def test_a_registry_proves_its_recording_and_not_the_stations_of_the_commission() -> None:
    plan()
    row = measured(REGISTRY, "register.unrecorded")

    in_force(REGISTRY)

    proof = Evidence.objects.get()
    assert [*proof.obligations.all()] == [row]
    assert (proof.value, proof.total) == (33, 36)


def test_a_new_run_takes_the_place_of_the_old_proof() -> None:
    plan()
    in_force()

    in_force(made=Made(villages=(Village(code="74.12.01.2002", rts=(5,)),)), at=LATER)

    old, new = Evidence.objects.order_by("pk")
    assert new.supersedes == old
    assert new.value == 15


def test_a_withdrawn_run_proves_nothing_any_more() -> None:
    plan()
    run = in_force()

    actions.withdraw(run, reason="Keliru", by=officer(), at=LATER)

    newest = Evidence.objects.first()
    assert newest is not None
    assert (newest.value, newest.coverage) == (0, 0.0)
    assert newest.title == "Putaran ditarik"


def test_what_a_body_reported_itself_is_never_put_aside() -> None:
    row = plan()
    own = report(row)
    decide(own)

    in_force()

    assert [*row.evidence.all()] == [own]


def test_a_report_that_came_back_leaves_room_for_the_count() -> None:
    row = plan()
    decide(report(row), Verdict.RETURNED)

    in_force()

    assert row.evidence.exclude(measured="").count() == 1


def test_a_run_of_another_body_proves_nothing() -> None:
    plan()

    in_force("74/kpu")

    assert not Evidence.objects.exists()


def test_a_count_of_nobody_proves_nothing() -> None:
    nobody = measuring.Measured(
        title="Kosong", value=0, total=0, unit="pemilih", digest="c" * 64, source="Putaran"
    )

    own, others = plan(), plan_of_another()
    assert measuring.measure(own, what=nobody, right=right(own), by=officer(), at=NOW) is None
    with pytest.raises(NotAllowed):
        measuring.measure(others, what=nobody, right=right(others), by=officer(), at=NOW)


def right(row: Obligation) -> tuple[Act, Institution]:
    return Act.RUN_REGISTER, row.institution


def plan_of_another() -> Obligation:
    return measured("74.01/kpu", "stations.unassigned")


def test_withdrawing_what_proved_nothing_leaves_no_proof() -> None:
    run = in_force()
    plan()

    actions.withdraw(run, reason="Keliru", by=officer(), at=LATER)

    assert not Evidence.objects.exists()


def test_a_duty_shows_what_the_run_says(client: Client) -> None:
    row = plan()
    run = in_force()
    sign_in(client, (Role.READER, KPU))

    page = text(client.get(reverse("obligations:detail", args=[row.pk])))

    assert "Menurut data pemilih" in page
    assert reverse("register:run", args=[run.pk]) in page


def test_a_duty_of_a_body_without_a_run_shows_that_of_the_lists_owner(client: Client) -> None:
    row = measured("74.12/bawaslu", "register.findings")
    address = reverse("obligations:detail", args=[row.pk])
    sign_in(client, (Role.READER, KPU))

    before = text(client.get(address))
    in_force()

    assert "Menurut data pemilih" not in before
    assert "Menurut data pemilih" in text(client.get(address))


def test_a_duty_of_another_area_or_of_the_nation_shows_none(client: Client) -> None:
    in_force()
    other = next(n for n, one in enumerate(templates("kpu", "74.12")) if one.area != "population")
    row = duty(KPU, nth=other)
    sign_in(client, (Role.READER, KPU))

    assert "Menurut data pemilih" not in text(
        client.get(reverse("obligations:detail", args=[row.pk]))
    )


def test_every_measure_is_one_the_law_asks_for() -> None:
    assert set(MEASURES) <= {one.measure for one in law().templates.values()}
    assert {facts.PLAN, facts.LIST} <= {one.measure for one in law().templates.values()}


def test_a_panel_of_population_counts_the_days_to_the_list(client: Client) -> None:
    measured(KPU, facts.LIST)
    in_force()
    in_force(REGISTRY)
    sign_in(client, (Role.READER, KPU))

    page = text(client.get(reverse("readiness:cell", args=["74.12", "population"])))

    assert "Daftar pemilih ditetapkan paling lambat 1 November 2024, 31 hari lagi." in page
    assert page.count("Pasangan ganda belum dijawab") == 2
    assert Institution.objects.get(pk=REGISTRY).short in page


def test_without_a_run_the_panel_says_so(client: Client) -> None:
    measured(KPU, facts.LIST)
    institution(KPU)
    sign_in(client, (Role.READER, KPU))

    page = text(client.get(reverse("readiness:cell", args=["74.12", "population"])))

    assert "Belum ada putaran register" in page


def test_what_a_demo_counts_of_invented_people_is_labelled(settings: Settings) -> None:
    settings.DEMO = True
    plan()

    run = in_force()

    proof = Evidence.objects.get()
    assert run.simulated
    assert (proof.simulated, proof.confidence) == (True, "simulated")
    assert proof.title.startswith("Simulasi: ")
    assert "penduduk tiruan" in proof.source
