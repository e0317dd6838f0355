"""Regions and one region: its cells, duties, institutions and official figures."""

from itertools import groupby

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.figures.models import Figure
from serentak.desk.law.facts import current
from serentak.desk.obligations import pages as duty_pages
from serentak.desk.obligations import words
from serentak.desk.obligations.models import AnchorEvent, Obligation
from serentak.desk.obligations.views.tasks import sheet
from serentak.desk.places.models import Institution, Region
from serentak.desk.readiness import facts
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.readiness import State
from serentak.engine.regions import Level


@needs(Act.READ)
@require_safe
def regions(request: DeskRequest) -> HttpResponse:
    """The province and its regencies with counts that close, and who works there."""
    below = {
        "districts": Count("children", filter=Q(children__level=Level.DISTRICT), distinct=True),
        "villages": Count("children__children", distinct=True),
        "bodies": Count("institutions", distinct=True),
    }
    rows = Region.objects.filter(parent=settings.PROVINCE, level=Level.REGENCY).annotate(**below)
    if request.GET.get("unduh") == "xlsx":
        columns = {
            "code": _("Kode"),
            "name": _("Nama"),
            "capital": _("Ibu kota"),
            "population": _("Penduduk"),
            "districts": _("Kecamatan"),
            "villages": _("Desa/kelurahan"),
        }
        return workbook("wilayah", columns, rows.values(*columns))
    listed = list(rows)
    context = {
        "province": get_object_or_404(Region, pk=settings.PROVINCE),
        "regions": listed,
        "districts": Region.objects.filter(level=Level.DISTRICT).count(),
        "villages": Region.objects.filter(level=Level.VILLAGE).count(),
        "institutions": Institution.objects.filter(
            region__level__in=(Level.PROVINCE, Level.NATIONAL)
        ).select_related("region"),
    }
    return render(request, "readiness/regions.html", context)


@needs(Act.READ)
@require_safe
def region(request: DeskRequest, code: str) -> HttpResponse:
    """One region's sheet."""
    levels = (Level.NATIONAL, Level.PROVINCE, Level.REGENCY)
    one = get_object_or_404(Region, code=code, level__in=levels)
    election = current(request)
    duties = Obligation.objects.filter(election=election.id, region=one, withdrawn=False)
    made = duty_pages.tasks(list(duties.select_related("region", "institution")), at=request.at)
    if request.GET.get("unduh") == "xlsx":
        return sheet(f"kewajiban-{code}", made)
    row = facts.row(election.id, one, at=request.at)
    context = {
        "one": one,
        "row": row,
        "cells": [(area, words.AREA_NAMES[area], row.cells.get(area)) for area in facts.AREAS],
        "level_name": words.LEVEL_NAMES[row.total.level if row.total else 0],
        "late": [task for task in made if task.late],
        "soon": [task for task in made if task.status.state is State.AT_RISK],
        "institutions": Institution.objects.filter(region=one),
        "may_record": any(
            request.member.may(Act.RECORD_EVENT, body)
            for body in Institution.objects.filter(region=one)
        ),
        "covered": one.covered_by.select_related("institution").exclude(institution__region=one),
        "events": AnchorEvent.objects.filter(
            election=election.id, region=one, recorded_at__isnull=False, on__lte=request.at
        ).order_by("-on"),
        "figures": _figures(one, election.id),
        "districts": one.children.filter(level=Level.DISTRICT)
        if one.level == Level.REGENCY
        else (),
    }
    return render(request, "readiness/region.html", context)


def _figures(one: Region, election: str) -> list[tuple[str, list[Figure]]]:
    rows = Figure.objects.filter(region=one, election__in=(election, "")).order_by("measure", "on")
    return [(measure, list(found)) for measure, found in groupby(rows, key=lambda r: r.measure)]
