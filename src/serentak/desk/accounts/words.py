"""Roles and account states in words."""

from django.utils.translation import gettext_lazy as _

from serentak.desk.accounts.models import Role

ROLE_NAMES = {
    Role.REPORTER: _("Pelapor"),
    Role.VERIFIER: _("Pemeriksa"),
    Role.COORDINATOR: _("Koordinator"),
    Role.READER: _("Pembaca"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.REGISTER_OFFICER: _("Petugas register"),
    Role.RECEIVER: _("Penerima kiriman"),
}
ROLE_DUTIES = {
    Role.REPORTER: _("melaporkan bukti untuk kewajiban lembaganya"),
    Role.VERIFIER: _(
        "memeriksa bukti lembaga yang diserahkan kepadanya, tidak pernah bukti sendiri"
    ),
    Role.COORDINATOR: _("menyusun ulang kewajiban dan mencatat kejadian badan pemerintah daerah"),
    Role.READER: _("membaca, tidak mengubah apa pun"),
    Role.ADMINISTRATOR: _("mengatur akun lembaganya dan membaca jejak audit"),
    Role.REGISTER_OFFICER: _("menjalankan putaran register lembaganya dan menjawab pasangan ganda"),
    Role.RECEIVER: _("mencatat kiriman logistik yang tiba untuk lembaganya, tidak yang lain"),
}
STATES = {
    "active": _("aktif"),
    "locked": _("terkunci sementara"),
    "closed": _("ditutup"),
}
