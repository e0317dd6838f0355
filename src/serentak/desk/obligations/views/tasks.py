"""What an office owes, and all duties as one list."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.models import Role
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current, law
from serentak.desk.obligations import pages, replay, words
from serentak.desk.obligations.models import Draft, Obligation
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.templatetags.desk import said
from serentak.desk.shared.xlsx import workbook
from serentak.engine.law.model import Area
from serentak.engine.regions import Level

COLUMNS = (
    "region",
    "institution",
    "area",
    "duty",
    "nature",
    "due",
    "standing",
    "why",
    "article",
    "confidence",
)


@needs(Act.REPORT)
@require_safe
def tasks(request: DeskRequest) -> HttpResponse:
    """The duties of the institutions one reports for: late, this week, later."""
    election = current(request)
    own = [code for role, code in request.member.roles if role is Role.REPORTER]
    wanted = replay.Wanted(bodies=own)
    rows = list(replay.asked(_duties(election.id), at=request.at, wanted=wanted))
    made = pages.tasks(rows, at=request.at)
    if request.GET.get("unduh") == "xlsx":
        return sheet(f"tugas-{election.id}", made)
    area = request.GET.get("bidang", "")
    shown = [one for one in made if area in ("", one.obligation.area)]
    groups = pages.grouped(shown, at=request.at)
    drafts = Draft.objects.filter(user_id=request.member.key, obligation__in=rows)
    context = {
        "groups": groups,
        "area": area,
        "areas": _areas(pages.grouped(made, at=request.at), area),
        "late": sum(one.late for one in shown),
        "waiting": sum(one.icon == "wait" for one in shown),
        "week": sum(len(g.tasks) for g in groups if g.heading == _("Pekan ini")),
        "institutions": Institution.objects.filter(code__in=own),
        "drafts": set(drafts.values_list("obligation_id", flat=True)),
        "total": sum(len(g.tasks) for g in pages.grouped(made, at=request.at)),
    }
    return render(request, "obligations/tasks.html", context)


def _areas(groups: list[pages.Group], chosen: str) -> list[tuple[str, str, int, bool]]:
    open_ones = [one.obligation.area for group in groups for one in group.tasks]
    return [
        (area, str(words.AREA_NAMES[area]), open_ones.count(area), area == chosen) for area in Area
    ]


def _duties(election: str) -> QuerySet[Obligation]:
    return Obligation.objects.filter(election=election).select_related("region", "institution")


@needs(Act.READ)
@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """Every duty of an election, filtered by region, area, bearer and nature."""
    election = current(request)
    found = _filtered(_duties(election.id), request)
    by_date = found.order_by(F("due").asc(nulls_last=True), "key")
    rows = replay.asked(by_date, at=request.at, wanted=_wanted(request))
    if request.GET.get("unduh") == "xlsx":
        return sheet(f"kewajiban-{election.id}", pages.tasks(list(rows), at=request.at))
    page = Paginator(rows, 60).get_page(request.GET.get("hal"))
    kinds = law().kinds
    context: dict[str, Any] = {
        "page": page,
        "tasks": pages.tasks(list(page.object_list), at=request.at),
        "regions": Region.objects.filter(level__in=(Level.NATIONAL, Level.PROVINCE, Level.REGENCY)),
        "areas": list(words.AREA_NAMES.items()),
        "natures": list(words.NATURE_NAMES.items()),
        "kinds": sorted(
            ((kind.id, said(kind, "title")) for kind in kinds.values()), key=lambda k: k[1]
        ),
        "chosen": {
            name: request.GET.get(name, "")
            for name in ("wilayah", "bidang", "lembaga", "sifat", "cari")
        },
        "query": _query(request),
    }
    return render(request, "obligations/list.html", context)


def _wanted(request: DeskRequest) -> replay.Wanted:
    return replay.Wanted(
        area=request.GET.get("bidang", ""),
        kind=request.GET.get("lembaga", ""),
        nature=request.GET.get("sifat", ""),
    )


def _filtered(rows: QuerySet[Obligation], request: DeskRequest) -> QuerySet[Obligation]:
    region = request.GET.get("wilayah", "")
    rows = rows.filter(region=region) if region else rows
    text = request.GET.get("cari", "").strip().lower()
    if text:
        hits = [
            t.id
            for t in law().templates.values()
            if text in f"{t.id} {t.duty} {t.duty_en} {t.basis.cite}".lower()
        ]
        rows = rows.filter(template__in=hits)
    return rows


def _query(request: DeskRequest) -> str:
    query = request.GET.copy()
    query.pop("hal", None)
    query.pop("unduh", None)
    return query.urlencode()


def sheet(name: str, made: list[pages.Task]) -> HttpResponse:
    """Duties as an Excel sheet."""
    columns = {
        "region": _("Wilayah"),
        "institution": _("Lembaga"),
        "area": _("Bidang"),
        "duty": _("Kewajiban"),
        "nature": _("Sifat tanggal"),
        "due": _("Batas"),
        "standing": _("Keadaan"),
        "why": _("Sebab"),
        "article": _("Pasal"),
        "confidence": _("Keyakinan"),
        "simulated": _("Simulasi"),
    }
    return workbook(name, columns, [_cells(one) for one in made])


def _cells(one: pages.Task) -> dict[str, Any]:
    row, template = one.obligation, one.template
    return {
        "region": str(row.region),
        "institution": row.institution.short,
        "area": one.area,
        "duty": said(template, "duty"),
        "nature": words.nature(row),
        "due": row.due_day,
        "standing": words.state(one.status),
        "why": words.reason(one.status.why),
        "article": template.basis.cite,
        "confidence": words.confidence(row, template),
        "simulated": _("simulasi") if one.newest and one.newest.simulated else "",
    }
