"""In force, withdrawn, restored: which run counts, and what it proves of its owner's duties."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from serentak.desk.accounts.models import Role
from serentak.desk.audit.actions import flaws
from serentak.desk.audit.models import Line
from serentak.desk.law.facts import election, law
from serentak.desk.obligations import measuring
from serentak.desk.obligations.models import Evidence, Obligation, Verdict
from serentak.desk.places.models import Institution
from serentak.desk.readiness.models import Spell
from serentak.desk.register import actions, facts
from serentak.desk.register.duties import MEASURES
from serentak.desk.register.models import Run
from serentak.engine.errors import BadData, NotAllowed
from tests.desk.factories import ELECTION, decide, duty, institution, member, report, templates
from tests.desk.moment import NOW
from tests.desk.register.folders import Made, Village
from tests.desk.register.runs import KPU, in_force, officer, recorded
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


def test_the_newest_accepted_run_counts() -> None:
    first, second = in_force(), in_force()

    now = facts.current(ELECTION, "74.12", kind="kpu", at=NOW)

    assert now == second
    assert first.pk not in facts.newest(facts.in_force(ELECTION, at=NOW))


def test_a_withdrawn_run_gives_way_to_the_one_before_and_comes_back() -> None:
    first, second = in_force(), in_force()

    actions.withdraw(second, reason="Berkas keliru", by=officer(), at=LATER)
    gone = facts.current(ELECTION, "74.12", kind="kpu", at=LATER)
    actions.restore(second, by=officer(), at=LATER)

    assert gone == first
    assert facts.current(ELECTION, "74.12", kind="kpu", at=LATER) == second
    assert [*flaws()] == []


def test_before_it_was_accepted_and_after_it_was_withdrawn_a_run_does_not_count() -> None:
    run = in_force(at=LATER)

    assert facts.current(ELECTION, "74.12", kind="kpu", at=NOW) is None
    actions.withdraw(run, reason="Keliru", by=officer(), at=LATER + timedelta(hours=1))
    assert facts.current(ELECTION, "74.12", kind="kpu", at=LATER) == run


def test_a_run_of_the_province_counts_in_its_regencies() -> None:
    run = in_force("74/kpu")

    assert facts.current(ELECTION, "74.12", kind="kpu", at=NOW) == run
    assert facts.by_regency([run], ["74.12", "75.01"]) == {"74.12": run}


def test_the_voter_list_belongs_to_the_body_the_law_asks_for_the_plan() -> None:
    in_force(REGISTRY)

    kind = facts.owner_kind(election(ELECTION))

    assert kind == "kpu"
    assert facts.current(ELECTION, "74.12", kind=kind, at=NOW) is None


def test_a_trial_is_never_in_force() -> None:
    trial = recorded(trial=True)

    with pytest.raises(BadData, match="percobaan"):
        actions.accept(trial, by=officer(), at=NOW)


def test_nothing_is_accepted_withdrawn_or_restored_twice() -> None:
    run = in_force()

    with pytest.raises(BadData, match="sudah diberlakukan"):
        actions.accept(run, by=officer(), at=NOW)
    with pytest.raises(BadData, match="tidak sedang ditarik"):
        actions.restore(run, by=officer(), at=NOW)
    with pytest.raises(BadData, match="Alasannya belum diisi"):
        actions.withdraw(run, reason=" ", by=officer(), at=NOW)
    actions.withdraw(run, reason="Keliru", by=officer(), at=NOW)
    with pytest.raises(BadData, match="tidak sedang berlaku"):
        actions.withdraw(run, reason="Keliru", by=officer(), at=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REGISTER_OFFICER])
def test_only_a_register_officer_rules_on_a_run(role: Role) -> None:
    run = recorded()

    with pytest.raises(NotAllowed):
        actions.accept(run, by=member((role, KPU)), at=NOW)


def test_an_officer_of_another_body_does_not(client: Client) -> None:
    run = recorded()

    for body in (REGISTRY, "74/kpu", "74.01/kpu"):
        with pytest.raises(NotAllowed):
            actions.accept(run, by=officer(body), at=NOW)


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

    assert measuring.measure(plan(), what=nobody, by=officer(), at=NOW) is None
    with pytest.raises(NotAllowed):
        measuring.measure(plan_of_another(), what=nobody, by=officer(), at=NOW)


def plan_of_another() -> Obligation:
    return measured("74.01/kpu", "stations.unassigned")


def test_withdrawing_what_proved_nothing_leaves_no_proof() -> None:
    run = in_force()
    plan()

    actions.withdraw(run, reason="Keliru", by=officer(), at=LATER)

    assert not Evidence.objects.exists()


def test_only_accepted_runs_are_seen_by_others(client: Client) -> None:
    mine, accepted = recorded(), in_force()

    sign_in(client, (Role.READER, "74/governor"))
    assert client.get(reverse("register:run", args=[mine.pk])).status_code == 404
    assert client.get(reverse("register:run", args=[accepted.pk])).status_code == 200
    sign_in(client, (Role.REPORTER, KPU))
    assert client.get(reverse("register:run", args=[mine.pk])).status_code == 200


def test_the_officer_rules_from_the_page(client: Client) -> None:
    run = recorded()
    sign_in(client, (Role.REGISTER_OFFICER, KPU))

    client.post(reverse("register:accept", args=[run.pk]))
    accepted = text(client.get(reverse("register:run", args=[run.pk])))
    client.post(reverse("register:withdraw", args=[run.pk]), {"alasan": "Berkas keliru"})
    withdrawn = text(client.get(reverse("register:run", args=[run.pk])))
    client.post(reverse("register:restore", args=[run.pk]))

    assert "Tarik putaran ini" in accepted
    assert "Berkas keliru" in withdrawn
    assert Run.objects.get().withdrawn_at is None
    acts = Line.objects.filter(act__startswith="register.").values_list("act", flat=True)
    assert {*acts} >= {"register.accepted", "register.withdrawn", "register.restored"}


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
