"""What nearly every station carries says nothing of any; what few carry stands out, with its reason."""

from math import log2

import pytest

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.law.guards import Risk
from serentak.engine.security.risk import Mark, Scale, Vulnerability, vulnerabilities

VILLAGE = "74.01.01.1001"
STATIONS = [f"{VILLAGE}-{n:03}" for n in range(1, 65)]


def scale(**published: int) -> Scale:
    """The law's indicators; so many of 640 stations were published to carry them."""
    return Scale(
        indicators=store.law().indicators, published=published, stations=640, high=20, severe=45
    )


def judged(*marks: Mark, of: Scale | None = None) -> list[Vulnerability]:
    return vulnerabilities(STATIONS, marks, of or scale())


def test_an_indicator_of_every_station_weighs_nothing() -> None:
    found = judged(Mark(place=VILLAGE, indicator="disability"))

    assert {one.score for one in found} == {0.0}
    assert {one.risk for one in found} == {Risk.LOW}
    assert [reason.indicator.id for reason in found[0].reasons] == ["disability"]


def test_an_indicator_of_one_station_weighs_its_gravity_times_its_bits() -> None:
    first, second, *_ = judged(Mark(place=STATIONS[0], indicator="money"))

    assert (first.score, first.risk) == (4 * 6.0, Risk.HIGH)
    assert (second.score, second.risk, second.reasons) == (0.0, Risk.LOW, ())


def test_how_rare_an_indicator_is_comes_from_what_was_published() -> None:
    found = judged(Mark(place=STATIONS[0], indicator="money"), of=scale(money=160))

    assert found[0].score == 4 * 2.0


def test_more_marks_than_were_published_make_an_indicator_commoner() -> None:
    found = judged(Mark(place=VILLAGE, indicator="hard-access"), of=scale(**{"hard-access": 5}))

    assert found[0].score == round(3 * log2(10), 1)


def test_reasons_stand_gravest_first_and_add_up() -> None:
    found = judged(
        Mark(place=VILLAGE, indicator="disability"),
        Mark(place=STATIONS[0], indicator="disaster"),
        Mark(place=STATIONS[0], indicator="hatred"),
    )

    assert [reason.indicator.id for reason in found[0].reasons] == [
        "hatred",
        "disaster",
        "disability",
    ]
    assert found[0].score == 48.0
    assert found[0].risk is Risk.SEVERE


def test_the_polices_own_class_prevails_and_the_smaller_place_over_the_larger() -> None:
    found = judged(
        Mark(place=STATIONS[0], risk=Risk.LOW),
        Mark(place=VILLAGE, risk=Risk.HIGH),
        Mark(place=STATIONS[0], indicator="hatred"),
    )

    assert [(one.risk, one.told) for one in found[:2]] == [(Risk.LOW, True), (Risk.HIGH, True)]


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        (Mark(place=VILLAGE, indicator="mony"), "Indikator 'mony' tidak dikenal. Mungkin: money"),
        (Mark(place="74.99", indicator="money"), "Tempat '74.99' tidak punya TPS"),
    ],
)
def test_what_is_not_there_is_refused(mark: Mark, says: str) -> None:
    with pytest.raises(BadData, match=says):
        judged(mark)


def test_no_stations_carry_nothing() -> None:
    assert vulnerabilities([], [], scale()) == []
