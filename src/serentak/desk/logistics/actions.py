"""Every write on shipments: one transaction, one audit line, what has left is never rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from serentak.desk.accounts.policy import Act, Member, allow
from serentak.desk.audit.actions import record
from serentak.desk.logistics import facts, photos
from serentak.desk.logistics.models import Line, Movement, Shipment
from serentak.desk.notices.actions import tell
from serentak.desk.obligations.files import Stored
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.typed import one_line, several_lines
from serentak.engine.errors import BadData, NotAllowed
from serentak.engine.logistics.shipments import FOLLOWS, Amount, Step

MOST = 10_000_000  # pieces of an item in one shipment; more is a slip of the finger
_AHEAD = timedelta(minutes=10)  # what a phone's clock may be fast

_NOT_NOW = {
    Step.PLANNED: "Kiriman ini sudah berangkat atau dibatalkan, jadi rencananya tidak diubah lagi.",
    Step.SENT: "Kiriman ini sudah tercatat berangkat atau dibatalkan. Muat ulang halamannya.",
    Step.ARRIVED: "Kiriman ini belum berangkat, atau sudah tercatat tiba. Muat ulang halamannya.",
    Step.COUNTED: "Kiriman ini belum tercatat berangkat. Minta pengirim mencatatnya dulu.",
    Step.CANCELLED: "Kiriman ini sudah berangkat atau dibatalkan. Muat ulang halamannya.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """From where to where, for whom and by when."""

    election: str
    consignor: Institution
    receiver: Institution
    origin: Region
    destination: Region
    wanted: datetime
    station: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says of a step: when it was, with which ship, how many pieces."""

    happened: datetime
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    carrier: str = ""
    note: str = ""
    form: UUID | None = None


@transaction.atomic
def plan(
    routes: Sequence[tuple[Route, Mapping[str, int]]],
    *,
    form: UUID | None = None,
    by: Member,
    at: datetime,
) -> list[Shipment]:
    """Plan shipments of one consignor, each with its pieces; one line in the trail for all.

    The same form sent twice plans once. Raises NotAllowed, BadData.
    """
    consignors = {route.consignor.code: route.consignor for route, _ in routes}
    if len(consignors) != 1:
        raise BadData("Tidak ada yang perlu dikirim, atau pengirimnya lebih dari satu.")
    (consignor,) = consignors.values()
    allow(by, Act.SHIP, consignor)
    Institution.objects.select_for_update().get(pk=consignor.pk)
    known = _sent(form)
    if known is not None:
        return [known.shipment]
    made = []
    for nth, (route, pieces) in enumerate(routes):
        told = Told(happened=at, amounts=_amounts(pieces), form=form if nth == 0 else None)
        _check(told, Step.PLANNED, at=at)
        row = _shipment(route, by=by, at=at)
        _write(row, Step.PLANNED, told, by=by, at=at)
        made.append(row)
    record(
        "shipment.planned",
        subject=f"shipment:{made[0].pk}",
        by=by.user,
        at=at,
        institution=consignor.code,
        election=made[0].election,
        count=len(made),
    )
    return made


def _shipment(route: Route, *, by: Member, at: datetime) -> Shipment:
    if route.origin.pk == route.destination.pk:
        raise BadData("Asal dan tujuannya sama. Pilih tujuan lain.")
    last = Shipment.objects.filter(consignor=route.consignor, election=route.election)
    return Shipment.objects.create(
        number=(last.aggregate(last=Max("number"))["last"] or 0) + 1,
        election=route.election,
        consignor=route.consignor,
        receiver=route.receiver,
        origin=route.origin,
        destination=route.destination,
        station=route.station,
        wanted_at=route.wanted,
        created_by=by.user,
        created_at=at,
    )


def _amounts(pieces: Mapping[str, int]) -> dict[str, Amount]:
    return {item: Amount(pieces=number) for item, number in pieces.items() if number}


@transaction.atomic
def amend(row: Shipment, *, told: Told, by: Member, at: datetime) -> Movement:
    """Change what is planned, until it leaves. Raises NotAllowed, BadData."""
    allow(by, Act.SHIP, row.consignor)
    return _step(row, Step.PLANNED, told, by=by, at=at)


@transaction.atomic
def cancel(row: Shipment, *, reason: str, by: Member, at: datetime) -> Movement:
    """Give up a shipment that has not left. Raises NotAllowed, BadData."""
    allow(by, Act.SHIP, row.consignor)
    if not reason.strip():
        raise BadData("Sebabnya belum diisi. Tulis mengapa kiriman ini dibatalkan.")
    return _step(row, Step.CANCELLED, Told(happened=at, note=reason.strip()), by=by, at=at)


