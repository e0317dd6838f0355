"""From rows to shipments as they stood at a moment, and what of the needs they have brought."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from serentak.desk.law.facts import election as election_of
from serentak.desk.logistics import demand, wanted
from serentak.desk.logistics.models import Line, Movement, Shipment
from serentak.engine.law.model import Election
from serentak.engine.logistics import arrivals
from serentak.engine.logistics.arrivals import Place, Trip
from serentak.engine.logistics.sailing import Leaving
from serentak.engine.logistics.shipments import Amount, Record, Step, shipment
from serentak.engine.logistics.shipments import Shipment as State
from serentak.engine.regions import RegionCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A shipment with how it stood, and by when it has or had to leave."""

    row: Shipment
    state: State
    leaving: Leaving

    @property
    def trip(self) -> Trip:
        """Its way, as the engine wants it."""
        return Trip(
            origin=RegionCode(self.row.origin_id),
            destination=RegionCode(self.row.destination_id),
            shipment=self.state,
        )

    def late(self, at: datetime) -> bool:
        """Whether it should have left by now and has not."""
        return self.state.step is Step.PLANNED and self.leaving.missed(at)


def loaded(rows: QuerySet[Shipment], *, at: datetime) -> list[Loaded]:
    """Shipments as known at a moment; three queries whatever their number."""
    known = list(
        rows.filter(created_at__lte=at).select_related(
            "origin", "destination", "consignor", "receiver"
        )
    )
    records = records_of(known, at=at)
    return [
        Loaded(row=row, state=shipment(records[row.pk]), leaving=_leaving(row)) for row in known
    ]


def _leaving(row: Shipment) -> Leaving:
    return wanted.departure(
        RegionCode(row.origin_id), RegionCode(row.destination_id), by=row.wanted_at
    )


def records_of(rows: Iterable[Shipment], *, at: datetime) -> Mapping[int, list[Record]]:
    """What had been recorded of each by a moment."""
    movements = Movement.objects.filter(shipment__in=list(rows), recorded_at__lte=at)
    amounts = amounts_of(movements)
    found: dict[int, list[Record]] = defaultdict(list)
    for row in movements:
        found[row.shipment_id].append(
            Record(
                key=row.pk,
                step=Step(row.step),
                happened=row.happened_at,
                recorded=row.recorded_at,
                amounts=amounts[row.pk],
            )
        )
    return found


def amounts_of(movements: QuerySet[Movement]) -> Mapping[int, dict[str, Amount]]:
    """The pieces of each movement by item."""
    found: dict[int, dict[str, Amount]] = defaultdict(dict)
    for line in Line.objects.filter(movement__in=movements.order_by()):
        found[line.movement_id][line.item] = Amount(
            pieces=line.pieces, damaged=line.damaged, wrong=line.wrong, reason=line.reason
        )
    return found


def state(row: Shipment, *, at: datetime) -> State:
    """How one shipment stood."""
    return shipment(records_of([row], at=at)[row.pk])


def of(election: str, region: str = "") -> QuerySet[Shipment]:
    """The shipments of an election into a region or about in it."""
    rows = Shipment.objects.filter(election=election)
    return rows.filter(destination__code__startswith=region) if region else rows


def places(codes: Iterable[str], kit: demand.Demand, found: Iterable[Loaded]) -> dict[str, Place]:
    """Regions against what came into them."""
    trips = [one.trip for one in found]
    return {
        code: arrivals.place(RegionCode(code), kit.pieces(code), trips, asked=kit.items)
        for code in codes
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """A regency's supplies: how many of its districts have all they need, which is worst, and why."""

    region: str
    need: int
    supply: int
    worst: str
    late: int  # shipments that should have left
    simulated: bool
    place: Place | None  # the worst

    @property
    def gap(self) -> int:
        """Districts that miss something."""
        return self.need - self.supply


def supplied(election: str, *, at: datetime, inside: str = "") -> dict[str, Supplied]:
    """Every regency for which the needs are known, or one if asked, as the area of support wants it."""
    kit = demand.demand(election_of(election))
    found = supplied_by(loaded(of(election, inside), at=at), kit, at=at)
    return {region: one for region, one in found.items() if inside in ("", region)}


def supplied_by(
    found: Iterable[Loaded], kit: demand.Demand, *, at: datetime
) -> dict[str, Supplied]:
    """The same from shipments that are known already."""
    by_regency: dict[str, list[Loaded]] = defaultdict(list)
    for one in found:
        by_regency[one.row.destination_id[:5]].append(one)
    return {regency: _supplied(regency, kit, by_regency[regency], at) for regency in kit.districts}


def _supplied(regency: str, kit: demand.Demand, found: list[Loaded], at: datetime) -> Supplied:
    there = places(kit.districts[regency], kit, found)
    worst = arrivals.worst(there.values())
    return Supplied(
        region=regency,
        need=len(there),
        supply=sum(place.complete for place in there.values()),
        worst=worst.code if worst else "",
        late=sum(one.late(at) for one in found),
        simulated=any(one.row.simulated for one in found),
        place=worst,
    )


def frame_of(row: Shipment) -> Election:
    """The election a shipment is for."""
    return election_of(row.election)
