"""Cells over time: derived from duties and evidence, written only by their projection."""

from typing import ClassVar

from django.db import models

from serentak.desk.obligations.models import Obligation
from serentak.desk.places.models import Region


class Spell(models.Model):
    """A stretch of time in which a cell does not change; area '' is the whole region."""

    election = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.CASCADE, related_name="spells")
    area = models.CharField(max_length=12, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField()  # exclusive; the far future while open
    score = models.SmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16)
    due = models.PositiveSmallIntegerField()
    met = models.PositiveSmallIntegerField()
    late = models.PositiveSmallIntegerField()
    warned = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    worst = models.ForeignKey(Obligation, models.CASCADE, null=True, related_name="+")
    why = models.CharField(max_length=10)

    class Meta:
        """Found by election and moment."""

        indexes: ClassVar = [
            models.Index(fields=("election", "until", "since")),
            models.Index(fields=("election", "region", "area", "since")),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.area} {self.since:%Y-%m-%d}"
