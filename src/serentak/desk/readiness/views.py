"""The matrix, one cell, and the public page."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current, kept
from serentak.desk.obligations import words
from serentak.desk.places.models import Region
from serentak.desk.readiness import draw, facts, pages
from serentak.desk.readiness.panel import panel
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.law.model import Area
from serentak.engine.regions import Level


@needs(Act.READ)
@require_safe
def matrix(request: DeskRequest) -> HttpResponse:
    """All regencies by area, the worst on top, with its worst cell opened."""
    return _matrix(request, None)


def _matrix(request: DeskRequest, chosen: tuple[str, str] | None) -> HttpResponse:
    election = current(request)
    rows = facts.matrix(election.id, at=request.at, within=settings.PROVINCE)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(election.id, rows)
    by_name = request.GET.get("urut") == "nama"
    chosen = chosen or _worst(rows)
    made = pages.lines(rows, by_name=by_name, chosen=chosen)
    maps = pages.area_maps(rows, chosen[0])
    context: dict[str, Any] = {
        "lines": made,
        "areas": maps,
        "tiles": pages.tile_lines(made, [row.region for row in rows]),
        "by_name": by_name,
        "finding": pages.finding(made),
        "summary": pages.summary(made, maps),
        "mean": pages.mean([line.total for line in made]),
        "levels": list(zip(range(6), words.LEVEL_RANGES, words.LEVEL_NAMES, strict=True)),
        "chosen": chosen,
        "simulated": facts.simulated(election.id, at=request.at),
        "body": draw.body(made, cells=_cells(), query=escape(kept(request))),
        "drawn": [(one, draw.squares(one.tiles)) for one in maps],
    }
    if chosen[0]:
        region = next(row.region for row in rows if row.region.code == chosen[0])
        context["panel"] = panel(election.id, region, chosen[1], at=request.at)
    return render(request, "readiness/matrix.html", context)


def _cells() -> str:
    """The address of a drill-down up to its code."""
    return reverse("readiness:cell", args=["-", "-"]).removesuffix("-/-/")


def _worst(rows: list[facts.Row]) -> tuple[str, str]:
    """The worst cell of the worst region: what a reader should see first."""
    scored = [row for row in rows if row.total is not None]
    if not scored:
        return "", ""
    low = min(scored, key=lambda row: (_rank(row.total), str(row.region)))
    cells = [(area, low.cells[area]) for area in facts.AREAS if area in low.cells]
    return low.region.code, min(cells, key=lambda one: (one[1].level or 9, _rank(one[1])))[0]


def _rank(cell: facts.Standing | None) -> int:
    return 101 if cell is None or cell.score is None else cell.score


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
