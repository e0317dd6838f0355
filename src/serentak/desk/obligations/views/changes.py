"""What moved from when to when, each time the law, a calendar or an event changed."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import law
from serentak.desk.obligations.models import ChangeLine, ChangeOrder
from serentak.desk.shared.http import DeskRequest
from serentak.desk.shared.marks import needs
from serentak.desk.shared.templatetags.desk import said
from serentak.desk.shared.xlsx import workbook

WHAT = ("added", "moved", "changed", "withdrawn", "restored")


@needs(Act.READ)
@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """Change orders, newest first, with what each did."""
    counts = {what: Count("lines", filter=Q(lines__what=what)) for what in WHAT}
    orders = ChangeOrder.objects.annotate(**counts)
    return render(request, "obligations/changes.html", {"orders": orders})


@needs(Act.READ)
@require_safe
def change(request: DeskRequest, pk: int) -> HttpResponse:
    """One change order: duty by duty, before and after."""
    order = get_object_or_404(ChangeOrder, pk=pk)
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
    made = [(line, law().templates.get(line.obligation.template)) for line in page.object_list]
    return render(request, "obligations/change.html", {"order": order, "page": page, "lines": made})


def _row(line: ChangeLine) -> dict[str, object]:
    template = law().templates.get(line.obligation.template)
    return {
        "what": line.what,
        "region": str(line.obligation.region),
        "duty": said(template, "duty") if template else line.obligation.template,
        "before": line.before,
        "after": line.after,
    }
