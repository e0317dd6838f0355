"""What state a shipment is in, and where every piece of it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from serentak.engine.errors import BadData
from serentak.engine.logistics.shipments import (
    FOLLOWS,
    Amount,
    Step,
    Stock,
    shipment,
    summed,
)
from tests.unit.cargo import DAWN, counted, planned, record, sent


def test_nothing_recorded_is_an_empty_plan() -> None:
    found = shipment([])

    assert (found.step, found.stocks, found.happened) == (Step.PLANNED, {}, {})


def test_a_plan_moves_nothing() -> None:
    assert planned(boxes=12).stocks == {"boxes": Stock(planned=12)}


def test_the_last_plan_holds() -> None:
    found = shipment(
        [record(Step.PLANNED, after=2, boxes=14), record(Step.PLANNED, after=1, boxes=12, seals=3)]
    )

    assert found.stocks == {"boxes": Stock(planned=14)}


def test_what_was_sent_is_under_way_whatever_was_planned() -> None:
    found = shipment([record(Step.PLANNED, boxes=12), record(Step.SENT, after=3, boxes=10)])

    assert found.step is Step.SENT
    assert found.stocks == {"boxes": Stock(planned=12, sent=10, underway=10)}
    assert found.happened[Step.SENT] == DAWN + timedelta(hours=3)


def test_what_arrived_is_not_counted_yet() -> None:
    found = shipment([record(Step.SENT, boxes=10), record(Step.ARRIVED, after=8)])

    assert found.stocks == {"boxes": Stock(sent=10, uncounted=10)}
    assert found.stocks["boxes"].arrived == 10
    assert found.stocks["boxes"].counted == 0


def test_a_count_says_what_is_good_damaged_wrong_and_short() -> None:
    found = counted(10, Amount(pieces=9, damaged=2, wrong=1, reason="basah; dari Buton"))

    assert found.step is Step.COUNTED
    assert found.stocks["boxes"] == Stock(sent=10, good=6, damaged=2, wrong=1, short=1)


def test_what_came_beyond_what_was_sent_is_surplus_and_never_negative() -> None:
    found = counted(10, Amount(pieces=13))

    assert found.stocks["boxes"] == Stock(sent=10, good=13, surplus=3)


def test_an_item_nobody_counted_is_short_as_a_whole() -> None:
    found = shipment([record(Step.SENT, boxes=2, seals=40), record(Step.COUNTED, after=5, boxes=2)])

    assert found.stocks["seals"] == Stock(sent=40, short=40)


def test_an_item_nobody_sent_is_surplus() -> None:
    found = shipment([record(Step.SENT, boxes=2), record(Step.COUNTED, after=5, seals=7)])

    assert found.stocks["seals"] == Stock(good=7, surplus=7)


def test_a_second_count_takes_the_place_of_the_first() -> None:
    first = record(Step.COUNTED, after=5, boxes=8)
    second = record(Step.COUNTED, after=6, boxes=10)

    found = shipment([record(Step.SENT, boxes=10), second, first])

    assert found.stocks["boxes"] == Stock(sent=10, good=10)


def test_of_two_records_of_one_moment_the_later_key_holds() -> None:
    one, other = record(Step.PLANNED, key=7, boxes=1), record(Step.PLANNED, key=8, boxes=2)

    assert shipment([other, one]).stocks == {"boxes": Stock(planned=2)}


def test_what_came_before_anybody_recorded_that_it_left_was_sent_as_planned() -> None:
    found = shipment([record(Step.PLANNED, boxes=12), record(Step.ARRIVED, after=9)])

    assert found.stocks == {"boxes": Stock(planned=12, sent=12, uncounted=12)}


def test_a_cancelled_shipment_moves_nothing() -> None:
    found = shipment([record(Step.PLANNED, boxes=12), record(Step.CANCELLED, after=1)])

    assert (found.step, found.stocks) == (Step.CANCELLED, {})


def test_what_has_left_cannot_be_cancelled_any_more() -> None:
    found = shipment(
        [
            record(Step.PLANNED, boxes=12),
            record(Step.CANCELLED, after=1),
            record(Step.SENT, after=2, boxes=12),
        ]
    )

    assert found.step is Step.SENT
    assert Step.CANCELLED not in FOLLOWS[Step.SENT]


def test_nothing_follows_a_cancelled_shipment_and_a_count_only_a_count() -> None:
    assert FOLLOWS[Step.CANCELLED] == frozenset()
    assert FOLLOWS[Step.COUNTED] == {Step.COUNTED}
    assert set(FOLLOWS) == set(Step)


@pytest.mark.parametrize(
    ("pieces", "damaged", "wrong", "reason", "sentence"),
    [
        (-1, 0, 0, "", "tidak boleh kurang dari nol"),
        (5, -1, 0, "", "tidak boleh kurang dari nol"),
        (5, 0, -2, "x", "tidak boleh kurang dari nol"),
        (5, 3, 3, "basah", "melebihi yang dihitung"),
        (5, 1, 0, "  ", "tanpa sebab"),
    ],
)
def test_a_count_nobody_can_have_made_is_refused(
    pieces: int, damaged: int, wrong: int, reason: str, sentence: str
) -> None:
    with pytest.raises(BadData, match=sentence):
        Amount(pieces=pieces, damaged=damaged, wrong=wrong, reason=reason)


def test_a_shortage_here_is_not_made_up_by_a_surplus_there() -> None:
    short, over = counted(10, Amount(pieces=7)), counted(10, Amount(pieces=13))

    assert summed([short, over])["boxes"] == Stock(sent=20, good=20, short=3, surplus=3)


def test_shipments_of_several_items_add_up_item_by_item() -> None:
    found = summed([sent(boxes=2), sent(boxes=3, seals=9), planned(booths=4)])

    assert found == {
        "boxes": Stock(planned=5, sent=5, underway=5),
        "seals": Stock(planned=9, sent=9, underway=9),
        "booths": Stock(planned=4),
    }


def test_a_later_learnt_record_of_an_earlier_hour_still_holds_as_the_newest() -> None:
    early = record(Step.PLANNED, boxes=12)
    corrected = replace(record(Step.PLANNED, boxes=11), recorded=DAWN + timedelta(hours=1))

    assert shipment([corrected, early]).stocks["boxes"].planned == 11
