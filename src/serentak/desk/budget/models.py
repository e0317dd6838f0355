"""Grants (NPHD), the sums they went through, and money that moved, each confirmed by the other side."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from serentak.desk.obligations.models import AppendOnly
from serentak.desk.places.models import Institution, Region


class Step(models.TextChoices):
    """How far a grant has come."""

    PROPOSED = "proposed", _("Usulan")
    REVIEWED = "reviewed", _("Hasil reviu")
    SIGNED = "signed", _("NPHD ditandatangani")


class Kind(models.TextChoices):
    """What moved; the treasury records the first, the grantee the others."""

    PAID = "paid", _("Pencairan")
    RETURNED = "returned", _("Pengembalian sisa")
    REPORTED = "reported", _("Laporan pertanggungjawaban")


class Grant(models.Model):
    """One grant of an election: from a region's treasury to a body, wherever that has its seat."""

    key = models.CharField(max_length=120, unique=True)  # election/region/grantee
    election = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="grants")
    giver = models.ForeignKey(Institution, models.PROTECT, related_name="grants_given")
    grantee = models.ForeignKey(Institution, models.PROTECT, related_name="grants_received")

    class Meta:
        """By region and grantee."""

        ordering = ("region", "grantee")
        indexes: ClassVar = [models.Index(fields=("election", "region"))]

    def __str__(self) -> str:
        return self.key


class Documented(AppendOnly):
    """A record with its source, its file, and who wrote it when."""

    reference = models.CharField(max_length=160, blank=True)  # number of the agreement or the order
    note = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=400, blank=True)  # a published page, when one says so
    confidence = models.CharField(max_length=10, default="sourced")
    file_name = models.CharField(max_length=160, blank=True)
    file_type = models.CharField(max_length=80, blank=True)
    file_size = models.PositiveIntegerField(null=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    form = models.UUIDField(null=True, unique=True)  # the same form sent twice is stored once
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        """No table of its own."""

        abstract = True


class Sum(Documented):
    """What a grant came to at a step; the newest of a step counts, the others stay."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="sums")
    step = models.CharField(max_length=10, choices=Step.choices)
    amount = models.BigIntegerField(null=True)  # null: the step is known, its sum was not found
    on = models.DateField(null=True)
    precise = models.BooleanField(default=True)
    plan = models.JSONField(default=list)  # the tranches as the agreement writes them

    class Meta:
        """Oldest first."""

        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gt=0),
                name="grant_sum_above_zero",
            )
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.step}"


class Entry(Documented):
    """Money paid or returned, or a report of what was spent; a correction is a new row."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.BigIntegerField()
    on = models.DateField()
    precise = models.BooleanField(default=True)
    void = models.BooleanField(default=False)  # takes the corrected row away and puts none there
    simulated = models.BooleanField(default=False)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )

    class Meta:
        """By day."""

        ordering = ("on", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0) | models.Q(kind="reported", amount__gte=0),
                name="grant_entry_above_zero",
            ),
            models.CheckConstraint(
                condition=models.Q(void=False) | models.Q(supersedes__isnull=False),
                name="grant_entry_void_corrects",
            ),
        ]

    def __str__(self) -> str:
        return f"C-{self.pk}"


class Answer(AppendOnly):
    """What the other side says of an entry: it is so, or it is not, and why; never its recorder."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="answer")
    confirmed = models.BooleanField()
    reason = models.CharField(max_length=400, blank=True)
    recorder = models.BigIntegerField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        """Another person; who says no says why."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(recorder__isnull=True)
                | models.Q(answered_by__isnull=True)
                | ~models.Q(recorder=models.F("answered_by")),
                name="grant_answer_by_another_person",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed=True) | ~models.Q(reason=""),
                name="grant_answer_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.confirmed}"
