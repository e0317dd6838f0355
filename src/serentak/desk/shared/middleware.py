"""Headers, language, the shown moment, and errors in plain sentences."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.decorators import sync_only_middleware

from serentak.desk.shared.clock import desk_now, home_zone, shown_at
from serentak.engine.errors import BadData, LawGap, NotAllowed, SerentakError

Handler = Callable[[HttpRequest], HttpResponse]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
LANGUAGE_COOKIE = "bahasa"
ELECTION_COOKIE = "pemilihan"
_ELECTION = re.compile(r"[a-z]{1,20}-[0-9]{4}")


def headers(get_response: Handler) -> Handler:
    """A strict content policy on every answer; private pages are not stored by others."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CSP)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"
        )
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return handle


def language(get_response: Handler) -> Handler:
    """Indonesian unless the person's own choice says English; the browser is not asked."""

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE) or getattr(request.user, "language", "id")
        with translation.override("en" if chosen == "en" else "id"):
            return get_response(request)

    return handle


def clock(get_response: Handler) -> Handler:
    """Give each request the desk's moment and the moment it shows."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.now = desk_now(request)  # type: ignore[attr-defined]
        request.at = shown_at(request)  # type: ignore[attr-defined]
        with timezone.override(home_zone()):
            response = get_response(request)
        chosen = request.GET.get(ELECTION_COOKIE, "")
        if _ELECTION.fullmatch(chosen):
            response.set_cookie(
                ELECTION_COOKIE, chosen, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        return response

    return handle


_NO_TEXT = "Ada huruf yang tidak dapat disimpan. Ketik ulang isiannya, lalu kirim lagi."
_STATUS: dict[type[SerentakError], int] = {BadData: 400, NotAllowed: 403, LawGap: 422}


@sync_only_middleware
class plain_errors:  # noqa: N801  used like the functions beside it
    """An error a person can act on becomes a page that says what to do."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; errors arrive at process_exception, or from the gate directly."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """A zero byte is in no name and no number, and PostgreSQL takes none."""
        sent = request.GET.urlencode() + request.POST.urlencode()
        if "\0" in request.path or "%00" in sent:
            return refused(request, BadData(_NO_TEXT))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for our own errors; None leaves all others to crash loudly."""
        return refused(request, error) if isinstance(error, SerentakError) else None


def refused(request: HttpRequest, error: SerentakError) -> HttpResponse:
    """The page that says in a sentence why not, and what to do."""
    context: dict[str, Any] = {"message": str(error)}
    return render(request, "shared/refused.html", context, status=_STATUS.get(type(error), 400))
