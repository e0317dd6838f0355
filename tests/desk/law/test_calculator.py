"""The calculator of a rule: a day, perhaps a time and a zone, and the last moment it gives."""

from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from tests.desk.moment import NOW
from tests.desk.visits import text

pytestmark = pytest.mark.django_db
TRANCHE = "/hukum/aturan/pilkada.grant.first-tranche/"
PETITION = "/hukum/aturan/pemilu.result.legislative.file/"


@pytest.fixture(autouse=True)
def morning(settings: Settings) -> None:
    settings.NOW = NOW


def answered(client: Client, rule: str, **sent: str) -> str:
    return unescape(text(client.get(rule, sent)))


def test_a_day_is_enough_where_days_are_counted(client: Client) -> None:
    page = answered(client, TRANCHE, dari="2023-10-27", jam="", zona="WITA")

    assert "Batas akhirnya Kamis, 16 November 2023" in page


def test_a_time_in_another_zone_may_start_the_count_a_day_earlier(client: Client) -> None:
    same = answered(client, TRANCHE, dari="2023-10-27", jam="00:30", zona="WITA")
    earlier = answered(client, PETITION, dari="2024-03-21", jam="00:30", zona="WITA")

    assert "Jumat, 27 Oktober 2023, 00.30 WITA" in same
    assert "Rabu, 20 Maret 2024, 23.30 WIB" in earlier
    assert "Batas akhirnya Sabtu, 23 Maret 2024" in earlier


def test_what_was_sent_stays_in_the_form(client: Client) -> None:
    page = answered(client, TRANCHE, dari="2023-10-27", jam="08:15", zona="WIT")

    assert 'name="dari" type="date" value="2023-10-27"' in page
    assert 'name="jam" type="time" value="08:15"' in page
    assert '<option value="WIT" selected>' in page


def test_an_older_address_with_day_and_time_in_one_still_counts(client: Client) -> None:
    page = answered(client, PETITION, dari="2024-03-20T22:19", zona="WIB")

    assert 'name="jam" type="time" value="22:19"' in page
    assert "Batas akhirnya Sabtu, 23 Maret 2024" in page


def test_hours_without_a_time_are_refused_at_the_time(client: Client) -> None:
    page = answered(client, PETITION, dari="2024-03-20", jam="", zona="WIB")

    assert 'id="jam-galat"' in page
    assert 'id="dari-galat"' not in page


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"dari": "kemarin"}, "dari"),
        ({"dari": "2024-03-20T25:00"}, "dari"),
        ({"dari": "1999-03-20"}, "dari"),
        ({"dari": "2024-03-20", "jam": "25"}, "jam"),
        ({"dari": "2024-03-20", "jam": "25.00"}, "jam"),
        ({"dari": "2024-03-20", "jam": "22.1"}, "jam"),
        ({"dari": "2024-03-20", "jam": "22.19.5"}, "jam"),
        ({"dari": "2024-03-20", "jam": "22:19+07:00"}, "jam"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_field(
    client: Client, sent: dict[str, str], field: str
) -> None:
    page = answered(client, TRANCHE, **sent)

    assert f'id="{field}-galat"' in page
    assert "<title>Galat:" in page


@pytest.mark.parametrize("time", ["22.19", "22:19"])
def test_a_time_counts_as_the_page_itself_writes_it(client: Client, time: str) -> None:
    page = answered(client, PETITION, dari="2024-03-20", jam=time, zona="WIB")

    assert 'name="jam" type="time" value="22:19"' in page
    assert "Rabu, 20 Maret 2024, 22.19 WIB" in page


def test_an_offset_that_was_typed_counts(client: Client) -> None:
    page = answered(client, PETITION, dari="2024-03-21T00:19+09:00", zona="WIB")

    assert 'name="dari" type="date" value="2024-03-20"' in page
    assert 'name="jam" type="time" value="22:19"' in page
    assert "Rabu, 20 Maret 2024, 22.19 WIB" in page


@pytest.mark.parametrize("length", ["²", "-1", "401", "9" * 5_001])
def test_a_length_nobody_can_set_is_named(client: Client, length: str) -> None:
    page = answered(client, TRANCHE, dari="2023-10-27", batas=length)

    assert '<a href="#batas">Lamanya harus angka bulat, paling banyak 400.</a>' in page
