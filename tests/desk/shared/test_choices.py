"""Theme, language, election and the demo's day: kept by the browser, and never a way out."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from serentak.desk.shared.clock import desk_now
from serentak.engine.days import Zone
from tests.desk.factories import region
from tests.desk.moment import NOW
from tests.desk.visits import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning(settings: Settings) -> None:
    settings.NOW = NOW
    region("74")


def test_the_theme_goes_from_dark_to_light_and_back(client: Client) -> None:
    shown = []
    for _ in range(3):
        client.get("/tema/")
        shown.append(client.cookies["tema"].value)

    assert shown == ["dark", "light", "dark"]
    assert 'data-theme="dark"' in text(client.get("/publik/"))


def test_the_language_stays_as_it_was_chosen(client: Client) -> None:
    client.get("/bahasa/en/")
    english = text(client.get("/publik/"))
    client.get("/bahasa/xx/")

    assert '<html lang="en"' in english
    assert '<html lang="id"' in text(client.get("/publik/"))


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/publik/?at=2024-09-01", "/publik/?at=2024-09-01"),
        ("https://jahat.example/", "/"),
        ("//jahat.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_a_choice_leads_back_to_this_desk_only(client: Client, wanted: str, led: str) -> None:
    assert client.get("/tema/", {"kembali": wanted})["Location"] == led


@pytest.mark.parametrize(
    "wanted", ["2099-01-01", "1999-12-31", "besok", "2024-13-01", "2024-02-30", "<b>2024</b>"]
)
def test_a_moment_no_page_can_show_is_told_and_the_present_is_shown(
    client: Client, wanted: str
) -> None:
    plain = text(client.get("/publik/"))

    shown = text(client.get("/publik/", {"at": wanted}))

    assert f"Saat “{escape(wanted)}” tidak terbaca atau di luar 2015–2040" in shown
    assert "Keadaan pada" not in shown
    assert "tidak terbaca" not in plain


@pytest.mark.parametrize("wanted", ["", "2015-01-01", "2040-12-31", "2024-09-01T12:00"])
def test_a_moment_that_can_be_shown_is_shown_without_a_word(client: Client, wanted: str) -> None:
    assert "tidak terbaca" not in text(client.get("/publik/", {"at": wanted}))


def test_the_election_looked_at_is_remembered(client: Client) -> None:
    client.get("/publik/?pemilihan=pemilu-2024")

    assert "Pemilihan Umum 2024" in text(client.get("/publik/"))


def test_an_unknown_election_is_passed_over(client: Client) -> None:
    assert client.get("/publik/?pemilihan=pilkada-1999").status_code == 200
    assert client.get("/publik/").status_code == 200


def test_the_demos_day_can_be_set_and_taken_back(client: Client, settings: Settings) -> None:
    settings.DEMO = True

    client.post("/saat/", {"saat": "2024-11-20", "kembali": "/publik/"})
    moved = text(client.get("/publik/"))
    client.post("/saat/", {"saat": ""})

    assert "20 November 2024" in moved
    assert "1 Oktober 2024" in text(client.get("/publik/"))


def test_a_desk_in_service_keeps_its_own_time(client: Client) -> None:
    client.cookies["saat"] = "2024-11-20"

    assert client.post("/saat/", {"saat": "2024-11-20"}).status_code == 404
    assert "1 Oktober 2024" in text(client.get("/publik/"))


def test_the_desks_day_begins_at_the_provinces_midnight(settings: Settings) -> None:
    settings.NOW = datetime(2024, 10, 1, 17, 0, tzinfo=Zone.WIB.tz)
    assert desk_now().date().isoformat() == "2024-10-01"

    settings.NOW = datetime(2024, 10, 1, 23, 30, tzinfo=Zone.WIB.tz)
    assert desk_now().date().isoformat() == "2024-10-02"


@pytest.mark.parametrize("address", ["/publik/?at=%00", "/tema/?kembali=%00", "/publik/%00"])
def test_a_zero_byte_is_refused_in_a_sentence_or_leads_nowhere(
    client: Client, address: str
) -> None:
    assert client.get(address).status_code in (400, 404)


def test_every_answer_carries_the_strict_content_policy(client: Client) -> None:
    for address in ("/publik/", "/tidak-ada/", "/kewajiban/"):
        headers = client.get(address).headers
        assert headers["Content-Security-Policy"].startswith(
            "default-src 'none'; script-src 'self'"
        )
        assert headers["X-Frame-Options"] == "DENY"
        assert "private" in headers["Cache-Control"]
