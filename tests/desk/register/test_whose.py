"""What a body has not put in force is its own: no address of the room shows or moves it for others."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from serentak.desk.accounts.models import Role
from serentak.desk.jobs.models import Job
from serentak.desk.register.models import Run
from tests.desk.factories import ELECTION, institution, person
from tests.desk.register.runs import KPU, asked, recorded
from tests.desk.visits import Answer, routes

pytestmark = pytest.mark.django_db
OF_A_RUN = ("run", "villages", "compare", "pairs", "accept", "withdraw", "restore")
OF_A_JOB = ("job", "cancel")
OTHERS = ("74.01/kpu", "74.12/bawaslu", "74/kpu", "74/kesbangpol")
STRANGERS = [(role, body) for role in Role for body in OTHERS]
SENT = {"alasan": "Keliru", "pasangan": "1", "jawab": "same"}


def knock(client: Client, name: str, **keys: int) -> Answer:
    """Open an address, and where it takes a form send it one."""
    path = reverse(f"register:{name}", kwargs=keys)
    answer = client.get(path)
    return client.post(path, SENT) if answer.status_code in (200, 405) else answer


def keys(name: str, run: Run, other: Run | None = None) -> dict[str, int]:
    beside = {"other": (other or run).pk} if name == "compare" else {}
    return {"pk": run.pk, **beside}


def state() -> list[object]:
    return [*Run.objects.order_by("pk").values(), *Job.objects.order_by("pk").values()]


def test_every_address_that_names_a_run_is_walked_here() -> None:
    numbered = {
        name for name, one in routes() if name.startswith("register:") and one.pattern.converters
    }

    assert numbered == {f"register:{name}" for name in (*OF_A_RUN, *OF_A_JOB)}


@pytest.mark.parametrize("stranger", STRANGERS, ids=" ".join)
def test_nobody_of_another_body_comes_to_a_run_that_does_not_count(
    client: Client, stranger: tuple[Role, str]
) -> None:
    run, job = recorded(), asked()
    for body in OTHERS:
        institution(body)
    client.force_login(person(stranger))
    before = state()

    answers = {name: knock(client, name, **keys(name, run)).status_code for name in OF_A_RUN}
    answers |= {name: knock(client, name, pk=job.pk).status_code for name in OF_A_JOB}

    assert {name for name, status in answers.items() if status not in (403, 404)} == set()
    assert state() == before


def test_a_run_of_ones_own_is_not_shown_beside_one_of_another_body(client: Client) -> None:
    mine, theirs = recorded("74.01/kpu"), recorded()
    client.force_login(person((Role.REGISTER_OFFICER, "74.01/kpu")))

    pairs = [(mine, theirs), (theirs, mine), (mine, mine)]
    answers = [knock(client, "compare", **keys("compare", *pair)).status_code for pair in pairs]

    assert answers == [404, 404, 405]  # it takes no form: the last was opened, then refused one


def test_the_officer_of_the_body_comes_everywhere(client: Client) -> None:
    run, job = recorded(), asked()
    client.force_login(person((Role.REGISTER_OFFICER, KPU)))

    answers = {name: knock(client, name, **keys(name, run)).status_code for name in OF_A_RUN}
    answers |= {name: knock(client, name, pk=job.pk).status_code for name in OF_A_JOB}

    assert {name for name, status in answers.items() if status in (403, 404)} == set()


def test_a_visitor_is_led_to_the_door(client: Client) -> None:
    run, job = recorded(), asked()
    door = reverse("accounts:sign_in")
    before = state()

    answers = [knock(client, name, **keys(name, run)) for name in OF_A_RUN]
    answers += [knock(client, name, pk=job.pk) for name in OF_A_JOB]

    assert all(one.status_code == 302 and one["Location"].startswith(door) for one in answers)
    assert state() == before


def test_no_officer_starts_a_run_for_another_body(client: Client) -> None:
    institution(KPU)
    client.force_login(person((Role.REGISTER_OFFICER, "74.01/kpu")))
    sent = {"lembaga": KPU, "pemilihan": ELECTION, "formulir": str(uuid4()), "batas": ""}

    answer = client.post(reverse("register:start"), sent)

    assert answer.status_code == 422
    assert not Job.objects.exists()
