"""Official figures, one figure's versions, and what contradicts what."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from serentak.desk.accounts.policy import Act
from serentak.desk.figures import facts, pages, sheets, unproven, versus
from serentak.desk.figures.story import story
from serentak.desk.law.facts import current, day_shown
from serentak.desk.places.models import Region
from serentak.desk.shared.http import DeskRequest
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.regions import Level

PAGE = 20  # rows of dates that do not fit


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """The election's figures by measure, and whether the regencies make the province."""
    election = current(request)
    rows = facts.versions(election.id, day=day_shown(request))
    chains = facts.chains(rows)
    regencies = Region.objects.filter(parent=settings.PROVINCE, level=Level.REGENCY).count()
    made = pages.sections(rows, chains, regencies=regencies)
    chosen = request.GET.get("ukuran", "")
    shown = [one for one in made if chosen in ("", one.measure)]
    if request.GET.get("unduh") == "xlsx":
        return workbook(f"angka-{election.id}", sheets.list_columns(), sheets.list_rows(shown))
    context = {
        "finding": pages.finding(chains),
        "sections": shown,
        "filters": [
            (one.measure, one.name, len(one.lines) + (one.province is not None)) for one in made
        ],
        "chosen": chosen,
        "total": len(chains),
        "overview": [one for one in shown if one.province],
        "query": _query(request),
    }
    return render(request, "figures/index.html", context)


def _query(request: DeskRequest) -> str:
    query = request.GET.copy()
    for name in ("hal", "unduh"):
        query.pop(name, None)
    return query.urlencode()


@needs(Act.READ)
@require_safe
def measure(request: DeskRequest, measure: str, region: str) -> HttpResponse:
    """One figure: every version with its source, what contradicts it, which is in use and why."""
    rows = facts.versions(current(request).id, day=day_shown(request))
    chains = facts.chains(rows)
    own = [row for row in rows if (row.measure, row.region_id) == (measure, region)]
    if not own:
        raise Http404
    told = story(own, chains[measure, region])
    if request.GET.get("unduh") == "xlsx":
        name = f"angka-{measure}-{region}"
        return workbook(name, sheets.version_columns(), sheets.version_rows(told))
    regencies = Region.objects.filter(parent=settings.PROVINCE, level=Level.REGENCY).count()
    context = {
        "story": told,
        "rivals": versus.computed(
            own, {(measure, region): chains[measure, region]}, day=day_shown(request), known=set()
        ),
        "section": next(
            one
            for one in pages.sections(rows, chains, regencies=regencies)
            if one.measure == measure
        ),
    }
    return render(request, "figures/measure.html", context)


@needs(Act.READ)
@require_safe
def contradictions(request: DeskRequest) -> HttpResponse:
    """Numbers that disagree, claims without proof, dates that do not fit."""
    election, day = current(request), day_shown(request)
    simulated = request.GET.get("simulasi") != "0"
    rows = facts.versions(election.id, day=day)
    known = facts.contradictions(day=day)
    disagree = [
        *versus.recorded(known, day=day),
        *versus.computed(rows, facts.chains(rows), day=day, known=versus.on_record(known)),
    ]
    disagree.sort(key=lambda one: (not one.open, one.region.code, -(one.days or 0)))
    claims = unproven.lines(election.id, at=request.at)
    misfits = facts.misfits(election.id, at=request.at, simulated=simulated)
    if request.GET.get("unduh") == "xlsx":
        lines = unproven.misfit_lines(misfits)
        table = sheets.contradiction_rows(disagree, claims, lines)
        return workbook(f"pertentangan-{election.id}", sheets.contradiction_columns(), table)
    kind = request.GET.get("jenis", "")
    shown = [one for one in misfits if kind in ("", one.finding.slip)]
    page = Paginator(shown, PAGE).get_page(request.GET.get("hal"))
    context: dict[str, Any] = {
        "finding": versus.finding(len(disagree), len(claims)),
        "disagree": disagree,
        "open": sum(one.open for one in disagree),
        "claims": claims,
        "page": page,
        "misfits": unproven.misfit_lines(list(page.object_list)),
        "kinds": unproven.counts(misfits),
        "kind": kind,
        "n_misfits": len(misfits),
        "simulated": simulated,
        "n_real": sum(not one.evidence.simulated for one in misfits),
        "query": _query(request),
    }
    return render(request, "figures/contradictions.html", context)
