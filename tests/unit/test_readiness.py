"""How duties stand, what a cell makes of them, and its history without gaps."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from serentak.engine.law.model import Nature
from serentak.engine.readiness import (
    CAPS,
    LEVELS,
    SOON,
    WORST_FIRST,
    Item,
    Proof,
    State,
    Why,
    cell,
    days_late,
    spells,
    status,
)
from tests.unit.small import moment

DUE = moment("2027-03-10T23:59:59+08:00")
AFTER = DUE + timedelta(days=1)
EARLY = DUE - timedelta(days=30)
SECOND = timedelta(seconds=1)


def duty(*proofs: Proof, **more: Any) -> Item:
    """A duty of the law, due on 10 March."""
    facts: dict[str, Any] = {
        "key": "a",
        "title": "Kewajiban",
        "nature": Nature.LAW,
        "due": DUE,
    } | more
    return Item(proofs=proofs, **facts)


def accepted(at: datetime = EARLY, coverage: float = 1, **more: Any) -> Proof:
    """Evidence accepted as it was reported."""
    return Proof(reported=at, accepted=at, coverage=coverage, **more)


def _stands(item: Item, at: datetime) -> tuple[State, Why]:
    found = status(item, at=at)
    return found.state, found.why


# ---------------------------------------------------------------- one duty


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (EARLY, State.COMING),
        (DUE - SOON - SECOND, State.COMING),
        (DUE - SOON, State.AT_RISK),
        (DUE, State.AT_RISK),
        (DUE + SECOND, State.LATE),
    ],
)
def test_a_duty_without_evidence_comes_is_at_risk_and_is_late(at: datetime, state: State) -> None:
    assert _stands(duty(), at) == (state, Why.NOTHING)


def test_accepted_evidence_meets_a_duty_late_or_not() -> None:
    assert _stands(duty(accepted()), EARLY) == (State.MET, Why.ACCEPTED)
    assert _stands(duty(accepted(AFTER)), AFTER) == (State.MET, Why.ACCEPTED)
    assert _stands(duty(accepted(AFTER)), DUE + SECOND) == (State.LATE, Why.NOTHING)


def test_part_of_a_duty_is_part_of_it() -> None:
    half = duty(accepted(coverage=0.5))

    assert _stands(half, EARLY) == (State.DUE, Why.PARTIAL)
    assert _stands(half, DUE) == (State.AT_RISK, Why.PARTIAL)
    assert _stands(half, AFTER) == (State.LATE, Why.PARTIAL)
    assert status(half, at=AFTER).coverage == 0.5


def test_a_later_figure_replaces_an_earlier_one() -> None:
    corrected = duty(accepted(coverage=0.9), accepted(EARLY + SECOND, coverage=0.4))

    assert status(corrected, at=EARLY).coverage == 0.9
    assert status(corrected, at=EARLY + SECOND).coverage == 0.4


def test_of_two_figures_of_one_moment_the_higher_counts() -> None:
    assert status(duty(accepted(coverage=0.9), accepted(coverage=0.4)), at=EARLY).coverage == 0.9


@pytest.mark.parametrize(("coverage", "counts"), [(1.4, 1.0), (-0.2, 0.0)])
def test_coverage_stays_between_nothing_and_all(coverage: float, counts: float) -> None:
    assert status(duty(accepted(coverage=coverage)), at=EARLY).coverage == counts


def test_a_report_that_waits_in_time_is_at_risk_not_late() -> None:
    waiting = duty(Proof(reported=DUE))

    assert _stands(waiting, DUE) == (State.DUE, Why.WAITING)
    assert _stands(waiting, AFTER) == (State.AT_RISK, Why.WAITING)


@pytest.mark.parametrize(
    "proof",
    [
        Proof(reported=DUE + SECOND),
        Proof(reported=EARLY, coverage=0.5),
    ],
)
def test_a_report_that_is_late_or_partial_stays_late_while_it_waits(proof: Proof) -> None:
    assert _stands(duty(proof), AFTER) == (State.LATE, Why.WAITING)


def test_a_report_in_time_that_lapsed_does_not_excuse_a_late_one() -> None:
    item = duty(accepted(expires=DUE), Proof(reported=AFTER))

    assert _stands(item, AFTER) == (State.LATE, Why.WAITING)


def test_a_returned_report_is_work_again() -> None:
    returned = duty(Proof(reported=EARLY, returned=EARLY + SECOND))

    assert _stands(returned, EARLY) == (State.DUE, Why.WAITING)
    assert _stands(returned, EARLY + SECOND) == (State.DUE, Why.RETURNED)
    assert _stands(returned, DUE) == (State.AT_RISK, Why.RETURNED)
    assert _stands(returned, AFTER) == (State.LATE, Why.RETURNED)


def test_a_superseded_report_counts_no_more() -> None:
    replaced = duty(accepted(superseded=DUE))

    assert _stands(replaced, DUE - SECOND) == (State.MET, Why.ACCEPTED)
    assert _stands(replaced, DUE) == (State.AT_RISK, Why.NOTHING)
    assert _stands(replaced, AFTER) == (State.LATE, Why.NOTHING)


def test_evidence_that_lapses_leaves_the_duty_open() -> None:
    lapsed = duty(accepted(expires=DUE))

    assert _stands(lapsed, DUE - SECOND) == (State.MET, Why.ACCEPTED)
    assert _stands(lapsed, AFTER) == (State.LATE, Why.EXPIRED)


def test_a_missed_target_only_warns() -> None:
    advice = duty(nature=Nature.TARGET)

    assert _stands(advice, AFTER) == (State.AT_RISK, Why.TARGET)
    assert _stands(duty(accepted(coverage=0.5), nature=Nature.TARGET), AFTER) == (
        State.AT_RISK,
        Why.PARTIAL,
    )


def test_a_published_date_is_late_like_one_of_the_law() -> None:
    assert _stands(duty(nature=Nature.PUBLISHED), AFTER) == (State.LATE, Why.NOTHING)


def test_a_duty_that_waits_for_its_event_is_unknown_once_that_is_overdue() -> None:
    waits = duty(due=None, expected=DUE)

    assert _stands(waits, DUE) == (State.COMING, Why.UNDATED)
    assert _stands(waits, AFTER) == (State.UNKNOWN, Why.UNDATED)
    assert status(waits, at=AFTER).must


def test_a_duty_without_any_date_never_becomes_due() -> None:
    assert _stands(duty(due=None), AFTER) == (State.COMING, Why.UNDATED)
    assert not status(duty(due=None), at=AFTER).must


def test_a_duty_that_does_not_apply_is_left_out() -> None:
    assert _stands(duty(applicable=False), AFTER) == (State.NOT_APPLICABLE, Why.EXEMPT)


# ---------------------------------------------------------------- a cell


def test_nothing_due_is_no_score_and_no_level() -> None:
    found = cell([duty()], at=EARLY)

    assert (found.score, found.level, found.state) == (None, 0, State.COMING)
    assert (found.total, found.due, found.worst) == (1, 0, "a")


def test_a_cell_without_duties_does_not_apply() -> None:
    unasked = replace(duty(), asked=False)
    for empty, why in (
        ([], Why.UNASKED),
        ([unasked], Why.UNASKED),
        ([duty(applicable=False)], Why.EXEMPT),
        ([unasked, duty(applicable=False)], Why.EXEMPT),
    ):
        found = cell(empty, at=AFTER)
        assert (found.state, found.score, found.worst) == (State.NOT_APPLICABLE, None, "")
        assert (found.why, found.total) == (why, 0)


def test_a_score_is_the_share_of_what_must_be_true() -> None:
    found = cell(
        [
            duty(accepted(), key="met"),
            duty(accepted(coverage=0.5), key="half"),
            duty(key="none"),
            duty(key="far", due=AFTER + SOON * 3),
        ],
        at=AFTER,
    )

    assert found.score == 50
    assert (found.due, found.met, found.late, found.total) == (3, 1, 2, 4)


def test_a_score_is_rounded_down_so_that_only_everything_is_a_hundred() -> None:
    almost = [duty(accepted(), key=str(n)) for n in range(999)]

    assert cell([*almost, duty(accepted(coverage=0.99), key="x")], at=AFTER).score == 99
    assert cell(almost, at=AFTER).score == 100


@pytest.mark.parametrize(
    ("coverage", "level"), [(0.39, 1), (0.4, 2), (0.59, 2), (0.6, 3), (0.8, 4), (0.99, 4), (1, 5)]
)
def test_a_level_is_the_class_of_the_score(coverage: float, level: int) -> None:
    found = cell([duty(accepted(coverage=coverage), nature=Nature.TARGET)], at=AFTER)

    assert found.level == level


def test_one_late_duty_caps_the_level_however_good_the_rest() -> None:
    rest = [duty(accepted(), key=str(n)) for n in range(99)]

    found = cell([*rest, duty(key="late")], at=AFTER)

    assert (found.score, found.level, found.state) == (99, CAPS[State.LATE], State.LATE)
    assert found.worst == "late"


def test_a_risk_ahead_caps_the_level_too() -> None:
    soon = duty(key="soon", due=AFTER + SOON)

    found = cell([duty(accepted()), soon], at=AFTER)

    assert (found.score, found.level, found.state) == (100, CAPS[State.AT_RISK], State.AT_RISK)
    assert (found.warned, found.late) == (1, 0)


def test_the_unknown_caps_the_level() -> None:
    unknown = duty(key="unknown", due=None, expected=DUE)

    found = cell([duty(accepted(), key=str(n)) for n in range(199)] + [unknown], at=AFTER)

    assert (found.score, found.level, found.state) == (99, 3, State.UNKNOWN)


def test_what_the_law_asked_by_now_and_waits_keeps_a_cell_below_nearly_ready() -> None:
    proven = [duty(accepted(), key=str(n)) for n in range(99)]

    law = cell([*proven, duty(Proof(reported=EARLY), key="law")], at=AFTER)
    target = cell([*proven, duty(key="target", nature=Nature.TARGET)], at=AFTER)

    assert (law.state, law.score, law.level) == (State.AT_RISK, 99, 3)
    assert (target.state, target.score, target.level) == (State.AT_RISK, 99, 4)


def test_the_worst_duty_is_the_oldest_of_the_worst_state() -> None:
    duties = [
        duty(key="b"),
        duty(key="older", due=DUE - timedelta(days=3)),
        duty(key="a"),
    ]

    assert cell(duties, at=AFTER).worst == "older"
    assert cell([duties[0], duties[2]], at=AFTER).worst == "a"


def test_every_state_has_a_rank_and_every_cap_a_state() -> None:
    assert set(WORST_FIRST) == set(State)
    assert set(CAPS) <= set(State)
    assert [start for _, start in LEVELS] == sorted(start for _, start in LEVELS)


# ---------------------------------------------------------------- spells


LIFE = [
    duty(
        Proof(reported=EARLY, returned=EARLY + SOON),
        accepted(DUE - SECOND, coverage=0.5, superseded=AFTER),
        accepted(AFTER, expires=AFTER + SOON),
    ),
    duty(key="b", due=DUE - SOON, nature=Nature.TARGET),
    duty(key="c", due=None, expected=DUE + SOON),
    duty(key="d", applicable=False),
]
SINCE = EARLY - SOON


def test_spells_cover_time_without_gaps() -> None:
    history = spells(LIFE, since=SINCE)

    assert history[0].since == SINCE
    assert history[-1].until is None
    assert [one.until for one in history[:-1]] == [one.since for one in history[1:]]


def test_spells_agree_with_the_cell_at_random_moments() -> None:
    history = spells(LIFE, since=SINCE)
    dice = random.Random(2027)  # noqa: S311  moments to look at

    for _ in range(200):
        at = SINCE + timedelta(seconds=dice.randrange(90 * 86_400))
        (then,) = [
            one.cell for one in history if one.since <= at and (not one.until or at < one.until)
        ]
        assert then == cell(LIFE, at=at)


def test_what_happened_before_the_first_moment_makes_no_spell() -> None:
    history = spells([duty(accepted())], since=AFTER)

    assert [(one.since, one.until) for one in history] == [(AFTER, None)]


def test_a_cell_without_duties_has_one_open_spell() -> None:
    (only,) = spells([], since=SINCE)

    assert (only.since, only.until) == (SINCE, None)
    assert only.cell.state is State.NOT_APPLICABLE


# ---------------------------------------------------------------- days late


@pytest.mark.parametrize(
    ("at", "days"),
    [
        ("2027-03-10T23:59:59+08:00", 0),
        ("2027-03-11T00:00:00+08:00", 1),
        ("2027-03-10T23:30:00+07:00", 1),
        ("2027-03-20T12:00:00+08:00", 10),
    ],
)
def test_days_late_are_whole_days_in_the_zone_of_the_date(at: str, days: int) -> None:
    assert days_late(DUE, moment(at)) == days


def test_a_ruling_counts_from_its_moment_on_and_can_be_lifted() -> None:
    hour = timedelta(hours=1)
    ruled = duty(rulings=((AFTER, False), (AFTER + hour, True)))

    states = [status(ruled, at=at).state for at in (AFTER - hour, AFTER, AFTER + hour)]

    assert states[1] is State.NOT_APPLICABLE
    assert State.NOT_APPLICABLE not in (states[0], states[2])
    assert len(spells([ruled], since=AFTER - 2 * hour)) >= 2


def test_an_overdue_duty_that_still_waits_for_its_verifier_is_not_nearly_ready() -> None:
    waiting = duty(Proof(reported=AFTER - timedelta(days=40)), key="waiting")

    found = cell([*(duty(accepted(), key=str(n)) for n in range(9)), waiting], at=AFTER)

    assert (found.score, found.level) == (90, 3)


def test_a_new_report_after_the_due_date_does_not_wipe_the_delay() -> None:
    lapsed = Proof(
        reported=AFTER - timedelta(days=60),
        accepted=AFTER - timedelta(days=59),
        expires=AFTER - timedelta(days=1),
    )

    found = status(duty(lapsed, Proof(reported=AFTER)), at=AFTER + timedelta(days=1))

    assert found.state is State.LATE
