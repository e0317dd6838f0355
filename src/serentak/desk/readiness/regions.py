"""Regions and one region: its cells, duties, institutions and official figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.figures import measures
from serentak.desk.figures.models import Figure
from serentak.desk.figures.words import amount
from serentak.desk.law.facts import current, law
from serentak.desk.obligations import facts as duty_facts
from serentak.desk.obligations import pages as duty_pages
from serentak.desk.obligations import replay, words
from serentak.desk.obligations.models import AnchorEvent, Obligation
from serentak.desk.obligations.views.tasks import sheet
from serentak.desk.places.models import Institution, Region
from serentak.desk.readiness import facts, pages
from serentak.desk.shared.marks import needs
from serentak.desk.shared.templatetags.desk import said
from serentak.desk.shared.xlsx import workbook
from serentak.engine.readiness import State
from serentak.engine.regions import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A version of a figure with its name and its amount in words."""

    row: Figure
    said: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An event with its name, and the duty to bring it about where that is still open."""

    row: AnchorEvent
    title: str
    open: tuple[duty_pages.Task, ...]


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
    duties = Obligation.objects.filter(election=election.id, region=one)
    rows = replay.asked(duties.select_related("region", "institution"), at=request.at)
    made = duty_pages.tasks(list(rows), at=request.at)
    if request.GET.get("unduh") == "xlsx":
        return sheet(f"kewajiban-{code}", made)
    row = facts.row(election.id, one, at=request.at)
    events = _events(one, election.id, made, request.at)
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
        "proven": pages.proven(
            row.total.met if row.total else 0,
            row.total.due if row.total else 0,
            sum(task.status.state is State.UNKNOWN for task in made),
        ),
        "events": events,
        "inferred": any(not one.row.precise for one in events),
        "figures": _figures(one, election.id, request.at),
        "districts": one.children.filter(level=Level.DISTRICT)
        if one.level == Level.REGENCY
        else (),
    }
    return render(request, "readiness/region.html", context)


def _figures(one: Region, election: str, at: datetime) -> list[Said]:
    """Every published version of the region's figures up to a moment, in words."""
    rows = Figure.objects.filter(region=one, election__in=(election, "")).filter(
        Q(on__isnull=True) | Q(on__lte=at)
    )
    return [
        Said(row=row, said=str(measures.name(row.measure)), amount=amount(row.value, row.unit))
        for row in rows.order_by("measure", "on", "key")
    ]


def _events(
    one: Region, election: str, made: Sequence[duty_pages.Task], at: datetime
) -> list[Happened]:
    """The region's own dated events, newest first, each with its duty if that is not met."""
    kinds = law().events
    rows = duty_facts.recorded(election, at=at).filter(region=one).order_by("-on")
    unmet = [task for task in made if task.status.must and task.status.state is not State.MET]
    return [
        Happened(
            row=row,
            title=said(kinds[row.name], "title") if row.name in kinds else row.name,
            open=tuple(
                task
                for task in unmet
                if row.name in kinds and task.template.id in kinds[row.name].by
            ),
        )
        for row in rows
    ]
