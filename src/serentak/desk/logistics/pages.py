"""Supplies as pages show them: regencies and districts in rows, a shipment as a timeline."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.logistics import demand, facts, wanted, words
from serentak.desk.logistics.facts import Loaded, Supplied
from serentak.desk.places.models import Region
from serentak.desk.shared.templatetags.desk import ribu
from serentak.engine.law.model import Election
from serentak.engine.logistics.arrivals import Gap, Place
from serentak.engine.logistics.sailing import Leaving
from serentak.engine.logistics.shipments import Step, summed
from serentak.engine.needs import Need, Pair
from serentak.engine.regions import RegionCode, within

Items = Mapping[str, Pair]
SHOWN = (Step.PLANNED, Step.SENT, Step.ARRIVED, Step.COUNTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Some shipments together: how many at each step, what they lost, which should have left."""

    steps: tuple[int, ...]  # planned, under way, arrived, counted
    short: str
    damaged: str
    wrong: str
    late: int
    simulated: bool

    @property
    def whole(self) -> bool:
        """Whether nothing was lost on the way."""
        return not (self.short or self.damaged or self.wrong)


def fleet(found: Sequence[Loaded], items: Items, *, at: datetime) -> Fleet:
    """Count shipments by step, and say what is short."""
    steps = Counter(one.state.step for one in found)
    stocks = summed(one.state for one in found)
    return Fleet(
        steps=tuple(steps[step] for step in SHOWN),
        short=words.lost(stocks, "short", items),
        damaged=words.lost(stocks, "damaged", items),
        wrong=words.lost(stocks, "wrong", items),
        late=sum(one.late(at) for one in found),
        simulated=any(one.row.simulated for one in found),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A regency in the province's table."""

    region: Region
    supplied: Supplied
    fleet: Fleet

    @property
    def share(self) -> float:
        """Districts that have all, in percent."""
        return 100 * self.supplied.supply / self.supplied.need if self.supplied.need else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A district, or a village, with what it lacks and by when that had to leave."""

    region: Region
    place: Place
    lacks: str
    unknown: str
    leaving: Leaving
    late: bool
    hard: tuple[wanted.Known, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An election at a moment: what it needs, and the shipments known by then."""

    election: Election
    kit: demand.Demand
    found: Sequence[Loaded]
    at: datetime

    def into(self, region: str) -> list[Loaded]:
        """What goes to a region or about in it."""
        inside = RegionCode(region)
        return [one for one in self.found if within(RegionCode(one.row.destination_id), inside)]


def scene(election: Election, region: str, *, at: datetime) -> Scene:
    """The shipments into a region and about in it, as known at a moment."""
    found = facts.loaded(facts.of(election.id, region), at=at)
    return Scene(election=election, kit=demand.demand(election), found=found, at=at)


def spots(regency: Region, now: Scene) -> list[Spot]:
    """A regency's districts with their gaps, the worst first."""
    districts = now.kit.districts.get(regency.code, ())
    there = facts.places(districts, now.kit, now.into(regency.code))
    by = wanted.moment(now.election, RegionCode(f"{regency.code}.01"))
    made = [
        _spot(region, there[region.code], wanted_by=by, now=now)
        for region in Region.objects.filter(code__in=districts)
    ]
    return sorted(made, key=lambda one: (one.place.complete, one.place.coverage, one.region.code))


def _spot(region: Region, place: Place, *, wanted_by: datetime, now: Scene) -> Spot:
    items = now.kit.items
    leaving = wanted.departure(RegionCode(str(region.parent_id)), place.code, by=wanted_by)
    return Spot(
        region=region,
        place=place,
        lacks=words.pieces(((gap.item, gap.missing) for gap in place.gaps), items),
        unknown=", ".join(words.inline(item, items) for item in place.unknown),
        leaving=leaving,
        late=not place.complete and leaving.missed(now.at) and not _coming(place),
        hard=wanted.hard_in(place.code),
    )


def _coming(place: Place) -> bool:
    """Whether everything that is missing has at least left."""
    return not place.unknown and all(
        gap.missing <= gap.stock.underway + gap.stock.uncounted for gap in place.gaps
    )


def headline(made: Sequence[Line]) -> str:
    """The title over the province: how many districts have all they need."""
    need = sum(one.supplied.need for one in made)
    gap = sum(one.supplied.gap for one in made)
    if not need:
        return _("Kebutuhan logistik belum dapat dihitung")
    if not gap:
        return _("Semua %(n)s kecamatan menerima lengkap") % {"n": ribu(need)}
    return ngettext(
        "%(gap)s dari %(n)s kecamatan belum lengkap",
        "%(gap)s dari %(n)s kecamatan belum lengkap",
        gap,
    ) % {"gap": ribu(gap), "n": ribu(need)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item that a region needs, and what has come of it."""

    name: str
    gap: Gap
    need: Need | None  # as computed; None where the owner's own plan says how much

    @property
    def range(self) -> bool:
        """Whether the counts leave open how much it is."""
        return self.need is not None and self.need.most > self.gap.need


def needed(own: Place, kit: demand.Demand) -> list[Item]:
    """The items of a region in the order of the kit."""
    lines = kit.lines.get(own.code, {})
    return [
        Item(name=words.name(gap.item, kit.items), gap=gap, need=lines.get(gap.item))
        for gap in own.gaps
    ]


def why(one: Supplied, items: Items, names: Mapping[str, str]) -> str:
    """The reason behind a regency's supplies in one sentence; empty where nothing is missing."""
    if one.place is None:
        return ""
    lacks = words.pieces(((gap.item, gap.missing) for gap in one.place.gaps), items)
    lacks = lacks or ", ".join(words.inline(item, items) for item in one.place.unknown)
    said = _("%(place)s belum menerima %(lacks)s") % {
        "place": names.get(one.worst, one.worst),
        "lacks": lacks,
    }
    late = ngettext(
        "%(n)s kiriman lewat jam berangkat aman", "%(n)s kiriman lewat jam berangkat aman", one.late
    ) % {"n": ribu(one.late)}
    return f"{said}; {late}" if one.late else said


def lines(regions: Iterable[Region], now: Scene) -> list[Line]:
    """Regencies, those with the smallest share of complete districts first."""
    by_region = facts.supplied_by(now.found, now.kit, at=now.at)
    made = [
        Line(
            region=region,
            supplied=by_region[region.code],
            fleet=fleet(now.into(region.code), now.kit.items, at=now.at),
        )
        for region in regions
        if region.code in by_region
    ]
    return sorted(made, key=lambda one: (one.share, one.region.code))


def urgent(made: Iterable[Spot]) -> list[Spot]:
    """Places that miss something: what can no longer leave in time first, then what must leave next.

    Between them stand those whose way nobody has timed.
    """
    return sorted(
        (one for one in made if not one.place.complete),
        key=lambda one: (
            not one.late,
            one.leaving.latest is not None,
            one.leaving.latest or one.leaving.wanted,
            one.region.code,
        ),
    )


def regency_headline(one: Region, made: Sequence[Spot]) -> str:
    """The title over a regency: how many of its districts miss something."""
    gap = sum(not spot.place.complete for spot in made)
    values = {"place": str(one), "gap": ribu(gap), "n": ribu(len(made))}
    if not made:
        return _("%(place)s: kebutuhan belum dihitung") % values
    if not gap:
        return _("%(place)s: semua %(n)s kecamatan lengkap") % values
    return (
        ngettext(
            "%(place)s: %(gap)s dari %(n)s kecamatan belum lengkap",
            "%(place)s: %(gap)s dari %(n)s kecamatan belum lengkap",
            gap,
        )
        % values
    )


def place_headline(own: Place, one: Region, found: Sequence[Loaded]) -> str:
    """The title over a district: what it lacks, or that it has all."""
    values = {"place": str(one)}
    if not own.gaps and not own.unknown:
        return _("%(place)s: kebutuhan belum dihitung") % values
    if own.complete:
        return _("%(place)s menerima lengkap") % values
    moving = sum(shipment.state.step in (Step.SENT, Step.ARRIVED) for shipment in found)
    if moving:
        return ngettext(
            "%(place)s belum lengkap; %(n)s kiriman di jalan atau belum dihitung",
            "%(place)s belum lengkap; %(n)s kiriman di jalan atau belum dihitung",
            moving,
        ) % {**values, "n": ribu(moving)}
    return _("%(place)s belum lengkap") % values
