"""Voters and stations by region, one village with its certificate, and a regency on the map."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current, kept
from serentak.desk.places.models import Region
from serentak.desk.register import facts as register
from serentak.desk.register.models import Run
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.desk.stations import facts, pages
from serentak.engine.regions import Level

_BELOW = {
    Level.PROVINCE: Level.REGENCY,
    Level.REGENCY: Level.DISTRICT,
    Level.DISTRICT: Level.VILLAGE,
}


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """The province by regency."""
    return _table(request, get_object_or_404(Region, pk=settings.PROVINCE))


@needs(Act.READ)
@require_safe
def region(request: DeskRequest, code: str) -> HttpResponse:
    """A regency by district, a district by village."""
    levels = (Level.REGENCY, Level.DISTRICT)
    rows = Region.objects.select_related("parent")
    return _table(request, get_object_or_404(rows, code=code, level__in=levels))


def _table(request: DeskRequest, one: Region) -> HttpResponse:
    plan = facts.plan(current(request), at=request.at)
    below = _BELOW[Level(one.level)]
    inside = f"{one.code}."
    runs = {code: run for code, run in plan.runs.items() if f"{code}.".startswith(inside[:6])}
    sums = register.sums(runs, by=below, region=inside)
    made = pages.lines(
        sums,
        _names(sums),
        {code: run.cap for code, run in runs.items()},
        facts.official(plan.election, at=request.at),
    )
    if request.GET.get("unduh") == "xlsx":
        return _sheet(one, made)
    total = register.total(sums.values())
    used = sorted({run.pk: run for run in runs.values()}.values(), key=lambda run: run.pk)
    context = {
        "one": one,
        "lines": made,
        "total": total,
        "headline": pages.headline(total),
        "runs": used,
        "words": [said for run in used for said in run.certificate.get("words", ())],
        "caps": sorted({run.cap for run in used}),
        "address": "stations:village" if below is Level.VILLAGE else "stations:region",
        "mapped": one.code if one.level == Level.REGENCY and made else "",
        "any_official": any(line.official is not None for line in made),
    }
    return render(request, "stations/region.html", context)


def _names(codes: Mapping[str, Any]) -> dict[str, str]:
    return {row.code: str(row) for row in Region.objects.filter(code__in=list(codes))}


def _sheet(one: Region, made: list[pages.Line]) -> HttpResponse:
    columns = {
        "code": _("Kode"),
        "name": _("Wilayah"),
        "voters": _("Pemilih"),
        "l": _("Laki-laki"),
        "p": _("Perempuan"),
        "stations": _("TPS"),
        "bound": _("Batas terbukti"),
        "official": _("TPS resmi"),
        "unplaced": _("Tanpa TPS"),
    }
    rows = [
        {
            "code": line.code,
            "name": line.name,
            "voters": line.sums.voters,
            "l": line.sums.voters_l,
            "p": line.sums.voters_p,
            "stations": line.sums.stations,
            "bound": line.sums.stations_bound,
            "official": line.official,
            "unplaced": line.sums.unplaced,
        }
        for line in made
    ]
    return workbook(f"tps-{one.code}", columns, rows)


@needs(Act.READ)
@require_safe
def village(request: DeskRequest, code: str) -> HttpResponse:
    """A village: its RTs and stations as a picture and a table, and how far from the best."""
    rows = Region.objects.select_related("parent__parent")
    one = get_object_or_404(rows, code=code, level=Level.VILLAGE)
    plan = facts.plan(current(request), at=request.at)
    run = plan.of(code)
    shown = pages.village(run, code) if run else None
    if run is None or shown is None:
        return render(request, "stations/none.html", {"one": one, "above": one.parent})
    other = _what_if(request, run, code)
    context = {
        "one": one,
        "shown": shown,
        "headline": pages.village_headline(shown),
        "other": other,
        "more": other.count.stations - shown.count.stations if other else 0,
    }
    return render(request, "stations/village.html", context)


def _what_if(request: DeskRequest, run: Run, code: str) -> pages.Village | None:
    """The same village in the newest trial with another cap that this person may see."""
    trials = register.visible(request.member).filter(
        trial=True, election=run.election, institution__kind=run.institution.kind
    )
    for trial in trials.exclude(cap=run.cap)[:20]:
        found = pages.village(trial, code)
        if found is not None:
            return found
    return None


@needs(Act.READ)
@require_safe
def map_(request: DeskRequest, code: str) -> HttpResponse:
    """The stations of a regency on a map, and the same as a list."""
    one = get_object_or_404(Region, code=code, level=Level.REGENCY)
    run = facts.plan(current(request), at=request.at).of(code)
    if run is None:
        return render(request, "stations/none.html", {"one": one, "above": one})
    names = dict(Region.objects.filter(parent__parent=code).values_list("code", "name"))
    spots = pages.spots(run, code, names)
    context = {
        "one": one,
        "run": run,
        "spots": spots,
        "flagged": sum(bool(spot.flags) for spot in spots),
        "points": [_point(spot, kept(request)) for spot in spots if spot.station.lat is not None],
        "without": sum(spot.station.lat is None for spot in spots),
    }
    return render(request, "stations/map.html", context)


def _point(spot: pages.Spot, keep: str) -> dict[str, object]:
    station = spot.station
    return {
        "at": [station.lat, station.lon],
        "name": _("TPS %(n)s, %(village)s") % {"n": station.number, "village": spot.village},
        "voters": station.voters,
        "flag": ", ".join(spot.flags),
        "there": reverse("stations:village", args=[station.village]) + keep,
    }
