"""What people fill in at the door, about themselves, and about the accounts they look after."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from serentak.desk.accounts.actions import COORDINATOR_ELSEWHERE
from serentak.desk.accounts.facts import is_government
from serentak.desk.accounts.models import Role, User
from serentak.desk.accounts.words import ROLE_NAMES
from serentak.desk.places.models import Institution

LONGEST = 200  # of a password; hashing a book would keep the desk busy
_WEAK = {
    "password_too_short": _(
        "Kata sandi terlalu pendek. Pakai sedikitnya 12 huruf, angka atau spasi."
    ),
    "password_too_similar": _("Kata sandi terlalu mirip surel atau nama Anda. Pilih yang lain."),
    "password_too_common": _(
        "Kata sandi ini termasuk yang paling sering dipakai orang. Pilih yang lain."
    ),
}


class DeskForm(forms.Form):
    """A form whose fields carry their names as ids, so that complaints can link to them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(field id, message) for each thing to mend, in the order of the page."""
        if not self.is_bound:
            return []
        return [
            (str(self[name].auto_id), str(message))
            for name, found in self.errors.items()
            for message in found
        ]


class SecretField(forms.CharField):
    """A password: nothing trimmed, nothing sent back, paste allowed."""

    def __init__(self, *, autocomplete: str, missing: Any, **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            error_messages={
                "required": missing,
                "max_length": _("Kata sandi paling panjang 200 huruf."),
            },
            **kwargs,
        )


class OfficeEmailField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        wrong = _("Tulis alamat surel lengkap, misalnya nama@kantor.go.id.")
        super().__init__(
            label=_("Surel kantor"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
            error_messages={"required": wrong, "invalid": wrong, "max_length": wrong},
            **kwargs,
        )


class SignInForm(DeskForm):
    """E-mail and password."""

    surel = OfficeEmailField(autocomplete="username")
    sandi = SecretField(
        label=_("Kata sandi"),
        autocomplete="current-password",
        missing=_("Tulis kata sandi Anda."),
        help_text=_("Boleh ditempel dari pengelola kata sandi."),
    )


class CodeForm(DeskForm):
    """Six digits from the app."""

    kode = forms.CharField(
        label=_("Kode dari aplikasi"),
        max_length=20,
        help_text=_("Enam angka, berganti tiap 30 detik."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={
            "required": _("Tulis enam angka yang tampil di aplikasi."),
            "max_length": _("Kode dari aplikasi hanya enam angka."),
        },
    )


class RecoveryForm(DeskForm):
    """One of the codes on paper."""

    pemulihan = forms.CharField(
        label=_("Kode pemulihan"),
        max_length=20,
        help_text=_("Satu dari sepuluh kode yang Anda simpan. Tiap kode berlaku sekali."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("Tulis satu kode pemulihan, delapan huruf dan angka."),
            "max_length": _("Kode pemulihan hanya delapan huruf dan angka."),
        },
    )


class ProofForm(DeskForm):
    """The password once more."""

    sandi = SecretField(
        label=_("Kata sandi Anda"),
        autocomplete="current-password",
        missing=_("Tulis kata sandi Anda untuk melanjutkan."),
    )


class PasswordForm(DeskForm):
    """A new password; the present one is asked for unless it was a one-time password."""

    sekarang = SecretField(
        label=_("Kata sandi sekarang"),
        autocomplete="current-password",
        missing=_("Tulis kata sandi yang sekarang."),
    )
    baru = SecretField(
        label=_("Kata sandi baru"),
        autocomplete="new-password",
        missing=_("Tulis kata sandi baru."),
        help_text=_(
            "Sedikitnya 12 huruf. Beberapa kata biasa dengan spasi mudah diingat dan kuat."
        ),
    )
    ulang = SecretField(
        label=_("Kata sandi baru, sekali lagi"),
        autocomplete="new-password",
        missing=_("Ulangi kata sandi baru."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.must_change_password:
            del self.fields["sekarang"]

    def clean_baru(self) -> str:
        """Long enough, not common, not one's own name."""
        new: str = self.cleaned_data["baru"]
        try:
            validate_password(new, self.user)
        except ValidationError as weak:
            found = [_WEAK.get(str(one.code), str(one.messages[0])) for one in weak.error_list]
            raise forms.ValidationError(found) from None
        return new

    def clean(self) -> dict[str, Any]:
        """Typed the same twice."""
        data = super().clean() or {}
        if "baru" in data and "ulang" in data and data["baru"] != data["ulang"]:
            self.add_error("ulang", _("Kedua kata sandi baru tidak sama. Tulis ulang."))
        return data


class RoleForm(DeskForm):
    """A role in one of the institutions one looks after."""

    lembaga = forms.ChoiceField(
        label=_("Lembaga"),
        error_messages={
            "required": _("Pilih lembaganya."),
            "invalid_choice": _("Lembaga itu di luar jangkauan Anda. Pilih dari daftar."),
        },
    )
    peran = forms.ChoiceField(
        label=_("Peran"),
        choices=[("", _("Pilih peran")), *ROLE_NAMES.items()],
        error_messages={
            "required": _("Pilih perannya."),
            "invalid_choice": _("Peran itu tidak dikenal. Pilih dari daftar."),
        },
    )

    def __init__(self, *args: Any, institutions: Sequence[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institutions = {one.code: one for one in institutions}
        field = self.fields["lembaga"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [("", _("Pilih lembaga")), *_by_region(institutions)]

    def clean(self) -> dict[str, Any]:
        """A role that such an institution can have."""
        data = super().clean() or {}
        chosen = self.institutions.get(data.get("lembaga", ""))
        if chosen and data.get("peran") == Role.COORDINATOR and not is_government(chosen):
            self.add_error("peran", COORDINATOR_ELSEWHERE)
        return data

    @property
    def institution(self) -> Institution:
        """The chosen institution."""
        return self.institutions[self.cleaned_data["lembaga"]]

    @property
    def role(self) -> Role:
        """The chosen role."""
        return Role(self.cleaned_data["peran"])


def _by_region(institutions: Sequence[Institution]) -> list[tuple[str, list[tuple[str, str]]]]:
    ordered = sorted(institutions, key=lambda one: (one.region_id, one.short))
    return [
        (region, [(one.code, one.short) for one in rows])
        for region, rows in groupby(ordered, key=lambda one: str(one.region))
    ]


class AccountForm(RoleForm):
    """A new person with a first role."""

    surel = OfficeEmailField(autocomplete="off")
    nama = forms.CharField(
        label=_("Nama tampilan"),
        max_length=80,
        help_text=_("Misalnya jabatan atau nama panggilan; tampil di jejak audit dan bukti."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Tulis nama yang akan tampil."),
            "max_length": _("Nama tampilan paling panjang 80 huruf."),
        },
    )
    field_order = ("surel", "nama", "lembaga", "peran")
