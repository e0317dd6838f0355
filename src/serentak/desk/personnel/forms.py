"""What a reporter fills in: a district's numbers, and a replacement."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from serentak.desk.personnel.actions import Swap
from serentak.desk.personnel.models import Reason
from serentak.desk.places.models import Region
from serentak.engine.personnel.needs import Role
from serentak.engine.personnel.returned import Measure, Written


def field(role: str, measure: Measure) -> str:
    """The name of a number's field."""
    return f"{role}-{measure.value}"


def written(data: QueryDict, district: str, roles: Sequence[Role]) -> Iterator[Written]:
    """The numbers of one district as they were typed; 1.250 is how people write 1250."""
    for role in roles:
        for measure in Measure:
            name = field(role.code, measure)
            if name in data:
                text = str(data[name]).strip().replace(".", "").replace(" ", "")
                yield Written(place=name, key=(district, role.code, measure), value=text)


class ReplaceForm(forms.Form):
    """So many left, so many came; no names."""

    kecamatan = forms.ChoiceField(label=_("Kecamatan"))
    peran = forms.ChoiceField(label=_("Peran"))
    keluar = forms.IntegerField(label=_("Keluar"), min_value=1)
    keluar_terlatih = forms.IntegerField(label=_("Di antaranya sudah dilatih"), min_value=0)
    masuk = forms.IntegerField(label=_("Pengganti"), min_value=0)
    masuk_terlatih = forms.IntegerField(label=_("Di antaranya sudah dilatih"), min_value=0)
    alasan = forms.ChoiceField(label=_("Alasan"), choices=Reason.choices)
    formulir = forms.UUIDField(required=False)

    def __init__(
        self,
        *args: Any,
        districts: Sequence[Region],
        roles: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.districts = {one.code: one for one in districts}
        _offer(self.fields["kecamatan"], [(one.code, one.name) for one in districts])
        _offer(self.fields["peran"], roles)
        for name in ("keluar", "keluar_terlatih", "masuk", "masuk_terlatih"):
            self.fields[name].error_messages = dict.fromkeys(
                ("required", "invalid", "min_value"), _("Tulis jumlah orang, angka bulat saja.")
            )

    @property
    def swap(self) -> Swap:
        """The cleaned replacement."""
        data = self.cleaned_data
        return Swap(
            region=self.districts[data["kecamatan"]],
            role=data["peran"],
            left=data["keluar"],
            left_trained=data["keluar_terlatih"],
            joined=data["masuk"],
            joined_trained=data["masuk_terlatih"],
            reason=Reason(data["alasan"]),
            form=data["formulir"],
        )


def _offer(choice: forms.Field, choices: Sequence[tuple[str, str]]) -> None:
    assert isinstance(choice, forms.ChoiceField)  # noqa: S101  the two of them are
    choice.choices = list(choices)
