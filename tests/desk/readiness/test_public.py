"""The open page and its data: for everybody, without a way into the desk and without a person."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from serentak.desk.accounts.models import Role, User
from serentak.desk.figures.models import Figure
from serentak.desk.obligations.models import Obligation
from serentak.engine.law.model import Nature
from tests.desk.factories import decide, duty, member, person, region, report
from tests.desk.readiness.regencies import behind, ready
from tests.desk.uploads import pdf
from tests.desk.visits import text

pytestmark = pytest.mark.django_db
FILES = ("kesiapan", "kewajiban", "angka")
NOTE = "Catatan untuk pemeriksa saja"


@pytest.fixture(autouse=True)
def _a_working_desk() -> None:
    """Two regencies, people at work, a note, a file and one figure."""
    ready("74.01")
    reporter = person((Role.REPORTER, "74.12/kpu"), label="Wa Ode Uji")
    evidence = report(
        behind("74.12"),
        by=member((Role.REPORTER, "74.12/kpu")),
        file=pdf("surat-wa-ode.pdf"),
        title="Surat Wa Ode Uji",
        note=NOTE,
    )
    decide(evidence, by=member((Role.VERIFIER, "74/kpu")))
    duty("74.12/kpu", nth=1, due=None)
    Figure.objects.create(
        key="dpt-1",
        measure="dpt",
        region=region("74.12"),
        value=12_345,
        unit="pemilih",
        on=date(2024, 9, 20),
        standing="final",
        source="KPU",
        confidence="sourced",
    )
    assert reporter.pk


def personal() -> list[str]:
    """What must not leave the desk."""
    people = [word for user in User.objects.all() for word in (user.email, user.label)]
    return [*people, NOTE, "Wa Ode", "surat-wa-ode", "@"]


def test_anybody_may_read_it_without_signing_in(client: Client) -> None:
    answer = client.get("/publik/")

    assert answer.status_code == 200
    assert text(answer).count("<h1") == 1


def test_it_offers_no_way_into_the_desk(client: Client) -> None:
    page = text(client.get("/publik/"))

    main = page[page.index("<main") : page.index("</main>")]
    links = re.findall(r'href="([^"]+)"', main)
    assert links
    assert all(link.startswith(("#", "/publik/")) for link in links)


def test_visitors_of_an_open_desk_are_shown_the_way_to_the_matrix(
    client: Client, settings: Settings
) -> None:
    settings.GUEST = True

    page = text(client.get("/publik/"))

    assert 'href="/?pemilihan=pilkada-2024">Matriks' in page


def test_it_tells_nothing_of_any_person(client: Client) -> None:
    page = text(client.get("/publik/"))

    assert not [word for word in personal() if word in page]


def test_the_best_regency_stands_first(client: Client) -> None:
    behind("74.02")

    page = text(client.get("/publik/"))

    assert page.index("Wilayah 74.01") < page.index("Wilayah 74.02")


def test_its_headline_says_how_much_is_overdue(client: Client) -> None:
    behind("74.03")

    page = text(client.get("/publik/"))

    headline = page[page.index("<h1>") : page.index("</h1>")]
    assert headline.endswith(", 1 kewajiban lewat tenggat")
    assert "Yang lewat tenggat ada di 1 dari 3 kabupaten/kota." in page


def test_its_headline_says_when_nothing_is_overdue(client: Client) -> None:
    page = text(client.get("/publik/"))

    assert page[page.index("<h1>") : page.index("</h1>")].endswith("tidak ada yang lewat tenggat")


def test_a_schedule_not_published_yet_is_open_data_as_an_estimate(client: Client) -> None:
    row = duty("74.12/kpu", nth=2, nature=Nature.PUBLISHED)
    Obligation.objects.filter(pk=row.pk).update(provisional=True)

    found = {one["key"]: one for one in client.get("/publik/data/kewajiban.json").json()}

    assert found[row.key]["nature"] == found[row.key]["confidence"] == "estimate"


def test_it_shows_a_past_day_too(client: Client) -> None:
    today, before = text(client.get("/publik/")), text(client.get("/publik/?at=2024-09-28"))

    assert "100 dari 100" in today
    assert "0 dari 100" in before
    assert "100 dari 100" not in before


@pytest.mark.parametrize("name", FILES)
def test_the_data_say_the_same_as_csv_and_as_json(client: Client, name: str) -> None:
    as_csv, as_json = (client.get(f"/publik/data/{name}.{form}") for form in ("csv", "json"))

    rows = [*csv.DictReader(io.StringIO(text(as_csv)))]
    same = json.loads(text(as_json))
    assert rows
    assert rows == [
        {key: "" if value is None else str(value) for key, value in row.items()} for row in same
    ]
    assert as_csv["Content-Type"] == "text/csv; charset=utf-8"
    assert as_json["Content-Type"] == "application/json; charset=utf-8"
    assert name in as_csv["Content-Disposition"]


@pytest.mark.parametrize("name", FILES)
def test_the_data_hold_nothing_of_any_person(client: Client, name: str) -> None:
    content = text(client.get(f"/publik/data/{name}.json"))

    assert not [word for word in personal() if word in content]


def test_the_data_say_which_day_they_show(client: Client) -> None:
    rows = json.loads(text(client.get("/publik/data/kesiapan.json?at=2024-09-28")))

    assert {row["at"] for row in rows} == {"2024-09-28T23:59:59+08:00"}
    assert {row["score"] for row in rows if row["region"] == "74.12"} == {0}


def test_the_duties_carry_their_article_and_how_sure_it_is(client: Client) -> None:
    rows = json.loads(text(client.get("/publik/data/kewajiban.json")))

    assert len(rows) == 3
    assert all(row["article"] and row["confidence"] in ("sourced", "memory") for row in rows)
    assert [row["due"] for row in rows].count(None) == 1


@pytest.mark.parametrize("path", ["akun.csv", "kesiapan.xml", "evidence.json", "kesiapan.csv.bak"])
def test_other_files_are_not_there(client: Client, path: str) -> None:
    assert client.get(f"/publik/data/{path}").status_code == 404


def test_open_data_may_be_empty(client: Client) -> None:
    Figure.objects.all().delete()

    assert text(client.get("/publik/data/angka.csv")) == ""
    assert json.loads(text(client.get("/publik/data/angka.json"))) == []


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2024-11-26", "dari 100 menuju 27 November 2024"),
        ("2024-11-27", "dari 100 pada hari pemungutan suara"),
        ("2024-12-01", "dari 100, sesudah pemungutan suara 27 November 2024"),
    ],
)
def test_nothing_is_on_its_way_to_a_past_day(client: Client, at: str, said: str) -> None:
    assert said in text(client.get(f"/publik/?at={at}"))
