"""What a reporter fills in; complaints are sentences that say what to do."""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from serentak.desk.law.facts import law
from serentak.desk.obligations import counts, facts
from serentak.desk.obligations.actions import Report
from serentak.desk.obligations.models import Evidence, EvidenceKind, Obligation
from serentak.desk.shared.clock import LAST_SECOND, home_zone
from serentak.desk.shared.numbers import whole
from serentak.desk.shared.templatetags.desk import said

EARLIEST = date(2020, 1, 1)
_MOST = 10**15 - 1  # rupiah; no budget of a state comes near


def _whole(text: str) -> int | None:
    """A whole number as people type it: 1.250, 1 250, Rp1.250."""
    bare = text.strip().removeprefix("Rp").replace(".", "").replace(" ", "").replace("\xa0", "")
    if not bare:
        return None
    found = whole(bare, most=_MOST)
    if found is None:
        raise forms.ValidationError(_("Tulis angka bulat saja, misalnya 1.250."))
    return found


class Several(forms.ModelMultipleChoiceField):
    """Rows by their numbers; one that no row can have is refused before the database is asked."""

    def clean(self, value: Any) -> Any:
        """The rows. Raises ValidationError."""
        if any(whole(str(pk)) is None for pk in value or ()):
            raise forms.ValidationError(_("Pilih kewajiban dari daftar ini saja."))
        return super().clean(value)


