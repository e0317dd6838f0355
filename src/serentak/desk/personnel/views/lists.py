"""Lists across the province: vacancies, recruitment opened again, replacements."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current, day_shown
from serentak.desk.personnel import facts, pages, published, words
from serentak.desk.personnel.models import Replacement
from serentak.desk.personnel.published import spread
from serentak.desk.places.models import Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.regions import Level

PAGE = 50


@needs(Act.READ)
@require_safe
def vacancies(request: DeskRequest) -> HttpResponse:
    """Every post that lacks people, the largest shortage first; those whose date passed, or all."""
    election = current(request)
    levels = (Level.REGENCY, Level.DISTRICT)
    rows = Region.objects.filter(level__in=levels, code__startswith=settings.PROVINCE)
    found = pages.vacancies(
        facts.board(election.id, at=request.at),
        facts.due(election, at=request.at),
        {row.code: row for row in rows.select_related("parent")},
        today=day_shown(request),
    )
    all_of_them = request.GET.get("semua") == "1"
    passed = [one for one in found if one.late > 0]
    role = request.GET.get("peran", "")
    kept = [one for one in (found if all_of_them else passed) if role in ("", one.role)]
    if request.GET.get("unduh") == "xlsx":
        return _sheet(election.id, kept)
    context = {
        "page": Paginator(kept, PAGE).get_page(request.GET.get("hal")),
        "short": sum(one.gap.short for one in kept),
        "posts": len(kept),
        "passed": len(passed),
        "all": len(found),
        "all_of_them": all_of_them,
        "role": role,
        "roles": [(one.code, words.role(one.code)) for one in facts.roles(election.kind)],
        "query": _query(request),
        "simulated": facts.simulated(election.id, at=request.at),
    }
    return render(request, "personnel/vacancies.html", context)


def _query(request: DeskRequest) -> str:
    query = request.GET.copy()
    query.pop("hal", None)
    return query.urlencode()


def _sheet(election: str, kept: list[pages.Vacancy]) -> HttpResponse:
    columns = {
        "code": _("Kode"),
        "region": _("Wilayah"),
        "role": _("Peran"),
        "need": _("Perlu"),
        "there": _("Diangkat"),
        "short": _("Kurang"),
        "due": _("Jatuh tempo"),
        "late": _("Lewat (hari)"),
    }
    rows = [
        {
            "code": one.region.code,
            "region": one.region.name,
            "role": one.name,
            "need": one.gap.need,
            "there": None if one.gap.silent else one.gap.there,
            "short": one.gap.short,
            "due": one.due,
            "late": max(one.late, 0),
        }
        for one in kept
    ]
    return workbook(f"jabatan-kosong-{election}", columns, rows)


@needs(Act.READ)
@require_safe
def reopened(request: DeskRequest) -> HttpResponse:
    """Where recruitment was opened again, as published; sources that differ stay beside each other."""
    made = published.reopened(current(request).id, day=day_shown(request))
    least, most = spread(made)
    context = {"made": made, "least": least, "most": most}
    return render(request, "personnel/reopened.html", context)


@needs(Act.READ)
@require_safe
def replacements(request: DeskRequest) -> HttpResponse:
    """Who left and was replaced: numbers and reasons."""
    rows = Replacement.objects.filter(
        report__election=current(request).id, report__at__lte=request.at
    ).select_related("report__institution", "region__parent")
    page = Paginator(rows.order_by("-report__at", "-id"), PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "rows": [(row, words.role(row.role)) for row in page.object_list],
        "sums": rows.aggregate(left=Sum("left"), joined=Sum("joined")),
        "query": _query(request),
    }
    return render(request, "personnel/replacements.html", context)
