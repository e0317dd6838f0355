"""Two clicks, or two people, at the same moment, each on a connection of its own."""

from uuid import uuid4

import pytest

from serentak.desk.audit.actions import flaws
from serentak.desk.logistics import actions
from serentak.desk.logistics.models import Movement, Shipment
from serentak.engine.errors import BadData
from tests.desk.at_once import both_at_once
from tests.desk.logistics.cargo import BOXES, arrive, leave, planned, receiver, route, sender
from tests.desk.logistics.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_plan_sent_twice_at_once_is_one_shipment() -> None:
    form, by, way = uuid4(), sender(), route()

    raised = both_at_once(
        lambda: actions.plan([(way, {BOXES: 1})], form=form, by=by, at=NOW),
        lambda: actions.plan([(way, {BOXES: 1})], form=form, by=by, at=NOW),
    )

    assert raised == [None, None]
    assert Shipment.objects.count() == 1
    assert [*flaws()] == []


def test_two_plans_at_once_get_numbers_of_their_own() -> None:
    by, way = sender(), route()

    raised = both_at_once(
        lambda: actions.plan([(way, {BOXES: 1})], by=by, at=NOW),
        lambda: actions.plan([(way, {BOXES: 2})], by=by, at=NOW),
    )

    assert raised == [None, None]
    assert sorted(Shipment.objects.values_list("number", flat=True)) == [1, 2]


def test_a_count_sent_twice_at_once_is_counted_once() -> None:
    row, form, by = planned(), uuid4(), receiver()
    leave(row)

    raised = both_at_once(
        lambda: arrive(row, 18, by=by, form=form), lambda: arrive(row, 18, by=by, form=form)
    )

    assert raised == [None, None]
    assert Movement.objects.filter(step="counted").count() == 1


def test_of_two_departures_at_once_the_second_is_told_why() -> None:
    row, by = planned(), sender()

    _, second = both_at_once(lambda: leave(row, by=by), lambda: leave(row, by=by))

    assert isinstance(second, BadData)
    assert "sudah tercatat berangkat" in str(second)
