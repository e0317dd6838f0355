"""The worker: takes one job at a time, and leaves it whole when it has to go."""

import logging
import time
import traceback
from collections.abc import Callable

from django.db import close_old_connections

from serentak.desk.jobs import actions
from serentak.desk.jobs.actions import Stopped
from serentak.desk.jobs.kinds import Ticket, work_of
from serentak.desk.jobs.models import UNFINISHED, Job
from serentak.desk.shared.clock import real_now
from serentak.engine.errors import BadData, SerentakError

IDLE = 1.0  # seconds between two looks at an empty queue
BROKEN = (
    "Terhenti karena kesalahan program; tidak ada yang tersimpan sebagian. Beri tahu "
    "administrator, sebutkan nomor pekerjaannya."
)
_log = logging.getLogger(__name__)


def forever(*, wanted: Callable[[], bool]) -> None:
    """Work, wait, work again, as long as somebody wants it."""
    while wanted():
        close_old_connections()
        # Looking first: taking would hold SQLite's one writer once a second for nothing.
        if not Job.objects.filter(state__in=UNFINISHED).exists() or not until_empty():
            time.sleep(IDLE)


def until_empty() -> int:
    """Work off what is waiting now; how many jobs that were."""
    count = 0
    while (job := actions.take(at=real_now())) is not None:
        do(job)
        count += 1
    return count


def do(job: Job) -> None:
    """Do one job that was taken, and note what came of it."""
    try:
        _outcome(job)
    except Stopped:
        _let_go(job)
    except BaseException:  # the worker is told to go, as at a shutdown
        _let_go(job)
        raise


def _outcome(job: Job) -> None:
    try:
        _work(job)
    except Stopped:
        raise
    except SerentakError as error:
        actions.fail(job, error=str(error), at=real_now())
    except Exception as error:  # noqa: BLE001  one bad job must not end the worker
        # Not the message: a library may quote the row it stumbled over.
        frames = "".join(traceback.format_tb(error.__traceback__))
        _log.error("%s: %s\n%s", job, type(error).__name__, frames)
        actions.fail(job, error=BROKEN, at=real_now())
    else:
        actions.finish(job, at=real_now())


def _work(job: Job) -> None:
    work = work_of(job.kind)
    if work is None:
        raise BadData(
            f"Pekerjaan '{job.kind}' tidak dikenal rilis ini. Mulai ulang peladen dan pekerjanya "
            "dengan rilis yang sama."
        )
    work(Ticket(job=job))


def _let_go(job: Job) -> None:
    """Cancelled, or back in the queue; nothing if somebody else already has it."""
    try:
        actions.leave(job, at=real_now())
    except Stopped:
        _log.warning("%s is another worker's by now", job)
