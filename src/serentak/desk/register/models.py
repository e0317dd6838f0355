"""Runs of the register as counts and stations; people stay in the run's own folder."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from serentak.desk.jobs.models import Job
from serentak.desk.places.models import Institution, Region


class Stage(models.TextChoices):
    """Which version of the list a run stands for."""

    NONE = "", _("tanpa tahap")
    DP4 = "DP4", "DP4"
    DPHP = "DPHP", "DPHP"
    DPS = "DPS", "DPS"
    DPSHP = "DPSHP", "DPSHP"
    DPT = "DPT", "DPT"


class Run(models.Model):
    """One finished run: what went in by digest, what came out by count; owned by one body."""

    number = models.PositiveIntegerField()
    election = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="runs")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="runs")
    stage = models.CharField(max_length=8, choices=Stage.choices, blank=True)
    trial = models.BooleanField(default=False)  # asks "what if"; is never in force
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="run")
    folder = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64)  # of the run's report
    law_digest = models.CharField(max_length=64)
    seed = models.BigIntegerField()
    cap = models.PositiveIntegerField()
    mode = models.CharField(max_length=20)
    inputs = models.JSONField()
    records = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    voters = models.PositiveIntegerField()
    stations = models.PositiveIntegerField()
    villages = models.PositiveIntegerField()
    blocking = models.PositiveIntegerField()
    excluded = models.JSONField()  # by rule, everybody once
    pairs = models.JSONField()  # by kind: auto, review
    certificate = models.JSONField()
    elsewhere = models.JSONField(default=dict)  # rows that name no village of the region
    simulated = models.BooleanField(default=False)  # of invented people
    recorded_by = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    accepted_by = models.BigIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # why it was withdrawn

    class Meta:
        """Newest first; a body numbers its runs of an election."""

        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=("election", "region"))]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("institution", "election", "number"), name="run_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(trial=False) | models.Q(accepted_at__isnull=True),
                name="run_trial_never_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(accepted_at__isnull=False),
                name="run_withdrawn_was_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.number}"


class OfRun(models.Model):
    """A row that belongs to a run and to one village."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="+")
    village = models.CharField(max_length=13)

    class Meta:
        """No table of its own."""

        abstract = True


class VillageCount(OfRun):
    """What a run counted in one village."""

    records = models.PositiveIntegerField()
    findings = models.PositiveIntegerField()
    blocking = models.PositiveIntegerField()
    pairs_review = models.PositiveIntegerField()  # by the village of a pair's first row
    pairs_settled = models.PositiveIntegerField(default=0)
    voters = models.PositiveIntegerField()
    voters_l = models.PositiveIntegerField()
    voters_p = models.PositiveIntegerField()
    first_time = models.PositiveIntegerField()
    disability = models.PositiveIntegerField()
    no_ktp_el = models.PositiveIntegerField()
    stations = models.PositiveIntegerField()
    stations_bound = models.PositiveIntegerField()
    distance_mean = models.FloatField(null=True)
    distance_bound = models.FloatField(null=True)  # no plan with as many stations is shorter
    distance_max = models.FloatField(null=True)
    splits = models.PositiveIntegerField()
    splits_bound = models.PositiveIntegerField()

    class Meta:
        """Once a village."""

        ordering = ("village",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "village"), name="village_count_once"),
            models.CheckConstraint(
                condition=models.Q(pairs_settled__lte=models.F("pairs_review")),
                name="village_count_settles_what_there_is",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.village}"


class FindingCount(OfRun):
    """How often a rule complained in one village."""

    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=20)
    count = models.PositiveIntegerField()

    class Meta:
        """Once a village and rule."""

        ordering = ("village", "rule")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("run", "village", "rule", "severity"), name="finding_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.village} {self.rule}"


class Station(OfRun):
    """A planned station: a place and counts; a point that stood on a dwelling is coarse."""

    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    rts = models.TextField(blank=True)
    voters = models.PositiveIntegerField()
    voters_l = models.PositiveIntegerField()
    voters_p = models.PositiveIntegerField()
    site = models.CharField(max_length=160, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    distance_mean = models.FloatField(null=True)
    distance_max = models.FloatField(null=True)

    class Meta:
        """By village and number."""

        ordering = ("village", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "code"), name="station_code_once"),
            models.UniqueConstraint(fields=("run", "village", "number"), name="station_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Neighbourhood(OfRun):
    """An RT: how many vote where, and its middle on a coarse grid where enough people live."""

    rw = models.CharField(max_length=10, blank=True)
    rt = models.CharField(max_length=10, blank=True)
    voters = models.PositiveIntegerField()
    stations = models.JSONField()  # station number: voters
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)

    class Meta:
        """By RW and RT."""

        ordering = ("village", "rw", "rt")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("run", "village", "rw", "rt"), name="neighbourhood_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.village} {self.rw}/{self.rt}"
