"""Versions of a figure: which is current, what contradicts it, what the parts add up to."""

from datetime import date
from typing import Any

import pytest

from serentak.engine.figures import (
    Backing,
    Dated,
    Figure,
    Slip,
    Standing,
    add_up,
    bare,
    chain,
    clashes,
    findings,
    steps,
)

DAY = date(2027, 5, 4)


def figure(value: int, standing: Standing = Standing.FINAL, day: int = 1, **more: Any) -> Figure:
    """A version of a figure, on a day of May."""
    facts: dict[str, Any] = {
        "key": "voters/74.01",
        "unit": "pemilih",
        "on": date(2027, 5, day),
        "source": "Media contoh",
        "body": "kpu",
    } | more
    return Figure(value=value, standing=standing, **facts)


# ---------------------------------------------------------------- which version is current


def test_the_newest_final_version_is_current() -> None:
    old, new = figure(100, day=1), figure(120, day=9)
    draft = figure(90, Standing.SUPERSEDED, day=12)

    found = chain([new, draft, old])

    assert found.current is new
    assert found.earlier == (old, draft)


def test_an_estimate_fills_in_and_a_draft_after_it() -> None:
    estimate, draft = figure(100, Standing.ESTIMATE), figure(90, Standing.SUPERSEDED)

    assert chain([draft, estimate]).current is estimate
    assert chain([draft]).current is draft


def test_a_version_without_day_is_the_oldest() -> None:
    undated = figure(100, on=None)

    assert chain([figure(120), undated]).earlier == (undated,)


def test_proposals_and_conflicts_are_never_current() -> None:
    proposal, conflict = figure(5, Standing.PROPOSAL), figure(6, Standing.CONFLICT)

    found = chain([proposal, conflict])

    assert found.current is None
    assert found.others == (proposal,)
    assert found.conflicts == (conflict,)
    assert found.because[0] == "belum ada yang dipakai"


def test_no_version_is_no_figure() -> None:
    found = chain([])

    assert (found.current, found.spread, clashes(found), steps(found)) == (None, 0, (), ())


@pytest.mark.parametrize("standing", [Standing.FINAL, Standing.ESTIMATE, Standing.SUPERSEDED])
def test_a_current_version_says_why_in_both_languages(standing: Standing) -> None:
    said, said_en = chain([figure(1, standing)]).because

    assert said
    assert said_en


# ---------------------------------------------------------------- what contradicts


def test_a_conflict_stands_beside_the_version_in_use() -> None:
    found = chain([figure(100), figure(172, Standing.CONFLICT), figure(90, Standing.CONFLICT)])

    assert sorted(one.gap for one in clashes(found)) == [-10, 72]
    assert found.spread == 72


def test_a_conflict_of_the_same_value_is_none() -> None:
    assert clashes(chain([figure(100), figure(100, Standing.CONFLICT)])) == ()


def test_two_final_values_of_one_stage_contradict_each_other() -> None:
    same, other = figure(90, stage="DPT"), figure(80, stage="DPS")

    found = clashes(chain([same, other, figure(100, day=9, stage="DPT")]))

    assert [one.other for one in found] == [same]


def test_final_values_without_a_stage_follow_one_another() -> None:
    assert clashes(chain([figure(90), figure(100, day=9)])) == ()


def test_conflicts_without_any_version_in_use_stand_beside_each_other() -> None:
    first, second = figure(1, Standing.CONFLICT), figure(4, Standing.CONFLICT, day=2)

    (only,) = clashes(chain([first, second]))

    assert (only.used, only.other, only.gap) == (first, second, 3)


# ---------------------------------------------------------------- steps and sums


def test_versions_follow_one_another_and_say_how_far_they_moved() -> None:
    found = steps(
        chain(
            [
                figure(100, Standing.PROPOSAL, day=1),
                figure(90, Standing.SUPERSEDED, day=2),
                figure(95, day=3),
                figure(999, Standing.CONFLICT, day=2),
                figure(7, Standing.ESTIMATE, day=2),
            ]
        )
    )

    assert [(one.figure.value, one.change) for one in found] == [(100, None), (90, -10), (95, 5)]


def test_the_steps_of_proposals_alone_are_steps_too() -> None:
    (only,) = steps(chain([figure(100, Standing.PROPOSAL)]))

    assert only.change is None


def test_parts_prove_the_whole_only_when_complete_and_of_its_stage() -> None:
    whole = figure(30, stage="DPT")
    parts = [figure(10, stage="DPT"), figure(20, stage="DPT")]

    proof = add_up(whole, parts, expected=2)

    assert (proof.gap, proof.proves) == (0, True)
    assert add_up(whole, parts, expected=3).gap is None
    assert not add_up(whole, parts, expected=3).proves
    assert not add_up(whole, [*parts[:1], figure(20, stage="DPS")], expected=2).proves
    assert not add_up(whole, [figure(30, Standing.ESTIMATE, stage="DPT")], expected=1).proves


def test_parts_without_a_whole_have_a_sum_and_no_gap() -> None:
    found = add_up(None, [figure(10)], expected=1)

    assert (found.total, found.gap, found.same_stage) == (10, None, False)


# ---------------------------------------------------------------- evidence against its own dates


def _dated(**more: Any) -> Dated:
    facts: dict[str, Any] = {
        "event": DAY,
        "reported": DAY,
        "due": DAY,
        "follows": None,
        "accepted": True,
    } | more
    return Dated(**facts)


def test_evidence_in_order_has_nothing_to_say() -> None:
    assert findings(_dated()) == ()
    assert findings(_dated(due=None, follows=DAY)) == ()


def test_accepted_evidence_after_the_last_day_is_named() -> None:
    (late,) = findings(_dated(due=date(2027, 5, 3)))

    assert (late.slip, late.days) == (Slip.LATE, 1)
    assert "1 hari" in late.said
    assert "1 day " in late.said_en


def test_evidence_that_was_not_accepted_may_be_late() -> None:
    assert findings(_dated(due=date(2027, 5, 1), accepted=False)) == ()


def test_evidence_before_what_it_follows_is_named() -> None:
    (before,) = findings(_dated(follows=date(2027, 5, 9)))

    assert (before.slip, before.days) == (Slip.BEFORE, 5)
    assert "5 days" in before.said_en


def test_a_report_before_its_own_event_is_named() -> None:
    (ahead,) = findings(_dated(reported=date(2027, 5, 1)))

    assert (ahead.slip, ahead.days) == (Slip.AHEAD, 3)


def test_a_rough_day_can_be_late_but_not_too_early() -> None:
    rough = _dated(
        precise=False, reported=date(2027, 5, 1), follows=date(2027, 6, 1), due=date(2027, 5, 1)
    )

    assert [one.slip for one in findings(rough)] == [Slip.LATE]


@pytest.mark.parametrize(
    ("reports", "nothing"),
    [
        ([], False),
        ([Backing(file=False, source=False)], True),
        ([Backing(file=True, source=False)], False),
        ([Backing(file=False, source=False), Backing(file=False, source=True)], False),
    ],
)
def test_a_report_is_bare_when_nothing_stands_behind_it(
    reports: list[Backing], *, nothing: bool
) -> None:
    assert bare(reports) is nothing
