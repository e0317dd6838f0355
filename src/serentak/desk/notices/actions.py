"""Tell an institution something, and remember that it was told."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from serentak.desk.accounts.policy import Member
from serentak.desk.audit.actions import record
from serentak.desk.notices.models import Notice
from serentak.desk.places.models import Institution


def tell(
    to: Institution, *, kind: str, subject: str, text: str, text_en: str, at: datetime
) -> Notice:
    """Put a message on an institution's desk; part of the caller's transaction and audit line."""
    return Notice.objects.create(
        to=to, kind=kind, subject=subject, text=text[:400], text_en=text_en[:400], at=at
    )


@transaction.atomic
def mark_read(notices: Collection[int], *, by: Member, at: datetime) -> int:
    """Note that one's institutions have seen these messages; how many were new.

    Messages to others and those already read are left alone.
    """
    own = Notice.objects.filter(to__in=by.institutions, read_at__isnull=True, pk__in=notices)
    seen = list(own.order_by("pk").values_list("pk", "to_id"))
    own.update(read_at=at)
    for institution in sorted({to for _pk, to in seen}):
        mine = [pk for pk, to in seen if to == institution]
        record(
            "notices.read",
            subject=f"institution:{institution}",
            by=by.user,
            at=at,
            institution=institution,
            notices=mine,
        )
    return len(seen)
