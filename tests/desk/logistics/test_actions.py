"""Shipments from plan to count: who may, what follows what, and that nothing is written twice."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from serentak.desk.accounts.models import Role
from serentak.desk.audit.actions import flaws
from serentak.desk.audit.models import Line as AuditLine
from serentak.desk.logistics import actions, facts
from serentak.desk.logistics.models import Line, Movement, Shipment
from serentak.desk.notices.models import Notice
from serentak.engine.errors import BadData, NotAllowed
from serentak.engine.logistics.shipments import Amount, Step, Stock
from tests.desk.factories import acting, member, person, region
from tests.desk.logistics.cargo import (
    BOXES,
    KPU,
    arrive,
    delivered,
    leave,
    planned,
    receiver,
    route,
    sender,
    told,
)
from tests.desk.logistics.moments import HOUR, NOW
from tests.desk.logistics.pictures import photo

pytestmark = pytest.mark.django_db
LATER = NOW + 3 * HOUR


def acts() -> list[tuple[str, str]]:
    return [(line.act, line.institution) for line in AuditLine.objects.order_by("seq")]


def test_a_shipment_goes_from_plan_to_count_with_a_line_for_each_step() -> None:
    row = delivered(Amount(pieces=17, damaged=2, reason="basah"))

    state = facts.state(row, at=LATER)

    assert (state.step, state.stocks[BOXES]) == (
        Step.COUNTED,
        Stock(planned=18, sent=18, good=15, damaged=2, short=1),
    )
    assert acts() == [("shipment.planned", KPU), ("shipment.sent", KPU), ("shipment.counted", KPU)]
    assert [*flaws()] == []


def test_several_shipments_are_planned_at_once_under_one_line_and_numbered() -> None:
    routes = [(route(to), {BOXES: 3}) for to in ("74.12.01", "74.12.02")]

    made = actions.plan(routes, by=sender(), at=NOW)
    further = planned()

    assert [str(row) for row in (*made, further)] == ["K-1", "K-2", "K-3"]
    assert acts().count(("shipment.planned", KPU)) == 2


@pytest.mark.parametrize(
    ("more", "pieces", "sentence"),
    [
        ({}, {}, "Tidak ada barang"),
        ({}, {BOXES: 0}, "Tidak ada barang"),
        ({}, {BOXES: 10_000_001}, "tidak mungkin sebesar itu"),
        ({"start": "74.12.01"}, {BOXES: 1}, "Asal dan tujuannya sama"),
    ],
)
def test_a_plan_that_moves_nothing_is_refused_and_nothing_stays(
    more: dict[str, str], pieces: dict[str, int], sentence: str
) -> None:
    with pytest.raises(BadData, match=sentence):
        actions.plan([(route(**more), pieces)], by=sender(), at=NOW)

    assert not Shipment.objects.exists()
    assert acts() == []


def test_a_plan_of_nobody_or_of_two_bodies_is_refused() -> None:
    with pytest.raises(BadData, match="pengirimnya lebih dari satu"):
        actions.plan([], by=sender(), at=NOW)
    mixed = [(route(), {BOXES: 1}), (route("74.01", "74"), {BOXES: 1})]
    with pytest.raises(BadData, match="pengirimnya lebih dari satu"):
        actions.plan(mixed, by=member((Role.REPORTER, KPU), (Role.REPORTER, "74/kpu")), at=NOW)


def test_only_the_sender_s_reporters_plan_send_change_and_cancel() -> None:
    row = planned()
    for role, body in (
        (Role.REPORTER, "74.01/kpu"),
        (Role.REPORTER, "74/kpu"),
        (Role.RECEIVER, KPU),
        (Role.VERIFIER, "74/kpu"),
        (Role.COORDINATOR, "74/kesbangpol"),
        (Role.READER, KPU),
    ):
        by = member((role, body))
        for act in (
            lambda by=by: planned(by=by),
            lambda by=by: leave(row, by=by),
            lambda by=by: actions.amend(row, told=told({BOXES: 1}), by=by, at=NOW),
            lambda by=by: actions.cancel(row, reason="batal", by=by, at=NOW),
        ):
            with pytest.raises(NotAllowed, match="lembaga pengirimnya"):
                act()


def test_only_the_receiver_s_people_take_it_in() -> None:
    row = planned()
    leave(row)

    for role, body in ((Role.RECEIVER, "74.01/kpu"), (Role.COORDINATOR, "74/kesbangpol")):
        with pytest.raises(NotAllowed, match="lembaga penerimanya"):
            arrive(row, by=member((role, body)))


def test_who_sent_it_does_not_take_it_in() -> None:
    row, both = planned(), member((Role.REPORTER, KPU), (Role.RECEIVER, KPU))
    leave(row, by=both)

    with pytest.raises(NotAllowed, match="Minta penerimanya"):
        arrive(row, 18, by=both)

    assert facts.state(row, at=LATER).step is Step.SENT


def test_a_plan_can_be_changed_until_it_leaves_and_the_old_one_stays() -> None:
    row = planned(18)

    actions.amend(row, told=told({BOXES: 20, "booths": 4}), by=sender(), at=NOW)
    leave(row)

    assert row.movements.filter(step=Step.PLANNED).count() == 2
    assert facts.state(row, at=NOW).stocks[BOXES].planned == 20
    with pytest.raises(BadData, match="rencananya tidak diubah lagi"):
        actions.amend(row, told=told({BOXES: 1}), by=sender(), at=NOW)


def test_a_shipment_is_cancelled_with_a_reason_and_only_before_it_leaves() -> None:
    row, gone = planned(), planned()
    leave(gone)

    with pytest.raises(BadData, match="Sebabnya belum diisi"):
        actions.cancel(row, reason="  ", by=sender(), at=NOW)
    actions.cancel(row, reason="Kapal naik dok", by=sender(), at=NOW)

    assert facts.state(row, at=NOW).step is Step.CANCELLED
    with pytest.raises(BadData, match="sudah berangkat atau dibatalkan"):
        actions.cancel(gone, reason="batal", by=sender(), at=NOW)
    with pytest.raises(BadData, match="sudah tercatat berangkat atau dibatalkan"):
        leave(row)


def test_nothing_arrives_that_has_not_left() -> None:
    row = planned()

    with pytest.raises(BadData, match="belum berangkat"):
        arrive(row)
    with pytest.raises(BadData, match="belum tercatat berangkat"):
        arrive(row, 18)


def test_it_may_come_first_and_be_counted_later_and_again() -> None:
    row = planned()
    leave(row)
    by = receiver()

    arrive(row, by=by)
    with pytest.raises(BadData, match="sudah tercatat tiba"):
        arrive(row, by=by)
    arrive(row, 17, by=by, at=NOW + 2 * HOUR)
    arrive(row, 18, by=by, at=LATER)

    assert facts.state(row, at=NOW + HOUR).step is Step.ARRIVED
    assert facts.state(row, at=NOW + 2 * HOUR).stocks[BOXES].short == 1
    assert facts.state(row, at=LATER).stocks[BOXES] == Stock(planned=18, sent=18, good=18)


def test_the_same_form_sent_twice_is_stored_once() -> None:
    forms = [uuid4() for _ in range(4)]
    by, there = sender(), receiver()
    rows: list[Shipment] = []
    for _ in range(2):
        rows = actions.plan([(route(), {BOXES: 18})], form=forms[0], by=by, at=NOW)
        actions.amend(rows[0], told=told({BOXES: 17}, form=forms[1]), by=by, at=NOW)
    (row,) = rows
    for _ in range(2):
        leave(row, by=by, form=forms[2])
    for _ in range(2):
        arrive(row, 18, by=there, form=forms[3])

    assert Shipment.objects.get() == row
    assert [one.step for one in Movement.objects.all()] == ["planned", "planned", "sent", "counted"]
    assert len(acts()) == 4


def test_what_is_yet_to_come_is_not_recorded_as_done() -> None:
    row = planned()

    with pytest.raises(BadData, match="belum lewat"):
        actions.send(row, told=told({BOXES: 1}, happened=NOW + HOUR), by=sender(), at=NOW)

    a_fast_watch = told({BOXES: 1}, happened=NOW + timedelta(minutes=9))
    assert actions.send(row, told=a_fast_watch, by=sender(), at=NOW).step == Step.SENT


def test_nothing_arrives_before_it_left() -> None:
    row = planned()
    leave(row)

    with pytest.raises(BadData, match="mendahului jam berangkatnya"):
        actions.receive(row, told=told(happened=NOW - HOUR), by=receiver(), at=NOW)


@pytest.mark.parametrize(
    "more", [{"carrier": "KM\u200b Wawonii"}, {"carrier": "KM\nWawonii"}, {"note": "\x07"}]
)
def test_letters_nobody_sees_are_refused(more: dict[str, Any]) -> None:
    row = planned()

    with pytest.raises(BadData, match="tidak terlihat"):
        leave(row, **more)


def test_the_receiver_hears_that_it_left_and_the_sender_what_did_not_come() -> None:
    row = planned(start="74", to="74.12")
    leave(row)
    arrive(row, Amount(pieces=16, wrong=1, reason="milik Buton"))

    told_of = [(one.to_id, one.kind) for one in Notice.objects.order_by("pk")]
    assert told_of == [(KPU, "shipment.sent"), ("74/kpu", "shipment.short")]
    assert "kurang 2, rusak atau tertukar 1" in Notice.objects.get(kind="shipment.short").text


def test_a_whole_count_alarms_nobody() -> None:
    delivered()

    assert not Notice.objects.filter(kind="shipment.short").exists()


def test_a_photo_is_kept_by_its_hash_and_named_in_the_trail() -> None:
    row = planned()
    leave(row)

    made = arrive(row, 18, photo=photo())

    assert len(made.photo_sha256) == 64
    assert made.photo_type == "image/jpeg"
    assert AuditLine.objects.get(act="shipment.counted").details["sha256"] == made.photo_sha256


def test_a_bad_photo_leaves_no_step() -> None:
    row = planned()
    leave(row)

    with pytest.raises(BadData, match="tidak utuh"):
        arrive(row, 18, photo=photo(b"\xff\xd8\xff\xe0"))

    assert facts.state(row, at=LATER).step is Step.SENT


def test_rows_are_never_rewritten() -> None:
    row = delivered()
    for one in (row, row.movements.first(), Line.objects.first()):
        assert one is not None
        with pytest.raises(NotAllowed):
            one.save()
        with pytest.raises(NotAllowed):
            one.delete()


def test_a_shipment_names_its_places() -> None:
    row = planned()

    assert (str(row), str(row.movements.get()), str(Line.objects.get())) == (
        "K-1",
        f"{row.pk} planned",
        f"18 {BOXES}",
    )
    assert row.destination == region("74.12.01")


def test_a_person_of_both_bodies_may_act_for_either() -> None:
    user = person((Role.REPORTER, "74/kpu"), (Role.REPORTER, KPU))
    row = planned(start="74", to="74.12", by=acting(user))
    leave(row)

    assert arrive(row, 18, by=acting(user)).recorded_by == user