class EvidenceForm(forms.Form):
    """A report of evidence."""

    judul = forms.CharField(
        label=_("Apa buktinya"),
        max_length=300,
        error_messages={
            "required": _("Tulis nama dan nomor dokumennya, misalnya SP2D 01877/2024.")
        },
    )
    jenis = forms.ChoiceField(label=_("Bentuk bukti"), choices=EvidenceKind.choices)
    tanggal = forms.DateField(
        label=_("Tanggal kejadian atau dokumen"),
        error_messages={
            "required": _("Pilih tanggal yang tercetak pada dokumennya."),
            "invalid": _("Tanggalnya tidak terbaca. Tulis seperti 2024-11-13."),
        },
    )
    jumlah = forms.CharField(label=_("Terpenuhi"), required=False)
    dari = forms.CharField(label=_("Dari kebutuhan"), required=False)
    satuan = forms.CharField(label=_("Satuan"), required=False, max_length=30)
    berlaku_sampai = forms.DateField(label=_("Berlaku sampai"), required=False)
    berkas = forms.FileField(label=_("Berkas"), required=False)
    catatan = forms.CharField(label=_("Catatan untuk pemeriksa"), required=False, max_length=600)
    terbuka = forms.BooleanField(label=_("Lembaga lain boleh membuka berkasnya"), required=False)
    juga = Several(
        label=_("Bukti yang sama untuk kewajiban lain"),
        queryset=Obligation.objects.none(),
        required=False,
    )
    gantikan = forms.ModelChoiceField(
        label=_("Memperbaiki bukti"), queryset=Evidence.objects.none(), required=False
    )
    formulir = forms.UUIDField(required=False)
    benar = forms.BooleanField(
        label=_("Isi laporan ini sesuai dengan dokumen yang dilampirkan."),
        error_messages={"required": _("Nyatakan bahwa isi laporan sesuai dokumen.")},
    )

    DRAFTED: ClassVar = (
        "judul",
        "jenis",
        "tanggal",
        "jumlah",
        "dari",
        "satuan",
        "berlaku_sampai",
        "catatan",
        "terbuka",
    )

    def __init__(self, *args: Any, duty: Obligation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duty = duty
        self.today = today
        self.unit = counts.unit(facts.template(duty))  # empty when no number is asked
        siblings = Obligation.objects.filter(
            institution=duty.institution_id,
            election=duty.election,
            withdrawn=False,
            template__in=law().templates,
        ).exclude(pk=duty.pk)
        _choices(self.fields["juga"], siblings)
        self.corrigible = duty.evidence.filter(superseded_by__isnull=True)
        _choices(self.fields["gantikan"], self.corrigible)

    def clean_jumlah(self) -> int | None:
        """A whole number, or nothing."""
        return _whole(self.cleaned_data["jumlah"])

    def clean_dari(self) -> int | None:
        """A whole number above zero, or nothing."""
        total = _whole(self.cleaned_data["dari"])
        if total == 0:
            raise forms.ValidationError(_("Kebutuhannya harus lebih dari nol, atau kosongkan."))
        return total

    def clean_tanggal(self) -> date:
        """A day that has come, and not an absurd one."""
        day: date = self.cleaned_data["tanggal"]
        if day > self.today:
            raise forms.ValidationError(
                _("Tanggalnya di masa depan. Isi tanggal yang tercetak pada dokumennya.")
            )
        if day < EARLIEST:
            raise forms.ValidationError(_("Tanggalnya terlalu lama. Periksa tahunnya."))
        return day

    def clean(self) -> dict[str, Any]:
        """What the kind of evidence asks for."""
        data = super().clean() or {}
        kind = data.get("jenis")
        until, day = data.get("berlaku_sampai"), data.get("tanggal")
        if until and day and not day <= until <= day.replace(day=1, year=day.year + 20):
            self.add_error("berlaku_sampai", _("Masa berlakunya harus sesudah tanggal dokumen."))
        if kind == EvidenceKind.DOCUMENT and not data.get("berkas") and "berkas" not in self.errors:
            self.add_error(
                "berkas", _("Lampirkan dokumennya. Berkas sebelumnya harus dipilih lagi.")
            )
        if kind == EvidenceKind.NUMBER or self.unit:
            self._ask("jumlah", _("Tulis jumlah yang sudah terpenuhi, angka saja."))
        if self.unit:
            self._ask("dari", _("Tulis berapa yang dibutuhkan seluruhnya, angka saja."))
        if any(counts.unit(facts.template(one)) != self.unit for one in self._also_counted(data)):
            self.add_error(
                "juga",
                _("Kewajiban lain itu diukur dengan angkanya sendiri. Laporkan terpisah."),
            )
        missing = self._missing(data.get("gantikan"))
        if missing and "juga" not in self.errors:
            self.add_error("juga", self._incomplete(data["gantikan"], missing))
        return data

    def _missing(self, old: Evidence | None) -> list[Obligation]:
        """Duties of what is corrected that were not chosen, as far as they can be."""
        if old is None:
            return []
        chosen = self.cleaned_data.get("juga", ()) if self.is_bound else ()
        return facts.open_to(old.institution, facts.left_out(old, by=[self.duty, *chosen]))

    def _incomplete(self, old: Evidence, missing: list[Obligation]) -> str:
        names = "; ".join(f"{said(facts.template(row), 'duty')} ({row.region})" for row in missing)
        sentence = _(
            "%(old)s juga membuktikan kewajiban lain: %(names)s. Kewajiban itu sudah dipilihkan; "
            "periksa, lalu kirim lagi."
        )
        return str(sentence % {"old": old, "names": names})

    @property
    def also(self) -> set[str]:
        """The other duties that stand chosen: those sent, and those a correction must name."""
        sent = self["juga"].value() or []
        if self.is_bound:
            old = self.cleaned_data.get("gantikan")
        else:
            wanted = self.initial.get("gantikan")
            old = next((one for one in self.corrigible if str(one.pk) == wanted), None)
        return {*sent, *(str(row.pk) for row in self._missing(old))}

    def _ask(self, name: str, sentence: Promise) -> None:
        """Complain about an empty number, once."""
        if self.cleaned_data.get(name) is None and name not in self.errors:
            self.add_error(name, str(sentence))

    def _also_counted(self, data: dict[str, Any]) -> list[Obligation]:
        """The other duties this evidence is newly for that ask for a number."""
        old: Evidence | None = data.get("gantikan")
        kept = set(old.obligations.values_list("pk", flat=True)) if old else set()
        return [
            one
            for one in data.get("juga") or ()
            if one.pk not in kept and counts.unit(facts.template(one))
        ]

    @property
    def report(self) -> Report:
        """The cleaned report."""
        data = self.cleaned_data
        until: date | None = data["berlaku_sampai"]
        # A number typed before another kind was chosen is not meant.
        value = data["jumlah"] if self.unit or data["jenis"] == EvidenceKind.NUMBER else None
        own = counts.stored_unit(facts.template(self.duty))
        return Report(
            kind=EvidenceKind(data["jenis"]),
            title=data["judul"],
            event_on=data["tanggal"],
            note=data["catatan"],
            value=value,
            total=data["dari"] if value is not None else None,
            unit="" if value is None else (own or data["satuan"]),
            published=data["terbuka"],
            expires_at=datetime.combine(until, LAST_SECOND, tzinfo=home_zone()) if until else None,
            form=data["formulir"],
        )

    @property
    def file(self) -> UploadedFile | None:
        """The uploaded file, if any."""
        return self.cleaned_data["berkas"] or None


def _choices(field: forms.Field, rows: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  both fields are
    field.queryset = rows


class EventForm(forms.Form):
    """A region's own event that starts clocks."""

    nama = forms.ChoiceField(
        label=_("Kejadian"), error_messages={"required": _("Pilih kejadiannya.")}
    )
    tanggal = forms.DateField(
        label=_("Tanggal kejadian"),
        error_messages={
            "required": _("Pilih tanggal kejadiannya."),
            "invalid": _("Tanggalnya tidak terbaca. Tulis seperti 2024-11-13."),
        },
    )
    sumber = forms.CharField(
        label=_("Dasarnya"),
        max_length=300,
        error_messages={"required": _("Tulis nomor naskah atau berita acaranya.")},
    )

    def __init__(self, *args: Any, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["nama"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = names


def problems(form: forms.Form) -> list[tuple[str, str]]:
    """(field, message) for each thing to mend, in the order of the page."""
    return [(name, str(message)) for name, found in form.errors.items() for message in found]
