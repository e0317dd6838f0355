"""The gate before every page: no mark, no entry."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from serentak.desk.accounts import facts
from serentak.desk.accounts.models import User
from serentak.desk.accounts.policy import MAY, Act, Member
from serentak.desk.shared.clock import real_now
from serentak.desk.shared.middleware import refused
from serentak.engine.errors import NotAllowed

_UNMARKED = object()
_NOT_YOURS = "Peran Anda tidak mencakup halaman ini. Hubungi administrator bila keliru."
_ALWAYS = ("accounts:sign_out", "shared:theme", "shared:language")


class Gate:
    """Asks each view for its act and each visitor for the right to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Know who is asking, then let the view be found."""
        request.member = facts.member(request.user, at=real_now())  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """None lets the request pass."""
        act: str | object | None = getattr(view, "act", _UNMARKED)
        if act is _UNMARKED:
            return refused(request, NotAllowed("Halaman ini belum dibuka untuk siapa pun."))
        return _unfinished(request) or _turned_away(request, act)


def _turned_away(request: HttpRequest, act: object) -> HttpResponse | None:
    """Visitors sign in first; whoever is signed in without the right is told so."""
    member: Member = request.member  # type: ignore[attr-defined]
    if act is None or (isinstance(act, str) and act in MAY and member.could(Act(act))):
        return None
    if member.user is None:
        return _redirect("accounts:sign_in", request)
    return refused(request, NotAllowed(_NOT_YOURS))


def _unfinished(request: HttpRequest) -> HttpResponse | None:
    """A code, a password of one's own, then a second factor come before everything else."""
    user = request.user
    match = request.resolver_match
    if not isinstance(user, User) or match is None or match.view_name in _ALWAYS:
        return None
    step = _step(user, request.member)  # type: ignore[attr-defined]
    return None if step in ("", match.view_name) else _redirect(step, request)


def _step(user: User, member: Member) -> str:
    proven: bool = user.is_verified()  # type: ignore[attr-defined]
    with_code = proven or facts.has_factor(user)
    if with_code and not proven:
        return "accounts:code"
    if user.must_change_password:
        return "accounts:password"
    if facts.factor_required(member) and not with_code:
        return "accounts:totp"
    return ""


def _redirect(name: str, request: HttpRequest) -> HttpResponse:
    """To that page, and from there back to the one asked for."""
    back = request.get_full_path() if request.method == "GET" else "/"
    query = "" if back == "/" else "?" + urlencode({"lanjut": back})
    return HttpResponseRedirect(reverse(name) + query)
