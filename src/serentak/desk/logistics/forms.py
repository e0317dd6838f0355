"""What a consignor and a receiver fill in: pieces item by item, when it was, a photo."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from serentak.desk.logistics import words
from serentak.desk.logistics.actions import MOST, Told
from serentak.desk.places.models import Region
from serentak.desk.shared.clock import parse
from serentak.engine.errors import BadData
from serentak.engine.logistics.shipments import Amount
from serentak.engine.needs import Pair

COUNTED = {"hitung": _("Dihitung"), "rusak": _("Rusak"), "tukar": _("Tertukar")}
_MOST_STATIONS = 999  # of a village; a slip of the finger, not a limit of the law
_NUMBER = {
    "invalid": _("Tulis angka bulat, tanpa titik."),
    "min_value": _("Jumlah tidak boleh kurang dari nol."),
    "max_value": _("Jumlahnya terlalu besar. Periksa angkanya."),
    "required": _("Isi jumlahnya; tulis 0 bila tidak ada."),
}


def _number(label: Any, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=required, min_value=0, max_value=MOST, error_messages=_NUMBER
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item of a form with its fields, and what the papers say of it."""

    item: str
    name: str
    fields: tuple[forms.BoundField, ...]
    expected: int = 0

    @property
    def numbers(self) -> tuple[forms.BoundField, ...]:
        """The fields for numbers."""
        return self.fields[: len(COUNTED)]

    @property
    def reason(self) -> forms.BoundField:
        """The field that says why."""
        return self.fields[-1]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong in the row, with the field it stands at."""
        return [(one.name, str(slip)) for one in self.fields for slip in one.errors]


class PlanForm(forms.Form):
    """So many of each item."""

    formulir = forms.UUIDField(required=False)

    def __init__(self, *args: Any, items: Mapping[str, Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"jumlah-{item}"] = _number(words.name(item, items))

    @property
    def rows(self) -> Iterator[Row]:
        """Item by item."""
        for item in self.items:
            name = words.name(item, self.items)
            yield Row(item=item, name=name, fields=(self[f"jumlah-{item}"],))

    @property
    def pieces(self) -> dict[str, int]:
        """What was filled in, without what is nought."""
        found = {item: self.cleaned_data[f"jumlah-{item}"] for item in self.items}
        return {item: number for item, number in found.items() if number}

    @property
    def amounts(self) -> dict[str, Amount]:
        """The same as amounts."""
        return {item: Amount(pieces=number) for item, number in self.pieces.items()}


class NewForm(PlanForm):
    """A shipment of one's own: whither, and for which station."""

    tujuan = forms.ModelChoiceField(
        queryset=Region.objects.none(),
        label=_("Tujuan"),
        error_messages={
            "required": _("Pilih tujuannya."),
            "invalid_choice": _("Tujuan itu tidak ada di bawah wilayah ini. Pilih lagi."),
        },
    )
    tps = forms.IntegerField(
        label=_("Nomor TPS"),
        required=False,
        min_value=1,
        max_value=_MOST_STATIONS,
        error_messages={"invalid": _("Tulis nomor TPS, misalnya 3.")},
    )

    def __init__(self, *args: Any, origin: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["tujuan"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above
        field.queryset = origin.children.order_by("code")


class MomentForm(forms.Form):
    """When something happened, a note and a photo of it."""

    jam = forms.CharField(
        label=_("Kapan"), error_messages={"required": _("Isi tanggal dan jamnya.")}
    )
    catatan = forms.CharField(label=_("Catatan"), required=False, max_length=600)
    formulir = forms.UUIDField(required=False)
    foto = forms.FileField(label=_("Foto"), required=False, allow_empty_file=True)

    def clean_jam(self) -> datetime:
        """A day and an hour."""
        found = parse(self.cleaned_data["jam"])
        if found is None:
            raise forms.ValidationError(_("Jamnya tidak terbaca. Tulis seperti 2024-11-25T06:00."))
        return found

    @property
    def photo(self) -> UploadedFile | None:
        """The photo, if one was sent."""
        return self.cleaned_data["foto"] or None

    def told(self, amounts: Mapping[str, Amount]) -> Told:
        """The cleaned form as an action wants it."""
        data = self.cleaned_data
        return Told(
            happened=data["jam"],
            amounts=amounts,
            carrier=data.get("kapal", ""),
            note=data["catatan"],
            form=data["formulir"],
        )


class SendForm(MomentForm, PlanForm):
    """What leaves, when and with which ship."""

    kapal = forms.CharField(label=_("Kapal atau kendaraan"), required=False, max_length=120)


class CountForm(MomentForm):
    """What came: everything that was sent, counted, with what is of no use and why."""

    def __init__(
        self,
        *args: Any,
        items: Mapping[str, Pair],
        sent: Mapping[str, int],
        counting: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.sent, self.counting = items, sent, counting
        for item in sent:
            for what, label in COUNTED.items():
                needed = counting and what == "hitung"
                self.fields[f"{what}-{item}"] = _number(label, required=needed)
            self.fields[f"sebab-{item}"] = forms.CharField(
                label=_("Sebab"), required=False, max_length=300
            )

    def clean(self) -> dict[str, Any]:
        """Each item as an amount; what cannot be is said at its row."""
        data = super().clean() or {}
        for item in self.sent if self.counting else ():
            try:
                self._amount(item)
            except BadData as slip:
                self.add_error(f"hitung-{item}", str(slip))
        return data

    def _amount(self, item: str) -> Amount:
        data = self.cleaned_data
        return Amount(
            pieces=data.get(f"hitung-{item}") or 0,
            damaged=data.get(f"rusak-{item}") or 0,
            wrong=data.get(f"tukar-{item}") or 0,
            reason=data.get(f"sebab-{item}") or "",
        )

    @property
    def rows(self) -> Iterator[Row]:
        """Item by item, with what the papers say."""
        for item, number in self.sent.items():
            names = [*(f"{what}-{item}" for what in COUNTED), f"sebab-{item}"]
            yield Row(
                item=item,
                name=words.name(item, self.items),
                fields=tuple(self[name] for name in names),
                expected=number,
            )

    @property
    def amounts(self) -> dict[str, Amount]:
        """What was counted; nothing where it only came."""
        return {item: self._amount(item) for item in self.sent} if self.counting else {}


def problems(form: forms.Form) -> Sequence[tuple[str, str]]:
    """(field, message) for each thing to mend, in the order of the page."""
    return [(name, str(message)) for name, found in form.errors.items() for message in found]
