"""What a treasury or a grantee fills in about a grant; money is whole rupiah."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from serentak.desk.accounts.policy import Act, Member
from serentak.desk.budget.actions import Moved, Paper, Stated
from serentak.desk.budget.models import Entry, Grant, Kind, Step
from serentak.desk.places.models import Institution
from serentak.desk.shared.numbers import whole

_ONE_OF_THESE = _("Pilih lembaga dari daftar ini saja.")
EARLIEST = date(2015, 1, 1)
_MOST = 10**15 - 1  # rupiah; no budget of a state comes near


def rupiah(text: str) -> int | None:
    """Whole rupiah as people type them: Rp1.250.000, 1250000; None for nothing."""
    bare = text.strip().removeprefix("Rp").replace(".", "").replace(" ", "").replace("\xa0", "")
    if not bare:
        return None
    found = whole(bare, most=_MOST)
    if found is None:
        raise forms.ValidationError(_("Tulis rupiah bulat tanpa koma, misalnya 11.200.000.000."))
    return found


def own_steps(member: Member, grant: Grant) -> tuple[Step, ...]:
    """The steps somebody may state a sum of: the grantee what it asks, the treasury all."""
    if member.may(Act.RECORD_GRANT, grant.giver):
        return tuple(Step)
    return (Step.PROPOSED,) if member.may(Act.RECORD_GRANT, grant.grantee) else ()


class PaperForm(forms.Form):
    """A dated document with its number, its file and a note."""

    jumlah = forms.CharField(
        label=_("Jumlah rupiah"),
        error_messages={"required": _("Tulis jumlahnya dalam rupiah, angka saja.")},
    )
    nomor = forms.CharField(
        label=_("Nomor dokumen"),
        max_length=160,
        error_messages={"required": _("Tulis nomornya, misalnya SP2D 01877/2024.")},
    )
    tanggal = forms.DateField(
        label=_("Tanggal dokumen"),
        error_messages={
            "required": _("Pilih tanggal yang tercetak pada dokumennya."),
            "invalid": _("Tanggalnya tidak terbaca. Tulis seperti 2024-11-13."),
        },
    )
    berkas = forms.FileField(label=_("Berkas"), required=False)
    catatan = forms.CharField(label=_("Catatan"), required=False, max_length=400)
    formulir = forms.UUIDField(required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_jumlah(self) -> int:
        """Whole rupiah."""
        found = rupiah(self.cleaned_data["jumlah"])
        if found is None:
            raise forms.ValidationError(_("Tulis jumlahnya dalam rupiah, angka saja."))
        return found

    def clean_tanggal(self) -> date:
        """A day that has come, and not an absurd one."""
        day: date = self.cleaned_data["tanggal"]
        if not EARLIEST <= day <= self.today:
            raise forms.ValidationError(
                _("Tanggalnya di masa depan atau terlalu lama. Periksa dokumennya.")
            )
        return day

    @property
    def paper(self) -> Paper:
        """The cleaned document."""
        data = self.cleaned_data
        return Paper(reference=data["nomor"], note=data["catatan"], form=data["formulir"])

    @property
    def file(self) -> UploadedFile | None:
        """The uploaded file, if any."""
        return self.cleaned_data["berkas"] or None


class SumForm(PaperForm):
    """What a grant comes to at a step."""

    tahap = forms.ChoiceField(label=_("Nilai menurut"))
    rencana = forms.CharField(label=_("Tahap menurut NPHD"), required=False, max_length=120)

    def __init__(self, *args: Any, steps: Sequence[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["tahap"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [(step.value, step.label) for step in steps]

    def clean_rencana(self) -> tuple[int, ...]:
        """The tranches as the agreement writes them, parted by semicolons; empty where it does not."""
        parts = [rupiah(part) for part in self.cleaned_data["rencana"].split(";")]
        return tuple(part for part in parts if part is not None)

    @property
    def stated(self) -> Stated:
        """The cleaned sum."""
        data = self.cleaned_data
        return Stated(
            step=Step(data["tahap"]),
            amount=data["jumlah"],
            on=data["tanggal"],
            plan=data["rencana"],
        )


class EntryForm(PaperForm):
    """Money that moved, or a report; or the correction of a record."""

    batal = forms.BooleanField(label=_("Batalkan catatan lama tanpa pengganti"), required=False)
    benar = forms.BooleanField(
        label=_("Isi catatan ini sesuai dengan dokumen yang dilampirkan."),
        error_messages={"required": _("Nyatakan bahwa isinya sesuai dokumen.")},
    )

    def __init__(self, *args: Any, kind: Kind, corrects: Entry | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.corrects = corrects

    def clean(self) -> dict[str, Any]:
        """A proof, unless a record is only taken back; a correction says why."""
        data = super().clean() or {}
        void = bool(data.get("batal")) and self.corrects is not None
        if not void and not data.get("berkas") and "berkas" not in self.errors:
            self.add_error("berkas", _("Lampirkan buktinya. Berkas harus dipilih lagi."))
        if self.corrects and not data.get("catatan", "").strip():
            self.add_error("catatan", _("Tulis apa yang keliru pada catatan lama."))
        return data

    @property
    def moved(self) -> Moved:
        """The cleaned entry."""
        data = self.cleaned_data
        return Moved(
            kind=self.kind,
            amount=data["jumlah"],
            on=data["tanggal"],
            void=data["batal"] and self.corrects is not None,
        )


class OpenForm(forms.Form):
    """A grant that the desk does not know yet."""

    pemberi = forms.ModelChoiceField(
        label=_("Dari kas daerah"),
        queryset=Institution.objects.none(),
        error_messages={"required": _("Pilih kas daerahnya."), "invalid_choice": _ONE_OF_THESE},
    )
    penerima = forms.ModelChoiceField(
        label=_("Penerima hibah"),
        queryset=Institution.objects.none(),
        error_messages={"required": _("Pilih penerimanya."), "invalid_choice": _ONE_OF_THESE},
    )

    def __init__(
        self,
        *args: Any,
        givers: QuerySet[Institution],
        bodies: QuerySet[Institution],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("pemberi", givers), ("penerima", bodies)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above
            field.queryset = rows
