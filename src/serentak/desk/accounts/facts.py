"""From rows to who is asking, and whose accounts a person may look after."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from serentak.desk.accounts.models import Membership, Role, User
from serentak.desk.accounts.policy import Act, Member
from serentak.desk.places.models import Institution

# Whoever decides on others' work or accounts, or opens a register, proves more than a password.
TWO_FACTOR = frozenset({Role.VERIFIER, Role.COORDINATOR, Role.ADMINISTRATOR, Role.REGISTER_OFFICER})


def member(user: User | AnonymousUser, *, at: datetime) -> Member:
    """The running roles of a signed-in person, or a visitor."""
    if not isinstance(user, User):
        return Member(user=None, guest=settings.GUEST)
    rows = running(at).filter(user=user).select_related("institution").order_by("pk")
    return Member(
        user=user.pk,
        roles=tuple((Role(row.role), row.institution_id) for row in rows),
        government=frozenset(row.institution_id for row in rows if is_government(row.institution)),
    )


def is_government(institution: Institution) -> bool:
    """Whether a body belongs to regional government, neither independent nor of the centre."""
    return not (institution.independent or institution.vertical)


def running(at: datetime) -> QuerySet[Membership]:
    """Memberships that run at a moment."""
    return Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=at))


def has_factor(user: User) -> bool:
    """Whether a person signs in with a code besides the password."""
    found: bool = TOTPDevice.objects.filter(user=user, confirmed=True).exists()
    return found


def factor_required(who: Member) -> bool:
    """Whether a person's roles ask for that code."""
    asked: bool = settings.REQUIRE_TOTP
    return asked and any(role in TWO_FACTOR for role, _ in who.roles)


def managed(who: Member) -> list[Institution]:
    """The institutions whose accounts a person may look after."""
    rows = Institution.objects.select_related("region").order_by("region_id", "short")
    return [row for row in rows if who.may(Act.ACCOUNTS, row)]


def accounts_of(institutions: Collection[Institution], *, at: datetime) -> QuerySet[User]:
    """Who acts for one of these now; or whose last roles, all ended, were there."""
    now = running(at).filter(user=OuterRef("pk"))
    ever = Membership.objects.filter(user=OuterRef("pk"), institution__in=institutions)
    return User.objects.filter(
        Q(Exists(now.filter(institution__in=institutions))) | (~Exists(now) & Q(Exists(ever)))
    )


def demo_cast() -> QuerySet[User]:
    """The demo's people: their addresses end in .test, which no mail server serves."""
    return (
        User.objects.filter(email__endswith=".test", is_active=True)
        .exclude(purpose="")
        .order_by("pk")
    )
