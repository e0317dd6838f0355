"""Roles, slips and shortages in words, in the page's language."""

import re
from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from serentak.desk.personnel.facts import Area
from serentak.desk.personnel.models import Measure as Stored
from serentak.desk.shared.templatetags.desk import pair, ribu
from serentak.engine.counts import Known
from serentak.engine.personnel.needs import ROLES
from serentak.engine.personnel.returned import Complaint, Measure, Remark, Slip
from serentak.engine.regions import RegionCode
from serentak.engine.store import region_name

_PLACE = re.compile(r"([A-Z]+)(\d+)")
_ROLES = {role.code: role.label for role in ROLES}

# What is wrong with a cell, and what to do; the numbers stand where they help.
SLIPS: Mapping[Slip | Remark, Promise] = {
    Slip.FORMULA: lazy("berisi rumus. Salin, lalu tempel sebagai nilai."),
    Slip.DATE: lazy("berisi tanggal, bukan jumlah orang. Ketik ulang angkanya."),
    Slip.TEXT: lazy("bukan angka. Ketik jumlah orang dengan angka saja, misalnya 1250."),
    Slip.DECIMAL: lazy("bukan bilangan bulat. Orang dihitung utuh."),
    Slip.NEGATIVE: lazy("kurang dari nol. Tulis jumlah yang ada sekarang, bukan selisihnya."),
    Slip.TOO_LARGE: lazy("terlalu besar untuk satu kecamatan. Periksa angkanya."),
    Slip.EMPTIED: lazy("dikosongkan; yang tercatat %(was)s. Tulis 0 bila memang tidak ada."),
    Slip.CONFLICT: lazy(
        "sudah diubah orang lain dari %(was)s menjadi %(now)s sejak Anda membukanya; angka Anda"
        " %(new)s tidak ditulis. Muat atau unduh lagi, lalu putuskan mana yang benar."
    ),
    Slip.HIDDEN: lazy("berubah, tetapi barisnya tersembunyi. Tampilkan barisnya dan periksa."),
    Slip.MERGED: lazy("sel gabungan. Pisahkan selnya dan isi setiap baris."),
    Slip.DUPLICATE: lazy("kecamatan dan peran ini sudah ada di baris %(row)s. Hapus salah satu."),
    Slip.UNKNOWN_DISTRICT: lazy("kode kecamatan ini tidak ada dalam lembar yang diunduh."),
    Slip.UNKNOWN_ROLE: lazy("kode peran ini tidak ada dalam lembar yang diunduh."),
    Slip.NOT_APPOINTED: lazy("%(new)s orang, padahal jumlah yang diangkat belum diisi."),
    Slip.MORE_TRAINED: lazy("%(new)s dilatih, padahal yang diangkat %(limit)s."),
    Slip.MORE_ACTIVE: lazy("%(new)s aktif, padahal yang diangkat %(limit)s."),
    Remark.OVER_NEED: lazy("%(new)s diangkat, lebih banyak daripada yang dibutuhkan (%(limit)s)."),
    Remark.UNTRAINED: lazy("%(new)s aktif, tetapi baru %(limit)s yang dilatih."),
}
KNOWN: Mapping[Known, Promise] = {
    Known.OFFICIAL: lazy("hitungan TPS resmi"),
    Known.PLAN: lazy("rencana TPS"),
    Known.ESTIMATE: lazy("taksiran"),
}


def role(code: str) -> str:
    """What a role is called."""
    return pair(_ROLES[code])


def measure(one: Measure) -> str:
    """What is counted."""
    return str(Stored(one.value).label)


def complaint(one: Complaint) -> str:
    """Where, and what is wrong: Baris 14, kolom F: berisi rumus."""
    empty = {"was": _("kosong"), "now": _("kosong")}
    said = SLIPS[one.what] % {**empty, **{name: ribu(n) for name, n in one.numbers.items()}}
    return f"{place(one)}: {said}"


def place(one: Complaint) -> str:
    """A cell by row and column, a field of a form by role and measure."""
    found = _PLACE.fullmatch(one.place)
    if found:
        return _("Baris %(row)s, kolom %(column)s") % {"row": found[2], "column": found[1]}
    assert one.key is not None  # noqa: S101  a form has no rows to lose or to double
    return f"{role(one.key[1])}, {measure(one.key[2])}"


def taken(changes: int) -> str:
    """What was written."""
    if not changes:
        return _("Tidak ada angka yang berubah, jadi tidak ada yang ditulis.")
    return ngettext("%(n)s angka tersimpan.", "%(n)s angka tersimpan.", changes) % {
        "n": ribu(changes)
    }


def people(n: int) -> str:
    """So many people."""
    return ngettext("%(n)s orang", "%(n)s orang", n) % {"n": ribu(n)}


def reason(one: Area) -> str:
    """Why a regency stands as it does: what lacks by now, where most, and how it goes on."""
    if one.worst is None:
        return _("Semua petugas yang dibutuhkan sudah diangkat.")
    place, code = one.worst
    named = {"role": role(code), "n": people(one.short), "place": region_name(RegionCode(place))}
    said = [_("Terbanyak kurang: %(role)s di %(place)s, %(n)s.") % named]
    if one.gap.short:
        missing = {"n": people(one.gap.short), "need": ribu(one.gap.need)}
        text = _("%(n)s kurang dari %(need)s yang sudah jatuh tempo.")
        said.insert(0, text % missing)
    if one.trend is not None and one.trend.left > 0 and one.due is not None:
        on = {"n": people(one.trend.forecast), "day": date_format(one.due, "j F Y")}
        text = _("Dengan laju dua pekan terakhir masih kurang %(n)s pada %(day)s.")
        said.append(text % on)
    return " ".join(said)


def missing(rows: int) -> str:
    """Rows that were sent out and did not come back."""
    return ngettext(
        "%(n)s baris tidak ada lagi di lembar ini; angkanya tetap seperti semula.",
        "%(n)s baris tidak ada lagi di lembar ini; angkanya tetap seperti semula.",
        rows,
    ) % {"n": ribu(rows)}


def replaced(left: int, joined: int) -> str:
    """What was recorded of a replacement."""
    return _("Penggantian tercatat: keluar %(left)s, pengganti %(joined)s.") % {
        "left": ribu(left),
        "joined": ribu(joined),
    }
