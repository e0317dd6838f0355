"""Shipments in one line each, for tests of what arrived where."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from serentak.engine.days import Zone
from serentak.engine.logistics.arrivals import Trip
from serentak.engine.logistics.shipments import Amount, Record, Shipment, Step, shipment
from serentak.engine.regions import RegionCode

DAWN = datetime(2024, 11, 20, 6, tzinfo=Zone.WITA.tz)
BOXES, BALLOTS = "boxes", "ballots"
_keys = count(1)


def record(step: Step, *, after: int = 0, key: int | None = None, **pieces: Amount | int) -> Record:
    """Something recorded so many hours after dawn, and known at once; the keys count up."""
    return Record(
        key=next(_keys) if key is None else key,
        step=step,
        happened=DAWN + timedelta(hours=after),
        recorded=DAWN + timedelta(hours=after),
        amounts={
            item: Amount(pieces=found) if isinstance(found, int) else found
            for item, found in pieces.items()
        },
    )


def planned(**pieces: int) -> Shipment:
    """A shipment that is only planned."""
    return shipment([record(Step.PLANNED, **pieces)])


def sent(**pieces: int) -> Shipment:
    """One that has left."""
    return shipment([record(Step.PLANNED, **pieces), record(Step.SENT, after=1, **pieces)])


def counted(sent: int, amount: Amount, *, item: str = BOXES) -> Shipment:
    """One of a single item that has been counted."""
    return shipment(
        [
            replace(record(Step.SENT), amounts={item: Amount(pieces=sent)}),
            replace(record(Step.COUNTED, after=9), amounts={item: amount}),
        ]
    )


def trip(one: Shipment, *, to: str, start: str = "74.06") -> Trip:
    """A shipment on its way."""
    return Trip(origin=RegionCode(start), destination=RegionCode(to), shipment=one)
