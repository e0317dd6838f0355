"""The law book as the desk uses it, and which election a page is about."""

from datetime import date, datetime
from functools import lru_cache

from django.http import HttpRequest
from django.utils import timezone

from serentak.engine import store
from serentak.engine.law.model import Election, Law

COOKIE = "pemilihan"


def law() -> Law:
    """The law book of this release."""
    return store.law()


@lru_cache(maxsize=1)
def elections() -> tuple[Election, ...]:
    """The elections the desk prepares, latest voting day first."""
    return tuple(sorted(law().elections.values(), key=lambda one: one.voting_day, reverse=True))


def election(election_id: str) -> Election:
    """An election by id. Raises LawGap."""
    return law().election(election_id)


def current(request: HttpRequest) -> Election:
    """The election asked for, remembered, or the next to be voted on."""
    known = law().elections
    for wanted in (request.GET.get(COOKIE), request.COOKIES.get(COOKIE)):
        if wanted and wanted in known:
            return known[wanted]
    return _next(request.now)  # type: ignore[attr-defined]


def _next(now: datetime) -> Election:
    ahead = [one for one in elections() if one.voting_day >= timezone.localtime(now).date()]
    return min(ahead, key=lambda one: one.voting_day) if ahead else elections()[0]


def day_shown(request: HttpRequest) -> date:
    """The day a page shows, on the province's own clock."""
    return timezone.localtime(request.at).date()  # type: ignore[attr-defined]
