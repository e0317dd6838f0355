"""The worker at its work: done, refused, broken, told to go, killed; two of them at once."""

import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from serentak.desk.jobs import actions, worker
from serentak.desk.jobs.kinds import Ticket
from serentak.desk.jobs.models import Job, State
from serentak.desk.jobs.worker import BROKEN
from serentak.desk.shared.clock import real_now
from serentak.engine.errors import BadData
from tests.desk.jobs.table import START, address, offered, waiting


def test_work_is_done_with_its_arguments_and_progress(db: None) -> None:
    seen = []

    def work(ticket: Ticket) -> None:
        seen.append(ticket.arguments)
        ticket.tell("checks", 0.25, "seperempat")

    waiting(berkas="a")
    with offered("uji", work):
        assert worker.until_empty() == 1

    job = Job.objects.get()
    assert seen == [{"berkas": "a"}]
    assert (job.state, job.step, job.words) == (State.DONE, "checks", "seperempat")


def test_a_refusal_in_a_sentence_is_kept_as_such(db: None) -> None:
    def work(_ticket: Ticket) -> None:
        raise BadData("Kolom NIK tidak ada. Tambahkan, lalu kirim lagi.")

    waiting()
    with offered("uji", work):
        worker.until_empty()

    assert Job.objects.get().error == "Kolom NIK tidak ada. Tambahkan, lalu kirim lagi."


def test_a_crash_fails_the_job_without_quoting_what_it_stumbled_over(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    row = "7401019999990001"

    def work(_ticket: Ticket) -> None:
        raise KeyError(row)

    waiting()
    waiting("uji.lain")
    with offered("uji", work), offered("uji.lain", lambda _ticket: None):
        worker.until_empty()

    broken, next_one = Job.objects.order_by("pk")
    assert (broken.state, broken.error) == (State.FAILED, BROKEN)
    assert next_one.state == State.DONE
    assert "KeyError" in caplog.text
    assert row not in caplog.text


def test_work_that_no_room_offers_is_refused(db: None) -> None:
    waiting("uji.tak-ada")

    worker.until_empty()

    assert "tidak dikenal" in Job.objects.get().error


def test_a_cancelled_job_ends_where_it_next_reports(db: None) -> None:
    def work(ticket: Ticket) -> None:
        actions.cancel(ticket.job, by=None, at=START)
        ticket.tell("checks", 0.5)
        pytest.fail("a cancelled job goes on")

    waiting()
    with offered("uji", work):
        worker.until_empty()

    assert Job.objects.get().state == State.CANCELLED


def test_a_worker_told_to_go_leaves_its_job_for_the_next(db: None) -> None:
    def work(_ticket: Ticket) -> None:
        sys.exit(0)

    waiting()
    with offered("uji", work), pytest.raises(SystemExit):
        worker.until_empty()
    assert Job.objects.get().state == State.QUEUED

    with offered("uji", lambda _ticket: None):
        worker.until_empty()
    assert Job.objects.get().state == State.DONE


def test_a_worker_that_lost_its_job_leaves_it_to_the_other(db: None) -> None:
    def work(ticket: Ticket) -> None:
        Job.objects.filter(pk=ticket.job.pk).update(attempts=2)
        ticket.tell("checks", 0.5)

    waiting()
    with offered("uji", work):
        worker.do(actions.take(at=START) or waiting())

    job = Job.objects.get()
    assert (job.state, job.attempts) == (State.RUNNING, 2)


def test_a_worker_works_as_long_as_it_is_wanted(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "IDLE", 0.0)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test's own stays open
    wanted = iter((True, True, False))
    waiting()

    with offered("uji", lambda _ticket: None):
        worker.forever(wanted=lambda: next(wanted))

    assert Job.objects.get().state == State.DONE


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_each_job_once() -> None:
    done: Counter[int] = Counter()

    def work(ticket: Ticket) -> None:
        ticket.tell("checks", 0.5)
        done[ticket.job.pk] += 1

    jobs = [waiting().pk for _ in range(12)]
    with offered("uji", work), ThreadPoolExecutor(2) as pool:
        counts = [*pool.map(lambda _n: _closing(), range(2))]

    assert sum(counts) == 12
    assert done == dict.fromkeys(jobs, 1)
    assert set(Job.objects.values_list("state", "attempts")) == {(State.DONE, 1)}


def _closing() -> int:
    try:
        return worker.until_empty()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_job_survives_a_worker_that_is_killed_in_the_middle(tmp_path: Path) -> None:
    job = waiting("uji.lama")
    sign = tmp_path / "held"

    with _lone_worker(sign) as killed:
        _wait_for(sign, killed)
        killed.kill()
    held = Job.objects.get()
    with offered("uji.lama", lambda ticket: ticket.tell("stations", 0.9)):
        too_early = actions.take(at=real_now())
        assert held.heartbeat is not None
        again = actions.take(at=held.heartbeat + 2 * actions.SILENT)
        assert again is not None
        worker.do(again)

    now = Job.objects.get()
    assert too_early is None
    assert (held.state, held.step) == (State.RUNNING, "intake")
    assert (now.pk, now.state, now.attempts) == (job.pk, State.DONE, 2)


@pytest.mark.django_db(transaction=True)
def test_the_worker_of_the_terminal_works_off_the_queue_and_ends() -> None:
    waiting("uji.tak-ada")

    command = [sys.executable, "-m", "serentak.cli.main", "work", "--once"]
    said = subprocess.run(  # noqa: S603  our own
        command, env=_environment(), capture_output=True, text=True, timeout=60, check=True
    )

    assert said.stdout == "Pekerjaan yang dikerjakan: 1.\n"
    assert Job.objects.get().state == State.FAILED


def _lone_worker(sign: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.desk.jobs.lone_worker", str(sign)]
    return subprocess.Popen(command, env=_environment())  # noqa: S603  our own


def _environment() -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": address()}


def _wait_for(sign: Path, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if sign.exists():
            return
        assert process.poll() is None, "the worker ended by itself"
        time.sleep(0.1)
    raise AssertionError("the worker never took the job")
