"""The law book as the desk uses it, and which election a page is about."""

from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from serentak.desk.shared.clock import parse
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


def frame(request: HttpRequest, election_id: str) -> None:
    """A page about one duty shows the election of that duty, whatever was asked for."""
    request.election = election(election_id)  # type: ignore[attr-defined]


def framed(request: HttpRequest) -> bool:
    """Whether the page can only be about one election."""
    return hasattr(request, "election")


def current(request: HttpRequest) -> Election:
    """The page's own election, else the one asked for, remembered, or next to be voted on."""
    own: Election | None = getattr(request, "election", None)
    if own is not None:
        return own
    known = law().elections
    for wanted in (request.GET.get(COOKIE), request.COOKIES.get(COOKIE)):
        if wanted and wanted in known:
            return known[wanted]
    return _next(request.now)  # type: ignore[attr-defined]


def _next(now: datetime) -> Election:
    ahead = [one for one in elections() if one.voting_day >= timezone.localtime(now).date()]
    return min(ahead, key=lambda one: one.voting_day) if ahead else elections()[0]


def kept(request: HttpRequest, **changes: str) -> str:
    """The query that takes election and replayed moment along to the next page."""
    moment = request.GET.get("at", "")
    query = {COOKIE: current(request).id, **({"at": moment} if parse(moment) else {})}
    return "?" + urlencode(query | changes)


def day_shown(request: HttpRequest) -> date:
    """The day a page shows, on the province's own clock."""
    return timezone.localtime(request.at).date()  # type: ignore[attr-defined]
