"""How a regency's officers stand, for the cell of personnel."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from serentak.desk.personnel import facts, words
from serentak.desk.personnel.facts import Area
from serentak.desk.personnel.needed import needed
from serentak.engine.counts import Known
from serentak.engine.personnel.gaps import NOTHING, Trend
from serentak.engine.personnel.needs import ROLES
from serentak.engine.regions import RegionCode, within
from tests.desk.factories import institution, region
from tests.desk.moment import NOW
from tests.desk.personnel.offices import (
    BAWASLU,
    FIRST,
    PILKADA,
    SECOND,
    due_on,
    office,
    reported,
)
from tests.desk.register.folders import Made, Village
from tests.desk.register.runs import VILLAGE, in_force

pytestmark = pytest.mark.django_db


def area() -> Area:
    return facts.areas(PILKADA, at=NOW)["74.12"]


def test_what_is_past_its_date_is_told_apart_from_what_is_ahead() -> None:
    office()
    due_on("ppk", (NOW - timedelta(days=30)).date())
    due_on("kpps", (NOW + timedelta(days=30)).date())

    found = area()

    assert (found.gap.need, found.gap.short, found.gap.silent) == (35, 35, 35)
    assert found.ahead.need > 693
    assert found.worst is not None
    assert found.worst[1] == "ppk"


def test_the_worst_place_and_its_role_and_their_way_to_the_date() -> None:
    office()
    due_on("ppk", (NOW - timedelta(days=30)).date())
    all_but_one = {(f"74.12.0{n}", "ppk"): (5,) for n in range(1, 8)}
    for n in range(1, 8):
        region(f"74.12.0{n}")
    reported(all_but_one | {(SECOND, "ppk"): (2,)}, at=NOW - timedelta(days=20))
    reported({(SECOND, "ppk"): (3,)}, at=NOW - timedelta(days=2))

    found = area()

    assert (found.worst, found.short) == ((SECOND, "ppk"), 2)
    assert found.trend == Trend(before=3, now=2, over=14, left=-30)
    assert found.due == (NOW - timedelta(days=30)).date()


def test_before_anything_is_due_the_largest_shortage_ahead_is_the_worst() -> None:
    office()
    due_on("kpps", (NOW + timedelta(days=28)).date())
    reported({(FIRST, "kpps"): (26,)}, at=NOW - timedelta(days=1))

    found = area()

    assert found.gap.need == 0
    assert (found.worst, found.short) == ((SECOND, "kpps"), 147)
    assert found.trend == Trend(before=693, now=667, over=14, left=28)
    assert found.trend.forecast == 615


def test_a_role_whose_date_is_not_known_has_no_trend() -> None:
    office()
    due_on("ppk", None)

    found = area()

    assert (found.trend, found.due) == (None, None)


def test_where_nobody_lacks_there_is_no_worst_place() -> None:
    for n in range(1, 8):
        region(f"74.12.0{n}")
    for kind in ("kpu", "bawaslu", "satpol-pp", "regent"):
        body = institution(f"74.12/{kind}")
        need = {post: one.quantity for post, one in needed(PILKADA.id, at=NOW).items()}
        counts = {post: (need.get(post, 99),) for post in facts.posts(body, PILKADA)}
        reported(counts, code=body.code)

    found = area()

    assert (found.worst, found.short, found.gap.short, found.ahead.short) == (None, 0, 0, 0)


def test_every_role_has_one_body_that_appoints_it_in_each_election() -> None:
    for kind in ("pilkada", "pemilu"):
        assert [one.code for one in facts.roles(kind)] == [role.code for role in ROLES]

    owners = {code: one.bearer for code, one in facts.duties("pilkada").items()}
    assert (owners["kpps"], owners["ptps"], owners["linmas"]) == ("kpu", "bawaslu", "satpol-pp")
    assert owners["ppk-staff"] == "regent"


def test_the_provinces_need_is_what_its_stations_ask_for() -> None:
    totals = {
        role: sum(
            one.quantity for (_, code), one in needed(PILKADA.id, at=NOW).items() if code == role
        )
        for role in ("kpps", "linmas", "ptps", "pps", "ppk", "panwascam", "pkd")
    }

    assert totals == {
        "kpps": 32_277,
        "linmas": 9_222,
        "ptps": 4_611,
        "pps": 6_855,
        "ppk": 1_105,
        "panwascam": 663,
        "pkd": 2_285,
    }


def test_a_body_reports_on_its_own_roles_in_its_own_districts() -> None:
    found = facts.posts(office(BAWASLU), PILKADA)

    assert {role for _, role in found} == {"ptps", "panwascam", "pkd"}
    assert all(within(RegionCode(place), RegionCode("74.12")) for place, _ in found)


def test_without_official_counts_the_plan_in_force_gives_the_need(
    settings: Settings, tmp_path: Path
) -> None:
    settings.PROVINCE, settings.RUNS_DIR = "73", tmp_path
    region("74.12")
    in_force()

    need = needed(PILKADA.id, at=NOW)

    assert need["74.12.01", "kpps"].quantity == 21
    assert need["74.12.01", "kpps"].known is Known.PLAN
    assert ("74.12.01", "pantarlih") in need
    assert needed(PILKADA.id, at=NOW - timedelta(days=400)) == {}


def test_a_village_that_an_older_run_still_holds_is_planned_once(
    settings: Settings, tmp_path: Path
) -> None:
    settings.PROVINCE, settings.RUNS_DIR = "73", tmp_path
    region("74.12")
    both = (Village(code=VILLAGE, rts=(2,)), Village(code="74.01.01.2002", rts=(3,)))
    region("74.01")
    in_force("74/kpu", Made(region="74", villages=both, pairs=0))
    in_force()

    assert needed(PILKADA.id, at=NOW)["74.12.01", "kpps"].quantity == 21


def test_the_reason_names_the_worst_place_and_how_it_goes_on() -> None:
    office()
    due_on("kpps", (NOW + timedelta(days=28)).date())
    due_on("ppk", (NOW - timedelta(days=30)).date())

    assert words.reason(area()) == (
        "35 orang kurang dari 35 yang sudah jatuh tempo. "
        "Terbanyak kurang: PPK di Wawonii Tengah, 5 orang."
    )


def test_the_reason_of_what_is_ahead_says_what_will_be_missing() -> None:
    office()
    due_on("kpps", (NOW + timedelta(days=28)).date())

    assert words.reason(area()).endswith(
        "Dengan laju dua pekan terakhir masih kurang 693 orang pada 29 Oktober 2024."
    )


def test_where_all_is_well_the_reason_says_so() -> None:
    fine = Area(
        region="74.12", gap=NOTHING, ahead=NOTHING, worst=None, short=0, trend=None, due=None
    )

    assert words.reason(fine) == "Semua petugas yang dibutuhkan sudah diangkat."
