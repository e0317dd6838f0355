"""The trail, newest first, and the check of its chain."""

from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.audit import pages
from serentak.desk.audit.actions import flaws
from serentak.desk.audit.models import Line
from serentak.desk.audit.words import act_name
from serentak.desk.shared.marks import needs
from serentak.desk.shared.numbers import whole
from serentak.desk.shared.xlsx import workbook

_PAGE = 100
_SHEET = 20_000
_FLAWS = 50


@needs("audit.read")  # the act by its name: accounts stand above this room
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A hundred lines, filtered by subject, act and institution."""
    chosen = {name: request.GET.get(name, "") for name in ("perihal", "tindakan", "lembaga")}
    rows = _filtered(chosen)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(rows[:_SHEET])
    before = whole(request.GET.get("sebelum", ""))
    older = rows if before is None else rows.filter(seq__lt=before)
    shown = list(older[: _PAGE + 1])
    context: dict[str, Any] = {
        "entries": pages.entries(shown[:_PAGE]),
        "next_before": shown[_PAGE - 1].seq if len(shown) > _PAGE else None,
        "turned": before is not None,
        "total": Line.objects.count(),
        "found": rows.count() if any(chosen.values()) else None,
        "newest": Line.objects.order_by("-seq").first(),
        "acts": _acts(),
        "institutions": _institutions(),
        "chosen": chosen,
        "query": urlencode({name: value for name, value in chosen.items() if value}),
        "sheet_limit": _SHEET,
        "checked": "periksa" in request.GET,
    }
    if context["checked"]:
        context["flaws"] = list(islice(flaws(), _FLAWS))
    return render(request, "audit/index.html", context)


def _filtered(chosen: dict[str, str]) -> QuerySet[Line]:
    rows = Line.objects.order_by("-seq")
    if chosen["perihal"]:
        rows = rows.filter(subject__startswith=chosen["perihal"].strip())
    wanted = {"act": chosen["tindakan"], "institution": chosen["lembaga"]}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _acts() -> list[tuple[str, str]]:
    found = Line.objects.order_by().values_list("act", flat=True).distinct()
    return sorted(((act, act_name(act)) for act in found), key=lambda pair: pair[1])


def _institutions() -> list[tuple[str, str]]:
    rows = Line.objects.order_by().exclude(institution="")
    codes = list(rows.values_list("institution", flat=True).distinct())
    names = pages.institutions(codes)
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1])


def _sheet(rows: QuerySet[Line]) -> HttpResponse:
    """Ids only, as in the trail itself: what leaves the desk names nobody."""
    columns = {
        "seq": _("Baris"),
        "at": _("Waktu"),
        "actor": _("Nomor akun"),
        "act": _("Tindakan"),
        "subject": _("Perihal"),
        "institution": _("Lembaga"),
        "details": _("Rincian"),
        "seal": _("Segel"),
    }
    table = (
        {
            **{name: getattr(row, name) for name in columns if name != "details"},
            "details": "; ".join(f"{key}: {value}" for key, value in pages.details(row.details)),
        }
        for row in rows
    )
    return workbook("jejak-audit", columns, table)
