"""What a regency's supplies come to, as readiness wants to know it, at any moment."""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from serentak.desk.law.facts import election, law
from serentak.desk.logistics import demand, facts, pages, wanted
from serentak.engine.errors import LawGap
from serentak.engine.logistics.shipments import Step
from serentak.engine.regions import RegionCode
from tests.desk.factories import ELECTION
from tests.desk.logistics.cargo import (
    BALLOTS,
    DISTRICTS,
    KIT,
    arrive,
    deliver,
    leave,
    planned,
    supply,
)
from tests.desk.logistics.moments import HOUR, LAST, NOW
from tests.unit.small import moment

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=8)


def test_a_district_s_boxes_and_booths_follow_from_its_stations_its_ballots_from_no_list() -> None:
    assert KIT.pieces("74.12.01") == {"boxes-governor": 18, "boxes-regent": 18, "booths": 72}
    assert KIT.pieces("74.12")["boxes-governor"] == 99
    assert KIT.pieces("74.12")["ballots-governor"] == 30282


def test_an_election_without_counted_stations_has_no_needs(settings: Settings) -> None:
    settings.PROVINCE = "73"
    demand.demand.cache_clear()

    assert demand.demand(election(ELECTION)) == demand.NOTHING
    demand.demand.cache_clear()


def test_a_regency_is_as_ready_as_its_districts_that_have_all() -> None:
    supply("74.12.01")
    supply("74.12.02")

    found = facts.supplied(ELECTION, at=LATER)["74.12"]

    assert (found.need, found.supply, found.gap) == (7, 2, 5)
    assert found.worst == "74.12.05"  # needs most boxes of those that have none
    assert not found.simulated


def test_every_district_complete_leaves_no_worst_place_and_no_reason() -> None:
    for district in DISTRICTS:
        supply(district)

    found = facts.supplied(ELECTION, at=LATER)["74.12"]

    assert (found.supply, found.gap, found.worst, found.place) == (7, 0, "", None)
    assert pages.why(found, KIT.items, {}) == ""


def test_a_surplus_in_one_district_fills_no_other() -> None:
    supply("74.12.01", booths=9999)

    assert facts.supplied(ELECTION, at=LATER)["74.12"].supply == 1


def test_a_district_without_ballots_is_not_complete_however_many_boxes_it_has() -> None:
    deliver("74.12.01", KIT.pieces("74.12.01"))

    place = facts.places(["74.12.01"], KIT, facts.loaded(facts.of(ELECTION), at=LATER))["74.12.01"]

    assert (place.complete, place.unknown) == (False, BALLOTS)


def test_the_reason_names_the_worst_place_what_it_lacks_and_what_is_late() -> None:
    planned(18, to="74.12.01")
    at = LAST - timedelta(hours=1)

    found = facts.supplied(ELECTION, at=at)["74.12"]
    said = pages.why(found, KIT.items, {found.worst: "Wawonii Utara"})

    assert said.startswith("Wawonii Utara belum menerima 21 kotak suara gubernur")
    assert said.endswith("; 1 kiriman lewat jam berangkat aman")


def test_a_place_that_lacks_only_what_nobody_counted_is_said_so() -> None:
    for district in DISTRICTS:
        supply(district) if district != "74.12.01" else None
    deliver("74.12.01", KIT.pieces("74.12.01"))

    found = facts.supplied(ELECTION, at=LATER)["74.12"]

    assert pages.why(found, KIT.items, {}) == (
        "74.12.01 belum menerima surat suara gubernur, surat suara bupati/wali kota"
    )


def test_a_moment_is_shown_as_it_was_known_then() -> None:
    row = planned(18)
    leave(row, at=NOW + HOUR)
    arrive(row, 18, at=NOW + 2 * HOUR)

    assert facts.loaded(facts.of(ELECTION), at=NOW - HOUR) == []
    steps = [facts.state(row, at=NOW + n * HOUR).step for n in range(3)]
    assert steps == [Step.PLANNED, Step.SENT, Step.COUNTED]


def test_a_shipment_that_is_not_gone_by_the_last_safe_hour_is_late() -> None:
    planned(18)
    land = LAST - timedelta(hours=24)

    (before,) = facts.loaded(facts.of(ELECTION), at=land)
    (after,) = facts.loaded(facts.of(ELECTION), at=land + HOUR)

    assert (before.late(land), after.late(land + HOUR)) == (False, True)


def test_what_has_left_is_never_late() -> None:
    leave(planned(18))

    (found,) = facts.loaded(facts.of(ELECTION), at=LAST)

    assert not found.late(LAST)


@pytest.mark.parametrize(
    ("start", "to", "latest"),
    [
        ("74.12", "74.12.01", "2024-11-25T23:59:59+08:00"),  # by land, a day
        ("74.15", "74.15.04", "2024-11-25T17:59:59+08:00"),  # six hours to Batu Atas
        ("74.15", "74.15.07", "2024-11-25T06:30:00+08:00"),  # the ferry of the morning
        ("74.14", "74.14.05", None),  # nobody timed the boat to Talaga
        ("74.03", "74.03.37", None),  # nor any to Towea
        ("74.07", "74.07.01", "2024-11-25T23:59:59+08:00"),  # on the same island
        ("74", "74.71", "2024-11-25T23:59:59+08:00"),
    ],
)
def test_the_last_safe_departure_is_counted_by_land_or_sea(
    start: str, to: str, latest: str | None
) -> None:
    found = wanted.departure(RegionCode(start), RegionCode(to), by=LAST)

    assert found.latest == (moment(latest) if latest else None)


def test_stations_want_all_the_day_before_and_warehouses_a_month_before() -> None:
    of = election(ELECTION)

    assert wanted.moment(of, RegionCode("74.12.01")) == LAST
    assert wanted.moment(of, RegionCode("74.12")) == moment("2024-10-28T23:59:59+08:00")


def test_the_material_belongs_to_the_commission() -> None:
    of = election(ELECTION)

    assert wanted.owner(of, RegionCode("74")) == "74/kpu"
    assert wanted.owner(of, RegionCode("74.12.01.2002")) == "74.12/kpu"


def test_a_law_without_such_a_duty_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanted, "ARRIVED", "shipment.nowhere")

    with pytest.raises(LawGap, match=r"Belum ada kewajiban shipment\.nowhere"):
        wanted.moment(election(ELECTION), RegionCode("74.12"))


def test_a_duty_that_waits_for_an_event_gives_no_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = next(
        one
        for one in law().templates.values()
        if one.anchor in law().events and (one.election_kind, one.level) == ("pilkada", "regency")
    )
    monkeypatch.setattr(wanted, "ARRIVED", waits.measure)

    with pytest.raises(LawGap, match="tidak bertanggal"):
        wanted.moment(election(ELECTION), RegionCode("74.12"))


def test_what_happened_to_supplies_later_is_not_told_yet() -> None:
    early = wanted.incidents_in("74", by=date(2024, 10, 1))
    late = wanted.incidents_in("74", by=date(2024, 12, 31))

    assert {one.when for one in late} - {one.when for one in early} >= {"2024-11-26", "2024-11-13"}
    assert any(one.when == "2024-02" for one in early)
