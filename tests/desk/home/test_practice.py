"""The demo's register: made, built by the real engine, on the desk with every step, once."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.apps import apps
from django.core import serializers
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.home import practice
from serentak.desk.jobs.models import Job
from serentak.desk.register.models import Run, Station, VillageCount
from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode
from tests.desk.factories import institution, member, region
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db
HOME = RegionCode("74.12")
PEOPLE = 1500


@pytest.fixture(autouse=True)
def desk(settings: Settings, tmp_path: Path) -> Path:
    """A demo with empty folders."""
    settings.DEMO, settings.NOW = True, NOW
    settings.DATA_DIR, settings.RUNS_DIR = tmp_path, tmp_path / "runs"
    settings.REGISTER_DIR = tmp_path / "files"
    return tmp_path


def test_a_made_register_becomes_a_run_in_force_once(desk: Path) -> None:
    member((Role.REGISTER_OFFICER, f"{HOME}/kpu"))
    told: list[str] = []

    first = practice.fill(HOME, people=PEOPLE, say=told.append, at=NOW)
    again = practice.fill(HOME, people=PEOPLE, say=told.append, at=NOW)

    assert first == again == Run.objects.get()
    assert (first.simulated, first.stage, first.accepted_at) == (True, "DPT", NOW)
    assert len(told) == 6  # the register, then the five steps
    assert first.records == first.voters + sum(first.excluded.values())
    assert sum(VillageCount.objects.values_list("voters", flat=True)) == first.voters
    assert sum(Station.objects.values_list("voters", flat=True)) == first.voters
    assert [path.name for path in (desk / "files").iterdir()] == [
        f"penduduk-tiruan-{PEOPLE}.parquet"
    ]


def test_nobody_of_the_made_register_comes_into_the_database(desk: Path) -> None:
    member((Role.REGISTER_OFFICER, f"{HOME}/kpu"))

    run = practice.fill(HOME, people=PEOPLE, say=lambda _text: None, at=NOW)

    people = pq.read_table(desk / "runs" / run.folder / "register.parquet").to_pylist()
    kept = "".join(
        serializers.serialize("json", model._default_manager.all())  # noqa: SLF001  any model's
        for room in ("register", "audit", "jobs", "obligations")
        for model in apps.get_app_config(room).get_models()
    )
    assert not any(one["nik"] and one["nik"] in kept for one in people)
    assert not any(len(one["name"] or "") > 8 and one["name"] in kept for one in people)


def test_without_an_officer_there_is_nobody_to_ask_for_it() -> None:
    region(HOME)

    with pytest.raises(BadData, match="petugas register"):
        practice.fill(HOME, people=PEOPLE, say=lambda _text: None, at=NOW)


def test_a_register_that_cannot_be_made_says_why() -> None:
    member((Role.REGISTER_OFFICER, f"{HOME}/kpu"))

    with pytest.raises(BadData, match="tidak jadi dibuat"):
        practice.fill(HOME, people=0, say=lambda _text: None, at=NOW)


def test_guards_are_asked_for_once_by_the_coordinator() -> None:
    member((Role.REGISTER_OFFICER, f"{HOME}/kpu"))
    institution(f"{HOME}/polri")
    member((Role.COORDINATOR, f"{HOME}/kesbangpol"))
    run = practice.fill(HOME, people=PEOPLE, say=lambda _text: None, at=NOW)

    first = practice.guard(run, at=NOW)
    again = practice.guard(run, at=NOW)

    assert first == again == Job.objects.get()
    assert (first.kind, first.arguments["election"]) == ("security.plan", run.election)


def test_without_a_coordinator_nobody_asks_for_guards() -> None:
    member((Role.REGISTER_OFFICER, f"{HOME}/kpu"))
    run = practice.fill(HOME, people=PEOPLE, say=lambda _text: None, at=NOW)

    with pytest.raises(BadData, match="koordinator"):
        practice.guard(run, at=NOW)
