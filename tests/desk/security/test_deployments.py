"""Guards on the desk: planned behind the page, shown by jurisdiction, ordered to those concerned."""

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from serentak.desk.accounts.models import Role
from serentak.desk.jobs import worker
from serentak.desk.jobs.models import Job, State
from serentak.desk.register import actions as register
from serentak.desk.security import actions
from serentak.desk.security.models import Class, Deployment, Exposed, Need, Team
from serentak.engine.law.guards import Risk
from serentak.engine.pipeline.guarding import Asked, guarded
from tests.desk.factories import ELECTION, institution
from tests.desk.moment import NOW
from tests.desk.register.runs import VILLAGE, in_force, officer, recorded
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db
KENDARI = "74.71/polri"
PAGE, UNIT, ORDERS = "/pengamanan/", "/pengamanan/74.71/polri/", "/pengamanan/74.71/polri/perintah/"


@pytest.fixture
def coordinator(client: Client) -> Client:
    institution("74/polri")
    institution(KENDARI)
    sign_in(client, (Role.COORDINATOR, "74/kesbangpol"))
    return client


def planned(client: Client) -> Deployment:
    """A plan asked for on the page and worked off."""
    answer = client.post("/pengamanan/susun/")
    assert answer.status_code == 302
    assert worker.until_empty() == 1
    return Deployment.objects.get()


def marked(tmp_path: Path, officers: int) -> Deployment:
    """A plan with a severe station, a post that knows its officers and another that has none."""
    run = in_force()
    (tmp_path / "marks.csv").write_text(f"place,indicator,class\n{VILLAGE}.001,hatred,severe\n")
    (tmp_path / "posts.csv").write_text(
        "kind,institution,name,place,officers\n"
        f"polsek,{KENDARI},Polsek Wawonii,{VILLAGE},{officers}\n"
    )
    asked = Asked(election=ELECTION, marks=tmp_path / "marks.csv", posts=tmp_path / "posts.csv")
    codes = [f"{VILLAGE}.001", f"{VILLAGE}.002", f"{VILLAGE}.003"]
    return actions.keep(
        guarded(codes, asked), election=ELECTION, runs=[run], job=None, by=None, at=NOW
    )


def test_without_stations_there_is_nothing_to_guard(coordinator: Client) -> None:
    page = text(coordinator.get(PAGE))

    assert "Belum ada rencana pengamanan" in page
    assert "menyusul begitu rencana TPS berlaku" in page
    assert "/pengamanan/susun/" not in page
    assert "Belum ada rencana pengamanan" in text(coordinator.get(UNIT))
    assert "Belum ada rencana pengamanan" in text(coordinator.get("/pengamanan/kerawanan/"))


def test_a_plan_is_worked_out_behind_the_page_and_shown_by_jurisdiction(
    coordinator: Client,
) -> None:
    in_force()
    assert "Susun rencana" in text(coordinator.get(PAGE))

    made = planned(coordinator)

    page = text(coordinator.get(PAGE))
    assert made.proof["stations"] == 3
    assert "Semua TPS terjaga" in page
    assert UNIT in page
    assert "polri 74.71" in page
    assert "Hitung ulang" in page
    assert Need.objects.get().regencies == ["74.12"]


def test_the_same_form_sent_twice_is_one_plan_and_a_job_done_twice_is_too(
    coordinator: Client,
) -> None:
    in_force()
    form = {"formulir": "0b8d58b2-5d8b-4f4c-9d55-4b6c1b3a1f10"}

    coordinator.post("/pengamanan/susun/", form)
    coordinator.post("/pengamanan/susun/", form)
    waiting = text(coordinator.get(PAGE))
    worker.until_empty()
    Job.objects.update(state=State.QUEUED)
    worker.until_empty()

    assert "sedang dihitung" in waiting
    assert Deployment.objects.count() == 1


def test_a_plan_for_no_stations_fails_in_a_sentence(coordinator: Client) -> None:
    coordinator.post("/pengamanan/susun/")
    worker.until_empty()

    assert "Berlakukan satu putaran register" in text(coordinator.get(PAGE))


def test_only_the_coordinator_and_the_provinces_police_ask_for_a_plan(client: Client) -> None:
    institution("74/polri")
    sign_in(client, (Role.REPORTER, "74.12/regent"))
    refused = client.post("/pengamanan/susun/")
    client.logout()
    sign_in(client, (Role.REPORTER, "74/polri"))

    assert refused.status_code == 403
    assert client.post("/pengamanan/susun/").status_code == 302


