"""One's own account: who I am, password, language, second factor."""

import base64

import django_otp
import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from serentak.desk.accounts import door, facts, own, pages
from serentak.desk.accounts.forms import CodeForm, PasswordForm, ProofForm
from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.models import User
from serentak.desk.accounts.policy import Act
from serentak.desk.accounts.views.door import onward
from serentak.desk.shared.clock import real_now
from serentak.desk.shared.marks import needs
from serentak.desk.shared.middleware import LANGUAGE_COOKIE
from serentak.engine.errors import BadData, NotAllowed

_KEY = "kunci-baru"  # in the session, until the first code proves that the app has it


def person(request: DeskRequest) -> User:
    """Who is signed in; the gate lets nobody else through to these pages."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101  Act.PROFILE asks for it
    return user


@needs(Act.PROFILE)
@require_safe
def profile(request: DeskRequest) -> HttpResponse:
    """Who I am, for whom and in which roles, and what I can set."""
    user = person(request)
    context = {
        "roles": pages.own_roles(user, at=real_now()),
        "factor": facts.has_factor(user),
        "factor_required": facts.factor_required(request.member),
        "codes_left": StaticToken.objects.filter(device__user=user).count(),
    }
    return render(request, "accounts/profile.html", context)


@needs(Act.PROFILE)
@require_POST
def language(request: DeskRequest) -> HttpResponse:
    """Remember the language with the account; this browser's own choice makes way."""
    own.choose_language(person(request), language=request.POST.get("bahasa", ""), at=request.now)
    response = redirect("accounts:profile")
    response.delete_cookie(LANGUAGE_COOKIE)
    return response


@sensitive_post_parameters("sekarang", "baru", "ulang")
@needs(Act.PROFILE)
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: DeskRequest) -> HttpResponse:
    """A new password; the first thing to do after a one-time password."""
    user = person(request)
    form = PasswordForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and form.is_valid() and _change(request, user, form):
        return HttpResponseRedirect(onward(request) if onward(request) != "/" else _home())
    context = {
        "form": form,
        "errors": form.problems,
        "onward": request.POST.get("lanjut") or request.GET.get("lanjut", ""),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/password.html", context, status=status)


def _home() -> str:
    return reverse("accounts:profile")


def _change(request: DeskRequest, user: User, form: PasswordForm) -> bool:
    """Whether the password was changed; a refusal becomes a message on the form."""
    try:
        if "sekarang" in form.cleaned_data:
            door.prove(user, password=form.cleaned_data["sekarang"], at=real_now())
        own.change_password(user, new=form.cleaned_data["baru"], at=request.now)
    except NotAllowed as refusal:
        form.add_error("sekarang", str(refusal))
        return False
    except BadData as slip:
        form.add_error("baru", str(slip))
        return False
    update_session_auth_hash(request, user)
    messages.success(request, _("Kata sandi diganti. Sesi Anda di perangkat lain sudah diakhiri."))
    return True


@needs(Act.PROFILE)
@require_http_methods(["GET", "HEAD", "POST"])
def totp(request: DeskRequest) -> HttpResponse:
    """Install the second factor, or see how it stands."""
    user = person(request)
    if facts.has_factor(user):
        return _installed(request, user)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            device, codes = own.install_factor(
                user, key=_new_key(request), code=form.cleaned_data["kode"], at=request.now
            )
        except BadData as slip:
            form.add_error("kode", str(slip))
        else:
            del request.session[_KEY]
            django_otp.login(request, device)
            return _show_codes(request, codes)
    return _setup(request, user, form)


def _new_key(request: DeskRequest) -> str:
    key: str = request.session.setdefault(_KEY, random_hex(20))
    return key


def _setup(request: DeskRequest, user: User, form: CodeForm) -> HttpResponse:
    key = _new_key(request)
    address = TOTPDevice(user=user, key=key).config_url
    secret = base64.b32encode(bytes.fromhex(key)).decode().lower()
    context = {
        "form": form,
        "errors": form.problems,
        "qr": segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff"),
        "secret": [secret[i : i + 4] for i in range(0, len(secret), 4)],
        "factor_required": facts.factor_required(request.member),
        "onward": request.POST.get("lanjut") or request.GET.get("lanjut", ""),
    }
    status = 422 if form.is_bound else 200
    return _unstored(render(request, "accounts/totp_setup.html", context, status=status))


def _show_codes(request: DeskRequest, codes: list[str]) -> HttpResponse:
    context = {"codes": codes, "onward": onward(request)}
    return _unstored(render(request, "accounts/recovery_codes.html", context))


def _unstored(response: HttpResponse) -> HttpResponse:
    """A page with a secret leaves no copy behind."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _installed(request: DeskRequest, user: User, form: ProofForm | None = None) -> HttpResponse:
    form = form or ProofForm()
    context = {
        "form": form,
        "errors": form.problems,
        "factor_required": facts.factor_required(request.member),
        "codes_left": StaticToken.objects.filter(device__user=user).count(),
        "device": TOTPDevice.objects.filter(user=user, confirmed=True).first(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/totp.html", context, status=status)


@sensitive_post_parameters("sandi")
@needs(Act.PROFILE)
@require_POST
def change_totp(request: DeskRequest) -> HttpResponse:
    """Remove the second factor, or make fresh recovery codes; both ask for the password."""
    user = person(request)
    form = ProofForm(request.POST)
    if not facts.has_factor(user):
        return redirect("accounts:totp")
    if not form.is_valid():
        return _installed(request, user, form)
    try:
        door.prove(user, password=form.cleaned_data["sandi"], at=real_now())
    except NotAllowed as refusal:
        form.add_error("sandi", str(refusal))
        return _installed(request, user, form)
    if "lepas" not in request.POST:
        return _show_codes(request, own.renew_codes(user, at=request.now))
    own.remove_factor(user, at=request.now)
    messages.success(request, _("Kode kedua dilepas. Masuk berikutnya cukup dengan kata sandi."))
    return redirect("accounts:profile")
