"""What is at a place of what it needs, and which place is worst off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from serentak.engine.logistics.shipments import Shipment, Step, Stock, summed
from serentak.engine.regions import RegionCode, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A shipment and the way it takes."""

    origin: RegionCode
    destination: RegionCode
    shipment: Shipment


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One item at a place: how much it needs, and what has come of it."""

    item: str
    need: int
    stock: Stock
    waiting: int  # planned and not sent yet

    @property
    def missing(self) -> int:
        """What is needed and not there, counted and good."""
        return max(self.need - self.stock.good, 0)

    @property
    def unplanned(self) -> int:
        """What would still be missing if all that is planned or under way came in well."""
        coming = self.stock.underway + self.stock.uncounted + self.waiting
        return max(self.missing - coming, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with all it needs; of what is `unknown` nobody has said how much, and none is planned."""

    code: RegionCode
    gaps: tuple[Gap, ...]
    unknown: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.unknown and not any(gap.missing for gap in self.gaps)

    @property
    def missing(self) -> int:
        """Pieces that are not there; an order among places, no sum that means anything."""
        return sum(gap.missing for gap in self.gaps)

    @property
    def coverage(self) -> float:
        """How much of the scarcest item is there, 0 to 1; a station opens with all or not at all."""
        shares = (min(gap.stock.good / gap.need, 1.0) for gap in self.gaps if gap.need)
        return 0.0 if self.unknown else min(shares, default=1.0)


def into(place: RegionCode, trips: Iterable[Trip]) -> list[Trip]:
    """What comes into a place from outside; what moves about inside it brings it nothing."""
    return [
        trip for trip in trips if within(trip.destination, place) and not within(trip.origin, place)
    ]


def place(
    code: RegionCode, need: Mapping[str, int], trips: Iterable[Trip], *, asked: Iterable[str] = ()
) -> Place:
    """A place against what came into it.

    Of an item that is `asked` without a number its owner's own plan says how much.
    """
    coming = [trip.shipment for trip in into(code, trips)]
    stocks = summed(coming)
    waiting = summed(one for one in coming if one.step is Step.PLANNED)
    numbers = {
        item: need.get(item, _own_plan(item, coming)) for item in dict.fromkeys([*asked, *need])
    }
    return Place(
        code=code,
        gaps=tuple(
            Gap(
                item=item,
                need=pieces,
                stock=stocks.get(item, Stock()),
                waiting=waiting.get(item, Stock()).planned,
            )
            for item, pieces in numbers.items()
            if pieces or item in need
        ),
        unknown=tuple(item for item, pieces in numbers.items() if not pieces and item not in need),
    )


def _own_plan(item: str, coming: Iterable[Shipment]) -> int:
    """What was sent on the papers, or is planned and not sent yet."""
    stocks = ((one, one.stocks.get(item, Stock())) for one in coming)
    return sum(stock.planned if one.step is Step.PLANNED else stock.sent for one, stock in stocks)


def worst(places: Iterable[Place]) -> Place | None:
    """The place that is furthest from complete; None where all are."""
    open_ones = [one for one in places if not one.complete]
    return min(open_ones, key=lambda one: (one.coverage, -one.missing, one.code), default=None)
