"""The gate: no mark, no entry."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path
from pytest_django import Settings

from serentak.desk.accounts.models import Role, User
from serentak.desk.shared.marks import needs
from tests.desk.factories import person

pytestmark = pytest.mark.django_db


def unmarked(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("rahasia")


@needs("entah.apa")
def unknown(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("rahasia")


urlpatterns = [
    path("tanpa-tanda/", unmarked),
    path("tanda-asing/", unknown),
    path("", include("serentak.desk.urls")),
]


def pages(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from pages(one)
        else:
            yield one


@pytest.mark.urls("serentak.desk.urls")
def test_every_page_of_the_desk_is_marked() -> None:
    bare = [str(one) for one in pages(get_resolver()) if not hasattr(one.callback, "act")]

    assert bare == []


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/tanpa-tanda/", "/tanda-asing/"])
def test_a_page_without_a_known_mark_opens_to_nobody(client: Client, address: str) -> None:
    client.force_login(person(*((role, "74/kesbangpol") for role in Role)))

    answer = client.get(address)

    assert answer.status_code == 403
    assert "rahasia" not in answer.content.decode()


def test_a_visitor_is_led_to_the_door_and_a_guest_may_read(
    client: Client, settings: Settings
) -> None:
    assert client.get("/kewajiban/")["Location"] == "/masuk/?lanjut=%2Fkewajiban%2F"

    settings.GUEST = True

    assert client.get("/kewajiban/").status_code == 200
    assert client.get("/akun/")["Location"] == "/masuk/?lanjut=%2Fakun%2F"
    assert client.post("/akun/1/sandi/")["Location"] == "/masuk/"


def test_people_are_found_by_e_mail_whatever_its_case() -> None:
    user = person()

    assert User.objects.get_by_natural_key(user.email.upper()) == user
    assert str(user) == user.label
