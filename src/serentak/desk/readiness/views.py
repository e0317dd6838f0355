"""The matrix, one cell, and the public page."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current, kept
from serentak.desk.obligations import words
from serentak.desk.places.models import Region
from serentak.desk.readiness import drawn, facts
from serentak.desk.readiness.brief import brief as paper_of
from serentak.desk.readiness.brief import known
from serentak.desk.readiness.panel import panel
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.law.model import Area
from serentak.engine.regions import Level
from serentak.engine.store import papers

FORMS = {
    "pdf": ("application/pdf", papers.pdf),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        papers.docx,
    ),
}


@needs(Act.READ)
@require_safe
def matrix(request: DeskRequest) -> HttpResponse:
    """All regencies by area, the worst on top, with its worst cell opened."""
    return _matrix(request, None)


def _matrix(request: DeskRequest, chosen: tuple[str, str] | None) -> HttpResponse:
    if request.GET.get("unduh") == "xlsx":
        election = current(request)
        rows = facts.matrix(election.id, at=request.at, within=settings.PROVINCE)
        return _sheet(election.id, rows)
    asked = drawn.Asked(
        election=current(request),
        at=request.at,
        within=settings.PROVINCE,
        chosen=chosen,
        by_name=request.GET.get("urut") == "nama",
        keep=kept(request),
    )
    return render(request, "readiness/matrix.html", {"drawn": drawn.matrix(asked)})


@needs(Act.READ)
@require_safe
@vary_on_headers("HX-Request")
def cell(request: DeskRequest, code: str, area: str) -> HttpResponse:
    """The drill-down alone for htmx, the whole page for everybody else."""
    region = get_object_or_404(Region, code=code, level=Level.REGENCY, parent=settings.PROVINCE)
    if area not in set(Area):
        raise Http404
    if request.htmx and not request.htmx.history_restore_request:
        found = panel(current(request).id, region, area, at=request.at)
        return render(request, "readiness/_panel.html", {"panel": found})
    return _matrix(request, (code, area))


@needs(Act.READ)
@require_safe
def brief(request: DeskRequest, form: str) -> HttpResponse:
    """The province on one page, to print or to edit."""
    if form not in FORMS:
        raise Http404
    kind, make = FORMS[form]
    election = current(request)
    province = get_object_or_404(Region, pk=settings.PROVINCE)
    paper = paper_of(known(election, province, at=request.at))
    name = f"ringkasan-{election.id}-{paper.day.isoformat()}.{form}"
    shown = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make(paper), content_type=kind, headers=shown)


def _sheet(election: str, rows: list[facts.Row]) -> HttpResponse:
    columns: dict[str, str] = {
        "code": _("Kode"),
        "name": _("Kabupaten/kota"),
        **{str(area): str(words.AREA_NAMES[area]) for area in facts.AREAS},
        "total": _("Nilai"),
        "late": _("Lewat tenggat"),
    }
    table = [
        {
            "code": row.region.code,
            "name": row.region.name,
            **{str(area): row.cells[area].score for area in facts.AREAS if area in row.cells},
            "total": row.total.score if row.total else None,
            "late": row.total.late if row.total else 0,
        }
        for row in rows
    ]
    return workbook(f"kesiapan-{election}", columns, table)
