"""Duties of institutions, the events that date them, and the evidence that they were done."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from serentak.desk.places.models import Institution, Region
from serentak.engine.errors import NotAllowed


class AppendOnly(models.Model):
    """A row that is written once; a correction is a new row."""

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new row may be written."""
        if not self._state.adding:
            raise NotAllowed(
                "Catatan ini tidak dapat diubah. Buat catatan baru yang menggantikannya."
            )
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise NotAllowed("Catatan ini tidak dapat dihapus.")


class AnchorEvent(AppendOnly):
    """A region's own event that starts clocks, e.g. its grant agreement signed; newest counts."""

    election = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="anchor_events")
    name = models.CharField(max_length=40)
    on = models.DateField()
    moment = models.DateTimeField(null=True)
    precise = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10, default="sourced")
    note = models.CharField(max_length=300, blank=True)
    simulated = models.BooleanField(default=False)
    recorded_by = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        """Newest last."""

        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=("election", "region", "name"))]

    def __str__(self) -> str:
        return f"{self.region_id} {self.name} {self.on}"


class Obligation(models.Model):
    """A duty of one institution in one region for one election; its date is derived."""

    key = models.CharField(max_length=120, unique=True)
    election = models.CharField(max_length=40)
    template = models.CharField(max_length=80)
    area = models.CharField(max_length=12)
    nature = models.CharField(max_length=10)
    region = models.ForeignKey(Region, models.PROTECT, related_name="obligations")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="obligations")
    due = models.DateTimeField(null=True)  # the last second in time
    due_day = models.DateField(null=True)
    expected = models.DateTimeField(null=True)  # undated: when its event should have happened
    provisional = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)  # the law no longer asks it

    class Meta:
        """By date."""

        ordering = ("due", "key")
        indexes: ClassVar = [
            models.Index(fields=("election", "region", "area")),
            models.Index(fields=("institution", "election", "due")),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(due__isnull=True, due_day__isnull=True)
                | models.Q(due__isnull=False, due_day__isnull=False),
                name="obligation_due_whole",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Exemption(AppendOnly):
    """A decision that a duty does not apply here (or applies again), with its reason."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="exemptions")
    applies = models.BooleanField()  # False: does not apply from now on
    reason = models.CharField(max_length=300)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField()

    class Meta:
        """Newest last."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.applies}"


class EvidenceKind(models.TextChoices):
    """What kind of thing shows it."""

    DOCUMENT = "document", "Dokumen"
    NUMBER = "number", "Angka"
    DATE = "date", "Tanggal"


class Evidence(AppendOnly):
    """What an institution says it did, with its proof."""

    obligations = models.ManyToManyField(Obligation, related_name="evidence")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    title = models.CharField(max_length=300)
    note = models.CharField(max_length=600, blank=True)
    event_on = models.DateField()  # the day it happened, or the document's date
    precise = models.BooleanField(default=True)
    value = models.BigIntegerField(null=True)
    total = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=30, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    file_type = models.CharField(max_length=80, blank=True)
    file_size = models.PositiveIntegerField(null=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=400, blank=True)  # a published page, when one says so
    confidence = models.CharField(max_length=10, default="sourced")
    simulated = models.BooleanField(default=False)
    measured = models.CharField(max_length=64, blank=True)  # digest of the run that counted it
    published = models.BooleanField(default=False)  # other institutions may open the file
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="reported"
    )
    reported_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )
    form = models.UUIDField(null=True, unique=True)  # the same form sent twice is stored once

    class Meta:
        """Newest first."""

        ordering = ("-reported_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(total__isnull=True) | models.Q(value__isnull=False, total__gt=0),
                name="evidence_total_needs_value",
            ),
            models.CheckConstraint(
                condition=models.Q(file_sha256="") | models.Q(file_size__isnull=False),
                name="evidence_file_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"B-{self.pk}"

    @property
    def coverage(self) -> float:
        """The reported share of what was needed, 0 to 1; a document covers all."""
        if self.value is None or not self.total:
            return 1.0
        return min(max(self.value / self.total, 0.0), 1.0)


class Verdict(models.TextChoices):
    """What a verifier may decide."""

    ACCEPTED = "accepted", _("Diterima")
    PARTIAL = "partial", _("Diterima sebagian")
    RETURNED = "returned", _("Dikembalikan")


class Decision(AppendOnly):
    """A verifier's decision on one piece of evidence; never by its reporter."""

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="decision")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    percent = models.PositiveSmallIntegerField(null=True)  # for a partial acceptance
    reason = models.CharField(max_length=600, blank=True)
    reporter = models.BigIntegerField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="decisions"
    )
    decided_at = models.DateTimeField()

    class Meta:
        """Reporter and verifier are different people; a return says why."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(reporter__isnull=True)
                | models.Q(decided_by__isnull=True)
                | ~models.Q(reporter=models.F("decided_by")),
                name="decision_by_another_person",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="accepted") | ~models.Q(reason=""),
                name="decision_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="partial", percent__gte=1, percent__lte=99)
                | (~models.Q(verdict="partial") & models.Q(percent__isnull=True)),
                name="decision_partial_has_percent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.verdict}"


class Draft(models.Model):
    """A report that is not handed in yet; belongs to one person and one duty."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        """One each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=("obligation", "user"), name="draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id}"


class ChangeOrder(AppendOnly):
    """What a regeneration moved, from when to when, and why it ran."""

    election = models.CharField(max_length=40)
    cause = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.election} {self.at:%Y-%m-%d}"


class ChangeLine(AppendOnly):
    """One duty that was added, moved or withdrawn; what it was before is kept for replay."""

    order = models.ForeignKey(ChangeOrder, models.PROTECT, related_name="lines")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=10)  # added, moved, withdrawn, restored
    before = models.DateTimeField(null=True)
    before_day = models.DateField(null=True)
    before_expected = models.DateTimeField(null=True)
    before_area = models.CharField(max_length=12)
    before_nature = models.CharField(max_length=10)
    before_institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    before_provisional = models.BooleanField()
    after = models.DateTimeField(null=True)

    class Meta:
        """In order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.what} {self.obligation_id}"


class Feed(models.Model):
    """A private calendar address of an institution; only its digest is kept."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.BigIntegerField()
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.institution_id}"
