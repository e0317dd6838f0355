"""Shipments for the desk's tests, each in one line and made as people make them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from serentak.desk.accounts.models import Role
from serentak.desk.accounts.policy import Member
from serentak.desk.law.facts import election
from serentak.desk.logistics import actions, demand, photos
from serentak.desk.logistics.actions import Route, Told
from serentak.desk.logistics.models import Movement, Shipment
from serentak.engine.logistics.shipments import Amount, Step
from tests.desk.factories import ELECTION, institution, member, region
from tests.desk.logistics.moments import HOUR, LAST, NOW
from tests.desk.logistics.pictures import photo as picture
from tests.desk.moment import NOW as MORNING

KPU = "74.12/kpu"
ISLAND = "74.12.01"
BOXES = "boxes-governor"
BALLOTS = ("ballots-governor", "ballots-regent")
KIT = demand.demand(election(ELECTION))
DISTRICTS = KIT.districts["74.12"]


def sender() -> Member:
    """Somebody who sends for the commission of the regency."""
    return member((Role.REPORTER, KPU))


def receiver() -> Member:
    """Somebody in a district who takes in."""
    return member((Role.RECEIVER, KPU))


def route(to: str = ISLAND, start: str = "74.12", **more: Any) -> Route:
    """A way inside a regency, or into it."""
    usual: dict[str, Any] = {
        "election": ELECTION,
        "consignor": institution(f"{start[:5]}/kpu"),
        "receiver": institution(f"{to[:5]}/kpu"),
        "origin": region(start),
        "destination": region(to),
        "wanted": LAST,
    }
    return Route(**(usual | more))


def planned(
    pieces: int | Mapping[str, int] = 18,
    *,
    to: str = ISLAND,
    start: str = "74.12",
    by: Member | None = None,
    at: datetime = NOW,
) -> Shipment:
    """A shipment of boxes that waits to leave."""
    (made,) = actions.plan(
        [(route(to, start), _pieces(pieces))],
        by=by or member((Role.REPORTER, f"{start[:5]}/kpu")),
        at=at,
    )
    return made


def _pieces(pieces: int | Mapping[str, int]) -> Mapping[str, int]:
    return {BOXES: pieces} if isinstance(pieces, int) else pieces


def told(pieces: Mapping[str, Any] | None = None, **more: Any) -> Told:
    """What somebody says of a step that happened just now."""
    amounts = {
        item: one if isinstance(one, Amount) else Amount(pieces=one)
        for item, one in (pieces or {}).items()
    }
    usual: dict[str, Any] = {"happened": NOW, "amounts": amounts}
    return Told(**(usual | more))


def leave(
    row: Shipment, pieces: int = 18, *, by: Member | None = None, at: datetime = NOW, **more: Any
) -> Movement:
    """Its departure."""
    return actions.send(
        row,
        told=told({BOXES: pieces}, happened=at, **more),
        by=by or member((Role.REPORTER, row.consignor_id)),
        at=at,
    )


def arrive(
    row: Shipment,
    pieces: Amount | int | None = None,
    *,
    by: Member | None = None,
    at: datetime = NOW + HOUR,
    photo: UploadedFile | None = None,
    **more: Any,
) -> Movement:
    """Its arrival, counted where pieces are given."""
    return actions.receive(
        row,
        told=told({} if pieces is None else {BOXES: pieces}, happened=at, **more),
        photo=photo,
        by=by or member((Role.RECEIVER, row.receiver_id)),
        at=at,
    )


def delivered(pieces: Amount | int = 18, *, sent: int = 18, to: str = ISLAND) -> Shipment:
    """A shipment that came and was counted."""
    row = planned(sent, to=to)
    leave(row, sent)
    arrive(row, pieces)
    return row


def deliver(to: str, pieces: Mapping[str, int]) -> None:
    """All of these, sent and counted an hour later."""
    (row,) = actions.plan([(route(to), pieces)], by=sender(), at=NOW)
    actions.send(row, told=told(pieces), by=sender(), at=NOW)
    actions.receive(row, told=told(pieces), by=receiver(), at=NOW + HOUR)


def supply(district: str, **more: int) -> None:
    """All that a district needs, with so many ballots as its commission says."""
    deliver(district, {**KIT.pieces(district), **dict.fromkeys(BALLOTS, 900), **more})


def photographed(body: str) -> Shipment:
    """A shipment that a body sends to itself, of which a photo was taken; as rows, whoever it is."""
    owner = institution(body)
    row = Shipment.objects.create(
        number=1,
        election=ELECTION,
        consignor=owner,
        receiver=owner,
        origin=owner.region,
        destination=owner.region,
        wanted_at=LAST,
        created_at=MORNING,
    )
    kept = photos.keep(picture())
    Movement.objects.create(
        shipment=row,
        step=Step.PLANNED,
        happened_at=MORNING,
        photo_type=kept.type,
        photo_size=kept.size,
        photo_sha256=kept.sha256,
        recorded_at=MORNING,
    )
    return row
