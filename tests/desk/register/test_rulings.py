"""In force, withdrawn, restored: which run counts, who says so, and who sees it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from serentak.desk.accounts.models import Role
from serentak.desk.audit.actions import flaws
from serentak.desk.audit.models import Line
from serentak.desk.law.facts import election
from serentak.desk.register import actions, facts
from serentak.desk.register.models import Run
from serentak.engine.errors import BadData, NotAllowed
from tests.desk.factories import ELECTION, member
from tests.desk.moment import NOW
from tests.desk.register.runs import KPU, in_force, officer, recorded
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
REGISTRY = "74.12/disdukcapil"


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


def test_a_run_is_not_withdrawn_for_a_reason_nobody_sees() -> None:
    run = in_force()

    with pytest.raises(BadData, match=r"U\+202E"):
        actions.withdraw(run, reason="Berkas\u202e keliru", by=officer(), at=NOW)

    assert Run.objects.get().withdrawn_at is None
