"""Every change of a job: asked for, taken, alive, over; a worker that lost its job changes nothing."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from serentak.desk.audit.actions import record
from serentak.desk.jobs.models import NEXT, Job, State
from serentak.engine.errors import BadData

SILENT = timedelta(minutes=2)  # without a sign of life for so long, its worker is gone
TRIES = 3
GAVE_UP = (
    "Pekerja berhenti berulang kali di tengah pekerjaan ini. Periksa sisa memori dan ruang "
    "simpan peladen, lalu mulai lagi."
)


class Stopped(Exception):
    """The work is to end here: it was cancelled, or another worker has taken it."""


@transaction.atomic
def submit(
    kind: str,
    *,
    arguments: dict[str, Any],
    form: UUID | None = None,
    institution: str = "",
    by: int | None,
    at: datetime,
) -> Job:
    """Put a job in the queue; the same form sent twice gives back the first."""
    job = Job(
        kind=kind, arguments=arguments, form=form, institution=institution, by=by, created_at=at
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        return Job.objects.get(form=form)
    record("job.submitted", subject=f"job:{job.pk}", by=by, at=at, institution=institution)
    return job


@transaction.atomic
def cancel(job: Job, *, by: int | None, at: datetime) -> Job:
    """Take a waiting job out of the queue, or ask a running one to stop. Raises BadData."""
    now = Job.objects.select_for_update().get(pk=job.pk)
    if now.over:
        raise BadData("Pekerjaan ini sudah berakhir. Muat ulang halaman untuk melihat hasilnya.")
    now.cancel_asked = True
    if now.state == State.QUEUED:
        now.state, now.finished_at = State.CANCELLED, at
    now.save(update_fields=["cancel_asked", "state", "finished_at"])
    record("job.cancelled", subject=f"job:{now.pk}", by=by, at=at, institution=now.institution)
    return now


@transaction.atomic
def take(*, at: datetime) -> Job | None:
    """The next job, now this worker's; also one whose worker has fallen silent.

    PostgreSQL passes over rows that another worker holds; SQLite lets one writer in at a time.
    """
    silent = Q(state=State.RUNNING, heartbeat__lt=at - SILENT)
    waiting = Job.objects.filter(Q(state=State.QUEUED) | silent).order_by("pk")
    for job in waiting.select_for_update(skip_locked=True)[:TRIES]:
        if job.state == State.RUNNING and not _retake(job, at):
            continue
        _move(job, State.RUNNING, at=at, attempts=job.attempts + 1)
        return job
    return None


def _retake(job: Job, at: datetime) -> bool:
    """Put a silent worker's job back in the queue, unless it was cancelled or has failed enough."""
    if job.cancel_asked:
        _end(job, State.CANCELLED, at=at)
        return False
    if job.attempts >= TRIES:
        _end(job, State.FAILED, error=GAVE_UP, at=at)
        return False
    _move(job, State.QUEUED, at=at)
    return True


@transaction.atomic
def beat(job: Job, *, step: str, share: float, words: str, at: datetime) -> None:
    """Say that the work goes on and how far it is. Raises Stopped."""
    told = {"step": step[:40], "share": min(max(share, 0.0), 1.0), "words": words[:200]}
    mine = Job.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)
    if not mine.filter(cancel_asked=False).update(heartbeat=at, **told):
        raise Stopped


@transaction.atomic
def finish(job: Job, *, at: datetime) -> None:
    """The work is done. Raises Stopped."""
    _end(job, State.DONE, share=1.0, at=at)


@transaction.atomic
def fail(job: Job, *, error: str, at: datetime) -> None:
    """The work cannot be done; the sentence says why. Raises Stopped."""
    _end(job, State.FAILED, error=error[:400], at=at)


@transaction.atomic
def leave(job: Job, *, at: datetime) -> None:
    """The worker stops before the work is done: cancelled as asked, or for the next worker."""
    if Job.objects.get(pk=job.pk).cancel_asked:
        _end(job, State.CANCELLED, at=at)
    else:
        _move(job, State.QUEUED, at=at, attempts=job.attempts - 1)


def _end(job: Job, state: State, *, at: datetime, **columns: Any) -> None:
    _move(job, state, at=at, finished_at=at, **columns)
    record(f"job.{state}", subject=f"job:{job.pk}", by=None, at=at, institution=job.institution)


def _move(job: Job, state: State, *, at: datetime, **columns: Any) -> None:
    """From one state to a next one, only if it still is where this worker knows it."""
    if state not in NEXT[State(job.state)]:
        raise ValueError(f"{job}: {job.state} does not become {state}")
    if state == State.RUNNING:
        columns |= {"heartbeat": at, "started_at": job.started_at or at}
    known = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts)
    if not known.update(state=state, **columns):
        raise Stopped
    job.state = state
    for name, value in columns.items():
        setattr(job, name, value)
