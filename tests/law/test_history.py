"""Official calendars of past elections against ours, and duties against the dates they had."""

import csv
from collections.abc import Mapping
from datetime import date

import pytest

from serentak.engine import store
from serentak.engine.days import Zone
from serentak.engine.obligations import anchor, derive
from tests.law.book import HERE

Row = Mapping[str, str]

# What our calendar knowingly says otherwise: stage and edge, and the reason.
EXCEPTIONS: Mapping[tuple[str, str], str] = {}

# The events of one region, as its worked example in the table of duties assumes them.
EXAMPLE = {
    "pilkada-2024": {
        "nphd-signed:kpu": date(2023, 10, 27),
        "nphd-signed:bawaslu": date(2023, 11, 9),
        "mk-decision": date(2025, 2, 4),
        "elected-fixed": date(2025, 1, 9),
        "proposal-sent": date(2025, 1, 10),
        "proposal-forwarded": date(2025, 1, 17),
    },
    "pemilu-2024": {"mk-decision": date(2024, 6, 10)},
}


def _rows(name: str) -> list[Row]:
    return list(csv.DictReader((HERE / name).read_text("utf-8").splitlines()))


HISTORY = _rows("history.csv")
DUTIES = _rows("duties.csv")


def _label(row: Row) -> str:
    return f"{row['election']}/{row['id']}"


@pytest.mark.parametrize("row", HISTORY, ids=_label)
def test_our_calendar_says_what_the_official_one_said(row: Row) -> None:
    start, end = _ours(row)

    wanted = {edge: row[edge] for edge in ("start", "end") if row[edge]}
    ours = {"start": str(start), "end": str(end)}
    differ = {edge for edge, day in wanted.items() if ours[edge] != day}
    assert differ == {edge for edge in wanted if (_label(row), edge) in EXCEPTIONS}


def _ours(row: Row) -> tuple[date | None, date | None]:
    election = store.law().election(row["election"])
    if row["kind"] == "voting":
        return election.voting_day, election.voting_day
    if row["kind"] == "anchor":
        (named,) = (one.on for one in election.anchors if one.id == row["id"])
        return named, named
    (stage,) = (one for one in election.stages if one.id == row["id"])
    return stage.start, stage.end


@pytest.mark.parametrize("row", DUTIES, ids=_label)
def test_a_duty_falls_due_on_the_day_it_did(row: Row) -> None:
    law = store.law()
    election, template = law.election(row["election"]), law.templates[row["id"]]

    found = anchor(law, election, template.anchor, events=EXAMPLE[election.id])
    due = derive(template, found, law=law, local=Zone.WITA)

    assert due is not None
    assert due.last_day == date.fromisoformat(row["due"])


def test_every_exception_is_about_a_row_we_have() -> None:
    assert {stage for stage, _ in EXCEPTIONS} <= {_label(row) for row in HISTORY}


@pytest.mark.parametrize("election", ["pemilu-2024", "pilkada-2024"])
def test_a_part_of_a_stage_lies_in_a_stage_that_exists(election: str) -> None:
    stages = {stage.id: stage for stage in store.law().election(election).stages}

    lost = [one.id for one in stages.values() if one.parent and one.parent not in stages]

    assert lost == []


@pytest.mark.parametrize("election", ["pemilu-2024", "pilkada-2024"])
def test_no_stage_ends_before_it_starts(election: str) -> None:
    stages = store.law().election(election).stages

    backwards = [one.id for one in stages if one.start and one.end and one.end < one.start]

    assert backwards == []
