"""The table of jobs: what is waiting, what runs and how far it is, what came of it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("Menunggu giliran")
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    FAILED = "failed", _("Gagal")
    CANCELLED = "cancelled", _("Dibatalkan")


# From each state to those it may become; a running job goes back when its worker leaves.
NEXT: Mapping[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.RUNNING, State.CANCELLED}),
    State.RUNNING: frozenset({State.QUEUED, State.DONE, State.FAILED, State.CANCELLED}),
    State.DONE: frozenset(),
    State.FAILED: frozenset(),
    State.CANCELLED: frozenset(),
}


UNFINISHED = tuple(state for state, after in NEXT.items() if after)


class Job(models.Model):
    """One piece of work that outlives the page it was asked on; its arguments name no person."""

    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    form = models.UUIDField(null=True, unique=True)  # the same form sent twice is one job
    institution = models.CharField(max_length=40, blank=True)
    by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)  # the last sign of life of its worker
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # also tells one worker from the next
    cancel_asked = models.BooleanField(default=False)
    step = models.CharField(max_length=40, blank=True)
    share = models.FloatField(default=0.0)
    words = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=400, blank=True)

    class Meta:
        """The next one first."""

        ordering = ("pk",)
        indexes: ClassVar = [
            models.Index(fields=("state", "id")),
            models.Index(fields=("institution", "id")),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="job_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(share__gte=0.0, share__lte=1.0), name="job_share_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return not NEXT[State(self.state)]

    @property
    def seconds(self) -> int | None:
        """How long the work took, once it is over."""
        if self.started_at is None or self.finished_at is None:
            return None
        return round((self.finished_at - self.started_at).total_seconds())
