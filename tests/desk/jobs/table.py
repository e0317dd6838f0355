"""Jobs for tests, and the address of the database they stand in."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.db import connection

from serentak.desk.jobs import actions, kinds
from serentak.desk.jobs.models import Job

START = datetime(2024, 10, 1, 1, tzinfo=UTC)
LATER = START + actions.SILENT + timedelta(seconds=1)


def waiting(kind: str = "uji", **arguments: object) -> Job:
    """A job in the queue."""
    return actions.submit(kind, arguments=arguments, by=None, at=START)


def taken(at: datetime = START) -> Job:
    """The next job, in the hands of a worker."""
    job = actions.take(at=at)
    assert job is not None
    return job


@contextmanager
def offered(kind: str, work: Callable[[kinds.Ticket], None]) -> Iterator[None]:
    """A kind of work that only a test knows."""
    kinds.offer(kind, work)
    try:
        yield
    finally:
        kinds._OFFERED.pop(kind)  # noqa: SLF001  nothing but a test takes an offer back


def address() -> str:
    """The test database as a setting, for a process of its own."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
