"""A shipment's state from what was recorded of it, in whatever order that came in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum

from serentak.engine.errors import BadData


class Step(StrEnum):
    """How far a shipment has come."""

    PLANNED = "planned"
    SENT = "sent"
    ARRIVED = "arrived"
    COUNTED = "counted"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """So many pieces of an item; on arrival also how many of them are of no use, and why."""

    pieces: int
    damaged: int = 0
    wrong: int = 0  # came in the place of what was meant: swapped, of another region
    reason: str = ""

    def __post_init__(self) -> None:
        """What nobody can have counted is refused."""
        if min(self.pieces, self.damaged, self.wrong) < 0:
            raise BadData("Jumlah barang tidak boleh kurang dari nol. Periksa angkanya.")
        if self.useless > self.pieces:
            raise BadData(
                "Yang rusak dan tertukar melebihi yang dihitung. Hitung semua barang yang datang, "
                "lalu sebut berapa di antaranya yang rusak atau tertukar."
            )
        if self.useless and not self.reason.strip():
            raise BadData("Ada barang rusak atau tertukar tanpa sebab. Tulis apa yang terjadi.")

    @property
    def useless(self) -> int:
        """Damaged or wrong."""
        return self.damaged + self.wrong

    @property
    def good(self) -> int:
        """What can be used."""
        return self.pieces - self.useless


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing recorded of a shipment: what happened when, and when the desk learnt of it."""

    key: int  # in the order of recording
    step: Step
    happened: datetime
    recorded: datetime
    amounts: Mapping[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Pieces of one item, of one shipment or of many.

    What was sent, and what came beyond it, is under way, arrived or short; what arrived is counted
    or not yet; what was counted is good, damaged or wrong.
    """

    planned: int = 0
    sent: int = 0
    underway: int = 0
    uncounted: int = 0
    good: int = 0
    damaged: int = 0
    wrong: int = 0
    short: int = 0
    surplus: int = 0

    @property
    def counted(self) -> int:
        """What somebody has counted at the place."""
        return self.good + self.damaged + self.wrong

    @property
    def arrived(self) -> int:
        """What came in: as counted, or as the papers say until it is."""
        return self.counted + self.uncounted

    def __add__(self, other: "Stock") -> "Stock":
        """Both together; what is short here is not made up by a surplus there."""
        return Stock(**{name: getattr(self, name) + getattr(other, name) for name in _COUNTS})


_COUNTS = tuple(one.name for one in fields(Stock))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """How a shipment stands, item by item, and when each step took place."""

    step: Step
    stocks: Mapping[str, Stock]
    happened: Mapping[Step, datetime]


FOLLOWS: Mapping[Step, frozenset[Step]] = {
    Step.PLANNED: frozenset({Step.PLANNED, Step.SENT, Step.CANCELLED}),
    Step.SENT: frozenset({Step.ARRIVED, Step.COUNTED}),
    Step.ARRIVED: frozenset({Step.COUNTED}),
    Step.COUNTED: frozenset({Step.COUNTED}),  # counted anew; the last count holds
    Step.CANCELLED: frozenset(),
}
_FURTHEST = (Step.COUNTED, Step.ARRIVED, Step.SENT, Step.CANCELLED)


def shipment(records: Iterable[Record]) -> Shipment:
    """What the records say together; of each step the one recorded last holds."""
    newest = {
        record.step: record for record in sorted(records, key=lambda one: (one.recorded, one.key))
    }
    step = next((step for step in _FURTHEST if step in newest), Step.PLANNED)
    planned, sent, counted = (_amounts(newest, step) for step in _WITH_AMOUNTS)
    if step is Step.CANCELLED:
        planned = {}
    elif step is not Step.PLANNED and Step.SENT not in newest:
        sent = planned  # it came before anybody recorded that it had left
    return Shipment(
        step=step,
        stocks={
            item: _stock(step, *(found.get(item, _NONE) for found in (planned, sent, counted)))
            for item in dict.fromkeys([*planned, *sent, *counted])
        },
        happened={step: record.happened for step, record in newest.items()},
    )


_WITH_AMOUNTS = (Step.PLANNED, Step.SENT, Step.COUNTED)
_NONE = Amount(pieces=0)


def _amounts(newest: Mapping[Step, Record], step: Step) -> Mapping[str, Amount]:
    return newest[step].amounts if step in newest else {}


def _stock(step: Step, planned: Amount, sent: Amount, counted: Amount) -> Stock:
    known = Stock(planned=planned.pieces, sent=sent.pieces)
    if step is Step.SENT:
        return replace(known, underway=sent.pieces)
    if step is Step.ARRIVED:
        return replace(known, uncounted=sent.pieces)
    if step is Step.COUNTED:
        return replace(
            known,
            good=counted.good,
            damaged=counted.damaged,
            wrong=counted.wrong,
            short=max(sent.pieces - counted.pieces, 0),
            surplus=max(counted.pieces - sent.pieces, 0),
        )
    return known


def summed(shipments: Iterable[Shipment]) -> dict[str, Stock]:
    """All items of several shipments."""
    found: dict[str, Stock] = {}
    for one in shipments:
        for item, stock in one.stocks.items():
            found[item] = found.get(item, Stock()) + stock
    return found
