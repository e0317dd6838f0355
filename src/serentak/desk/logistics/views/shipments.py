"""One shipment: its story, its departure, and the paper that goes with it."""

from uuid import uuid4

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.law.facts import frame
from serentak.desk.logistics import actions, demand, facts, forms, story, words
from serentak.desk.logistics.models import Shipment
from serentak.desk.logistics.views.planning import shipment
from serentak.desk.shared.marks import needs
from serentak.engine.errors import BadData
from serentak.engine.logistics.shipments import FOLLOWS, Step


@needs(Act.SEE_SHIPMENT)
@require_safe
def detail(request: DeskRequest, pk: int) -> HttpResponse:
    """From where to where, item by item, and everything that was recorded, newest first."""
    row = shipment(pk, at=request.at)
    frame(request, row.election)
    told = story.story(row, at=request.at)
    now = request.at == request.now
    ships, receives = (
        now and request.member.may(act, body)
        for act, body in ((Act.SHIP, row.consignor), (Act.RECEIVE, row.receiver))
    )
    follows = FOLLOWS[told.loaded.state.step]
    context = {
        "row": row,
        "told": told,
        "late": told.loaded.late(request.at),
        "way": words.way(told.loaded.leaving),
        "may_amend": ships and Step.PLANNED in follows,
        "may_send": ships and Step.SENT in follows,
        "may_receive": receives and follows & {Step.ARRIVED, Step.COUNTED},
        "may_photo": may_photo(request, row),
    }
    return render(request, "logistics/shipment.html", context)


def may_photo(request: DeskRequest, row: Shipment) -> bool:
    """Whether this person may open what was photographed: sender, receiver, coordinator."""
    return any(request.member.may(Act.OPEN_PHOTO, one) for one in (row.consignor, row.receiver))


@needs(Act.SHIP)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: DeskRequest, pk: int) -> HttpResponse:
    """Record that it left, with what is on the papers; planned pieces are filled in."""
    row = shipment(pk, at=request.now)
    frame(request, row.election)
    allow(request.member, Act.SHIP, row.consignor)
    told = story.story(row, at=request.now)
    stocks = told.loaded.state.stocks
    form = forms.SendForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        items=demand.demand(facts.frame_of(row)).items,
        initial={
            "formulir": uuid4(),
            "jam": f"{request.now:%Y-%m-%dT%H:%M}",
            **{f"jumlah-{item}": one.planned for item, one in stocks.items()},
        },
    )
    if form.is_bound and form.is_valid():
        try:
            said = form.told(form.amounts)
            actions.send(row, told=said, photo=form.photo, by=request.member, at=request.now)
            return redirect("logistics:shipment", pk=pk)
        except BadData as slip:
            form.add_error("foto" if form.photo else "jam", str(slip))
    slips = forms.problems(form) if form.is_bound else []
    context = {
        "row": row,
        "told": told,
        "form": form,
        "errors": slips,
        "error": dict(reversed(slips)),
    }
    return render(request, "logistics/send.html", context, status=422 if slips else 200)


@needs(Act.SEE_SHIPMENT)
@require_safe
def note(request: DeskRequest, pk: int) -> HttpResponse:
    """The waybill, with a code that opens the receiver's page on a phone."""
    row = shipment(pk, at=request.at)
    frame(request, row.election)
    there = request.build_absolute_uri(reverse("logistics:receive", args=[pk]))
    code = segno.make(there, micro=False).svg_inline(scale=3, border=1, omitsize=True)
    context = {
        "row": row,
        "told": story.story(row, at=request.at),
        "address": there,
        "code": mark_safe(code),  # noqa: S308  drawn by segno from our own address
    }
    return render(request, "logistics/note.html", context)
