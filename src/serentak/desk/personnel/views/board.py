"""Need against supply: the province by regency, a regency by district."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current, day_shown
from serentak.desk.personnel import dots, facts, pages, published, words
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.law.model import Election
from serentak.engine.personnel.returned import Measure
from serentak.engine.regions import Level


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """The province by regency."""
    return _board(request, get_object_or_404(Region, pk=settings.PROVINCE), Level.REGENCY)


@needs(Act.READ)
@require_safe
def region(request: DeskRequest, code: str) -> HttpResponse:
    """A regency by district."""
    return _board(request, get_object_or_404(Region, pk=code, level=Level.REGENCY), Level.DISTRICT)


def _board(request: DeskRequest, one: Region, below: Level) -> HttpResponse:
    election = current(request)
    inside = one.code if below is Level.DISTRICT else ""
    board = facts.board(election.id, at=request.at, inside=inside)
    dates = facts.due(election, at=request.at)
    rows = list(Region.objects.filter(parent=one, level=below))
    if request.GET.get("unduh") == "xlsx":
        return _sheet(one, election, board, rows)
    group = request.GET.get("kelompok", "")
    group = group if group in dots.GROUPS else next(iter(dots.GROUPS))
    roles = dots.GROUPS[group][1]
    scale, lines = dots.lines(board, rows, roles)
    totals = pages.totals(board, election, dates, inside=one.code, today=day_shown(request))
    context = {
        "one": one,
        "regency": below is Level.DISTRICT,
        "lines": lines,
        "axis": scale.marks,
        "legend": dots.legend(roles),
        "finding": dots.finding(lines),
        "lede": pages.lede(totals),
        "totals": totals,
        "groups": [(slug, said, slug == group) for slug, (said, _roles) in dots.GROUPS.items()],
        "known": pages.known(board),
        "grounds": pages.grounds(board, inside=one.code),
        "published": published.numbers(election.id, day=day_shown(request), inside=one.code),
        "simulated": facts.simulated(election.id, at=request.at, inside=inside),
        "bodies": _bodies(election, one, at=request.at) if inside else [],
        "details": _details(board, rows, roles) if inside else [],
        "may_report": bool(_own(request, election)),
    }
    return render(request, "personnel/board.html", context)


def _own(request: DeskRequest, election: Election) -> list[Institution]:
    return facts.reporting(election, request.member.institutions)


def _bodies(election: Election, one: Region, *, at: datetime) -> list[tuple[Institution, Any]]:
    """Who reports on a regency, with the newest report of each."""
    rows = Institution.objects.filter(region=one).values_list("code", flat=True)
    return [
        (body, facts.last_report(body, election.id, at=at))
        for body in facts.reporting(election, rows)
    ]


def _details(
    board: facts.Board, rows: list[Region], roles: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Every district and role of a group, in numbers."""
    return [
        {
            "region": row,
            "name": words.role(role),
            "role": role,
            "gap": gap,
            **{one.value: board.counts.get((row.code, role, one)) for one in Measure},
        }
        for row in rows
        for role in roles
        if (gap := board.gaps.get((row.code, role)))
    ]


def _sheet(one: Region, election: Election, board: facts.Board, rows: list[Region]) -> HttpResponse:
    columns = {
        "code": _("Kode"),
        "region": _("Wilayah"),
        "role": _("Peran"),
        "need": _("Perlu"),
        "there": _("Diangkat"),
        "trained": _("Dilatih"),
        "active": _("Aktif"),
        "short": _("Kurang"),
        "silent": _("Belum dilaporkan"),
    }
    table = [
        {
            "code": row.code,
            "region": str(row),
            "role": words.role(role.code),
            "need": gap.need,
            "there": gap.there if gap.reported else None,
            "trained": board.counted(Measure.TRAINED, role=role.code, inside=row.code),
            "active": board.counted(Measure.ACTIVE, role=role.code, inside=row.code),
            "short": gap.short,
            "silent": gap.silent,
        }
        for row in rows
        for role in facts.roles(election.kind)
        if (gap := board.total(role=role.code, inside=row.code)).need or gap.there
    ]
    return workbook(f"personel-{election.id}-{one.code}", columns, table)
