"""Regions by the Interior Ministry's codes, and the institutions that hold the work."""

from typing import ClassVar

from django.db import models


class Region(models.Model):
    """A region; its code is its key, its name is only shown."""

    code = models.CharField(primary_key=True, max_length=13)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    zone = models.CharField(max_length=4, default="WITA")
    capital = models.CharField(max_length=60, blank=True)
    population = models.PositiveIntegerField(null=True)
    population_source = models.CharField(max_length=300, blank=True)
    population_source_en = models.CharField(max_length=300, blank=True)
    tile_label = models.CharField(max_length=4, blank=True)
    tile_col = models.PositiveSmallIntegerField(null=True)
    tile_row = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """By code."""

        ordering = ("code",)
        indexes: ClassVar = [models.Index(fields=("level", "code"))]

    def __str__(self) -> str:
        return self.short or self.name


class Institution(models.Model):
    """A body with duties in a region; people come and go, it stays."""

    code = models.CharField(primary_key=True, max_length=40)  # region/kind, e.g. 74.01/kpu
    kind = models.CharField(max_length=20)
    region = models.ForeignKey(Region, models.PROTECT, related_name="institutions")
    name = models.CharField(max_length=160)
    short = models.CharField(max_length=80)
    independent = models.BooleanField(default=False)
    vertical = models.BooleanField(default=False)
    verifier = models.ForeignKey("self", models.PROTECT, null=True, related_name="verifies")
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10, default="sourced")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """By code."""

        ordering = ("code",)

    def __str__(self) -> str:
        return self.short


class Coverage(models.Model):
    """Which regency or district an institution serves; a police resort may serve parts of two."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="coverage")
    region = models.ForeignKey(Region, models.PROTECT, related_name="covered_by")
    scope = models.CharField(max_length=160, blank=True)
    primary = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10, default="sourced")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """Once per pair."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=("institution", "region"), name="coverage_once")
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.region_id}"
