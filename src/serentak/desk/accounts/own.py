"""What people write about their own account: password, language, second factor."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from serentak.desk.accounts.models import User
from serentak.desk.audit.actions import record
from serentak.engine.errors import BadData

RECOVERY_CODES = 10


@transaction.atomic
def change_password(user: User, *, new: str, at: datetime) -> None:
    """A password of one's own; every other session ends with the old one. Raises BadData."""
    if user.check_password(new):
        raise BadData(_("Pilih kata sandi yang berbeda dari yang sekarang."))
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    _record("account.password_changed", user, at=at)


@transaction.atomic
def choose_language(user: User, *, language: str, at: datetime) -> None:
    """The language pages open in, on every device."""
    user.language = "en" if language == "en" else "id"
    user.save(update_fields=["language"])
    _record("account.language_chosen", user, at=at)


@transaction.atomic
def install_factor(
    user: User, *, key: str, code: str, at: datetime
) -> tuple[TOTPDevice, list[str]]:
    """The proven device and its recovery codes, told this once. Raises BadData."""
    TOTPDevice.objects.filter(user=user).delete()
    device = TOTPDevice.objects.create(user=user, name="aplikasi", key=key, confirmed=True)
    if not device.verify_token("".join(code.split())):
        raise BadData(
            _("Kode tidak cocok. Periksa jam ponsel Anda, lalu tulis kode yang tampil sekarang.")
        )
    codes = _new_codes(user)
    _record("account.factor_installed", user, at=at)
    return device, codes


@transaction.atomic
def renew_codes(user: User, *, at: datetime) -> list[str]:
    """Fresh recovery codes; the old ones are worthless from now on."""
    codes = _new_codes(user)
    _record("account.recovery_renewed", user, at=at)
    return codes


@transaction.atomic
def remove_factor(user: User, *, at: datetime) -> None:
    """Back to the password alone, as far as the person's roles allow it."""
    clear_factor(user)
    _record("account.factor_removed", user, at=at)


def clear_factor(user: User) -> None:
    """Take away app and recovery codes; part of the caller's transaction and audit line."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _new_codes(user: User) -> list[str]:
    device, _created = StaticDevice.objects.get_or_create(user=user, name="pemulihan")
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _n in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return codes


def _record(act: str, user: User, *, at: datetime) -> None:
    record(act, subject=f"user:{user.pk}", by=user.pk, at=at)
