"""What a job may become, and that nothing else happens to it."""

from itertools import product
from uuid import uuid4

import pytest

from serentak.desk.audit.actions import flaws
from serentak.desk.audit.models import Line
from serentak.desk.jobs import actions
from serentak.desk.jobs.actions import GAVE_UP, SILENT, TRIES, Stopped
from serentak.desk.jobs.models import NEXT, Job, State
from serentak.engine.errors import BadData
from tests.desk.jobs.table import LATER, START, taken, waiting

pytestmark = pytest.mark.django_db


def test_every_state_has_its_successors_and_three_are_final() -> None:
    assert set(NEXT) == set(State)
    assert {state for state, after in NEXT.items() if not after} == {
        State.DONE,
        State.FAILED,
        State.CANCELLED,
    }


@pytest.mark.parametrize(("before", "after"), [*product(State, State)])
def test_only_the_moves_in_the_table_are_made(before: State, after: State) -> None:
    job = waiting()
    Job.objects.filter(pk=job.pk).update(state=before)
    job.refresh_from_db()

    if after in NEXT[before]:
        actions._move(job, after, at=START)  # noqa: SLF001  the one way from state to state
    else:
        with pytest.raises(ValueError, match="does not become"):
            actions._move(job, after, at=START)  # noqa: SLF001

    assert Job.objects.get().state == (after if after in NEXT[before] else before)


def test_jobs_are_taken_in_order_one_at_a_time() -> None:
    first, second = waiting(), waiting()

    assert [taken().pk, taken().pk] == [first.pk, second.pk]
    assert actions.take(at=START) is None


def test_the_same_form_sent_twice_is_one_job() -> None:
    form = uuid4()

    one = actions.submit("uji", arguments={}, form=form, by=None, at=START)
    two = actions.submit("uji", arguments={"lain": 1}, form=form, by=None, at=START)

    assert one == two
    assert Job.objects.get().arguments == {}
    assert Line.objects.filter(act="job.submitted").count() == 1


def test_a_finished_job_is_over_and_says_how_long_it_took() -> None:
    waiting()
    job = taken()

    actions.beat(job, step="match", share=0.4, words="separuh jalan", at=START)
    actions.finish(job, at=LATER)

    now = Job.objects.get()
    assert (now.state, now.share, now.step) == (State.DONE, 1.0, "match")
    assert now.over
    assert now.seconds == SILENT.seconds + 1


def test_a_job_that_waits_has_taken_no_time() -> None:
    assert waiting().seconds is None


def test_a_failed_job_keeps_its_sentence() -> None:
    waiting()

    actions.fail(taken(), error="Berkas rusak. Kirim lagi.", at=START)

    assert Job.objects.get().error == "Berkas rusak. Kirim lagi."
    assert Line.objects.filter(act="job.failed").count() == 1
    assert [*flaws()] == []


def test_a_waiting_job_is_cancelled_at_once() -> None:
    job = actions.cancel(waiting(), by=None, at=START)

    assert job.state == State.CANCELLED
    assert actions.take(at=START) is None


def test_a_running_job_is_asked_to_stop_and_its_worker_hears_it() -> None:
    waiting()
    job = taken()

    actions.cancel(job, by=None, at=START)

    assert Job.objects.get().state == State.RUNNING
    with pytest.raises(Stopped):
        actions.beat(job, step="", share=0.0, words="", at=START)
    actions.leave(job, at=START)
    assert Job.objects.get().state == State.CANCELLED


def test_what_is_over_is_not_cancelled() -> None:
    waiting()
    job = taken()
    actions.finish(job, at=START)

    with pytest.raises(BadData, match="sudah berakhir"):
        actions.cancel(job, by=None, at=START)


def test_a_job_whose_worker_fell_silent_is_taken_again_and_the_first_worker_changes_nothing() -> (
    None
):
    waiting()
    first = taken()

    second = taken(at=LATER)

    assert (second.pk, second.attempts) == (first.pk, 2)
    with pytest.raises(Stopped):
        actions.beat(first, step="", share=0.1, words="", at=LATER)
    with pytest.raises(Stopped):
        actions.finish(first, at=LATER)
    with pytest.raises(Stopped):
        actions.fail(first, error="x", at=LATER)
    with pytest.raises(Stopped):
        actions.leave(first, at=LATER)
    assert Job.objects.get().attempts == 2


def test_a_worker_that_gives_signs_of_life_keeps_its_job() -> None:
    waiting()
    job = taken()

    actions.beat(job, step="", share=0.0, words="", at=LATER)

    assert actions.take(at=LATER) is None


def test_a_job_that_loses_every_worker_fails_in_a_sentence() -> None:
    waiting()
    moment = START
    for _ in range(TRIES):
        taken(at=moment)
        moment += SILENT * 2

    assert actions.take(at=moment) is None

    job = Job.objects.get()
    assert (job.state, job.error) == (State.FAILED, GAVE_UP)


def test_a_silent_job_that_was_cancelled_is_not_taken_again() -> None:
    waiting()
    actions.cancel(taken(), by=None, at=START)

    assert actions.take(at=LATER) is None
    assert Job.objects.get().state == State.CANCELLED


def test_a_worker_that_leaves_gives_its_job_back_without_spending_a_try() -> None:
    waiting()
    actions.leave(taken(), at=START)

    assert taken().attempts == 1
