"""Which work there is: rooms above offer it here by name, as they listen to signals."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from serentak.desk.jobs import actions
from serentak.desk.jobs.models import Job
from serentak.desk.shared.clock import real_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A job in the hands of its worker."""

    job: Job

    @property
    def arguments(self) -> dict[str, Any]:
        """What was asked for."""
        asked: dict[str, Any] = self.job.arguments
        return asked

    def tell(self, step: str, share: float, words: str = "") -> None:
        """Say how far the work is; at least once a minute. Raises Stopped."""
        actions.beat(self.job, step=step, share=share, words=words, at=real_now())


Work = Callable[[Ticket], None]
_OFFERED: dict[str, Work] = {}


def offer(kind: str, work: Work) -> None:
    """From now on jobs of that kind are done by this function."""
    _OFFERED[kind] = work


def work_of(kind: str) -> Work | None:
    """The function that does such jobs, if a room offers one."""
    return _OFFERED.get(kind)
