"""The stages of an election on one axis."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.law import ics, running, timeline, words
from serentak.desk.law.facts import current, day_shown
from serentak.desk.shared.marks import open_to_all
from serentak.desk.shared.xlsx import workbook
from serentak.engine.law.model import Election

LIST = "daftar"


@open_to_all
@require_safe
def stages(request: DeskRequest) -> HttpResponse:
    """Organiser, support and court on one date axis, zoomed by month."""
    election, at = current(request), day_shown(request)
    made = timeline.timeline(
        election,
        at=at,
        first=request.GET.get("dari", ""),
        last=request.GET.get("sampai", ""),
    )
    wanted = request.GET.get("unduh")
    if wanted == "xlsx":
        return _sheet(made)
    if wanted == "ics":
        title = words.said(election, "title")
        return ics.file(f"tahapan-{election.id}", title, _entries(election), stamp=request.now)
    context = {
        "line": made,
        "coming": running.coming(election, at=at),
        "today": at,
        "listed": request.GET.get("bentuk") == LIST,
        "axis": _address(request, ""),
        "listing": _address(request, LIST),
    }
    return render(request, "law/stages.html", context)


def _address(request: DeskRequest, form: str) -> str:
    """The same months in another form."""
    query = request.GET.copy()
    query.pop("bentuk", None)
    if form:
        query["bentuk"] = form
    return f"?{query.urlencode()}"


def _entries(election: Election) -> Iterator[ics.Entry]:
    for stage in election.stages:
        first, last = stage.start or stage.end, stage.end or stage.start
        if first and last:
            yield ics.Entry(
                uid=f"{election.id}-{stage.id}",
                title=words.said(stage, "title"),
                first=first,
                last=last,
                about=stage.basis.cite,
            )


def _sheet(made: timeline.Timeline) -> HttpResponse:
    columns = {
        "group": _("Kelompok"),
        "stage": _("Tahapan"),
        "start": _("Mulai"),
        "end": _("Selesai"),
        "state": _("Keadaan"),
        "cite": _("Dasar"),
        "confidence": _("Keyakinan"),
        "note": _("Catatan"),
    }
    lines = [
        {
            "group": group.heading,
            "stage": words.said(row.stage, "title"),
            "start": row.stage.start,
            "end": row.stage.end,
            "state": str(words.STAGE_STATES[row.state]),
            "cite": row.stage.basis.cite,
            "confidence": str(words.CONFIDENCES[row.stage.basis.confidence]),
            "note": words.said(row.stage, "note"),
        }
        for group in made.groups
        for row in group.rows
    ]
    return workbook(f"tahapan-{made.election.id}", columns, lines)
