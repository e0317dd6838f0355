"""The gate before every page: no mark, no entry."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from serentak.desk.accounts import facts
from serentak.desk.accounts.models import User
from serentak.desk.accounts.policy import Act, Member
from serentak.desk.shared.clock import real_now
from serentak.desk.shared.middleware import refused
from serentak.engine.errors import NotAllowed

_UNMARKED = object()
_NOT_YOURS = "Peran Anda tidak mencakup halaman ini. Hubungi administrator bila keliru."
_ALWAYS = ("accounts:code", "accounts:sign_out", "accounts:password", "shared:theme", "shared:language")


class Gate:
    """Asks each view for its act and each visitor for the right to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Know who is asking, then let the view be found."""
        request.member = facts.member(request.user, at=real_now())  # type: ignore[attr-defined,arg-type]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """None lets the request pass."""
        act: Act | None | object = getattr(view, "act", _UNMARKED)
        if act is _UNMARKED:
            return refused(request, NotAllowed("Halaman ini belum dibuka untuk siapa pun."))
        step = _unfinished(request)
        if step is not None:
            return step
        if act is None:
            return None
        member: Member = request.member  # type: ignore[attr-defined]
        if isinstance(act, Act) and member.could(act):
            return None
        if member.user is None:
            return _to_sign_in(request)
        return refused(request, NotAllowed(_NOT_YOURS))


def _unfinished(request: HttpRequest) -> HttpResponse | None:
    """A second factor or a new password comes before everything else."""
    user = request.user
    match = request.resolver_match
    if not isinstance(user, User) or (match and match.view_name in _ALWAYS):
        return None
    from django_otp import user_has_device  # noqa: PLC0415  needs loaded apps

    if not user.is_verified() and user_has_device(user, confirmed=True):  # type: ignore[attr-defined]
        return HttpResponseRedirect(reverse("accounts:code"))
    if user.must_change_password:
        return HttpResponseRedirect(reverse("accounts:password"))
    return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    back = urlencode({"lanjut": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{reverse('accounts:sign_in')}?{back}".rstrip("?"))
