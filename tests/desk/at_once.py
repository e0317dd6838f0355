"""Two people, or two clicks, at the same moment, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

Act = Callable[[], object]
BLOCKED = 0.3  # seconds after which the second has surely reached what the first holds


def both_at_once(first: Act, second: Act) -> list[BaseException | None]:
    """Run the second while the first has written but not committed; what each raised."""
    written, finish = Event(), Event()

    def holding() -> None:
        with transaction.atomic():
            first()
            written.set()
            finish.wait()

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(_closing, holding)
        written.wait()
        two = pool.submit(_closing, second)
        _still_waiting(two)
        finish.set()
        return [one.exception(), two.exception()]


def _closing(act: Act) -> None:
    try:
        act()
    finally:
        connection.close()


def _still_waiting(run: Future[None]) -> None:
    with pytest.raises(TimeoutError):
        run.result(timeout=BLOCKED)
