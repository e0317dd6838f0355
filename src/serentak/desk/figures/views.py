"""Official figures, one figure's versions, and what contradicts what."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.figures import facts, measures, pages, proofs, sheets, unproven, versus, written
from serentak.desk.figures.models import Figure
from serentak.desk.figures.story import story
from serentak.desk.law.facts import current, day_shown
from serentak.desk.places.models import Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine import figures as engine
from serentak.engine.regions import Level

PAGE = 20  # rows of dates that do not fit


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """The election's figures by measure, and whether the regencies make the province."""
    election = current(request)
    rows = facts.versions(election.id, day=day_shown(request))
    chains = facts.chains(rows)
    made = pages.sections(rows, chains, home=settings.PROVINCE, regencies=_regencies())
    family, chosen = request.GET.get("kelompok", ""), request.GET.get("ukuran", "")
    within = family or (chosen and measures.family(chosen))
    shown = [one for one in made if chosen in ("", one.measure) and family in ("", one.family)]
    if request.GET.get("unduh") == "xlsx":
        return workbook(f"angka-{election.id}", sheets.list_columns(), sheets.list_rows(shown))
    context = {
        "finding": pages.finding(chains),
        "groups": pages.grouped(shown),
        "opened": [one for one in shown if one.lines] if family or chosen else [],
        "chosen": chosen,
        "filters": [
            (_query(request, kelompok=slug, ukuran=""), name, n, slug == within)
            for slug, name, n in [
                ("", _("Semua"), len(chains)),
                *map(_counted, pages.grouped(made)),
            ]
        ],
        "query": _query(request),
    }
    return render(request, "figures/index.html", context)


def _counted(group: pages.Group) -> tuple[str, str, int]:
    return group.slug, group.name, sum(len(one.all) for one in group.sections)


def _query(request: DeskRequest, **changes: str) -> str:
    """The page's own parameters with some changed; an empty value takes one away."""
    query = request.GET.copy()
    for name, value in {"hal": "", "unduh": "", **changes}.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return query.urlencode()


@needs(Act.READ)
@require_safe
def measure(request: DeskRequest, measure: str, region: str) -> HttpResponse:
    """One figure: every version with its source, what contradicts it, which is in use and why."""
    rows = facts.versions(current(request).id, day=day_shown(request))
    chains = facts.chains(rows)
    own = [row for row in rows if (row.measure, row.region_id) == (measure, region)]
    if not own:
        return _elsewhere(measure, region)
    told = story(own, chains[measure, region])
    if request.GET.get("unduh") == "xlsx":
        name = f"angka-{measure}-{region}"
        return workbook(name, sheets.version_columns(), sheets.version_rows(told))
    sections = pages.sections(rows, chains, home=settings.PROVINCE, regencies=_regencies())
    context = {
        "story": told,
        "rivals": _rivals(own, chains, day_shown(request)),
        "section": next(one for one in sections if one.measure == measure),
    }
    return render(request, "figures/measure.html", context)


def _rivals(
    own: list[Figure], chains: dict[facts.Key, engine.Chain], day: date
) -> list[versus.Versus]:
    """What contradicts one figure: as put on record, else as the rules found it."""
    one = chains[own[0].measure, own[0].region_id]
    clashing = {
        (own[0].region_id, frozenset({clash.used.value, clash.other.value})): one
        for clash in engine.clashes(one)
    }
    recorded = [row for row in facts.contradictions(day=day) if written.pairs(row) & set(clashing)]
    known = {pair for row in recorded for pair in written.pairs(row)}
    return [
        *versus.recorded(recorded, clashing, day=day),
        *versus.computed(own, chains, day=day, known=known),
    ]


def _regencies() -> int:
    return Region.objects.filter(parent=settings.PROVINCE, level=Level.REGENCY).count()


def _elsewhere(measure: str, region: str) -> HttpResponse:
    """Known, but not for this election or not yet on this day: back to the list."""
    if Figure.objects.filter(measure=measure, region=region).exists():
        return redirect("figures:index")
    raise Http404


@needs(Act.READ)
@require_safe
def contradictions(request: DeskRequest) -> HttpResponse:
    """Numbers that disagree, claims without proof, dates that do not fit."""
    election = current(request).id
    simulated = request.GET.get("simulasi") != "0"
    disagree = _disagreements(election, day_shown(request))
    claims = unproven.lines(election, at=request.at)
    misfits = proofs.misfits(election, at=request.at, simulated=simulated)
    if request.GET.get("unduh") == "xlsx":
        lines = unproven.misfit_lines(misfits)
        table = sheets.contradiction_rows(disagree, claims, lines)
        return workbook(f"pertentangan-{election}", sheets.contradiction_columns(), table)
    context = {
        "finding": versus.finding(sum(one.open for one in disagree), len(claims)),
        "disagree": [one for one in disagree if one.open],
        "answered": [one for one in disagree if not one.open],
        "scope": versus.scope([one for one in disagree if one.open]),
        "claims": claims,
        "simulated": simulated,
        "toggle": _query(request, simulasi="0" if simulated else ""),
        "query": _query(request),
        **_misfits(request, misfits),
    }
    return render(request, "figures/contradictions.html", context)


def _disagreements(election: str, day: date) -> list[versus.Versus]:
    """On record and found by the rules, those that rest on sources first."""
    rows = facts.versions(election, day=day)
    known = facts.contradictions(day=day)
    recorded = {pair for row in known for pair in written.pairs(row)}
    found = [
        *versus.recorded(known, facts.in_use(day=day), day=day),
        *versus.computed(rows, facts.chains(rows), day=day, known=recorded),
    ]
    return sorted(found, key=lambda one: one.weight)


def _misfits(request: DeskRequest, misfits: list[proofs.Misfit]) -> dict[str, Any]:
    """One page of dates that do not fit, and how many there are of each kind."""
    kind = request.GET.get("jenis", "")
    shown = [one for one in misfits if kind in ("", one.finding.slip)]
    page = Paginator(shown, PAGE).get_page(request.GET.get("hal"))
    return {
        "page": page,
        "misfits": unproven.misfit_lines(list(page.object_list)),
        "misfits_total": len(misfits),
        "n_real": sum(not one.evidence.simulated for one in misfits),
        "kinds": [
            (_query(request, jenis=slug), name, n, slug == kind)
            for slug, name, n in unproven.counts(misfits)
        ],
    }
