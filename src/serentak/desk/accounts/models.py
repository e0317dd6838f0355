"""People who act for institutions, and in which roles."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from serentak.desk.places.models import Institution


class Role(models.TextChoices):
    """What a member does for an institution."""

    REPORTER = "reporter", "Pelapor"
    VERIFIER = "verifier", "Pemeriksa"
    COORDINATOR = "coordinator", "Koordinator"
    READER = "reader", "Pembaca"
    ADMINISTRATOR = "administrator", "Administrator"
    REGISTER_OFFICER = "register_officer", "Petugas register"
    RECEIVER = "receiver", "Penerima kiriman"


class UserManager(BaseUserManager["User"]):
    """Users are found by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with that e-mail address."""
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser):
    """A person with a sign-in; the work itself belongs to the institution."""

    email = models.EmailField("surel", unique=True)
    label = models.CharField("nama tampilan", max_length=80)
    purpose = models.CharField("untuk apa", max_length=120, blank=True)  # of a demo role
    is_active = models.BooleanField("aktif", default=True)
    language = models.CharField(max_length=2, default="id", choices=[("id", "ID"), ("en", "EN")])
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=False)
    session_round = models.PositiveIntegerField(default=0)  # one more ends every open session

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["label"]

    class Meta:
        """By e-mail, each once whatever its case."""

        ordering = ("email",)
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.label

    def locked(self, at: datetime) -> bool:
        """Whether sign-in is closed for now after too many failures."""
        return self.locked_until is not None and at < self.locked_until

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session stands on the password and on the round it was opened in."""
        content = f"{self.password}/{self.session_round}"
        return salted_hmac(
            "serentak.session", content, secret=secret, algorithm="sha256"
        ).hexdigest()


class Membership(models.Model):
    """One role of a person in one institution; ends, never vanishes."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One running membership of a kind."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("user", "institution", "role"),
                condition=models.Q(until__isnull=True),
                name="membership_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.role}"


class Knock(models.Model):
    """One failed sign-in from somewhere; kept for an hour, the address only as a keyed hash."""

    source = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Counted by source."""

        indexes: ClassVar = [models.Index(fields=("source", "at"))]

    def __str__(self) -> str:
        return self.source[:8]
