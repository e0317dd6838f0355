"""Tell an institution something, and remember that it was told."""

from datetime import datetime

from serentak.desk.notices.models import Notice
from serentak.desk.places.models import Institution


def tell(
    to: Institution, *, kind: str, subject: str, text: str, text_en: str, at: datetime
) -> Notice:
    """Put a message on an institution's desk; part of the caller's transaction and audit line."""
    return Notice.objects.create(
        to=to, kind=kind, subject=subject, text=text[:400], text_en=text_en[:400], at=at
    )


def mark_read(to: Institution, *, at: datetime) -> int:
    """Note that an institution has seen its messages; how many were new."""
    return Notice.objects.filter(to=to, read_at__isnull=True).update(read_at=at)
