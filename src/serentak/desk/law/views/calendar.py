"""The calendar of working days, a year a page."""

from datetime import MAXYEAR, MINYEAR

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.law import ics, words
from serentak.desk.law.facts import day_shown
from serentak.desk.law.year import Named, Year, year
from serentak.desk.shared.marks import open_to_all
from serentak.desk.shared.xlsx import workbook


@open_to_all
@require_safe
def calendar(request: DeskRequest, number: int | None = None) -> HttpResponse:
    """Twelve months, every named day with its decree, and both as files; the year shown if none."""
    number = number or day_shown(request).year
    if not MINYEAR <= number <= MAXYEAR:
        raise Http404
    found = year(number, today=day_shown(request))
    wanted = request.GET.get("unduh")
    if wanted == "xlsx":
        return _sheet(found)
    if wanted == "ics":
        title = _("Hari libur %(year)s") % {"year": number}
        entries = [_entry(one) for one in found.named]
        return ics.file(f"kalender-{number}", title, entries, stamp=request.now)
    kinds = [
        ("work", _("hari kerja")),
        ("weekend", _("akhir pekan")),
        ("public", _("libur nasional")),
        ("joint", _("cuti bersama")),
        ("public prov", _("sementara, belum ditetapkan")),
    ]
    return render(request, "law/calendar.html", {"year": found, "kinds": kinds})


def _entry(one: Named) -> ics.Entry:
    name = words.said(one, "name")
    about = one.cite or _("Belum ada keputusan untuk tahun ini.")
    return ics.Entry(
        uid=f"libur-{one.day.isoformat()}",
        title=_("%(name)s (sementara)") % {"name": name} if one.provisional else name,
        first=one.day,
        last=one.day,
        about=f"{words.OFF_KINDS[one.kind]}. {about}",  # type: ignore[index]
    )


def _sheet(found: Year) -> HttpResponse:
    columns = {
        "day": _("Tanggal"),
        "name": _("Hari"),
        "kind": _("Jenis"),
        "weekend": _("Jatuh pada akhir pekan"),
        "provisional": _("Sementara"),
        "cite": _("Dasar"),
    }
    lines = [
        {
            "day": one.day,
            "name": words.said(one, "name"),
            "kind": str(words.OFF_KINDS[one.kind]),  # type: ignore[index]
            "weekend": _("ya") if one.weekend else "",
            "provisional": _("ya") if one.provisional else "",
            "cite": one.cite,
        }
        for one in found.named
    ]
    return workbook(f"kalender-{found.number}", columns, lines)
