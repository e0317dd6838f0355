"""Ballots, boxes and booths per district, and the room that full boxes take."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import gcd

from serentak.engine.counts import District, Regency, weakest
from serentak.engine.law.model import Law, Norm
from serentak.engine.needs import Count, Item, Need, Pair, Room, Unit, between, norm, times
from serentak.engine.races import Race, payer

BUYER = "kpu"
STATIONS: Pair = ("TPS", "stations")
VOLUME = "volume"
THOUSAND = 1000  # what the reserve of ballots is counted per


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kit:
    """The norms of a kind of election, and the races of its day."""

    races: tuple[Race, ...]
    ballots: Norm
    boxes: Norm
    booths: Norm
    volume: Norm


def needs(
    regencies: Iterable[Regency], *, law: Law, kind: str, races: tuple[Race, ...]
) -> tuple[Need, ...]:
    """Every good in every district. Raises LawGap where a norm is missing."""
    kit = _Kit(
        races=races,
        ballots=norm(law, kind, "ballots.reserve"),
        boxes=norm(law, kind, "boxes.per-race"),
        booths=norm(law, kind, "booths.per-station"),
        volume=norm(law, kind, "boxes.volume"),
    )
    found: list[Need] = []
    for regency in regencies:
        found.extend(_ballots(regency, kit))
        for district in regency.districts:
            found.extend(_goods(regency, district, kit))
    return tuple(found)


def _item(code: str, label: Pair, whose: str, unit: Unit = Unit.PIECES) -> Item:
    return Item(room=Room.LOGISTICS, code=code, label=label, unit=unit, spender=BUYER, payer=whose)


def _ballots(regency: Regency, kit: _Kit) -> Iterator[Need]:
    """One a voter and the reserve of every station; a range where its voters were not counted."""
    known = weakest((regency.known, regency.voters_known))
    share = f"{kit.ballots.number / 10:g}"
    words = (
        f"{{count}} pemilih + {share.replace('.', ',')} persen, dibulatkan ke atas tiap TPS",
        f"{{count}} voters + {share} percent, rounded up at each station",
    )
    for place in regency.districts if regency.counted else (regency,):
        voters = sum(place.voters) if isinstance(place, District) else place.voters
        count = Count(region=place.region, number=voters, known=known)
        for race in kit.races:
            label = (f"Surat suara {race.label[0]}", f"Ballots, {race.label[1]}")
            item = _item(f"ballots-{race.code}", label, race.payer)
            yield between(item, (kit.ballots,), count, _sheets(place, kit.ballots.number), words)


def _sheets(place: District | Regency, reserve: int) -> tuple[int, int]:
    """Ballots of a place: at least, and at most, whatever the stations' sizes."""
    if isinstance(place, District):
        sheets = sum(voters + -(-voters * reserve // THOUSAND) for voters in place.voters)
        return sheets, sheets
    spare = place.voters * reserve
    rounding = place.stations * (THOUSAND - gcd(reserve, THOUSAND))
    return place.voters + -(-spare // THOUSAND), place.voters + (spare + rounding) // THOUSAND


def _goods(regency: Regency, district: District, kit: _Kit) -> Iterator[Need]:
    """Boxes of each race, booths, and the volume of all boxes when assembled."""
    stations = Count(region=district.region, number=district.stations, known=regency.known)
    for race in kit.races:
        label = (f"Kotak suara {race.label[0]}", f"Ballot boxes, {race.label[1]}")
        yield times(_item(f"boxes-{race.code}", label, race.payer), kit.boxes, stations, STATIONS)
    label = ("Bilik suara", "Voting booths")
    yield times(_item("booths", label, payer(kit.races)), kit.booths, stations, STATIONS)
    boxes = Count(
        region=district.region,
        number=district.stations * kit.boxes.number * len(kit.races),
        known=regency.known,
    )
    label = ("Isi kotak terakit", "Volume of assembled boxes")
    yield times(_item(VOLUME, label, "", Unit.LITRES), kit.volume, boxes, ("kotak", "boxes"))


def loads(goods: Iterable[Need], litres: int) -> tuple[Need, ...]:
    """Vehicles of so many litres for the boxes of each place, if each place is served by itself."""
    return tuple(
        between(
            _item("loads", ("Muatan kendaraan", "Vehicle loads"), ""),
            need.norms,
            Count(region=need.region, number=need.quantity, known=need.known),
            (vehicles := -(-need.quantity // litres), vehicles),
            (
                f"{{count}} liter, {litres} liter tiap kendaraan (andaian pengguna)",
                f"{{count}} litres, {litres} litres a vehicle (the user's assumption)",
            ),
        )
        for need in goods
        if need.item == VOLUME
    )
