"""The phone of a test's person: an app that shows the code of now."""

from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from serentak.desk.accounts.models import User


def code(key: str) -> str:
    """The six digits of this half minute."""
    return f"{totp(bytes.fromhex(key)):06d}"


def wrong(key: str) -> str:
    """Six digits that no neighbouring half minute shows."""
    near = {totp(bytes.fromhex(key), drift=drift) for drift in range(-2, 3)}
    return next(f"{number:06d}" for number in range(10) if number not in near)


def device(user: User) -> TOTPDevice:
    """A phone that is set up."""
    return TOTPDevice.objects.create(user=user, name="aplikasi", confirmed=True)


def paper(user: User) -> str:
    """A recovery code on paper."""
    made, _created = StaticDevice.objects.get_or_create(user=user, name="pemulihan")
    token: str = StaticToken.objects.create(device=made, token="abcd2345").token
    return token
