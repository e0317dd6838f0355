"""Findings of a run, village by village."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.places.models import Region
from serentak.desk.register import pages, words
from serentak.desk.register.models import FindingCount, Run, VillageCount
from serentak.desk.register.views.runs import seen
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook

_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A village with findings."""

    village: str
    name: str
    records: int
    findings: int
    blocking: int


@needs(Act.READ)
@require_safe
def villages(request: DeskRequest, pk: int) -> HttpResponse:
    """Villages that block most on top; for one rule alone if asked."""
    one = seen(request, pk)
    rules = sorted({name for name, _severity in pages.per_rule(one)})
    rule = request.GET.get("aturan", "")
    rule = rule if rule in rules else ""
    lines = _by_rule(one, rule) if rule else _all(one)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(one, lines)
    context = {
        "run": one,
        "page": Paginator(lines, _PAGE).get_page(request.GET.get("hal")),
        "rule": rule,
        "rules": [(name, words.check(name)) for name in rules],
        "query": f"aturan={rule}" if rule else "",
        "most": max((line.findings for line in lines), default=0) or 1,
        "blocked": sum(bool(line.blocking) for line in lines),
    }
    return render(request, "register/villages.html", context)


def _all(run: Run) -> list[Line]:
    rows = VillageCount.objects.filter(run=run, findings__gt=0)
    names = _names(run)
    return [
        Line(
            village=row.village,
            name=names.get(row.village, row.village),
            records=row.records,
            findings=row.findings,
            blocking=row.blocking,
        )
        for row in rows.order_by("-blocking", "-findings", "village")
    ]


def _by_rule(run: Run, rule: str) -> list[Line]:
    records = dict(VillageCount.objects.filter(run=run).values_list("village", "records"))
    rows = FindingCount.objects.filter(run=run, rule=rule).values_list("village", "severity")
    names = _names(run)
    return [
        Line(
            village=village,
            name=names.get(village, village),
            records=records.get(village, 0),
            findings=count,
            blocking=count if severity == words.BLOCKING else 0,
        )
        for village, severity, count in rows.annotate(n=Sum("count")).order_by("-n", "village")
    ]


def _names(run: Run) -> dict[str, str]:
    rows = Region.objects.filter(code__startswith=run.region_id).values_list("code", "name")
    return dict(rows)


def _sheet(run: Run, lines: list[Line]) -> HttpResponse:
    columns = {
        "village": _("Kode"),
        "name": _("Desa/kelurahan"),
        "records": _("Baris"),
        "findings": _("Temuan"),
        "blocking": _("Menghalangi"),
    }
    rows = [{key: getattr(line, key) for key in columns} for line in lines]
    return workbook(f"temuan-putaran-{run.number}", columns, rows)
