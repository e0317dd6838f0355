"""The demo's sign-ins: synthetic people, one password, roles worth trying."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_noop as _

from serentak.desk.accounts.models import Membership, Role, User
from serentak.desk.audit.actions import record
from serentak.desk.places.models import Institution
from serentak.engine.regions import RegionCode

DEMO_PASSWORD = "meja-kesiapan-2024"  # noqa: S105  printed on the demo's own sign-in page
_GOVERNMENT = "*"  # every regional-government body of the region

# e-mail, label, what for, [(role, region, kind)]
CAST = (
    (
        "koordinator@sultra.test",
        _("Kesbangpol Provinsi"),
        _("Melihat seluruh matriks dan memeriksa bukti pemerintah daerah"),
        ((Role.COORDINATOR, "74", "kesbangpol"), (Role.VERIFIER, "74", "kesbangpol")),
    ),
    (
        "pelapor@konkep.test",
        _("Pemkab Konawe Kepulauan"),
        _("Melaporkan bukti kabupaten"),
        ((Role.REPORTER, "74.12", _GOVERNMENT),),
    ),
    (
        "pelapor@kpu-konkep.test",
        _("KPU Konawe Kepulauan"),
        _("Melaporkan bukti KPU kabupaten"),
        ((Role.REPORTER, "74.12", "kpu"),),
    ),
    (
        "penerima@kpu-konkep.test",
        _("PPK di Konawe Kepulauan"),
        _("Mencatat kiriman logistik yang tiba"),
        ((Role.RECEIVER, "74.12", "kpu"),),
    ),
    (
        "pemeriksa@kpu-sultra.test",
        _("KPU Provinsi"),
        _("Memeriksa bukti KPU kabupaten/kota"),
        ((Role.VERIFIER, "74", "kpu"), (Role.REPORTER, "74", "kpu")),
    ),
    (
        "petugas@kpu-sultra.test",
        _("KPU Provinsi, petugas register"),
        _("Menjalankan putaran register dan menjawab pasangan ganda"),
        ((Role.REGISTER_OFFICER, "74", "kpu"),),
    ),
    (
        "pelapor@bawaslu-kendari.test",
        _("Bawaslu Kota Kendari"),
        _("Melaporkan bukti Bawaslu"),
        ((Role.REPORTER, "74.71", "bawaslu"),),
    ),
    (
        "pembaca@sultra.test",
        _("Gubernur, ruang baca"),
        _("Membaca saja"),
        ((Role.READER, "74", "governor"),),
    ),
    (
        "admin@sultra.test",
        _("Administrator"),
        _("Mengatur akun dan membaca jejak audit"),
        ((Role.ADMINISTRATOR, "74", "kesbangpol"),),
    ),
)


def demo_accounts() -> Iterator[tuple[str, str]]:
    """E-mail and label of each."""
    return (
        (email, f"{label}: {about[0].lower()}{about[1:]}") for email, label, about, _roles in CAST
    )


def create(home: RegionCode, *, at: datetime) -> None:
    """The cast, once, where the province's institutions are loaded."""
    if User.objects.exists() or not Institution.objects.filter(region_id=home).exists():
        return
    for email, label, about, roles in CAST:
        user = User(email=email, label=label, purpose=about)
        user.set_password(DEMO_PASSWORD)
        user.save()
        for role, region, kind in roles:
            for institution in _institutions(region, kind):
                Membership.objects.create(user=user, institution=institution, role=role, since=at)
        record("account.created", subject=f"user:{user.pk}", by=None, at=at, demo=True)


def _institutions(region: str, kind: str) -> list[Institution]:
    rows = Institution.objects.filter(region_id=region)
    if kind == _GOVERNMENT:
        return list(rows.filter(independent=False, vertical=False))
    return list(rows.filter(kind=kind))
