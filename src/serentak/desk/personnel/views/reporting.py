"""A body reports: by its sheet, by a district's form, by a replacement."""

import base64
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.law.facts import current, kept
from serentak.desk.personnel import actions, facts, sheets, words
from serentak.desk.personnel.models import Report, Way
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import TYPE
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election
from serentak.engine.personnel.returned import Complaint, Judged, Measure
from serentak.engine.regions import Level


@needs(Act.REPORT_PERSONNEL)
@require_safe
def own(request: DeskRequest) -> HttpResponse:
    """The bodies one reports for; on to the only one."""
    election = current(request)
    bodies = [
        one
        for one in facts.reporting(election, request.member.institutions)
        if request.member.may(Act.REPORT_PERSONNEL, one)
    ]
    if len(bodies) == 1:
        return to_body(request, bodies[0])
    rows = [
        {
            "body": one,
            "roles": [words.role(role.code) for role in facts.roles(election.kind, owner=one.kind)],
            "last": facts.last_report(one, election.id, at=request.now),
        }
        for one in bodies
    ]
    return render(request, "personnel/own.html", {"rows": rows})


def to_body(request: DeskRequest, body: Institution) -> HttpResponse:
    answer = redirect("personnel:body", region=body.region_id, kind=body.kind)
    answer["Location"] += kept(request)
    return answer


def own_body(request: DeskRequest, region: str, kind: str) -> tuple[Institution, Election]:
    """A body that this person may report for. Raises NotAllowed."""
    election = current(request)
    rows = Institution.objects.select_related("region")
    found = get_object_or_404(rows, region=region, kind=kind, region__level=Level.REGENCY)
    allow(request.member, Act.REPORT_PERSONNEL, found)
    return found, election


@needs(Act.REPORT_PERSONNEL)
@require_http_methods(["GET", "HEAD", "POST"])
def body(request: DeskRequest, region: str, kind: str) -> HttpResponse:
    """The sheet to take and to bring back, and every district's numbers."""
    found, election = own_body(request, region, kind)
    if request.method != "POST":
        return _page(request, found, election, {})
    try:
        came = sheets.incoming(_upload(request), found, election)
    except BadData as slip:
        return _page(request, found, election, {"refused": str(slip)})
    judged = _judged(request, found, election, came)
    slips = (*came.reading.slips, *judged.slips)
    if slips:
        return _page(request, found, election, _refusal(came, slips))
    tell(request, judged, missing=came.reading.missing)
    return to_body(request, found)


def _judged(
    request: DeskRequest, found: Institution, election: Election, came: sheets.Incoming
) -> Judged:
    """Take a sheet whose rows are in order; of another only see what else is wrong."""
    if came.reading.slips:
        return actions.examine(
            found, election=election, written=came.reading.written, base=came.base, at=request.now
        )
    return actions.take(
        found,
        election=election,
        written=came.reading.written,
        base=came.base,
        way=Way.SHEET,
        sha256=came.sha256,
        by=request.member,
        at=request.now,
    ).judged


def _upload(request: DeskRequest) -> UploadedFile:
    upload = request.FILES.get("berkas")
    if not isinstance(upload, UploadedFile):
        raise BadData("Berkas belum dipilih. Pilih lembar yang sudah diisi.")
    return upload


def _refusal(came: sheets.Incoming, slips: tuple[Complaint, ...]) -> dict[str, Any]:
    """Every slip in words, and the sheet with its marks; it is kept nowhere."""
    content = base64.b64encode(sheets.marked(came, slips)).decode()
    return {
        "slips": [words.complaint(one) for one in slips],
        "marked": f"data:{TYPE};base64,{content}",
    }


def tell(request: DeskRequest, judged: Judged, *, missing: int = 0) -> None:
    """What was written, and what looks odd about it."""
    messages.success(request, words.taken(len(judged.changes)))
    for one in judged.remarks:
        messages.warning(request, words.complaint(one))
    if missing:
        messages.warning(request, words.missing(missing))


def _page(
    request: DeskRequest, found: Institution, election: Election, extra: dict[str, Any]
) -> HttpResponse:
    board = facts.board(election.id, at=request.now, inside=found.region_id)
    roles = facts.roles(election.kind, owner=found.kind)
    rows = Region.objects.filter(parent=found.region_id, level=Level.DISTRICT)
    context = {
        "found": found,
        "roles": [words.role(role.code) for role in roles],
        "rows": [
            {
                "region": row,
                "cells": [
                    (
                        words.role(role.code),
                        board.counts.get((row.code, role.code, Measure.APPOINTED)),
                        board.need.get((row.code, role.code)),
                    )
                    for role in roles
                ],
            }
            for row in rows
        ],
        "last": _latest(found, election, at=request.now),
        **extra,
    }
    return render(request, "personnel/body.html", context, status=422 if extra else 200)


def _latest(found: Institution, election: Election, *, at: datetime) -> list[Report]:
    rows = found.personnel_reports.filter(election=election.id, at__lte=at)
    return list(rows.select_related("by")[:5])


@needs(Act.REPORT_PERSONNEL)
@require_safe
def download(request: DeskRequest, region: str, kind: str) -> HttpResponse:
    """The sheet, filled in with what stands now."""
    found, election = own_body(request, region, kind)
    content = sheets.outgoing(found, election, at=request.now)
    name = f"personel-{election.id}-{found.code.replace('/', '-')}.xlsx"
    response = HttpResponse(content, content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
