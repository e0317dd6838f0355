"""A finished run's counts on the desk: all of them, once, and nobody with them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from serentak.desk.audit.models import Line
from serentak.desk.register import actions, tables
from serentak.desk.register.models import FindingCount, Neighbourhood, Run, Station, VillageCount
from serentak.engine.errors import BadData
from tests.desk.factories import institution
from tests.desk.moment import NOW
from tests.desk.register.folders import NAMES, Made, Village
from tests.desk.register.runs import KPU, VILLAGE, folder, order, recorded

pytestmark = pytest.mark.django_db


def test_a_run_brings_its_counts_and_stations() -> None:
    run = recorded(stage="DPS")

    village = VillageCount.objects.get()
    assert (run.number, run.stage, run.records, run.people) == (1, "DPS", 38, 36)
    assert (village.village, village.voters, village.blocking, village.pairs_review) == (
        VILLAGE,
        36,
        2,
        2,
    )
    assert [row.rts for row in Station.objects.all()] == ["001", "002", "003"]
    assert {(row.rule, row.count) for row in FindingCount.objects.all()} == {
        ("nik-form", 2),
        ("kk-missing", 1),
    }
    assert [row.stations for row in Neighbourhood.objects.all()] == [
        {"1": 12},
        {"2": 12},
        {"3": 12},
    ]


def test_a_run_is_recorded_once_however_often_it_is_tried() -> None:
    run = recorded()
    place = actions.place_of(run)

    again = actions.record_run(place, order=order(), by=None, at=NOW)

    assert again == run
    assert Run.objects.count() == 1
    assert Line.objects.filter(act="register.recorded").count() == 1


def test_runs_of_a_body_are_numbered() -> None:
    assert [recorded().number, recorded().number] == [1, 2]


def test_no_person_comes_into_the_database() -> None:
    recorded()

    kept = "".join(
        serializers.serialize("json", model._default_manager.all())  # noqa: SLF001  any model's
        for room in ("register", "audit", "jobs")
        for model in apps.get_app_config(room).get_models()
    )
    assert "7412" not in kept.replace(VILLAGE, "").replace("74.12", "")
    assert not any(name in kept for name in (*NAMES, "1990-01-01"))


def test_a_place_on_the_map_is_never_one_home() -> None:
    small = Made(villages=(Village(code=VILLAGE, rts=(4, 2, 1)),), sites=False, pairs=0)

    recorded(made=small)

    placed = {row.rt: row.lat is not None for row in Neighbourhood.objects.all()}
    assert placed == {"001": True, "002": False, "003": False}
    for row in Neighbourhood.objects.filter(lat__isnull=False):
        assert row.lat is not None
        assert row.lat * tables.GRID == pytest.approx(round(row.lat * tables.GRID))
    for station in Station.objects.all():
        assert station.lat is not None
        assert station.lat * tables.COARSE == pytest.approx(round(station.lat * tables.COARSE))


def test_a_register_without_coordinates_has_no_places() -> None:
    recorded(made=Made(placed=False, sites=False))

    assert not Neighbourhood.objects.filter(lat__isnull=False).exists()
    assert not Station.objects.filter(lat__isnull=False).exists()


def test_a_named_site_stays_where_it_is() -> None:
    recorded()

    assert all(
        round(row.lat * tables.COARSE) / tables.COARSE != row.lat
        for row in Station.objects.all()
        if row.lat is not None
    )


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"schema": 2}, "berbentuk 2"),
    ({"counts": {}}, "tidak terbaca"),
    ({"villages": []}, "tidak konsisten"),
    ({"election": "pemilu-2024"}, "pemilihan lain"),
    ({"region": "74.01"}, "di luar wilayah"),
    ({"seed": "benih"}, "tidak terbaca"),
]


@pytest.mark.parametrize(("changes", "said"), BROKEN)
def test_a_report_that_cannot_be_believed_records_nothing(
    changes: dict[str, Any], said: str
) -> None:
    institution(KPU)
    place = folder(Made(changes=changes))

    with pytest.raises(BadData, match=said):
        actions.record_run(place, order=order(), by=None, at=NOW)

    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("counts", "records"), -1, "tidak terbaca"),
        (("counts", "voters"), 35, "tidak konsisten"),
        (("counts", "villages"), 2, "tidak memuat semua desanya"),
        (("counts", "findings", "nik-form"), 3, "Tabel temuan tidak sama"),
        (("villages", 0, "village"), "74.01.01.2001", "di luar wilayah"),
        (("villages", 0, "distance_mean"), "jauh", "tidak terbaca"),
    ],
)
def test_counts_that_contradict_each_other_record_nothing(
    path: tuple[Any, ...], value: object, said: str
) -> None:
    institution(KPU)
    place = folder(Made())
    _set(place / "report.json", path, value)

    with pytest.raises(BadData, match=said):
        actions.record_run(place, order=order(), by=None, at=NOW)

    assert not Run.objects.exists()


def _set(file: Path, path: tuple[Any, ...], value: object) -> None:
    said = json.loads(file.read_text())
    inner = said
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    file.write_text(json.dumps(said))


def test_a_village_without_a_way_to_measure_is_taken_as_such() -> None:
    institution(KPU)
    place = folder(Made())
    _set(place / "report.json", ("villages", 0, "distance_mean"), None)

    actions.record_run(place, order=order(), by=None, at=NOW)

    assert VillageCount.objects.get().distance_mean is None


def test_a_table_that_is_broken_is_said_without_its_content() -> None:
    institution(KPU)
    place = folder(Made())
    (place / "findings.parquet").write_bytes(b"7412010101010001")

    with pytest.raises(BadData, match="Tabel putaran tidak terbaca") as slip:
        actions.record_run(place, order=order(), by=None, at=NOW)

    assert "7412010101010001" not in str(slip.value)


def test_rows_that_lie_in_no_village_are_counted_apart() -> None:
    elsewhere = {"records": 4, "findings": 4, "blocking": 4, "pairs_review": 1, "voters": 0}
    counts = {"records": 42, "blocking": 6}
    made = Made(villages=(Village(code=VILLAGE),), changes={"elsewhere": elsewhere})
    institution(KPU)
    place = folder(made)
    report = json.loads((place / "report.json").read_text())
    report["counts"] |= counts | {"excluded_once": {"no-village": 6}}
    (place / "report.json").write_text(json.dumps(report))

    run = actions.record_run(place, order=order(), by=None, at=NOW)

    assert (run.records, run.elsewhere) == (42, elsewhere)
