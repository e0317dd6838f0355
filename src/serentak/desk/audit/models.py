"""The append-only trail: one line a write, each sealed with the hash of the one before."""

from typing import Any, ClassVar

from django.db import models

from serentak.engine.errors import NotAllowed


class Line(models.Model):
    """What was done, by whom, to what; ids and counts only."""

    seq = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)  # the id stays even if the account goes
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=160)
    institution = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        """In order."""

        ordering = ("seq",)
        indexes: ClassVar = [
            models.Index(fields=("subject",)),
            models.Index(fields=("act",)),
            models.Index(fields=("institution",)),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new line may be written."""
        if not self._state.adding:
            raise NotAllowed("Jejak audit tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise NotAllowed("Jejak audit tidak dapat dihapus.")


class Head(models.Model):
    """The end of the chain; locking this row keeps writers in single file."""

    seq = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return str(self.seq)