@transaction.atomic
def send(
    row: Shipment, *, told: Told, photo: UploadedFile | None = None, by: Member, at: datetime
) -> Movement:
    """Record that it left, with the pieces on the papers. Raises NotAllowed, BadData."""
    allow(by, Act.SHIP, row.consignor)
    made = _step(row, Step.SENT, told, photo=photo, by=by, at=at)
    tell(
        row.receiver,
        kind="shipment.sent",
        subject=f"shipment:{row.pk}",
        text=f"Kiriman {row} dari {row.consignor.short} berangkat ke {row.destination}",
        text_en=f"Shipment {row} of {row.consignor.short} has left for {row.destination}",
        at=at,
    )
    return made


@transaction.atomic
def receive(
    row: Shipment, *, told: Told, photo: UploadedFile | None = None, by: Member, at: datetime
) -> Movement:
    """Record that it came, or, with pieces, that it was counted. Raises NotAllowed, BadData.

    Whoever recorded that it left cannot record that it came.
    """
    allow(by, Act.RECEIVE, row.receiver)
    senders = row.movements.filter(step=Step.SENT).values_list("recorded_by", flat=True)
    if by.user in senders:
        raise NotAllowed(
            "Yang memberangkatkan kiriman tidak mencatatnya tiba. Minta penerimanya mencatat."
        )
    step = Step.COUNTED if told.amounts else Step.ARRIVED
    made = _step(row, step, told, photo=photo, by=by, at=at)
    _tell_loss(row, made, at=at)
    return made


def _tell_loss(row: Shipment, made: Movement, *, at: datetime) -> None:
    """Let the consignor know what did not come in good order."""
    stocks = facts.state(row, at=at).stocks.values()
    short = sum(one.short for one in stocks)
    useless = sum(one.damaged + one.wrong for one in stocks)
    if made.step != Step.COUNTED or not short + useless:
        return
    tell(
        row.consignor,
        kind="shipment.short",
        subject=f"shipment:{row.pk}",
        text=f"Kiriman {row} ke {row.destination}: kurang {short}, rusak atau tertukar {useless}",
        text_en=f"Shipment {row} to {row.destination}: {short} short, {useless} damaged or swapped",
        at=at,
    )


def _step(
    row: Shipment,
    step: Step,
    told: Told,
    *,
    photo: UploadedFile | None = None,
    by: Member,
    at: datetime,
) -> Movement:
    """One further step of a shipment that may take it, once for each form."""
    Shipment.objects.select_for_update().get(pk=row.pk)
    known = _sent(told.form)
    if known is not None:
        return known
    now = facts.state(row, at=at)
    if step not in FOLLOWS[now.step]:
        raise BadData(_NOT_NOW[step])
    _check(told, step, at=at)
    _after(told.happened, now.happened.get(Step.SENT))
    made = _write(row, step, told, photo=photos.keep(photo) if photo else None, by=by, at=at)
    record(
        f"shipment.{step}",
        subject=f"shipment:{row.pk}",
        by=by.user,
        at=at,
        institution=row.consignor_id if step in _BY_CONSIGNOR else row.receiver_id,
        pieces=sum(one.pieces for one in told.amounts.values()),
        sha256=made.photo_sha256,
    )
    return made


def _after(happened: datetime, sent: datetime | None) -> None:
    if sent is not None and happened < sent:
        raise BadData("Jam ini mendahului jam berangkatnya. Periksa jamnya.")


_BY_CONSIGNOR = frozenset({Step.PLANNED, Step.SENT, Step.CANCELLED})


def _check(told: Told, step: Step, *, at: datetime) -> None:
    one_line(told.carrier, *(one.reason for one in told.amounts.values()))
    several_lines(told.note)
    if told.happened > at + _AHEAD:
        raise BadData("Jamnya belum lewat. Isi jam kejadiannya, bukan rencananya.")
    if step in (Step.PLANNED, Step.SENT) and not any(one.pieces for one in told.amounts.values()):
        raise BadData("Tidak ada barang dalam kiriman ini. Isi jumlah setidaknya satu barang.")
    if any(one.pieces > MOST for one in told.amounts.values()):
        raise BadData("Ada jumlah yang tidak mungkin sebesar itu. Periksa angkanya.")


def _sent(form: UUID | None) -> Movement | None:
    """The movement this form has already become."""
    return Movement.objects.filter(form=form).select_related("shipment").first() if form else None


def _write(
    row: Shipment,
    step: Step,
    told: Told,
    *,
    photo: Stored | None = None,
    by: Member,
    at: datetime,
) -> Movement:
    made = Movement.objects.create(
        shipment=row,
        step=step,
        happened_at=told.happened,
        carrier=told.carrier.strip(),
        note=told.note.strip(),
        photo_type=photo.type if photo else "",
        photo_size=photo.size if photo else None,
        photo_sha256=photo.sha256 if photo else "",
        recorded_by_id=by.user,
        recorded_at=at,
        form=told.form,
    )
    Line.objects.bulk_create(
        Line(
            movement=made,
            item=item,
            pieces=one.pieces,
            damaged=one.damaged,
            wrong=one.wrong,
            reason=one.reason.strip(),
        )
        for item, one in told.amounts.items()
    )
    return made
