"""Versions of official figures, disagreements between bodies, and claims still without proof."""

from typing import ClassVar

from django.db import models

from serentak.desk.places.models import Institution, Region


class Figure(models.Model):
    """One version of a figure; none is deleted when a newer one comes."""

    key = models.CharField(max_length=80, unique=True)
    measure = models.CharField(max_length=40)
    election = models.CharField(max_length=40, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="figures")
    stage = models.CharField(max_length=60, blank=True)
    value = models.BigIntegerField()
    unit = models.CharField(max_length=30)
    on = models.DateField(null=True)
    dated = models.CharField(max_length=10, blank=True)  # as published: 2024-08 is only a month
    body = models.CharField(max_length=120, blank=True)
    standing = models.CharField(max_length=12)
    source = models.CharField(max_length=400)
    confidence = models.CharField(max_length=10)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        """By measure and region."""

        ordering = ("measure", "election", "region", "on", "key")
        indexes: ClassVar = [models.Index(fields=("measure", "election"))]

    def __str__(self) -> str:
        return self.key


class Contradiction(models.Model):
    """Two published values that cannot both be right; without English a text is the same in both."""

    key = models.CharField(max_length=80, unique=True)
    topic = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="contradictions")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    a_label = models.CharField(max_length=200)
    a_label_en = models.CharField(max_length=200, blank=True)
    a_value = models.CharField(max_length=60)
    a_value_en = models.CharField(max_length=60, blank=True)
    a_source = models.CharField(max_length=400)
    a_source_en = models.CharField(max_length=400, blank=True)
    a_on = models.CharField(max_length=10, blank=True)
    b_label = models.CharField(max_length=200)
    b_label_en = models.CharField(max_length=200, blank=True)
    b_value = models.CharField(max_length=60)
    b_value_en = models.CharField(max_length=60, blank=True)
    b_source = models.CharField(max_length=400)
    b_source_en = models.CharField(max_length=400, blank=True)
    b_on = models.CharField(max_length=10, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    effect = models.CharField(max_length=400, blank=True)
    effect_en = models.CharField(max_length=400, blank=True)
    answers = models.ForeignKey(Institution, models.PROTECT, null=True)
    resolution = models.CharField(max_length=400, blank=True)
    resolution_en = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=400)
    confidence = models.CharField(max_length=10)

    class Meta:
        """Open ones first."""

        ordering = ("resolution", "key")

    def __str__(self) -> str:
        return self.key


class Claim(models.Model):
    """What an institution is reported to have said, before anything shows it."""

    key = models.CharField(max_length=80, unique=True)
    election = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="claims")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="claims")
    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    said_on = models.DateField(null=True)
    dated = models.CharField(max_length=10, blank=True)  # as published: 2024-02 is only a month
    precise = models.BooleanField(default=True)
    expects = models.CharField(max_length=400, blank=True)  # the proof that would settle it
    templates = models.JSONField(default=list)  # ids of the duties it speaks of
    source = models.CharField(max_length=400)
    confidence = models.CharField(max_length=10)
    note = models.CharField(max_length=600, blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("said_on", "key")
        indexes: ClassVar = [models.Index(fields=("election", "region"))]

    def __str__(self) -> str:
        return self.key
