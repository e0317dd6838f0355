"""What must always hold for a cell: order, reasons, and time without gaps."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from serentak.engine.law.model import Nature
from serentak.engine.readiness import (
    CAPS,
    Item,
    Proof,
    State,
    areas,
    as_known,
    cell,
    spells,
    status,
    within,
)
from tests.property.duties import START, items, known_then, lists, moments


@given(
    shuffles=lists.flatmap(lambda duties: st.tuples(st.just(duties), st.permutations(duties))),
    at=moments,
)
def test_shuffling_duties_changes_no_cell(
    shuffles: tuple[list[Item], list[Item]], at: datetime
) -> None:
    duties, shuffled = shuffles

    assert cell(shuffled, at=at) == cell(duties, at=at)
    assert spells(shuffled, since=START) == spells(duties, since=START)


@given(duties=lists, at=moments)
def test_a_cell_that_is_not_met_names_its_worst_duty_and_why(
    duties: list[Item], at: datetime
) -> None:
    found = cell(duties, at=at)

    if found.state is not State.NOT_APPLICABLE:
        worst = next(item for item in duties if item.key == found.worst)
        assert status(worst, at=at).state is found.state
        assert status(worst, at=at).why is found.why
    else:
        then = known_then(duties, at)
        assert not any(item.applicable and not item.standing for item in then)


@given(duties=lists, at=moments)
def test_there_is_a_score_only_when_something_is_due(duties: list[Item], at: datetime) -> None:
    found = cell(duties, at=at)

    must = [item for item in known_then(duties, at) if item.applicable and status(item, at=at).must]
    assert (found.score is None) == (not must)
    assert found.due == len(must)
    assert (found.level == 0) == (found.score is None)


@given(duties=lists, at=moments)
def test_a_hundred_means_that_everything_due_is_true(duties: list[Item], at: datetime) -> None:
    found = cell(duties, at=at)

    if found.score is not None:
        assert (found.score == 100) == (found.met == found.due)


@given(duties=lists, at=moments)
def test_the_level_is_capped_by_the_worst_duty(duties: list[Item], at: datetime) -> None:
    found = cell(duties, at=at)

    assert found.level <= CAPS.get(found.state, 5)


@given(duties=st.lists(items(), min_size=1, max_size=4), at=moments, n=st.integers(0, 3))
def test_accepting_full_evidence_never_lowers_a_score(
    duties: list[Item], at: datetime, n: int
) -> None:
    helped = list(duties)
    n %= len(duties)
    full = Proof(reported=at, accepted=at, coverage=1)
    helped[n] = replace(duties[n], proofs=(*duties[n].proofs, full))

    before, after = cell(duties, at=at), cell(helped, at=at)

    assert (after.score is None) == (before.score is None)
    assert (after.score or 0) >= (before.score or 0)
    assert after.level >= before.level
    assert after.late <= before.late


@given(duties=lists, seen=st.lists(moments, min_size=1, max_size=5))
def test_spells_agree_with_the_cell_at_any_moment(duties: list[Item], seen: list[datetime]) -> None:
    history = spells(duties, since=START)

    for at in seen:
        (then,) = [
            one.cell for one in history if one.since <= at and (one.until is None or at < one.until)
        ]
        assert then == cell(duties, at=at)


@given(duties=lists, seen=st.lists(moments, min_size=1, max_size=5))
def test_a_spell_is_the_cell_made_afresh_from_what_was_known_then(
    duties: list[Item], seen: list[datetime]
) -> None:
    history = spells(duties, since=START)

    for at in [*seen, *(was.until for item in duties for was in item.earlier)]:
        (then,) = [
            one.cell for one in history if one.since <= at and (one.until is None or at < one.until)
        ]
        assert then == cell(known_then(duties, at), at=at)


@given(duties=lists, nudge=st.integers(0, 3))
def test_spells_agree_with_the_cell_around_every_turn(duties: list[Item], nudge: int) -> None:
    history = spells(duties, since=START)

    for before, after in pairwise(history):
        assert cell(duties, at=after.since + timedelta(seconds=nudge)) is not None
        assert cell(duties, at=after.since) == after.cell
        assert cell(duties, at=after.since - timedelta(microseconds=1)) == before.cell


@given(duties=lists)
def test_spells_cover_time_without_gap_or_overlap(duties: list[Item]) -> None:
    history = spells(duties, since=START)

    assert history[0].since == START
    assert history[-1].until is None
    assert [one.until for one in history[:-1]] == [one.since for one in history[1:]]
    assert all(a.cell != b.cell for a, b in pairwise(history))


@given(item=items(), at=moments)
def test_a_target_is_never_late(item: Item, at: datetime) -> None:
    before = tuple(replace(was, nature=Nature.TARGET) for was in item.earlier)
    advice = replace(item, nature=Nature.TARGET, earlier=before)

    assert status(advice, at=at).state is not State.LATE


@given(item=items(), at=moments)
def test_nothing_is_late_before_its_date_is_over(item: Item, at: datetime) -> None:
    if status(item, at=at).state is State.LATE:
        due = status(item, at=at).item.due
        assert due is not None
        assert at > due


@given(item=items(), at=moments)
def test_a_duty_is_asked_in_the_one_area_it_belonged_to(item: Item, at: datetime) -> None:
    asked = {area for area in areas(item) if as_known(within(item, area), at=at).asked}

    assert asked == ({as_known(item, at=at).area} if as_known(item, at=at).asked else set())
