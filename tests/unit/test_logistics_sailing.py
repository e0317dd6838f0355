"""By when a shipment must leave: what is wanted, less the way, less a margin."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from serentak.engine import store
from serentak.engine.days import Zone
from serentak.engine.errors import BadData
from serentak.engine.logistics.sailing import (
    Leaving,
    Margins,
    Sailing,
    Way,
    crossing,
    leaving,
    sailing,
)
from serentak.engine.regions import RegionCode
from tests.unit.small import moment

EVE = moment("2024-11-26T23:59:59+08:00")  # a Tuesday
MARGINS = Margins(land=timedelta(hours=24), sea=timedelta(hours=24))
SULTRA = [sailing(row) for row in store.facts(RegionCode("74"), "sailings")]


def leg(**more: Any) -> Sailing:
    """A crossing of six hours without a timetable."""
    row = {
        "key": "baubau-batu-atas",
        "from": "Baubau",
        "to": "Batu Atas",
        "serves": "74.15.04",
        "minutes": "360",
        "departures": "",
        "ship": "kapal rakyat",
        "source": "Kompas",
        "confidence": "sourced",
        "note": "",
        "note_en": "",
    }
    return sailing(row | more)


def back(one: Sailing | None, *, zone: Zone = Zone.WITA) -> Leaving:
    return leaving(EVE, way=Way(by_sea=one is not None, leg=one, zone=zone), margins=MARGINS)


def latest(one: Sailing | None) -> datetime | None:
    return back(one).latest


def test_by_sea_the_crossing_and_the_margin_are_taken_off() -> None:
    assert latest(leg()) == moment("2024-11-25T17:59:59+08:00")


def test_by_land_the_margin_takes_in_the_way() -> None:
    found = back(None)

    assert (found.latest, found.scheduled) == (moment("2024-11-25T23:59:59+08:00"), False)


def test_where_no_page_says_how_long_it_takes_nothing_is_made_up() -> None:
    found = back(leg(minutes=""))

    assert found.latest is None
    assert not found.missed(EVE + timedelta(days=9))


def test_over_waters_without_any_crossing_nothing_is_made_up_either() -> None:
    found = leaving(EVE, way=Way(by_sea=True), margins=MARGINS)

    assert (found.latest, found.margin, found.by_sea) == (None, MARGINS.sea, True)


def test_with_a_timetable_the_last_ship_in_time_counts() -> None:
    ferry = leg(departures="1,2,3,4,5,6,7 07:00 13:00")

    found = back(ferry)

    assert (found.latest, found.scheduled) == (moment("2024-11-25T13:00:00+08:00"), True)


def test_with_a_weekly_ship_it_may_be_six_days_earlier() -> None:
    assert latest(leg(departures="2 20:00")) == moment("2024-11-19T20:00:00+08:00")


def test_a_timetable_is_read_on_the_clock_of_the_place() -> None:
    found = back(leg(departures="1 17:00"), zone=Zone.WIT)

    assert found.latest == moment("2024-11-25T17:00:00+09:00")


def test_it_is_late_only_after_the_last_safe_hour() -> None:
    found = back(leg())

    assert not found.missed(moment("2024-11-25T17:59:59+08:00"))
    assert found.missed(moment("2024-11-25T18:00:00+08:00"))


def test_a_timetable_of_several_days_is_read() -> None:
    found = leg(departures="1,3 13:00 07:00; 2 09:00").departures

    assert found == {1: (time(7), time(13)), 3: (time(7), time(13)), 2: (time(9),)}


@pytest.mark.parametrize("text", ["8 07:00", "1", "Senin 07:00", "1 7:00", "1 07:00;;2"])
def test_a_timetable_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadData, match="tidak terbaca"):
        leg(departures=text)


def test_an_island_is_reached_by_the_crossing_that_serves_it() -> None:
    regency, island = leg(key="wanci", serves="74.07"), leg(key="tomia", serves="74.07.03 74.07.07")

    def way(start: str, end: str) -> Sailing | None:
        return crossing(RegionCode(start), RegionCode(end), [regency, island])

    assert way("74", "74.07") == regency
    assert way("74", "74.07.03") == island
    assert way("74.07", "74.07.07.2001") == island
    assert way("74.07", "74.07.01") is None
    assert way("74.07.03", "74.07.03.2001") is None


def test_every_published_crossing_names_its_source_and_known_regions() -> None:
    assert len({one.key for one in SULTRA}) == len(SULTRA) > 10
    for one in SULTRA:
        assert one.source
        assert one.serves
        assert all(store.known(code) for code in one.serves)
        assert one.duration is None or timedelta(0) < one.duration < timedelta(days=1)


def test_batu_atas_takes_six_hours_and_talaga_is_not_made_up() -> None:
    six = crossing(RegionCode("74.15"), RegionCode("74.15.04"), SULTRA)
    unknown = crossing(RegionCode("74.14"), RegionCode("74.14.05"), SULTRA)

    assert (six and six.minutes, unknown and unknown.minutes) == (360, None)
    assert unknown is not None


def test_the_ferry_to_muna_leaves_four_times_on_a_tuesday() -> None:
    ferry = crossing(RegionCode("74"), RegionCode("74.03"), SULTRA)

    assert ferry is not None
    assert len(ferry.departures[2]) == 4
    assert latest(ferry) == moment("2024-11-25T19:00:00+08:00")


@pytest.mark.parametrize("name", ["logistics_incidents", "hard_places"])
def test_every_published_place_and_incident_is_in_a_known_region(name: str) -> None:
    rows = store.facts(RegionCode("74"), name)

    assert rows
    assert all(store.known(RegionCode(row["region"])) and row["source"] for row in rows)
