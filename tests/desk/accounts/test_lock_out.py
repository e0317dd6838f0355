"""Too many wrong passwords, for an account and from an address."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from serentak.desk.accounts import door
from serentak.desk.accounts.models import Knock, User
from serentak.desk.audit.models import Line
from serentak.engine.errors import NotAllowed
from tests.desk.factories import PASSWORD, person
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db


def attempt(
    user: User, typed: str = "keliru", *, at: datetime = NOW, address: str = "10.1.2.3"
) -> bool:
    try:
        door.sign_in(email=user.email, password=typed, address=address, at=at)
    except NotAllowed:
        return False
    return True


def fail(user: User, times: int) -> None:
    for _n in range(times):
        attempt(user)


def test_four_failures_do_not_lock() -> None:
    user = person()

    fail(user, 4)

    assert attempt(user, PASSWORD)


def test_five_failures_lock_even_for_the_right_password() -> None:
    user = person()

    fail(user, 5)

    assert not attempt(user, PASSWORD)
    acts = list(Line.objects.values_list("act", flat=True))
    assert acts == [
        *["account.sign_in_failed"] * 4,
        "account.locked",
        "account.refused_while_locked",
    ]


def test_a_lock_lasts_fifteen_minutes() -> None:
    user = person()

    fail(user, 5)

    assert not attempt(user, PASSWORD, at=NOW + timedelta(minutes=14, seconds=59))
    assert attempt(user, PASSWORD, at=NOW + timedelta(minutes=15))


def test_trying_while_locked_does_not_lengthen_the_lock() -> None:
    user = person()

    fail(user, 20)

    user.refresh_from_db()
    assert user.locked_until == NOW + timedelta(minutes=15)


def test_coming_in_forgets_the_failures() -> None:
    user = person()

    fail(user, 4)
    attempt(user, PASSWORD)
    fail(user, 4)

    assert attempt(user, PASSWORD)


def test_thirty_failures_an_hour_close_the_door_to_an_address() -> None:
    for _n in range(6):
        fail(person(), 5)
    user = person()

    with pytest.raises(door.TooManyKnocks):
        door.sign_in(email=user.email, password=PASSWORD, address="10.1.2.3", at=NOW)
    assert attempt(user, PASSWORD, address="10.1.2.4")
    assert attempt(user, PASSWORD, at=NOW + timedelta(hours=1))


def test_unknown_e_mails_count_for_the_address_too() -> None:
    for _n in range(30):
        attempt(User(email="siapa@uji.test"))

    assert not attempt(person(), PASSWORD)


def test_addresses_are_kept_for_an_hour_and_only_as_a_keyed_hash() -> None:
    user = person()

    attempt(user)
    attempt(user, at=NOW + timedelta(hours=1))

    (knock,) = Knock.objects.all()
    assert str(knock) == knock.source[:8]
    assert len(knock.source) == 64
    assert "10.1.2.3" not in knock.source


def test_one_house_of_many_new_addresses_is_one_source() -> None:
    assert door.source("2001:db8:1:2::7") == door.source("2001:db8:1:2:ffff::9")
    assert door.source("2001:db8:1:2::7") != door.source("2001:db8:1:3::7")
    assert door.source("10.0.0.1") != door.source("10.0.0.2")
    assert len(door.source("bukan alamat")) == 64


def test_the_page_says_when_an_address_has_to_wait(client: Client) -> None:
    user = person()
    for _n in range(30):
        client.post("/masuk/", {"surel": "siapa@uji.test", "sandi": "keliru"})

    answer = client.post("/masuk/", {"surel": user.email, "sandi": PASSWORD})

    assert answer.status_code == 429
    assert "satu jam lagi" in answer.content.decode()


def test_behind_a_proxy_the_proxys_own_note_counts(client: Client, settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    client.post(
        "/masuk/",
        {"surel": "siapa@uji.test", "sandi": "keliru"},
        headers={"X-Forwarded-For": "1.1.1.1, 10.9.9.9"},
    )

    assert Knock.objects.get().source == door.source("10.9.9.9")
