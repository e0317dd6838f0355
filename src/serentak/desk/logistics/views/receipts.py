"""The receiver's side: made for a phone at a jetty, with a photo; and the receipt."""

from uuid import uuid4

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.audit.actions import record
from serentak.desk.law.facts import frame
from serentak.desk.logistics import actions, demand, facts, forms, photos, story
from serentak.desk.logistics.models import Movement
from serentak.desk.logistics.views.planning import shipment
from serentak.desk.logistics.views.shipments import may_photo
from serentak.desk.obligations.files import verified
from serentak.desk.shared.marks import needs
from serentak.engine.errors import BadData
from serentak.engine.logistics.shipments import FOLLOWS, Step


@needs(Act.RECEIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: DeskRequest, pk: int) -> HttpResponse:
    """It came; or it came and was counted. What was counted is not filled in beforehand."""
    row = shipment(pk, at=request.now)
    frame(request, row.election)
    allow(request.member, Act.RECEIVE, row.receiver)
    told = story.story(row, at=request.now)
    follows = FOLLOWS[told.loaded.state.step]
    counting = "tiba" not in request.POST
    form = forms.CountForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        items=demand.demand(facts.frame_of(row)).items,
        sent={item: one.sent for item, one in told.loaded.state.stocks.items()},
        counting=counting,
        initial={"formulir": uuid4(), "jam": f"{request.now:%Y-%m-%dT%H:%M}"},
    )
    if form.is_bound and form.is_valid():
        try:
            said = form.told(form.amounts)
            actions.receive(row, told=said, photo=form.photo, by=request.member, at=request.now)
            return redirect("logistics:receipt" if counting else "logistics:shipment", pk=pk)
        except BadData as slip:
            form.add_error("foto" if form.photo else "jam", str(slip))
    slips = forms.problems(form) if form.is_bound else []
    context = {
        "row": row,
        "told": told,
        "form": form,
        "errors": slips,
        "error": dict(reversed(slips)),
        "may_arrive": Step.ARRIVED in follows,
        "open": Step.COUNTED in follows,
        "kinds": photos.KINDS,
        "suffixes": ",".join(photos.SUFFIXES),
    }
    return render(request, "logistics/receive.html", context, status=422 if slips else 200)


@needs(Act.SEE_SHIPMENT)
@require_safe
def receipt(request: DeskRequest, pk: int) -> HttpResponse:
    """What was counted against what was sent, to be signed by both."""
    row = shipment(pk, at=request.at)
    frame(request, row.election)
    return render(
        request, "logistics/receipt.html", {"row": row, "told": story.story(row, at=request.at)}
    )


@needs(Act.OPEN_PHOTO)
@require_safe
def photo(request: DeskRequest, pk: int) -> StreamingHttpResponse:
    """A photo, after its hash was checked; a download, never a page of ours."""
    rows = Movement.objects.select_related("shipment__consignor", "shipment__receiver")
    movement = get_object_or_404(rows, pk=pk)
    if not may_photo(request, movement.shipment):
        allow(request.member, Act.OPEN_PHOTO, movement.shipment.receiver)
    if not movement.photo_sha256:
        raise BadData("Langkah ini tidak membawa foto. Kembali ke halaman kirimannya.")
    try:
        content = verified(movement.photo_sha256)
    except BadData:
        record(
            "shipment.mismatch",
            subject=f"shipment:{movement.shipment_id}",
            by=request.member.user,
            at=request.now,
            institution=movement.shipment.receiver_id,
        )
        raise
    response = StreamingHttpResponse(content, content_type=movement.photo_type)
    suffix = "png" if movement.photo_type == "image/png" else "jpg"
    name = f"kiriman-{movement.shipment_id}-{movement.pk}.{suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Length"] = str(movement.photo_size)
    return response
