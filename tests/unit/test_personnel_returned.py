"""Counts as they come back: what a cell holds, what changes, and every slip at once."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import pytest

from serentak.engine.personnel.returned import (
    MOST,
    Against,
    Judged,
    Key,
    Measure,
    Remark,
    Slip,
    Written,
    judge,
    whole,
)

PLACE, ROLE = "74.12.01", "kpps"
APPOINTED: Key = (PLACE, ROLE, Measure.APPOINTED)
TRAINED: Key = (PLACE, ROLE, Measure.TRAINED)
ACTIVE: Key = (PLACE, ROLE, Measure.ACTIVE)
CELLS = {"F4": APPOINTED, "G4": TRAINED, "H4": ACTIVE}


def judged(
    written: Mapping[str, object],
    *,
    was: Mapping[Key, int] | None = None,
    now: Mapping[Key, int] | None = None,
    need: int = 100,
    hidden: bool = False,
) -> Judged:
    was = was or {}
    against = Against(was=was, now=was if now is None else now, need={(PLACE, ROLE): need})
    cells = (
        Written(place=place, key=CELLS[place], value=value, hidden=hidden)
        for place, value in written.items()
    )
    return judge(cells, against)


@pytest.mark.parametrize(
    ("value", "count"),
    [(7, 7), (7.0, 7), ("7", 7), (" 7 ", 7), (0, 0), (MOST, MOST), (None, None), ("  ", None)],
)
def test_a_whole_number_is_a_count_and_a_blank_cell_holds_none(
    value: object, count: int | None
) -> None:
    assert whole(value) == count


@pytest.mark.parametrize(
    ("value", "slip"),
    [
        ("=SUM(A1:A3)", Slip.FORMULA),
        ("+7", Slip.FORMULA),
        (datetime(2024, 10, 1, tzinfo=None), Slip.DATE),  # noqa: DTZ001  a spreadsheet knows no zone
        (date(2024, 10, 1), Slip.DATE),
        (time(9), Slip.DATE),
        (timedelta(days=1), Slip.DATE),
        ("tujuh", Slip.TEXT),
        ("1.250", Slip.TEXT),
        ("7 orang", Slip.TEXT),
        ("#REF!", Slip.TEXT),
        ("\N{ARABIC-INDIC DIGIT SEVEN}", Slip.TEXT),
        (True, Slip.TEXT),
        (float("inf"), Slip.TEXT),
        (7.5, Slip.DECIMAL),
        (-1, Slip.NEGATIVE),
        ("-1", Slip.NEGATIVE),
        (MOST + 1, Slip.TOO_LARGE),
        (1e300, Slip.TOO_LARGE),
        ("9" * 5000, Slip.TOO_LARGE),
    ],
)
def test_anything_else_is_a_slip_with_its_kind(value: object, slip: Slip) -> None:
    assert whole(value) is slip


def test_only_changed_cells_are_taken() -> None:
    found = judged({"F4": 90, "G4": 80, "H4": None}, was={APPOINTED: 90, TRAINED: 70})

    assert found.changes == {TRAINED: 80}
    assert found.slips == ()


def test_what_somebody_else_changed_meanwhile_is_a_conflict_and_shows_all_three() -> None:
    found = judged({"F4": 95}, was={APPOINTED: 90}, now={APPOINTED: 92})

    (slip,) = found.slips
    assert (slip.what, slip.place) == (Slip.CONFLICT, "F4")
    assert slip.numbers == {"was": 90, "now": 92, "new": 95}
    assert found.changes == {}


def test_an_untouched_cell_leaves_the_change_of_another_alone() -> None:
    assert judged({"F4": 90}, was={APPOINTED: 90}, now={APPOINTED: 92}) == Judged(
        changes={}, slips=()
    )


def test_two_who_report_the_same_do_not_quarrel() -> None:
    assert judged({"F4": 92}, was={APPOINTED: 90}, now={APPOINTED: 92}).slips == ()


def test_a_count_cannot_be_emptied_away() -> None:
    (slip,) = judged({"F4": None}, was={APPOINTED: 90}).slips

    assert (slip.what, slip.numbers) == (Slip.EMPTIED, {"was": 90, "now": 90})


def test_a_changed_cell_in_a_hidden_row_is_asked_about_and_an_unchanged_one_is_not() -> None:
    found = judged({"F4": 91, "G4": 70}, was={APPOINTED: 90, TRAINED: 70}, hidden=True)

    assert [(one.what, one.place) for one in found.slips] == [(Slip.HIDDEN, "F4")]


@pytest.mark.parametrize(
    ("written", "slip", "place"),
    [
        ({"F4": 5, "G4": 6}, Slip.MORE_TRAINED, "G4"),
        ({"F4": 5, "H4": 6}, Slip.MORE_ACTIVE, "H4"),
        ({"G4": 6}, Slip.NOT_APPOINTED, "G4"),
    ],
)
def test_nobody_is_trained_or_active_who_was_not_appointed(
    written: Mapping[str, object], slip: Slip, place: str
) -> None:
    assert [(one.what, one.place) for one in judged(written).slips] == [(slip, place)]


def test_fewer_appointed_than_stand_trained_is_told_at_the_cell_that_changed() -> None:
    found = judged({"F4": 60}, was={APPOINTED: 90, TRAINED: 70})

    assert [(one.what, one.place) for one in found.slips] == [(Slip.MORE_TRAINED, "F4")]


def test_a_row_with_a_slip_is_not_blamed_twice() -> None:
    found = judged({"F4": "banyak", "G4": 6})

    assert [one.what for one in found.slips] == [Slip.TEXT]


def test_more_than_needed_and_untrained_at_work_are_remarked_and_taken() -> None:
    found = judged({"F4": 110, "G4": 50, "H4": 60})

    assert found.slips == ()
    assert len(found.changes) == 3
    assert [(one.what, one.place, dict(one.numbers)) for one in found.remarks] == [
        (Remark.OVER_NEED, "F4", {"new": 110, "limit": 100}),
        (Remark.UNTRAINED, "H4", {"new": 60, "limit": 50}),
    ]


def test_all_slips_come_at_once() -> None:
    found = judged({"F4": -1, "G4": 1.5, "H4": "=A1"})

    assert [one.what for one in found.slips] == [Slip.NEGATIVE, Slip.DECIMAL, Slip.FORMULA]
