"""What an officer fills in to start a run, and to answer a pair."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from serentak.desk.law.facts import elections
from serentak.desk.places.models import Institution
from serentak.desk.register import files
from serentak.desk.register.models import Stage
from serentak.desk.register.orders import Order
from serentak.desk.register.reviews import Verdict
from serentak.desk.shared.templatetags.desk import said
from serentak.engine.errors import BadData

MOST_FILES = 40
MOST_VOTERS = 2_000  # a typing slip, not a limit of the law


class StartForm(forms.Form):
    """A run: what goes in, for which election, with which options."""

    lembaga = forms.ChoiceField(label=_("Untuk lembaga"))
    pemilihan = forms.ChoiceField(label=_("Pemilihan"))
    tahap = forms.ChoiceField(label=_("Versi daftar"), choices=Stage.choices, required=False)
    dari_folder = forms.MultipleChoiceField(label=_("Dari folder register"), required=False)
    batas = forms.IntegerField(
        label=_("Andai batas pemilih tiap TPS"),
        required=False,
        min_value=1,
        max_value=MOST_VOTERS,
        error_messages={
            "invalid": _("Tulis angka bulat, misalnya 500."),
            "min_value": _("Tulis angka bulat, misalnya 500."),
            "max_value": _("Angkanya terlalu besar. Tulis misalnya 500."),
        },
    )
    rapat = forms.BooleanField(label=_("Dahulukan jarak, RT boleh terbagi"), required=False)
    percobaan = forms.BooleanField(label=_("Percobaan, tidak akan diberlakukan"), required=False)
    formulir = forms.UUIDField(required=False)

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Institution],
        uploads: Sequence[UploadedFile] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.uploads = uploads
        _offer(self.fields["lembaga"], [(one.code, one.short) for one in bodies])
        _offer(self.fields["pemilihan"], [(one.id, said(one, "title")) for one in elections()])
        _offer(self.fields["dari_folder"], [(name, name) for name in files.there()])

    def clean(self) -> dict[str, Any]:
        """Something to read, and a cap of one's own only to ask what if."""
        data = super().clean() or {}
        chosen = [*self.uploads, *data.get("dari_folder", [])]
        if not chosen:
            self.add_error(None, _("Pilih berkas register, atau unggah."))
        if len(chosen) > MOST_FILES:
            self.add_error(None, _("Terlalu banyak berkas sekaligus. Gabungkan lebih dahulu."))
        if data.get("batas") and not data.get("percobaan"):
            self.add_error(
                "batas",
                _("Batas sendiri hanya untuk percobaan. Tandai percobaan, atau kosongkan."),
            )
        return data

    def order(self) -> Order | None:
        """What is asked for, its uploads kept; nothing where a file cannot be used."""
        data = self.cleaned_data
        try:
            places = [files.named(name) for name in data["dari_folder"]]
            places += [files.keep(upload) for upload in self.uploads]
        except BadData as slip:
            self.add_error(None, str(slip))
            return None
        return Order(
            files=tuple(places),
            election=data["pemilihan"],
            institution=data["lembaga"],
            stage=data["tahap"],
            cap=data["batas"],
            compact=data["rapat"],
            trial=data["percobaan"],
        )


def _offer(field: forms.Field, choices: Sequence[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  the three of them are
    field.choices = list(choices)


class AnswerForm(forms.Form):
    """An answer to one pair."""

    pasangan = forms.RegexField(r"^[0-9a-f]{16}$")
    jawab = forms.ChoiceField(
        choices=[(verdict, verdict) for verdict in Verdict],
        error_messages={"required": _("Pilih salah satu jawaban.")},
    )
    alasan = forms.CharField(
        max_length=200,
        error_messages={
            "required": _("Tulis singkat dasar jawabannya, tanpa nama dan NIK."),
            "max_length": _("Paling banyak 200 huruf."),
        },
    )
