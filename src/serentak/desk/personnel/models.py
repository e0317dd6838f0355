"""How many officers each body has appointed, trained and at work: numbers only, written once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from serentak.desk.obligations.models import AppendOnly
from serentak.desk.places.models import Institution, Region


class Way(models.TextChoices):
    """How a report came in."""

    SHEET = "sheet", _("lembar Excel")
    FORM = "form", _("formulir")
    REPLACEMENT = "replacement", _("penggantian")
    SIMULATED = "simulated", _("simulasi")


class Measure(models.TextChoices):
    """What is counted of a role in a district."""

    APPOINTED = "appointed", _("Diangkat")
    TRAINED = "trained", _("Dilatih")
    ACTIVE = "active", _("Aktif")


class Report(AppendOnly):
    """One report of a body: all its counts or none."""

    election = models.CharField(max_length=40)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="personnel_reports")
    way = models.CharField(max_length=12, choices=Way.choices)
    sha256 = models.CharField(max_length=64, blank=True)  # of the sheet as it came
    form = models.UUIDField(null=True, unique=True)  # the same form sent twice is stored once
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="personnel_reports"
    )
    at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")
        indexes: ClassVar = [models.Index(fields=("institution", "election", "at"))]

    def __str__(self) -> str:
        return f"P-{self.pk}"


class Count(AppendOnly):
    """How many of a role in a district; the newest up to a moment is the one that stands."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="counts")
    election = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="personnel_counts")
    role = models.CharField(max_length=20)
    measure = models.CharField(max_length=10, choices=Measure.choices)
    value = models.PositiveIntegerField()
    at = models.DateTimeField()  # the report's, so that no look-up joins

    class Meta:
        """Oldest first; once in a report."""

        ordering = ("at", "id")
        indexes: ClassVar = [models.Index(fields=("election", "region", "at"))]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("report", "region", "role", "measure"), name="count_once_a_report"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.role} {self.measure} {self.value}"


class Reason(models.TextChoices):
    """Why somebody left; a choice, so that nobody's name is written here."""

    RESIGNED = "resigned", _("Mengundurkan diri")
    DIED = "died", _("Meninggal dunia")
    ILL = "ill", _("Sakit atau kecelakaan")
    DISMISSED = "dismissed", _("Diberhentikan")
    UNFIT = "unfit", _("Tidak lagi memenuhi syarat")
    MOVED = "moved", _("Pindah tugas atau domisili")


class Replacement(AppendOnly):
    """So many left, so many came in their place."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="replacement")
    region = models.ForeignKey(Region, models.PROTECT, related_name="personnel_replacements")
    role = models.CharField(max_length=20)
    left = models.PositiveIntegerField()
    left_trained = models.PositiveIntegerField()
    joined = models.PositiveIntegerField()
    joined_trained = models.PositiveIntegerField()
    reason = models.CharField(max_length=10, choices=Reason.choices)

    class Meta:
        """Nobody comes in place of nobody."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    left__gte=1,
                    joined__lte=models.F("left"),
                    left_trained__lte=models.F("left"),
                    joined_trained__lte=models.F("joined"),
                ),
                name="replacement_adds_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.role} -{self.left} +{self.joined}"
