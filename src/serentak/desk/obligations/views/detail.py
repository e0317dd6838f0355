"""One duty: who, by when and how counted, rival readings, evidence, who was told."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import election, frame, law
from serentak.desk.law.sheet import sheet
from serentak.desk.notices.models import Notice
from serentak.desk.notices.words import channel_name
from serentak.desk.obligations import actions, counts, facts, pages, replay, words
from serentak.desk.obligations.models import Obligation
from serentak.desk.obligations.signals import shown
from serentak.desk.shared.marks import needs
from serentak.desk.shared.templatetags.desk import said
from serentak.engine.law.model import Area
from serentak.engine.readiness import status

_ROWS = Obligation.objects.select_related("region", "institution", "institution__verifier")


def duty(pk: int) -> Obligation:
    """A duty that the law knows, with its bearer and verifier, or 404."""
    return get_object_or_404(_ROWS.filter(template__in=law().templates), pk=pk)


@needs(Act.READ)
@require_safe
def detail(request: DeskRequest, pk: int) -> HttpResponse:
    """The derivation sheet, the heart of the desk."""
    row = get_object_or_404(_ROWS, pk=pk)
    bearer = row.institution  # who may act now, whoever bore the duty at the moment shown
    row = replay.as_it_was(row, at=request.at)
    frame(request, row.election)
    found, derivation = facts.derivation(row)
    if derivation and derivation.due != row.due:
        derivation = None
    template = facts.template(row)
    standing = status(facts.items([row])[0], at=request.at)
    entries = pages.ledger(row, at=request.at)
    exemptions = row.exemptions.filter(decided_at__lte=request.at)
    context = {
        "row": row,
        "template": template,
        "rule": law().rules.get(template.rule),
        "duty_election": election(row.election),
        "found": found,
        "sheet": sheet(derivation, today=localtime(request.at).date()) if derivation else None,
        "derivation": derivation,
        "status": standing,
        "state": words.state(standing),
        "icon": words.icon(standing),
        "because": words.because(standing, said(template, "duty"), request.at),
        "left": pages.left(standing, request.at),
        "unit": counts.unit(template),
        "percent": round(standing.coverage * 100),
        "area": words.AREA_NAMES[Area(row.area)],
        "nature": words.nature(row),
        "confidence": words.confidence(row, template),
        "entries": entries,
        "counted": [said for _, said in shown.send(None, obligation=row, at=request.at) if said],
        "opens": {one.evidence.pk for one in entries if _opens(request, one)},
        "exemption": exemptions.last(),
        "moves": row.changes.select_related("order").filter(order__at__lte=request.at),
        "notices": [(one, channel_name(one.channel)) for one in _told(row, request.at)],
        "may_report": request.member.may(Act.REPORT, bearer) and not row.withdrawn,
        "may_exempt": request.member.may(Act.EXEMPT, bearer),
        "may_review": request.member.may(Act.REVIEW, bearer),
    }
    return render(request, "obligations/detail.html", context)


def _told(row: Obligation, at: datetime) -> QuerySet[Notice]:
    found = Notice.objects.filter(subject=f"obligation:{row.pk}", at__lte=at)
    return found.select_related("to").order_by("-at")


def _opens(request: DeskRequest, entry: pages.Entry) -> bool:
    evidence = entry.evidence
    return bool(evidence.file_sha256) and request.member.may(
        Act.OPEN_FILE, evidence.institution, published=evidence.published
    )


@needs(Act.EXEMPT)
@require_POST
def exempt(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that a duty does not apply here, or does again."""
    row = duty(pk)
    actions.exempt(
        row,
        applies=request.POST.get("berlaku") == "1",
        reason=request.POST.get("alasan", "")[:300],
        by=request.member,
        at=request.now,
    )
    return redirect("obligations:detail", pk=pk)
