"""The only place where the desk reads the time; it can be set for training and the demo."""

from datetime import datetime, time, tzinfo

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from serentak.engine.days import Zone
from serentak.engine.moments import moment

COOKIE = "saat"
LAST_SECOND = time(23, 59, 59)
FIRST_YEAR, LAST_YEAR = 2015, 2040  # of the moments a page can show


def real_now() -> datetime:
    """The wall clock, for sessions and locks."""
    return timezone.now()


def desk_now(request: HttpRequest | None = None) -> datetime:
    """The desk's moment, on the province's clock: the demo's day, a fixed setting, else now."""
    if settings.DEMO and request is not None:
        chosen = parse(request.COOKIES.get(COOKIE, ""))
        if chosen is not None:
            return chosen
    fixed: datetime | None = settings.NOW
    return (fixed or timezone.now()).astimezone(home_zone())


def shown_at(request: HttpRequest) -> datetime:
    """The moment a page shows: `?at=2024-10-15`, else the desk's moment."""
    return parse(request.GET.get("at", "")) or desk_now(request)


def misread(request: HttpRequest) -> str:
    """The wanted moment that no page can show, as it was written; else nothing."""
    wanted = request.GET.get("at", "")
    return "" if parse(wanted) else wanted


def parse(text: str) -> datetime | None:
    """A day (its last second) or a moment in the province's zone; None when it cannot be shown."""
    found = moment(text)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    if not isinstance(found, datetime):
        found = datetime.combine(found, LAST_SECOND)
    return found.astimezone(home_zone()) if found.tzinfo else found.replace(tzinfo=home_zone())


def home_zone() -> tzinfo:
    """The zone pages are shown in."""
    return Zone.WITA.tz