def test_a_new_plan_of_stations_is_said_on_the_page(coordinator: Client) -> None:
    run = in_force()
    planned(coordinator)

    register.accept(recorded(), by=officer(), at=NOW)

    assert "Rencana TPS berubah" in text(coordinator.get(PAGE))
    assert Deployment.objects.get().runs == [run.pk]


def test_who_lacks_officers_is_told_with_the_stations_that_nobody_guards(
    coordinator: Client, tmp_path: Path
) -> None:
    marked(tmp_path, officers=1)

    page, unit = text(coordinator.get(PAGE)), text(coordinator.get(UNIT))

    assert "TPS belum punya petugas" in page
    assert "TPS belum punya petugas" in unit
    assert "tanpa petugas" in unit
    assert "Kurang 3 petugas" in unit


def test_what_each_post_sends_stands_on_its_units_page(coordinator: Client, tmp_path: Path) -> None:
    marked(tmp_path, officers=20)

    unit = text(coordinator.get(UNIT))

    assert "semua TPS terjaga" in unit
    assert "Polsek Wawonii" in unit
    assert "menit" in unit
    assert ORDERS not in unit


def test_a_unit_that_only_helps_says_from_where(coordinator: Client, tmp_path: Path) -> None:
    marked(tmp_path, officers=20)
    Team.objects.filter(post="Polsek Wawonii").update(unit="74.71/tni")

    assert "membantu dari 1 pos" in text(coordinator.get("/pengamanan/74.71/tni/"))
    assert coordinator.get("/pengamanan/74.99/polri/").status_code == 404


def test_a_silent_unit_is_said_to_be_silent(coordinator: Client) -> None:
    in_force()
    made = planned(coordinator)
    Need.objects.filter(deployment=made).update(reported=None, reinforcement=7)

    assert "hanya BKO 7" in text(coordinator.get(PAGE))
    assert "belum melapor" in text(coordinator.get(PAGE))
    assert "belum melapor" in text(coordinator.get(UNIT))


def test_the_few_that_stand_out_are_listed_with_their_reasons_and_on_a_map(
    coordinator: Client, tmp_path: Path
) -> None:
    marked(tmp_path, officers=20)

    page = text(coordinator.get("/pengamanan/kerawanan/"))

    assert "1 dari 3 TPS rawan" in page
    assert "SARA" in page
    assert "menurut Polri" in page
    assert 'id="titik"' in page
    assert Exposed.objects.get().reasons[0][0] == "hatred"


def test_a_plan_in_which_nothing_stands_out_says_so(coordinator: Client) -> None:
    in_force()
    planned(coordinator)
    Exposed.objects.all().delete()

    assert "Tidak ada TPS yang membawa indikator" in text(coordinator.get("/pengamanan/kerawanan/"))


def test_an_indicator_of_an_older_release_keeps_its_key(
    coordinator: Client, tmp_path: Path
) -> None:
    marked(tmp_path, officers=20)
    Exposed.objects.update(reasons=[["gone", 3.0]])

    assert "gone (3,0)" in text(coordinator.get("/pengamanan/kerawanan/"))


def test_orders_of_duty_open_to_the_unit_and_to_who_checks_it(
    client: Client, tmp_path: Path
) -> None:
    marked(tmp_path, officers=20)
    sign_in(client, (Role.REPORTER, KENDARI))

    book = client.get(ORDERS)
    paper = client.get(ORDERS, {"pos": "Polsek Wawonii"})

    assert ORDERS in text(client.get(UNIT))
    assert load_workbook(BytesIO(book.content)).worksheets[0]["A1"].value == "Polsek Wawonii"
    assert paper.content.startswith(b"%PDF")
    assert client.get(ORDERS, {"pos": "Pos lain"}).status_code == 404


def test_orders_of_duty_are_closed_to_others(client: Client, tmp_path: Path) -> None:
    marked(tmp_path, officers=20)
    institution(KENDARI)
    sign_in(client, (Role.COORDINATOR, "74/kesbangpol"))

    assert client.get(ORDERS).status_code == 403


def test_teams_are_kept_as_they_were_planned(tmp_path: Path) -> None:
    marked(tmp_path, officers=2)

    teams = Team.objects.all()

    assert [team.post for team in teams].count("") == 1
    assert {team.risk for team in teams} <= {str(one) for one in Class}
    assert set(Class.values) == set(Risk)
    assert str(teams[0]) == f"{teams[0].post} 1"
    assert str(Need.objects.get()).endswith(KENDARI)
    assert str(Exposed.objects.first()).startswith(VILLAGE)
    assert str(Deployment.objects.get()).startswith(ELECTION)
