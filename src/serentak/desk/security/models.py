"""Deployments: what each police unit needs and has, its teams, the stations that stand out."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from serentak.desk.jobs.models import Job
from serentak.engine.law.guards import Risk


class Class(models.TextChoices):
    """How vulnerable a station is."""

    LOW = Risk.LOW, _("kurang rawan")
    HIGH = Risk.HIGH, _("rawan")
    SEVERE = Risk.SEVERE, _("sangat rawan")
    SPECIAL = Risk.SPECIAL, _("khusus")


class Deployment(models.Model):
    """One plan for all stations in force; a newer one takes its place."""

    election = models.CharField(max_length=40)
    runs = models.JSONField()  # whose stations it guards
    proof = models.JSONField()  # the certificate
    simulated = models.BooleanField(default=False)  # of invented people's stations
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="+")
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=("election", "made_at"))]

    def __str__(self) -> str:
        return f"{self.election} {self.pk}"


class OfDeployment(models.Model):
    """A row that belongs to a deployment and to a police or army unit."""

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="+")
    unit = models.CharField(max_length=40)

    class Meta:
        """No table of its own."""

        abstract = True


class Need(OfDeployment):
    """A unit's need against what it reported."""

    regencies = models.JSONField()
    stations = models.PositiveIntegerField()
    classes = models.JSONField()  # stations by class
    teams = models.PositiveIntegerField()
    officers = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()  # with the reserve
    reported = models.PositiveIntegerField(null=True)
    reinforcement = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    helped = models.PositiveIntegerField()
    unguarded = models.PositiveIntegerField()

    class Meta:
        """Once a unit."""

        ordering = ("unit",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("deployment", "unit"), name="need_once")
        ]

    def __str__(self) -> str:
        return f"{self.deployment_id} {self.unit}"

    @property
    def more(self) -> int | None:
        """How many officers it lacks; None where it reported nothing."""
        return None if self.reported is None else max(0, self.needed - self.reported)


class Team(OfDeployment):
    """A team's line in its post's order of duty; without a post, what nobody does."""

    post = models.CharField(max_length=120, blank=True)
    number = models.PositiveIntegerField()
    officers = models.PositiveIntegerField()
    risk = models.CharField(max_length=10, choices=Class.choices)
    leaves = models.DateTimeField(null=True)
    arrives = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    way = models.JSONField()
    base = models.CharField(max_length=13)
    stations = models.JSONField()
    linmas = models.PositiveIntegerField()
    watches = models.JSONField()

    class Meta:
        """As the orders list them."""

        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=("deployment", "unit"))]

    def __str__(self) -> str:
        return f"{self.post} {self.number}"


class Exposed(OfDeployment):
    """A station that stands out: by its score, its class, or because nobody guards it."""

    code = models.CharField(max_length=40)
    score = models.FloatField()
    risk = models.CharField(max_length=10, choices=Class.choices)
    told = models.BooleanField()  # by the police
    guarded = models.BooleanField()
    reasons = models.JSONField()  # indicator: points, gravest first

    class Meta:
        """The gravest first."""

        ordering = ("guarded", "-score", "code")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("deployment", "code"), name="exposed_once")
        ]

    def __str__(self) -> str:
        return self.code
