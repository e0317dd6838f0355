"""What was done, in words; an act without words shows its code."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NAMES: dict[str, Promise] = {
    "account.closed": _("Akun ditutup"),
    "account.code_accepted": _("Kode kedua diterima"),
    "account.code_failed": _("Kode kedua keliru"),
    "account.created": _("Akun dibuat"),
    "account.factor_installed": _("Kode kedua dipasang"),
    "account.factor_removed": _("Kode kedua dilepas"),
    "account.factor_reset": _("Kode kedua dilepas administrator"),
    "account.language_chosen": _("Bahasa dipilih"),
    "account.locked": _("Akun terkunci setelah gagal masuk"),
    "account.opened": _("Akun dibuka lagi"),
    "account.password_changed": _("Kata sandi diganti"),
    "account.password_reset": _("Kata sandi diatur ulang administrator"),
    "account.proved": _("Kata sandi ditanyakan lagi, cocok"),
    "account.recovery_renewed": _("Kode pemulihan dibuat baru"),
    "account.refused_while_locked": _("Mencoba masuk selagi terkunci"),
    "account.sign_in_failed": _("Gagal masuk"),
    "account.signed_in": _("Masuk"),
    "event.recorded": _("Kejadian dicatat"),
    "evidence.accepted": _("Bukti diterima"),
    "evidence.loaded": _("Bukti terbit dimuat"),
    "evidence.measured": _("Bukti terhitung dari putaran register"),
    "evidence.mismatch": _("Berkas bukti tidak cocok sidik jarinya"),
    "evidence.partial": _("Bukti diterima sebagian"),
    "evidence.reported": _("Bukti dilaporkan"),
    "evidence.returned": _("Bukti dikembalikan"),
    "evidence.simulated": _("Bukti simulasi ditambahkan"),
    "feed.opened": _("Alamat kalender dibuat"),
    "feed.revoked": _("Alamat kalender dicabut"),
    "grant.confirmed": _("Catatan hibah dibenarkan"),
    "grant.denied": _("Catatan hibah disanggah"),
    "grant.loaded": _("Hibah terbit dimuat"),
    "grant.opened": _("Hibah mulai dicatat"),
    "grant.paid": _("Pencairan hibah dicatat"),
    "grant.reported": _("Laporan hibah disampaikan"),
    "grant.returned": _("Pengembalian hibah dicatat"),
    "grant.simulated": _("Pencairan simulasi ditambahkan"),
    "grant.sum_stated": _("Nilai hibah dicatat"),
    "job.cancelled": _("Pekerjaan dibatalkan"),
    "job.done": _("Pekerjaan selesai"),
    "job.failed": _("Pekerjaan gagal"),
    "job.submitted": _("Pekerjaan diminta"),
    "membership.ended": _("Peran berakhir"),
    "membership.started": _("Peran ditambahkan"),
    "notices.read": _("Pemberitahuan ditandai dibaca"),
    "obligation.applies": _("Kewajiban dinyatakan berlaku lagi"),
    "obligation.exempted": _("Kewajiban dinyatakan tidak berlaku"),
    "obligations.regenerated": _("Kewajiban disusun ulang"),
    "personnel.replaced": _("Penggantian petugas dicatat"),
    "personnel.reported": _("Jumlah petugas dilaporkan"),
    "personnel.simulated": _("Jumlah petugas simulasi ditambahkan"),
    "register.accepted": _("Putaran register diberlakukan"),
    "register.pair_decided": _("Pasangan ganda dijawab"),
    "register.pairs_seen": _("Pasangan ganda dibuka"),
    "register.recorded": _("Putaran register dicatat"),
    "register.restored": _("Putaran register berlaku lagi"),
    "security.planned": _("Rencana pengamanan dicatat"),
    "register.withdrawn": _("Putaran register ditarik"),
    "shipment.arrived": _("Kiriman tiba"),
    "shipment.cancelled": _("Kiriman dibatalkan"),
    "shipment.counted": _("Kiriman dihitung penerima"),
    "shipment.mismatch": _("Foto kiriman tidak cocok sidik jarinya"),
    "shipment.planned": _("Kiriman disusun"),
    "shipment.sent": _("Kiriman berangkat"),
    "shipment.simulated": _("Kiriman simulasi ditambahkan"),
}

_DETAILS: dict[str, Promise] = {
    "added": _("baru"),
    "changed": _("berubah"),
    "count": _("jumlah"),
    "counts": _("jumlah"),
    "demo": _("peragaan"),
    "election": _("pemilihan"),
    "entry": _("catatan"),
    "kind": _("jenis"),
    "moved": _("bergeser"),
    "name": _("nama"),
    "notices": _("pemberitahuan"),
    "obligations": _("kewajiban"),
    "on": _("tanggal"),
    "pairs": _("pasangan"),
    "percent": _("persen"),
    "pieces": _("barang"),
    "region": _("wilayah"),
    "restored": _("berlaku lagi"),
    "role": _("peran"),
    "sha256": _("sidik jari"),
    "supersedes": _("menggantikan"),
    "verdict": _("jawaban"),
    "withdrawn": _("dicabut"),
}


_SUBJECTS: dict[str, Promise] = {
    "change": _("Perintah perubahan"),
    "election": _("Pemilihan"),
    "event": _("Kejadian"),
    "evidence": _("Bukti"),
    "feed": _("Alamat kalender"),
    "grant": _("Hibah"),
    "institution": _("Lembaga"),
    "obligation": _("Kewajiban"),
    "personnel": _("Laporan petugas"),
    "region": _("Wilayah"),
    "shipment": _("Kiriman"),
}


def subject_name(subject: str) -> str:
    """What a line is about: its kind in words, then its number or code."""
    kind, _colon, number = subject.partition(":")
    if kind == "election":
        return number.replace("-", " ").capitalize()
    return f"{_SUBJECTS[kind]} {number}" if kind in _SUBJECTS else subject


def act_name(act: str) -> str:
    """An act in the page's language."""
    return str(_NAMES.get(act, act))


def detail_name(key: str) -> str:
    """What a detail is called."""
    return str(_DETAILS.get(key, key))
