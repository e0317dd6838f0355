"""Numbers, standings and dates in words, in the page's language."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from serentak.desk.figures.measures import unit
from serentak.desk.obligations.words import CONFIDENCE_NAMES
from serentak.desk.shared.templatetags.desk import ribu, rupiah
from serentak.engine.figures import Slip, Standing, Sum

Said = str | Promise
_HUNDREDTHS = "-x100"  # units whose whole number counts hundredths

STANDINGS: Mapping[Standing, Said] = {
    Standing.FINAL: lazy("ditetapkan"),
    Standing.SUPERSEDED: lazy("digantikan"),
    Standing.CONFLICT: lazy("bertentangan"),
    Standing.ESTIMATE: lazy("taksiran"),
    Standing.PROPOSAL: lazy("usulan"),
}
SLIPS: Mapping[Slip, Said] = {
    Slip.LATE: lazy("diterima meski terlambat"),
    Slip.BEFORE: lazy("mendahului kejadiannya"),
    Slip.AHEAD: lazy("dilaporkan sebelum terjadi"),
}


def plain(value: int, of: str) -> str:
    """A number without its unit; money as money, hundredths with their two decimals."""
    if of.endswith(_HUNDREDTHS):
        return number_format(value / 100, decimal_pos=2)
    return rupiah(value) if of == "rupiah" else ribu(value)


def amount(value: int, of: str) -> str:
    """A number with its unit."""
    return plain(value, of) if of == "rupiah" else f"{plain(value, of)} {unit(of)}".strip()


def change(value: int, of: str) -> str:
    """A change with its sign."""
    if value == 0:
        return "0"
    sign = "+" if value > 0 else "\N{MINUS SIGN}"
    return f"{sign}{plain(abs(value), of)}"


def dated(text: str) -> str:
    """A date as far as it was published: 22 September 2024, September 2024, 2024."""
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    if len(parts) == 3:
        return date_format(date(*parts), "j F Y")
    if len(parts) == 2:
        return date_format(date(parts[0], parts[1], 1), "F Y")
    return text or _("tanpa tanggal")


def days(number: int) -> str:
    """A number of days."""
    return ngettext("%(n)s hari", "%(n)s hari", number) % {"n": ribu(number)}


def confidence(name: str) -> str:
    """How firm a row is."""
    return str(CONFIDENCE_NAMES.get(name, name))


def summed(one: Sum, of: str) -> str:
    """Whether the regencies' figures make the province's, in a sentence."""
    said = {"n": one.parts, "of": one.expected, "total": plain(one.total, of)}
    if one.parts < one.expected:
        return (
            _("Baru %(n)s dari %(of)s daerah punya angka, jumlahnya %(total)s; belum dapat diuji.")
            % said
        )
    if one.gap is None or one.whole is None:
        return _("Jumlah %(n)s daerah %(total)s; angka provinsi belum ada.") % said
    said |= {"whole": plain(one.whole, of), "gap": plain(abs(one.gap), of)}
    text = (
        _("Jumlah %(n)s daerah %(total)s = angka provinsi")
        if one.gap == 0
        else _("Jumlah %(n)s daerah %(total)s ≠ angka provinsi %(whole)s, selisih %(gap)s")
    )
    weakness = _weakness(one)
    return f"{text % said} ({weakness})." if weakness else f"{text % said}."


def _weakness(one: Sum) -> str:
    """Why a sum proves nothing, if so."""
    if one.estimated:
        text = ngettext(
            "%(n)s daerah masih taksiran, jadi belum membuktikan",
            "%(n)s daerah masih taksiran, jadi belum membuktikan",
            one.estimated,
        )
        return text % {"n": one.estimated}
    return "" if one.same_stage else _("tahap datanya tidak sama, jadi belum membuktikan")
