"""Seeded, labelled shipments of voting material where nobody has reported any."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_noop

from serentak.desk.audit.actions import record
from serentak.desk.home.simulation import SOURCE, draw
from serentak.desk.logistics import demand, wanted
from serentak.desk.logistics.models import Line, Movement, Shipment
from serentak.desk.places.models import Institution, Region
from serentak.engine.law.model import Election
from serentak.engine.logistics.shipments import Amount, Step
from serentak.engine.regions import RegionCode, parent

WET = gettext_noop("Simulasi: basah di jalan.")
SWAPPED = gettext_noop("Simulasi: milik kecamatan lain.")
_PLANNED_BEFORE = timedelta(days=9)
_USUAL = timedelta(hours=20)  # on the road, where no page times the way


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A shipment that is made up, with what becomes of it."""

    row: Shipment
    steps: tuple[tuple[Step, datetime, Mapping[str, Amount]], ...]


def fill(elections: Sequence[Election], *, at: datetime) -> None:
    """Shipments to every regency and district of the elections whose stations were counted."""
    for election in elections:
        if Shipment.objects.filter(election=election.id).exists():
            continue
        journeys = list(_journeys(election))
        if not journeys:
            continue
        _store(journeys)
        record(
            "shipment.simulated",
            subject=f"election:{election.id}",
            by=None,
            at=at,
            count=len(journeys),
        )


def _journeys(election: Election) -> Iterator[Journey]:
    kit = demand.demand(election)
    known = set(Institution.objects.values_list("pk", flat=True))
    numbers: dict[str, int] = {}
    for code in Region.objects.filter(code__in=_codes(kit)).values_list("code", flat=True):
        region, origin = RegionCode(code), parent(RegionCode(code))
        consignor, receiver = (wanted.owner(election, one) for one in (origin, region))
        if not {consignor, receiver} <= known:
            continue
        numbers[consignor] = numbers.get(consignor, 0) + 1
        due = wanted.moment(election, region)
        row = Shipment(
            number=numbers[consignor],
            election=election.id,
            consignor_id=consignor,
            receiver_id=receiver,
            origin_id=origin,
            destination_id=region,
            wanted_at=due,
            simulated=True,
            created_at=(due - _PLANNED_BEFORE).astimezone(UTC),
        )
        yield Journey(row=row, steps=tuple(_steps(row, _pieces(kit, region))))


def _codes(kit: demand.Demand) -> list[str]:
    return [*kit.districts, *(code for inside in kit.districts.values() for code in inside)]


def _pieces(kit: demand.Demand, region: RegionCode) -> dict[str, int]:
    """What a region needs; ballots known for its regency alone go by its share of the booths."""
    own = kit.pieces(region)
    whole = kit.pieces(parent(region))
    share = own["booths"] / whole["booths"] if whole.get("booths") else 0
    return {
        item: own.get(item) or round(whole.get(item, 0) * share)
        for item in kit.items
        if own.get(item) or whole.get(item)
    }


def _steps(
    row: Shipment, pieces: Mapping[str, int]
) -> Iterator[tuple[Step, datetime, Mapping[str, Amount]]]:
    """Planned; then most leave in time, some late, a few not at all; what came is counted."""
    luck, pace = (draw(what, row.election, str(row.destination_id)) for what in ("ship", "sail"))
    plain = {item: Amount(pieces=number) for item, number in pieces.items()}
    yield Step.PLANNED, row.wanted_at - _PLANNED_BEFORE, plain
    if luck > 0.96:
        return
    leaving = wanted.departure(
        RegionCode(row.origin_id), RegionCode(row.destination_id), by=row.wanted_at
    )
    safe = leaving.latest or row.wanted_at - leaving.margin - _USUAL
    late = timedelta(hours=4) if luck > 0.92 else -timedelta(hours=4 + int(pace * 60))
    sent = safe + late
    yield Step.SENT, sent, plain
    if luck > 0.90:
        return
    arrived = sent + (leaving.leg.duration if leaving.leg and leaving.leg.duration else _USUAL)
    yield Step.ARRIVED, arrived, {}
    if luck > 0.85:
        return
    counted = {item: _counted(row, item, number) for item, number in pieces.items()}
    yield Step.COUNTED, arrived + timedelta(hours=2 + int(pace * 9)), counted


def _counted(row: Shipment, item: str, number: int) -> Amount:
    luck = draw("count", row.election, str(row.destination_id), item)
    some = max(round(number * luck / 50), 1)
    if luck > 0.97:
        return Amount(pieces=number, wrong=some, reason=SWAPPED)
    if luck > 0.94:
        return Amount(pieces=number, damaged=some, reason=WET)
    return Amount(pieces=number - some if luck > 0.91 else number)


def _store(journeys: Sequence[Journey]) -> None:
    Shipment.objects.bulk_create([one.row for one in journeys], batch_size=500)
    moves = [
        (
            Movement(
                shipment=one.row,
                step=step,
                happened_at=when.astimezone(UTC),
                note=SOURCE if step is Step.PLANNED else "",
                simulated=True,
                recorded_at=when.astimezone(UTC),
            ),
            amounts,
        )
        for one in journeys
        for step, when, amounts in one.steps
    ]
    Movement.objects.bulk_create([row for row, _ in moves], batch_size=500)
    Line.objects.bulk_create(
        [
            Line(
                movement=row,
                item=item,
                pieces=one.pieces,
                damaged=one.damaged,
                wrong=one.wrong,
                reason=one.reason,
            )
            for row, amounts in moves
            for item, one in amounts.items()
        ],
        batch_size=500,
    )
