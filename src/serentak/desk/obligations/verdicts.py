"""What a verifier fills in, and why evidence may be refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from serentak.desk.obligations.models import Verdict

REASONS = (
    ("kurang", _("Jumlah belum mencapai yang diminta")),
    ("tak-terbaca", _("Dokumen tidak terbaca")),
    ("salah", _("Dokumen untuk kewajiban lain")),
    ("belum-sah", _("Dokumen belum ditandatangani atau dicap")),
    ("lain", _("Lainnya, tulis di bawah")),
)


class ReviewForm(forms.Form):
    """A verifier's decision."""

    putusan = forms.ChoiceField(
        choices=Verdict.choices,
        error_messages={
            "required": _("Pilih terima, terima sebagian, atau kembalikan."),
            "invalid_choice": _("Pilih terima, terima sebagian, atau kembalikan."),
        },
    )
    persen = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=99,
        error_messages={
            "invalid": _("Tulis persentase 1 sampai 99."),
            "min_value": _("Tulis persentase 1 sampai 99."),
            "max_value": _("Tulis persentase 1 sampai 99."),
        },
    )
    alasan = forms.ChoiceField(choices=(("", _("Pilih alasan")), *REASONS), required=False)
    pesan = forms.CharField(required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """A return or a partial acceptance says why; only a partial one carries a share."""
        data = super().clean() or {}
        verdict = data.get("putusan")
        if verdict in (Verdict.RETURNED, Verdict.PARTIAL) and not data.get("alasan"):
            self.add_error("alasan", _("Pilih alasannya agar pelapor tahu apa yang kurang."))
        if data.get("alasan") == "lain" and not data.get("pesan", "").strip():
            self.add_error("pesan", _("Tulis alasannya dengan kata-kata."))
        if verdict == Verdict.PARTIAL and not data.get("persen") and "persen" not in self.errors:
            self.add_error("persen", _("Tulis persentase yang terbukti, 1 sampai 99."))
        return data

    @property
    def reason(self) -> str:
        """The chosen reason and the message, as one text."""
        chosen = str(dict(REASONS).get(self.cleaned_data["alasan"], ""))
        if self.cleaned_data["alasan"] == "lain":
            chosen = ""
        if self.cleaned_data["putusan"] == Verdict.ACCEPTED:
            chosen = ""
        return ". ".join(part for part in (chosen, self.cleaned_data["pesan"].strip()) if part)

    @property
    def percent(self) -> int | None:
        """The accepted share, for a partial acceptance only."""
        partial = self.cleaned_data["putusan"] == Verdict.PARTIAL
        return self.cleaned_data["persen"] if partial else None
