"""Plan shipments: all that a region lacks in one click, or one of one's own; change it, give it up."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.law.facts import current, frame
from serentak.desk.logistics import actions, demand, facts, forms, wanted
from serentak.desk.logistics.models import Shipment
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.marks import needs
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election
from serentak.engine.regions import Level, RegionCode

_FROM = (Level.PROVINCE, Level.REGENCY, Level.DISTRICT)


def shipment(pk: int, *, at: datetime) -> Shipment:
    """A shipment with its places and bodies, or 404, also before it was planned."""
    rows = Shipment.objects.select_related("origin", "destination", "consignor", "receiver__region")
    return get_object_or_404(rows, pk=pk, created_at__lte=at)


@needs(Act.SHIP)
@require_POST
def plan(request: DeskRequest, code: str) -> HttpResponse:
    """What the regions below lack and nothing planned or under way would bring, one shipment each."""
    origin = get_object_or_404(Region, code=code, level__in=(Level.PROVINCE, Level.REGENCY))
    election = current(request)
    consignor = _body(election, origin)
    allow(request.member, Act.SHIP, consignor)
    routes = _lacking(election, origin, consignor, request)
    if not routes:
        messages.info(request, _("Tidak ada yang kurang; semua kebutuhan sudah ada kirimannya."))
    else:
        made = actions.plan(routes, by=request.member, at=request.now)
        said = ngettext("%(n)s kiriman disusun.", "%(n)s kiriman disusun.", len(made))
        messages.success(request, said % {"n": len(made)})
    back = "logistics:index" if origin.level == Level.PROVINCE else "logistics:region"
    return redirect(back, *([] if origin.level == Level.PROVINCE else [origin.code]))


def _lacking(
    election: Election, origin: Region, consignor: Institution, request: DeskRequest
) -> list[tuple[actions.Route, Mapping[str, int]]]:
    kit = demand.demand(election)
    below = list(origin.children.order_by("code"))
    found = facts.loaded(facts.of(election.id, origin.code), at=request.now)
    there = facts.places([one.code for one in below], kit, found)
    return [
        (_route(election, origin, one, consignor), lacks)
        for one in below
        if (lacks := {gap.item: gap.unplanned for gap in there[one.code].gaps if gap.unplanned})
    ]


def _route(
    election: Election,
    origin: Region,
    destination: Region,
    consignor: Institution,
    station: int | None = None,
) -> actions.Route:
    return actions.Route(
        election=election.id,
        consignor=consignor,
        receiver=_body(election, destination),
        origin=origin,
        destination=destination,
        wanted=wanted.moment(election, RegionCode(destination.code)),
        station=station,
    )


def _body(election: Election, region: Region) -> Institution:
    """Whose material it is there; who has none there cannot send or take in."""
    code = wanted.owner(election, RegionCode(region.code))
    body = Institution.objects.filter(pk=code).first()
    if body is None:
        raise BadData(f"Lembaga {code} tidak ada dalam daftar lembaga. Tambahkan dulu.")
    return body


@needs(Act.SHIP)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, code: str) -> HttpResponse:
    """A shipment of one's own, also to one village or station."""
    origin = get_object_or_404(Region, code=code, level__in=_FROM)
    election = current(request)
    consignor = _body(election, origin)
    allow(request.member, Act.SHIP, consignor)
    kit = demand.demand(election)
    form = forms.NewForm(
        request.POST if request.method == "POST" else None,
        items=kit.items,
        origin=origin,
        initial={"formulir": uuid4()},
    )
    if form.is_bound and form.is_valid():
        route = _route(
            election, origin, form.cleaned_data["tujuan"], consignor, form.cleaned_data["tps"]
        )
        try:
            (made,) = actions.plan(
                [(route, form.pieces)],
                form=form.cleaned_data["formulir"],
                by=request.member,
                at=request.now,
            )
            return redirect("logistics:shipment", pk=made.pk)
        except BadData as slip:
            form.add_error(None, str(slip))
    return _form(request, form, {"origin": origin, "to_village": origin.level == Level.DISTRICT})


@needs(Act.SHIP)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: DeskRequest, pk: int) -> HttpResponse:
    """Change what is planned, until it leaves."""
    row = shipment(pk, at=request.now)
    frame(request, row.election)
    allow(request.member, Act.SHIP, row.consignor)
    items = demand.demand(facts.frame_of(row)).items
    planned = facts.state(row, at=request.now).stocks
    form = forms.PlanForm(
        request.POST if request.method == "POST" else None,
        items=items,
        initial={
            "formulir": uuid4(),
            **{f"jumlah-{item}": one.planned for item, one in planned.items()},
        },
    )
    if form.is_bound and form.is_valid():
        told = actions.Told(
            happened=request.now, amounts=form.amounts, form=form.cleaned_data["formulir"]
        )
        try:
            actions.amend(row, told=told, by=request.member, at=request.now)
            return redirect("logistics:shipment", pk=pk)
        except BadData as slip:
            form.add_error(None, str(slip))
    return _form(request, form, {"row": row, "origin": row.origin})


def _form(request: DeskRequest, form: forms.PlanForm, context: dict[str, object]) -> HttpResponse:
    slips = forms.problems(form) if form.is_bound else []
    shown = {"form": form, "errors": slips, "error": dict(reversed(slips)), **context}
    return render(request, "logistics/plan.html", shown, status=422 if slips else 200)


@needs(Act.SHIP)
@require_POST
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Give a shipment up before it has left."""
    row = shipment(pk, at=request.now)
    reason = request.POST.get("alasan", "")[:600]
    actions.cancel(row, reason=reason, by=request.member, at=request.now)
    return redirect("logistics:shipment", pk=pk)
