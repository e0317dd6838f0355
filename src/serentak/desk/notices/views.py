"""What my institutions were told."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.audit.words import subject_name
from serentak.desk.notices import actions
from serentak.desk.notices.models import Notice
from serentak.desk.notices.words import channel_name, kind_name
from serentak.desk.shared.links import subject_page
from serentak.desk.shared.marks import needs
from serentak.desk.shared.numbers import whole
from serentak.desk.shared.templatetags.desk import said
from serentak.desk.shared.xlsx import workbook
from serentak.engine.errors import BadData

_PAGE = 100


@needs(Act.PROFILE)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """Messages to the institutions one acts for, unread first, newest first."""
    rows = _own(request)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(rows)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("hal"))
    shown = [(row, kind_name(row.kind), subject_page(row.subject)) for row in page.object_list]
    context: dict[str, Any] = {
        "page": page,
        "unread": [one for one in shown if one[0].read_at is None],
        "read": [one for one in shown if one[0].read_at is not None],
        "waiting": rows.filter(read_at__isnull=True).count(),
        "several": len(request.member.institutions) > 1,
        "acting": bool(request.member.institutions),
        "reporting": request.member.could(Act.REPORT),
    }
    return render(request, "notices/index.html", context)


def _own(request: DeskRequest) -> QuerySet[Notice]:
    rows = Notice.objects.filter(to__in=request.member.institutions, at__lte=request.at)
    unread_first = Case(When(read_at__isnull=True, then=0), default=1)
    return rows.select_related("to").order_by(unread_first, "-at", "-pk")


@needs(Act.PROFILE)
@require_POST
def mark_read(request: DeskRequest) -> HttpResponse:
    """Note that the messages on the page have been seen."""
    sent = [whole(pk) for pk in request.POST.getlist("nomor")]
    shown = [pk for pk in sent if pk is not None]
    if not shown:
        raise BadData("Pemberitahuan mana yang dibaca tidak terbaca. Muat ulang halamannya.")
    count = actions.mark_read(shown, by=request.member, at=request.now)
    text = ngettext(
        "%(n)s pemberitahuan ditandai sudah dibaca.",
        "%(n)s pemberitahuan ditandai sudah dibaca.",
        count,
    )
    messages.success(request, text % {"n": count})
    return redirect("notices:index")


def _sheet(rows: QuerySet[Notice]) -> HttpResponse:
    columns = {
        "at": _("Waktu"),
        "to": _("Lembaga"),
        "kind": _("Jenis"),
        "text": _("Isi"),
        "subject": _("Perihal"),
        "channel": _("Saluran"),
        "read_at": _("Dibaca"),
    }
    table = (
        {
            "at": row.at,
            "to": row.to.short,
            "kind": kind_name(row.kind),
            "text": said(row, "text"),
            "subject": subject_name(row.subject),
            "channel": channel_name(row.channel),
            "read_at": row.read_at,
        }
        for row in rows
    )
    return workbook("pemberitahuan", columns, table)
