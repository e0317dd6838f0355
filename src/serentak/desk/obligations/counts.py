"""What a measured duty counts: so many of so many needed, and the word for one of them."""

from collections.abc import Iterable, Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from serentak.engine.law.model import Template

# Measures without a number of their own (a letter sent, a case followed up) are not here.
UNITS: Mapping[str, Promise] = {
    "appointed.kpps": lazy("anggota KPPS"),
    "appointed.linmas": lazy("petugas ketertiban TPS"),
    "appointed.pantarlih": lazy("pantarlih"),
    "appointed.panwascam": lazy("anggota Panwaslu kecamatan"),
    "appointed.pkd": lazy("pengawas kelurahan/desa"),
    "appointed.ppk": lazy("anggota PPK"),
    "appointed.ppk-secretariat": lazy("anggota sekretariat PPK"),
    "appointed.pps": lazy("anggota PPS"),
    "appointed.pps-secretariat": lazy("anggota sekretariat PPS"),
    "appointed.ptps": lazy("pengawas TPS"),
    "assigned.secretariat": lazy("pegawai sekretariat"),
    "covered.adhoc": lazy("anggota badan ad hoc"),
    "deployment.linmas": lazy("TPS"),
    "deployment.stations-covered": lazy("TPS"),
    "grant.budgeted.40": lazy("rupiah"),
    "grant.budgeted.60": lazy("rupiah"),
    "grant.disbursed.100": lazy("rupiah"),
    "grant.disbursed.40": lazy("rupiah"),
    "grant.returned": lazy("rupiah"),
    "notices.undelivered": lazy("pemberitahuan memilih"),
    "paid.compensation": lazy("penerima santunan"),
    "paid.kpps": lazy("petugas TPS"),
    "paid.ptps": lazy("pengawas TPS"),
    "places.lent": lazy("kantor PPK dan PPS"),
    "register.deceased": lazy("data kematian"),
    "register.first-voters": lazy("pemilih pemula"),
    "register.moved": lazy("data pindah"),
    "register.unrecorded": lazy("pemilih"),
    "register.visited": lazy("pemilih"),
    "screened.kpps": lazy("calon anggota KPPS"),
    "shipment.arrived": lazy("jenis barang"),
    "stations.accessible": lazy("TPS"),
    "stations.offline": lazy("TPS"),
    "stations.risk": lazy("TPS"),
    "stations.unassigned": lazy("pemilih"),
    "stations.unguarded": lazy("TPS"),
    "trained.kpps": lazy("anggota KPPS"),
    "trained.linmas": lazy("petugas Linmas"),
    "vacant.adhoc": lazy("jabatan badan ad hoc"),
}


def unit(template: Template) -> str:
    """What the duty counts, in the page's language; empty when a document alone shows it."""
    return str(UNITS.get(template.measure, ""))


def stored_unit(template: Template) -> str:
    """The same as it is stored: in Indonesian, whatever the reporter reads."""
    with translation.override("id"):
        return unit(template)


def uncounted(templates: Iterable[Template], value: int | None) -> bool:
    """Whether a measured duty is reported without the number that measures it."""
    return value is None and any(one.measure in UNITS for one in templates)
