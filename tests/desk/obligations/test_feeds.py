"""Calendar addresses: private, revocable, and holding one body's dates only."""

import re
from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.obligations.models import Feed, Obligation
from tests.desk.factories import duty
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db
REPORTER = (Role.REPORTER, "74.12/kpu")


def opened(client: Client, body: str = "74.12/kpu") -> str:
    """The new address, as it is shown once."""
    answer = client.post("/umpan/", {"lembaga": body})
    found = re.search(r"http://testserver(/kalender/[\w-]+\.ics)", text(answer))
    assert found is not None
    return found[1]


def test_an_address_is_shown_once_and_kept_only_as_a_digest(client: Client) -> None:
    sign_in(client, REPORTER)

    address = opened(client)

    token = address.split("/")[-1].removesuffix(".ics")
    assert token not in text(client.get("/umpan/"))
    assert token not in str(Feed.objects.values().get())


def test_whoever_holds_the_address_reads_the_dates_of_that_body_only(client: Client) -> None:
    own = duty("74.12/kpu", due=date(2024, 11, 1))
    duty("74.12/kpu", nth=1, due=None)
    duty("74.01/kpu")
    gone = duty("74.12/kpu", nth=2)
    Obligation.objects.filter(pk=gone.pk).update(withdrawn=True)
    sign_in(client, REPORTER)
    address = opened(client)
    client.logout()

    answer = client.get(address)

    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [str(event["uid"]) for event in events] == [f"{own.key}@serentak"]
    assert events[0].decoded("dtstart") == date(2024, 11, 1)
    assert f"/kewajiban/{own.pk}/" in str(events[0]["description"])


def test_a_revoked_address_is_not_there(client: Client) -> None:
    sign_in(client, REPORTER)
    address = opened(client)

    client.post(f"/umpan/{Feed.objects.get().pk}/cabut/")

    assert client.get(address).status_code == 404
    assert "Belum ada." in text(client.get("/umpan/"))


def test_a_guessed_address_is_not_there(client: Client, settings: Settings) -> None:
    settings.GUEST = True
    sign_in(client, REPORTER)
    opened(client)

    assert client.get("/kalender/abc.ics").status_code == 404


def test_another_bodys_address_is_neither_listed_nor_revocable(client: Client) -> None:
    sign_in(client, (Role.REPORTER, "74.01/kpu"))
    opened(client, "74.01/kpu")
    foreign = Feed.objects.get()
    sign_in(client, REPORTER)

    answer = client.post(f"/umpan/{foreign.pk}/cabut/")

    assert answer.status_code == 403
    assert "kpu 74.01" not in text(client.get("/umpan/"))
    foreign.refresh_from_db()
    assert foreign.revoked_at is None


def test_no_address_is_made_for_another_body(client: Client) -> None:
    duty("74.01/kpu")
    sign_in(client, REPORTER)

    assert client.post("/umpan/", {"lembaga": "74.01/kpu"}).status_code == 404
    assert not Feed.objects.exists()


def test_a_body_one_only_reads_for_is_not_offered(client: Client) -> None:
    sign_in(client, REPORTER, (Role.READER, "74/governor"))

    assert "governor 74" not in text(client.get("/umpan/"))
    assert client.post("/umpan/", {"lembaga": "74/governor"}).status_code == 404
