"""The page for everybody, and open data without any person in it."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.figures.models import Figure
from serentak.desk.law.facts import current
from serentak.desk.obligations import facts as duty_facts
from serentak.desk.obligations import replay, words
from serentak.desk.obligations.models import Obligation
from serentak.desk.places.models import Region
from serentak.desk.readiness import draw, facts, pages
from serentak.desk.shared.marks import open_to_all

Rows = list[dict[str, Any]]
NEARLY = 80


@open_to_all
@require_safe
def public(request: DeskRequest) -> HttpResponse:
    """Best first, no links into the desk, how to read it, what to download."""
    election = current(request)
    rows = facts.matrix(election.id, at=request.at, within=settings.PROVINCE)
    made = pages.lines(rows, by_name=False, chosen=("", ""))
    made.sort(key=lambda line: (line.total is None, -(line.total or 0), line.name))
    context = {
        "lines": made,
        "simulated": facts.simulated(election.id, at=request.at),
        "body": draw.body(made, cells="", linked=False),
        "areas": pages.area_maps(rows, ""),
        "levels": list(zip(range(6), words.LEVEL_RANGES, words.LEVEL_NAMES, strict=True)),
        "mean": pages.mean([line.total for line in made]),
        "late": sum(row.total.late for row in rows if row.total),
        "behind": sum(1 for row in rows if row.total and row.total.late),
        "nearly": sum(1 for line in made if (line.total or 0) >= NEARLY),
        "province": get_object_or_404(Region, pk=settings.PROVINCE),
        "files": [(name, title, len(make(request))) for name, (title, make) in FILES.items()],
    }
    return render(request, "readiness/public.html", context)


def _readiness(request: DeskRequest) -> Rows:
    election = current(request)
    rows = facts.matrix(election.id, at=request.at, within=settings.PROVINCE)
    return [
        {
            "election": election.id,
            "at": timezone.localtime(request.at).isoformat(),
            "region": row.region.code,
            "name": row.region.name,
            "area": area or "all",
            "score": one.score,
            "class": one.level,
            "state": one.state,
            "due": one.due,
            "met": one.met,
            "late": one.late,
            "warned": one.warned,
            "total": one.total,
        }
        for row in rows
        for area, one in sorted(row.cells.items())
    ]


def _duties(request: DeskRequest) -> Rows:
    rows = replay.asked(Obligation.objects.filter(election=current(request).id), at=request.at)
    by_key = sorted(rows, key=lambda row: row.key)
    return [
        {
            "key": row.key,
            "region": row.region_id,
            "institution": row.institution_id,
            "area": row.area,
            "duty": template.duty,
            "duty_en": template.duty_en,
            "due": row.due_day.isoformat() if row.due_day else None,
            "nature": words.ESTIMATE if words.estimated(row) else row.nature,
            "article": template.basis.cite,
            "confidence": words.ESTIMATE
            if words.estimated(row)
            else str(template.basis.confidence),
            "provisional": row.provisional,
        }
        for row, template in ((row, duty_facts.template(row)) for row in by_key)
    ]


def _figures(request: DeskRequest) -> Rows:
    names = ("measure", "election", "region_id", "stage", "value", "unit", "on", "body", "standing")
    known = Figure.objects.filter(Q(on__isnull=True) | Q(on__lte=request.at))
    rows = known.values(*names, "source", "confidence", "note")
    return [{**row, "on": row["on"].isoformat() if row["on"] else None} for row in rows]


FILES: dict[str, tuple[Promise, Callable[[DeskRequest], Rows]]] = {
    "kesiapan": (_("Kesiapan per daerah dan bidang"), _readiness),
    "kewajiban": (_("Kewajiban dan tenggat, dengan pasal"), _duties),
    "angka": (_("Angka resmi, semua versi"), _figures),
}


@open_to_all
@require_safe
def data(request: DeskRequest, name: str, form: str) -> HttpResponse:
    """One open-data file, as CSV or JSON."""
    if name not in FILES or form not in ("csv", "json"):
        raise Http404
    rows = FILES[name][1](request)
    if form == "json":
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        response = HttpResponse(text, content_type="application/json; charset=utf-8")
    else:
        response = HttpResponse("".join(_csv(rows)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _csv(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    yield out.getvalue()
