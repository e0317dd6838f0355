"""States, steps and sums of money in words, in the page's language."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from serentak.desk.budget.models import Grant
from serentak.desk.obligations import files
from serentak.desk.shared.templatetags.desk import ribu, rupiah
from serentak.engine.budget.standing import Account, Standing, State

STATES: Mapping[State, Promise] = {
    State.LATE: lazy("kurang, lewat tenggat"),
    State.UNREPORTED: lazy("belum dilaporkan, lewat tenggat"),
    State.PARTIAL: lazy("cair sebagian, belum jatuh tempo"),
    State.COMING: lazy("belum jatuh tempo"),
    State.PAID_LATE: lazy("lunas, terlambat"),
    State.PAID: lazy("lunas"),
    State.UNKNOWN: lazy("nilai atau hari belum diketahui"),
    State.UNSIGNED: lazy("belum ditandatangani"),
}
ICONS: Mapping[State, str] = {
    State.LATE: "late",
    State.UNREPORTED: "risk",
    State.PARTIAL: "partial",
    State.COMING: "open",
    State.PAID_LATE: "done",
    State.PAID: "done",
    State.UNKNOWN: "open",
    State.UNSIGNED: "open",
}
_SCALES = ((10**12, lazy("T")), (10**9, lazy("M")), (10**6, lazy("juta")))


def money(amount: int | None) -> str:
    """Whole rupiah, or that the sum was not found."""
    return _("nilai tidak ditemukan") if amount is None else rupiah(amount)


def short(amount: int) -> str:
    """Rupiah to one decimal of the fitting scale, cut and not rounded: Rp233,3 M."""
    for scale, name in _SCALES:
        if amount >= scale:
            tenths = amount * 10 // scale
            point = "." if translation.get_language() == "en" else ","
            return f"Rp{ribu(tenths // 10)}{point}{tenths % 10} {name}"
    return rupiah(amount)


def percent(share: int | None) -> str:
    """Hundredths of a percent as whole percent, cut and not rounded."""
    return "–" if share is None else f"{share // 100}%"


def paid(account: Account) -> str:
    """Rupiah paid with their share, or that nothing was reported."""
    if not account.paid:
        return _("belum ada yang dilaporkan")
    share = account.paid_share
    return rupiah(account.paid) + (f" ({percent(share)})" if share is not None else "")


def days_late(days: int) -> str:
    """So many days past the last day."""
    return ngettext("%(n)s hari lewat", "%(n)s hari lewat", days) % {"n": ribu(days)}


def state(account: Account) -> str:
    """How a grant stands; where it is late, which tranches, how long and by whose word."""
    if not account.red:
        return str(STATES[account.state])
    values = {
        "nth": ", ".join(roman(one.tranche.nth) for one in account.overdue),
        "days": days_late(account.days_late),
    }
    if account.state is State.LATE:
        return _("tahap %(nth)s kurang, %(days)s") % values
    return _("tahap %(nth)s belum dilaporkan, %(days)s") % values


def why(one: Standing) -> str:
    """Why a tranche stands as it does."""
    if one.state is State.LATE:
        return _("baru %(paid)s dari %(whole)s yang dilaporkan cair") % _sums(one)
    if one.state is State.UNREPORTED:
        return _("belum ada pencairan yang dilaporkan")
    if one.state is State.PARTIAL:
        return _("%(paid)s dari %(whole)s sudah cair") % _sums(one)
    if one.completed and not one.completed.precise:
        return _("lunas; hari bayarnya hanya diketahui paling lambat")
    return str(STATES[one.state])


def _sums(one: Standing) -> dict[str, str]:
    return {"paid": rupiah(one.paid), "whole": rupiah(one.tranche.amount or 0)}


def roman(nth: int) -> str:
    """Tranches are numbered I, II, III."""
    return "I" * nth


_TITLES: Mapping[str, Promise] = {
    "paid": lazy("Catat pencairan"),
    "returned": lazy("Catat pengembalian sisa"),
    "reported": lazy("Sampaikan laporan pertanggungjawaban"),
    "": lazy("Catat nilai hibah"),
}
_PROOFS: Mapping[str, Promise] = {
    "paid": lazy("SP2D dan bukti terima bank"),
    "returned": lazy("Bukti setor ke rekening kas umum daerah"),
    "reported": lazy("Laporan yang diterima kepala daerah; jumlahnya yang sudah dibelanjakan"),
    "": lazy("Usulan, hasil reviu atau NPHD, dengan nomor dan nilai"),
}


def form_title(kind: str) -> str:
    """What a form is for; empty stands for a sum."""
    return str(_TITLES[kind])


def form_proof(kind: str) -> str:
    """What proves it."""
    return str(_PROOFS[kind])


def file_kinds() -> str:
    """Which files may be sent."""
    return _(files.KINDS)


def headline(grant: Grant, account: Account) -> str:
    """One grant as a finding."""
    values = {"body": grant.grantee.short, "region": grant.region}
    if account.grant.signed is None:
        return _("Hibah %(region)s untuk %(body)s belum ditandatangani") % values
    if not account.paid or account.paid_share is None:
        return _("Hibah %(region)s untuk %(body)s: belum ada pencairan yang dilaporkan") % values
    values["share"] = percent(account.paid_share)
    return _("%(body)s menerima %(share)s dari hibah %(region)s") % values
