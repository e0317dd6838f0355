"""From rows to who is asking."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from serentak.desk.accounts.models import Membership, Role, User
from serentak.desk.accounts.policy import Member


def member(user: User | AnonymousUser, *, at: datetime) -> Member:
    """The running roles of a signed-in person, or a visitor."""
    if not isinstance(user, User):
        return Member(user=None, guest=settings.GUEST)
    rows = running(at).filter(user=user).values_list("role", "institution_id")
    return Member(user=user.pk, roles=tuple((Role(role), code) for role, code in rows))


def running(at: datetime) -> QuerySet[Membership]:
    """Memberships that run at a moment."""
    return Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=at))
