"""Coming in and going out."""

import django_otp
from django.conf import settings
from django.contrib import auth
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from serentak.desk.accounts import door, facts
from serentak.desk.accounts.forms import CodeForm, DeskForm, RecoveryForm, SignInForm
from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.models import User
from serentak.desk.accounts.policy import Act
from serentak.desk.shared.clock import real_now
from serentak.desk.shared.marks import needs, open_to_all
from serentak.desk.shared.numbers import whole
from serentak.engine.errors import NotAllowed

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("sandi")
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: DeskRequest) -> HttpResponse:
    """E-mail and password; on a demo also its people, one button each."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            user = door.sign_in(
                email=data["surel"],
                password=data["sandi"],
                address=_address(request),
                at=real_now(),
            )
        except NotAllowed as refusal:
            form.add_error("surel", str(refusal))
            status = 429 if isinstance(refusal, door.TooManyKnocks) else 422
        else:
            return _enter(request, user)
    context = {
        "form": form,
        "errors": form.problems,
        "onward": _asked(request),
        "cast": facts.demo_cast() if settings.DEMO else (),
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _address(request: DeskRequest) -> str:
    """Where a request comes from; behind the proxy, as the proxy itself noted it."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _enter(request: DeskRequest, user: User) -> HttpResponse:
    """A new session under a new key."""
    auth.login(request, user, backend=_BACKEND)
    return HttpResponseRedirect(onward(request))


def _asked(request: DeskRequest) -> str:
    return request.POST.get("lanjut") or request.GET.get("lanjut") or ""


def onward(request: DeskRequest) -> str:
    """The page asked for before the door, if it is one of ours."""
    asked = _asked(request)
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else "/"


@open_to_all
@require_POST
def try_role(request: DeskRequest) -> HttpResponse:
    """One of the demo's people, without a password; no such page on a desk in service."""
    chosen = whole(request.POST.get("akun", ""))
    if not settings.DEMO or chosen is None:
        raise Http404
    auth.logout(request)
    return _enter(request, door.try_role(user=chosen, at=request.now))


@open_to_all
@require_POST
def sign_out(request: DeskRequest) -> HttpResponse:
    """The session ends here and on the server."""
    auth.logout(request)
    return HttpResponseRedirect("/")


@needs(Act.PROFILE)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: DeskRequest) -> HttpResponse:
    """The second factor: a code of the app, or a recovery code."""
    user = request.user
    if not isinstance(user, User) or not facts.has_factor(user) or _proven(user):
        return HttpResponseRedirect(onward(request))
    on_paper = "pemulihan" in request.POST
    data = request.POST if request.method == "POST" else None
    app = CodeForm(None if on_paper else data)
    paper = RecoveryForm(data if on_paper else None)
    form: DeskForm = paper if on_paper else app
    if form.is_bound and form.is_valid():
        (typed,) = form.cleaned_data.values()
        try:
            device = door.enter_code(user, code=typed, at=real_now())
        except NotAllowed as refusal:
            form.add_error(next(iter(form.fields)), str(refusal))
        else:
            request.session.cycle_key()
            django_otp.login(request, device)
            return HttpResponseRedirect(onward(request))
    context = {
        "app": app,
        "paper": paper,
        "on_paper": on_paper,
        "errors": form.problems,
        "onward": _asked(request),
    }
    return render(request, "accounts/code.html", context, status=422 if form.is_bound else 200)


def _proven(user: User) -> bool:
    proven: bool = user.is_verified()  # type: ignore[attr-defined]  # django_otp adds it
    return proven
