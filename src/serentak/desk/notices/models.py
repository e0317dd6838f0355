"""The ledger of who was told what, when, by which channel and in which words."""

from typing import ClassVar

from django.db import models

from serentak.desk.places.models import Institution


class Notice(models.Model):
    """One message to an institution; kept as proof that it was told."""

    to = models.ForeignKey(Institution, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=160)  # e.g. obligation:12
    text = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400)
    channel = models.CharField(max_length=20, default="desk")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")
        indexes: ClassVar = [
            models.Index(fields=("to", "read_at")),
            models.Index(fields=("subject",)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
