"""Coming in: password, lock-out, code. Every answer to a wrong password takes as long and says the same."""

import hashlib
import hmac
import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from serentak.desk.accounts import facts
from serentak.desk.accounts.models import Knock, User
from serentak.desk.audit.actions import record
from serentak.engine.errors import NotAllowed

FAILURES = 5
LOCK = timedelta(minutes=15)
KNOCKS = 30
WINDOW = timedelta(hours=1)


class TooManyKnocks(NotAllowed):
    """So many wrong passwords from one address that it has to wait."""


def source(address: str) -> str:
    """An address as a keyed hash; of IPv6 the network, since one house has many addresses."""
    try:
        known = ipaddress.ip_address(address)
        place = str(ipaddress.ip_network((known, 64 if known.version == 6 else 32), strict=False))
    except ValueError:
        place = address
    return hmac.new(settings.SECRET_KEY.encode(), place.encode(), hashlib.sha256).hexdigest()


def sign_in(*, email: str, password: str, address: str, at: datetime) -> User:
    """The person with that e-mail and password. Raises NotAllowed, TooManyKnocks."""
    where = source(address)
    if Knock.objects.filter(source=where, at__gt=at - WINDOW).count() >= KNOCKS:
        raise TooManyKnocks(
            _("Terlalu banyak percobaan gagal dari jaringan ini. Coba lagi satu jam lagi.")
        )
    user = User.objects.filter(email__iexact=email.strip()).first()
    right = _matches(user, password)
    if user is None or not _settle(user, right=right, at=at, act="account.signed_in"):
        _knock(where, known=user is not None, at=at)
        raise NotAllowed(
            _(
                "Surel dan kata sandi tidak cocok, atau akunnya sedang terkunci. "
                "Setelah lima kali gagal, akun terkunci 15 menit."
            )
        )
    return user


def prove(user: User, *, password: str, at: datetime) -> None:
    """Ask a signed-in person for the password again; failures count. Raises NotAllowed."""
    if not _settle(user, right=user.check_password(password), at=at, act="account.proved"):
        raise NotAllowed(
            _("Kata sandi Anda tidak cocok. Setelah lima kali gagal, akun terkunci 15 menit.")
        )


def _matches(user: User | None, password: str) -> bool:
    """Hash in any case: the time taken must not tell whether the e-mail is known."""
    if user is None:
        User().set_password(password)
        return False
    return user.check_password(password) and user.is_active


@transaction.atomic
def _settle(user: User, *, right: bool, at: datetime, act: str) -> bool:
    """Whether the person may pass; the count, the lock and the audit line with it."""
    row = User.objects.select_for_update().get(pk=user.pk)
    passed = right and not row.locked(at)
    if passed:
        row.failures, row.locked_until = 0, None
    elif not row.locked(at):
        row.failures += 1
        act = "account.sign_in_failed"
        if row.failures >= FAILURES:
            row.failures, row.locked_until = 0, at + LOCK
            act = "account.locked"
    else:
        act = "account.refused_while_locked"
    row.save(update_fields=["failures", "locked_until"])
    record(act, subject=f"user:{row.pk}", by=row.pk if passed else None, at=at)
    return passed


@transaction.atomic
def _knock(where: str, *, known: bool, at: datetime) -> None:
    """Count a failure at its address; forget those older than an hour."""
    Knock.objects.filter(at__lte=at - WINDOW).delete()
    Knock.objects.create(source=where, at=at)
    if not known:
        record("account.sign_in_failed", subject="user:unknown", by=None, at=at)


@transaction.atomic
def try_role(*, user: int, at: datetime) -> User:
    """One of the demo's people, without a password. Raises NotAllowed on a desk in service."""
    found = facts.demo_cast().filter(pk=user).first() if settings.DEMO else None
    if found is None:
        raise NotAllowed(_("Masuk tanpa kata sandi hanya ada pada peragaan. Pakai akun Anda."))
    record("account.signed_in", subject=f"user:{found.pk}", by=found.pk, at=at, demo=True)
    return found


def enter_code(user: User, *, code: str, at: datetime) -> Device:
    """The device that a code proves: six digits of the app, else a recovery code.

    Raises NotAllowed, after a wrong code with a wait that doubles each time.
    """
    typed = "".join(code.split()).lower()
    kind = TOTPDevice if typed.isdecimal() and len(typed) < 8 else StaticDevice
    device = kind.objects.filter(user=user, confirmed=True).first()
    if device is not None:
        _ask_to_wait(device, at=at)
    known = device is not None and verify_token(user, device.persistent_id, typed) is not None
    record(
        "account.code_accepted" if known else "account.code_failed",
        subject=f"user:{user.pk}",
        by=user.pk if known else None,
        at=at,
        kind="app" if kind is TOTPDevice else "recovery",
    )
    if device is None or not known:
        raise NotAllowed(
            _("Kode tidak cocok. Tulis kode terbaru dari aplikasi, atau satu kode pemulihan.")
        )
    return device


def _ask_to_wait(device: Device, *, at: datetime) -> None:
    allowed, why = device.verify_is_allowed()
    if not allowed:
        seconds = max(1, round((why["locked_until"] - at).total_seconds()))
        text = ngettext(
            "Terlalu banyak kode keliru. Coba lagi %(n)s detik lagi.",
            "Terlalu banyak kode keliru. Coba lagi %(n)s detik lagi.",
            seconds,
        )
        raise NotAllowed(text % {"n": seconds})
