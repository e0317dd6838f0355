"""By when a shipment must leave: the hour it is wanted, less the way, less a margin."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from serentak.engine.days import Zone
from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode, region_code, within

WEEK = 7
_TIMES = re.compile(r"([1-7](?:,[1-7])*)((?: \d{2}:\d{2})+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sailing:
    """A crossing as published: how long it takes at most, and when it leaves, where a page says so.

    Weekdays run from 1 for Monday. Neither wind nor tide is in it.
    """

    key: str
    start: str
    end: str
    serves: tuple[RegionCode, ...]
    minutes: int | None
    departures: Mapping[int, tuple[time, ...]]
    ship: str
    source: str
    confidence: str
    note: str
    note_en: str

    @property
    def duration(self) -> timedelta | None:
        """How long it takes at most; None where no page says."""
        return None if self.minutes is None else timedelta(minutes=self.minutes)


def sailing(row: Mapping[str, str]) -> Sailing:
    """A crossing from a row of published facts. Raises BadData."""
    texts = {name: row[name] for name in ("key", "ship", "source", "confidence", "note", "note_en")}
    return Sailing(
        **texts,
        start=row["from"],
        end=row["to"],
        serves=tuple(region_code(code) for code in row["serves"].split()),
        minutes=int(row["minutes"]) if row["minutes"] else None,
        departures=_departures(row["departures"]),
    )


def _departures(text: str) -> dict[int, tuple[time, ...]]:
    """`1,3 07:00 10:00; 2 09:00`: on Mondays and Wednesdays at seven and ten, on Tuesdays at nine."""
    found: dict[int, tuple[time, ...]] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        match = _TIMES.fullmatch(part)
        if match is None:
            raise BadData(f"Jadwal '{part}' tidak terbaca. Tulis seperti 1,3,5 07:00 13:00.")
        days, hours = match.groups()
        times = tuple(sorted(time.fromisoformat(hour) for hour in hours.split()))
        found.update({int(day): times for day in days.split(",")})
    return found


def crossing(
    origin: RegionCode, destination: RegionCode, sailings: Iterable[Sailing]
) -> Sailing | None:
    """The sea leg of a way: the one that serves the smallest region around its end, not its start."""
    fits = [
        (len(code), one)
        for one in sailings
        for code in one.serves
        if within(destination, code) and not within(origin, code)
    ]
    return max(fits, key=lambda found: (found[0], found[1].key))[1] if fits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """What is kept in hand, by land and by sea; roads are in it, for no page gives how long they take."""

    land: timedelta
    sea: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """The latest safe departure, and what it was counted from; None where the way is not known."""

    wanted: datetime
    latest: datetime | None
    leg: Sailing | None
    margin: timedelta
    by_sea: bool
    scheduled: bool = False  # it is a departure of the published timetable

    def missed(self, at: datetime) -> bool:
        """Whether it has passed."""
        return self.latest is not None and at > self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a shipment goes: by land, or over waters of which a crossing may be published."""

    by_sea: bool
    leg: Sailing | None = None
    zone: Zone = Zone.WITA  # whose clock the timetable is on

    @property
    def duration(self) -> timedelta | None:
        """What the crossing takes; None over waters nobody has timed."""
        if not self.by_sea:
            return timedelta(0)
        return self.leg.duration if self.leg else None


def leaving(wanted: datetime, *, way: Way, margins: Margins) -> Leaving:
    """Count back from the hour something is wanted; where a timetable is published, to a ship in it."""
    known = Leaving(
        wanted=wanted,
        latest=None,
        leg=way.leg,
        margin=margins.sea if way.by_sea else margins.land,
        by_sea=way.by_sea,
    )
    if way.duration is None:
        return known
    latest = wanted - known.margin - way.duration
    ship = _last_ship(latest.astimezone(way.zone.tz), way.leg) if way.leg else None
    return replace(known, latest=ship or latest, scheduled=ship is not None)


def _last_ship(latest: datetime, leg: Sailing) -> datetime | None:
    """The last published departure not after a moment."""
    for back in range(WEEK + 1):
        day = latest - timedelta(days=back)
        ships = (
            datetime.combine(day.date(), hour, tzinfo=latest.tzinfo)
            for hour in leg.departures.get(day.isoweekday(), ())
        )
        in_time = [ship for ship in ships if ship <= latest]
        if in_time:
            return max(in_time)
    return None
