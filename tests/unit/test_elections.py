"""The next election keeps the distances of the last one and says so."""

from dataclasses import replace
from datetime import date

import pytest

from serentak.engine.errors import LawGap
from serentak.engine.law.basis import Confidence
from serentak.engine.law.elections import coming
from tests.unit.small import book, election, stage

LAW = book(
    elections=(
        election(),
        election(id="pilkada-2020", voting_day=date(2020, 12, 9), title="Pilkada 2020"),
        election(id="pemilu-2024", kind="pemilu", voting_day=date(2024, 2, 14)),
    )
)


def test_the_newest_election_of_the_kind_is_the_pattern() -> None:
    next_one = coming(LAW, "pilkada", date(2029, 11, 28))

    assert next_one.id == "pilkada-2029"
    assert next_one.title == "Pilkada 2029"
    assert next_one.title_en == "Regional Election 2029"
    assert next_one.anchors[-1].id == "last-voting-day"
    assert next_one.anchors[-1].on == date(2024, 11, 27)


def test_stages_keep_their_distance_to_voting_day() -> None:
    next_one = coming(LAW, "pilkada", date(2029, 11, 28))

    campaign, later = next_one.stages
    assert campaign.end == date(2029, 11, 24)
    assert (later.start, later.end) == (None, None)


def test_an_assumed_election_says_that_it_is_one() -> None:
    next_one = coming(LAW, "pilkada", date(2029, 11, 28))

    assert next_one.hypothetical
    assert next_one.basis.confidence is Confidence.MEMORY
    assert "andaian" in next_one.basis.cite


def test_an_election_of_an_unknown_kind_is_a_gap() -> None:
    with pytest.raises(LawGap, match="Pilih: pemilu, pilkada"):
        coming(LAW, "pilkades", date(2029, 11, 28))


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_an_election_beyond_all_years_is_a_gap(day: date) -> None:
    far = book(elections=(election(stages=(stage("x", date(2023, 1, 1), date(2025, 12, 31)),)),))

    with pytest.raises(LawGap, match="Periksa tahunnya"):
        coming(far, "pilkada", day)


def test_a_stage_planned_for_a_case_that_did_not_arise_was_not_held() -> None:
    planned = replace(stage("second-round", date(2024, 3, 22), None), held=False)
    run = election(stages=(stage("campaign", None, None), planned))

    assert [one.id for one in run.held] == ["campaign"]
