"""A worker as a program of its own, for tests that kill it: says when it holds the job, then stays."""

import sys
import time
from pathlib import Path

import django

django.setup()

from serentak.desk.jobs import worker  # noqa: E402  needs loaded apps
from serentak.desk.jobs.kinds import Ticket, offer  # noqa: E402


def linger(ticket: Ticket) -> None:
    """Tell the test, then work for longer than it waits."""
    ticket.tell("intake", 0.5, "separuh")
    Path(sys.argv[1]).write_text(str(ticket.job.pk))
    time.sleep(120)


offer("uji.lama", linger)
worker.until_empty()
