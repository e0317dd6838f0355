"""Which evidence waits for whom."""

from datetime import datetime

from django.db.models import QuerySet

from serentak.desk.accounts.models import Role
from serentak.desk.accounts.policy import Member
from serentak.desk.obligations.models import Evidence


def waiting_for(member: Member, *, at: datetime) -> QuerySet[Evidence]:
    """Undecided evidence this person may decide, oldest first; never their own."""
    own = [code for role, code in member.roles if role is Role.VERIFIER]
    return (
        Evidence.objects.filter(
            institution__verifier__in=own,
            decision__isnull=True,
            superseded_by__isnull=True,
            reported_at__lte=at,
        )
        .exclude(reported_by__isnull=False, reported_by=member.user)
        .order_by("reported_at", "id")
    )
