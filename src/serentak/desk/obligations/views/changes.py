"""What moved from when to when, each time the law, a calendar or an event changed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current, election, frame, law
from serentak.desk.obligations import generation
from serentak.desk.obligations.models import ChangeLine, ChangeOrder
from serentak.desk.obligations.words import CHANGE_NAMES
from serentak.desk.places.models import Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.templatetags.desk import said
from serentak.desk.shared.xlsx import workbook
from serentak.engine.errors import BadData
from serentak.engine.regions import Level


@needs(Act.READ)
@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """Change orders, newest first, with what each did."""
    counts = {what: Count("lines", filter=Q(lines__what=what)) for what in CHANGE_NAMES}
    orders = ChangeOrder.objects.filter(at__lte=request.at).annotate(**counts)
    if request.GET.get("unduh") == "xlsx":
        columns = {"at": _("Kapan"), "cause": _("Sebab"), "election": _("Pemilihan")}
        heads = {what: str(name).capitalize() for what, name in CHANGE_NAMES.items()}
        table = (
            {**row, "election": said(election(row["election"]), "title")}
            for row in orders.values("at", "cause", "election", *CHANGE_NAMES)
        )
        return workbook("perubahan", {**columns, **heads}, table)
    made = [(one, election(one.election)) for one in orders]
    context = {"orders": made, "may_renew": request.member.may(Act.REGENERATE)}
    return render(request, "obligations/changes.html", context)


@needs(Act.REGENERATE)
@require_POST
def renew(request: DeskRequest) -> HttpResponse:
    """Bring every duty of the current election in line with the law and the recorded events."""
    cause = request.POST.get("sebab", "").strip()[:300]
    if not cause:
        raise BadData("Sebabnya belum diisi. Tulis keputusan atau kejadian yang mengubahnya.")
    levels = (Level.NATIONAL, Level.PROVINCE, Level.REGENCY)
    order = generation.regenerate(
        law=law(),
        election=current(request),
        regions=list(Region.objects.filter(level__in=levels).order_by("code")),
        cause=cause,
        by=request.member.user,
        at=request.now,
    )
    if order is None:
        messages.info(request, _("Tidak ada yang bergeser; semua sudah sesuai."))
        return redirect("obligations:changes")
    return redirect("obligations:change", pk=order.pk)


@needs(Act.READ)
@require_safe
def change(request: DeskRequest, pk: int) -> HttpResponse:
    """One change order: duty by duty, before and after."""
    order = get_object_or_404(ChangeOrder, pk=pk)
    frame(request, order.election)
    lines = order.lines.select_related("obligation__region", "obligation__institution")
    if request.GET.get("unduh") == "xlsx":
        columns = {
            "what": _("Apa"),
            "region": _("Wilayah"),
            "duty": _("Kewajiban"),
            "before": _("Semula"),
            "after": _("Menjadi"),
        }
        return workbook(f"perubahan-{pk}", columns, [_row(line) for line in lines])
    page = Paginator(lines, 100).get_page(request.GET.get("hal"))
    made = [
        (line, law().templates.get(line.obligation.template), CHANGE_NAMES[line.what])
        for line in page.object_list
    ]
    return render(request, "obligations/change.html", {"order": order, "page": page, "lines": made})


def _row(line: ChangeLine) -> dict[str, object]:
    template = law().templates.get(line.obligation.template)
    return {
        "what": str(CHANGE_NAMES[line.what]),
        "region": str(line.obligation.region),
        "duty": said(template, "duty") if template else line.obligation.template,
        "before": line.before,
        "after": line.after,
    }
