"""What is counted: families of measures, their names and units, and which of them add up."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

Said = str | Promise

OTHER = "other"
FAMILIES: Mapping[str, tuple[Said, Mapping[str, Said]]] = {
    "voters": (
        lazy("Pemilih"),
        {
            "voters": lazy("Pemilih"),
            "voters.male": lazy("Pemilih laki-laki"),
            "voters.female": lazy("Pemilih perempuan"),
            "voters.dp4": lazy("Penduduk potensial pemilih (DP4)"),
            "voters.new": lazy("Pemilih baru dalam DPT"),
            "voters.struck": lazy("Pemilih dicoret dari DPT"),
            "voters.corrected": lazy("Data pemilih diperbaiki"),
            "voters.domestic": lazy("Pemilih dalam negeri"),
            "voters.domestic.male": lazy("Pemilih laki-laki dalam negeri"),
            "voters.domestic.female": lazy("Pemilih perempuan dalam negeri"),
            "voters.abroad": lazy("Pemilih luar negeri"),
            "voters.abroad.male": lazy("Pemilih laki-laki luar negeri"),
            "voters.abroad.female": lazy("Pemilih perempuan luar negeri"),
            "first-voters": lazy("Pemilih pemula"),
            "first-voters.recorded": lazy("Pemilih pemula yang sudah rekam KTP elektronik"),
            "no-eid": lazy("Pemilih belum ber-KTP elektronik"),
            "no-eid.first-voters": lazy("Pemilih pemula belum ber-KTP elektronik"),
        },
    ),
    "stations": (
        lazy("TPS"),
        {
            "stations": lazy("TPS"),
            "stations.regular": lazy("TPS reguler"),
            "stations.domestic": lazy("TPS dalam negeri"),
            "stations.abroad": lazy("TPS luar negeri"),
            "hard-stations": lazy("TPS sulit dijangkau"),
            "revote-stations": lazy("TPS pemungutan suara ulang"),
            "followup-stations": lazy("TPS pemungutan suara lanjutan"),
        },
    ),
    "grant": (
        lazy("Hibah"),
        {
            "grant.kpu": lazy("Hibah KPU"),
            "grant.kpu.tranche1": lazy("Hibah KPU, tahap I"),
            "grant.kpu.tranche2": lazy("Hibah KPU, tahap II"),
            "grant.kpu.all": lazy("Hibah KPU provinsi dan kabupaten/kota"),
            "grant.kpu.absorbed": lazy("Hibah KPU yang terserap"),
            "grant.kpu.returned": lazy("Sisa hibah KPU yang dikembalikan"),
            "grant.bawaslu": lazy("Hibah Bawaslu"),
            "grant.bawaslu.tranche1": lazy("Hibah Bawaslu, tahap I"),
            "grant.bawaslu.tranche2": lazy("Hibah Bawaslu, tahap II"),
            "grant.bawaslu.returned": lazy("Sisa hibah Bawaslu yang dikembalikan"),
            "grant.polri": lazy("Hibah kepolisian"),
            "grant.polri-neighbour": lazy("Hibah kepolisian wilayah tetangga"),
            "grant.tni": lazy("Hibah TNI"),
            "grant.total": lazy("Hibah, semua penerima"),
            "grant.signed.regions": lazy("Daerah yang sudah menandatangani NPHD"),
        },
    ),
    "personnel": (
        lazy("Petugas"),
        {
            "kpps": lazy("KPPS"),
            "ppk": lazy("PPK"),
            "ppk.sworn": lazy("PPK dilantik"),
            "ppk.reopened": lazy("Kecamatan yang membuka lagi seleksi PPK"),
            "pantarlih": lazy("Pantarlih"),
            "supervisors": lazy("Pengawas"),
        },
    ),
    "security": (
        lazy("Keamanan"),
        {
            "security-personnel": lazy("Personel pengamanan"),
            "security-personnel.tni": lazy("Personel pengamanan, TNI"),
            "security-personnel.polri": lazy("Personel pengamanan, Polri"),
            "security-personnel.linmas": lazy("Personel pengamanan, Linmas"),
            "security-personnel.operation": lazy("Personel operasi kepolisian"),
            "security-personnel.reinforcement": lazy("Personel bantuan"),
            "security-personnel.recapitulation": lazy("Personel pengamanan rekapitulasi"),
            "security-personnel.court-ruling": lazy("Personel pengamanan putusan MK"),
            "operation-days": lazy("Lama operasi kepolisian"),
            "stations.guarded": lazy("TPS yang dijaga"),
            "stations.police-class.low": lazy("TPS kurang rawan menurut kepolisian"),
            "stations.police-class.medium": lazy("TPS rawan menurut kepolisian"),
            "stations.police-class.high": lazy("TPS sangat rawan menurut kepolisian"),
            "at-risk-stations.police": lazy("TPS rawan dalam wilayah Polres"),
            "risk-index": lazy("Indeks kerawanan pemilu"),
            "risk-index.social-regencies": lazy("Indeks kerawanan, sosial-politik kabupaten/kota"),
        },
    ),
    "risk": (
        lazy("TPS rawan"),
        {
            "at-risk-stations": lazy("TPS rawan"),
            "at-risk-share": lazy("Bagian TPS rawan"),
            "at-risk-stations.disability": lazy("TPS dengan pemilih disabilitas"),
            "at-risk-stations.transfer": lazy("TPS dengan pemilih pindahan"),
            "at-risk-stations.ineligible": lazy("TPS dengan pemilih tidak memenuhi syarat"),
            "at-risk-stations.dpk": lazy("TPS dengan potensi pemilih khusus (DPK)"),
            "at-risk-stations.kpps-outside": lazy("TPS dengan KPPS dari luar domisili"),
            "at-risk-stations.revote": lazy("TPS dengan riwayat pemungutan suara ulang"),
            "at-risk-stations.hard-to-reach": lazy("TPS rawan karena sulit dijangkau"),
            "at-risk-stations.logistics-short": lazy("TPS rawan kurang logistik"),
            "at-risk-stations.logistics-late": lazy("TPS rawan logistik terlambat"),
            "at-risk-stations.logistics-damaged": lazy("TPS rawan logistik rusak"),
            "at-risk-stations.disaster": lazy("TPS rawan bencana"),
            "at-risk-stations.money-politics": lazy("TPS rawan politik uang"),
            "at-risk-stations.identity": lazy("TPS rawan politik identitas"),
            "at-risk-stations.neutrality": lazy("TPS rawan netralitas"),
            "at-risk-stations.offline": lazy("TPS tanpa jaringan internet"),
            "neutrality-reports": lazy("Laporan netralitas ASN"),
            "neutrality-reports.village-heads": lazy("Laporan netralitas kepala desa"),
        },
    ),
    "logistics": (
        lazy("Logistik"),
        {
            "ballots.needed": lazy("Surat suara dibutuhkan"),
            "ballots.good": lazy("Surat suara baik"),
            "ballots.defective": lazy("Surat suara cacat"),
            "ballots.short": lazy("Surat suara kurang"),
            "ballots.folded": lazy("Surat suara dilipat"),
            "ballots.destroyed": lazy("Surat suara dimusnahkan"),
            "boxes": lazy("Kotak suara"),
            "booths": lazy("Bilik suara"),
            "logistics-ready": lazy("Logistik siap"),
        },
    ),
    "result": (
        lazy("Hasil dan sengketa"),
        {
            "voters-used": lazy("Pengguna hak pilih"),
            "voters-used.male": lazy("Pengguna hak pilih laki-laki"),
            "voters-used.female": lazy("Pengguna hak pilih perempuan"),
            "voters-used.disability": lazy("Pengguna hak pilih disabilitas"),
            "turnout": lazy("Partisipasi"),
            "turnout.dpt-only": lazy("Partisipasi dibagi DPT saja"),
            "turnout.president": lazy("Partisipasi, pemilihan presiden"),
            "turnout.legislative": lazy("Partisipasi, pemilihan legislatif"),
            "votes.valid": lazy("Suara sah"),
            "votes.invalid": lazy("Suara tidak sah"),
            "votes.winner": lazy("Suara pasangan calon terbanyak"),
            "votes.second": lazy("Suara pasangan calon kedua"),
            "mk-petitions": lazy("Perkara perselisihan hasil di MK"),
        },
    ),
    "regions": (
        lazy("Wilayah"),
        {"districts": lazy("Kecamatan"), "villages": lazy("Desa dan kelurahan")},
    ),
}
UNITS: Mapping[str, Said] = {
    "voters": lazy("pemilih"),
    "stations": lazy("TPS"),
    "people": lazy("orang"),
    "votes": lazy("suara"),
    "rupiah": lazy("rupiah"),
    "persen-x100": lazy("persen"),
    "skor-x100": lazy("skor"),
    "kecamatan": lazy("kecamatan"),
    "lembar": lazy("lembar"),
    "perkara": lazy("perkara"),
    "kotak": lazy("kotak"),
    "bilik": lazy("bilik"),
    "hari": lazy("hari"),
    "desa/kelurahan": lazy("desa/kelurahan"),
    "laporan": lazy("laporan"),
    "daerah": lazy("daerah"),
    "pemilih": lazy("pemilih"),
    "orang": lazy("orang"),
    "suara": lazy("suara"),
    "persen": lazy("persen"),
    "skor": lazy("skor"),
}
ADDS = frozenset(
    {
        "voters",
        "voters.male",
        "voters.female",
        "voters.new",
        "stations",
        "stations.regular",
        "hard-stations",
        "revote-stations",
        "no-eid",
        "voters-used",
    }
)  # a province's figure is the sum of its regencies'
_FAMILY_OF = {name: family for family, (_said, names) in FAMILIES.items() for name in names}


def family(measure: str) -> str:
    """The family a measure belongs to; a new one stands among the others."""
    return _FAMILY_OF.get(measure, OTHER)


def family_name(slug: str) -> str:
    """A family as people say it."""
    return str(FAMILIES[slug][0] if slug in FAMILIES else lazy("Lain-lain"))


def name(measure: str) -> str:
    """A measure as people say it; a new one shows its own name until it has words."""
    found = _FAMILY_OF.get(measure)
    return str(FAMILIES[found][1][measure]) if found else measure


def in_order(measures: Iterable[str]) -> Iterator[str]:
    """Family by family as listed above, new ones last."""
    asked = dict.fromkeys(measures)
    yield from (one for one in _FAMILY_OF if one in asked)
    yield from (one for one in asked if one not in _FAMILY_OF)


def unit(of: str) -> str:
    """A unit as people say it."""
    return str(UNITS.get(of, of))
