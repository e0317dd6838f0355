"""Plans as pages show them: regions in rows, a village as a picture, and what stands out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.register.facts import Sums
from serentak.desk.register.models import Neighbourhood, Run, Station, VillageCount
from serentak.desk.shared.templatetags.desk import ribu
from serentak.desk.stations import geometry

MARKS = 5  # shapes and patterns before they come again
CROWDED = 24  # RTs above which a picture shows marks without words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A region in the table."""

    code: str
    name: str
    listed: bool  # whether the ministry's list knows the code, so that it has a page
    sums: Sums
    cap: int
    official: int | None

    @property
    def load(self) -> float:
        """How full the stations are on average, in percent of the cap."""
        room = self.sums.stations * self.cap
        return round(100 * self.sums.placed / room, 1) if room else 0.0

    @property
    def mean(self) -> int:
        """Voters a station."""
        return round(self.sums.placed / self.sums.stations) if self.sums.stations else 0

    @property
    def over_bound(self) -> int:
        """Stations above the proven minimum."""
        return self.sums.stations - self.sums.stations_bound

    @property
    def change(self) -> int | None:
        """Ours less the official number."""
        return None if self.official is None else self.sums.stations - self.official


def lines(
    sums: Mapping[str, Sums],
    names: Mapping[str, str],
    caps: Mapping[str, int],
    official: Mapping[str, int],
) -> list[Line]:
    """Regions by code."""
    return [
        Line(
            code=code,
            name=names.get(code, code),
            listed=code in names,
            sums=one,
            cap=caps.get(code[:5], 0),
            official=official.get(code),
        )
        for code, one in sorted(sums.items())
    ]


def headline(total: Sums) -> str:
    """The title over a region's table."""
    values = {"n": ribu(total.stations), "voters": ribu(total.voters)}
    if total.unplaced:
        return ngettext(
            "%(n)s pemilih belum mendapat TPS", "%(n)s pemilih belum mendapat TPS", total.unplaced
        ) % {"n": ribu(total.unplaced)}
    return _("%(n)s TPS untuk %(voters)s pemilih, tidak ada yang tanpa TPS") % values


@dataclass(frozen=True, slots=True, kw_only=True)
class Rt:
    """An RT in the picture."""

    name: str
    voters: int
    station: int
    also: tuple[int, ...]  # further stations of a divided RT
    mark: int
    host: bool
    x: float
    y: float
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A station in the table beside it."""

    station: Station
    mark: int
    full: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """One village under one plan."""

    run: Run
    count: VillageCount
    stations: tuple[Loaded, ...]
    rts: tuple[Rt, ...]
    height: float
    hidden: int  # RTs too small to be placed

    @property
    def crowded(self) -> bool:
        """Whether words would run over each other."""
        return len(self.rts) > CROWDED

    @property
    def fullest(self) -> int:
        """Voters of the fullest station."""
        return max((one.station.voters for one in self.stations), default=0)

    @property
    def plain_bound(self) -> bool:
        """Whether the bound is voters by cap, rounded up."""
        return self.count.stations_bound == -(-self.count.voters // self.run.cap)


def village(run: Run, code: str) -> Village | None:
    """A village under a plan, or nothing where the plan does not reach."""
    count = VillageCount.objects.filter(run=run, village=code).first()
    if count is None:
        return None
    stations = list(Station.objects.filter(run=run, village=code))
    rows = list(Neighbourhood.objects.filter(run=run, village=code))
    placed = [
        (row, (row.lat, row.lon)) for row in rows if row.lat is not None and row.lon is not None
    ]
    own, points = [row for row, _point in placed], [point for _row, point in placed]
    drawing = geometry.draw(points) if points else None
    hosts = _hosts(stations, own, points)
    return Village(
        run=run,
        count=count,
        stations=tuple(_loaded(one, run.cap) for one in stations),
        rts=tuple(_rt(n, row, drawing, hosts) for n, row in enumerate(own)) if drawing else (),
        height=drawing.height if drawing else 0,
        hidden=len(rows) - len(own),
    )


def mark(number: int) -> int:
    """Which of the shapes and patterns a station has."""
    return (number - 1) % MARKS + 1


def _loaded(station: Station, cap: int) -> Loaded:
    full = round(100 * min(station.voters / cap, 1), 1)
    return Loaded(station=station, mark=mark(station.number), full=full)


def _rt(n: int, row: Neighbourhood, drawing: geometry.Drawing, hosts: set[tuple[int, int]]) -> Rt:
    ordered = sorted(row.stations.items(), key=lambda one: (-one[1], int(one[0])))
    numbers = [int(number) for number, _voters in ordered]
    x, y = drawing.places[n]
    return Rt(
        name=row.rt.lstrip("0") or row.rt or "–",
        voters=row.voters,
        station=numbers[0],
        also=tuple(numbers[1:]),
        mark=mark(numbers[0]),
        host=(numbers[0], n) in hosts,
        x=x,
        y=y,
        ground=drawing.grounds[n],
    )


def _hosts(
    stations: Sequence[Station], rows: Sequence[Neighbourhood], points: Sequence[geometry.Point]
) -> set[tuple[int, int]]:
    """(station, which RT): where each stands, among its own RTs."""
    found = set()
    for station in stations:
        own = [n for n, row in enumerate(rows) if str(station.number) in row.stations]
        if own and station.lat is not None and station.lon is not None:
            here = (station.lat, station.lon)
            found.add((station.number, own[geometry.nearest(here, [points[n] for n in own])]))
    return found


def village_headline(shown: Village) -> str:
    """The title over a village."""
    number, bound = shown.count.stations, shown.count.stations_bound
    if number <= bound:
        return ngettext(
            "%(n)s TPS cukup, dan tidak bisa lebih sedikit",
            "%(n)s TPS cukup, dan tidak bisa lebih sedikit",
            number,
        ) % {"n": ribu(number)}
    return _("%(n)s TPS, %(more)s lebih banyak daripada batas terbukti") % {
        "n": ribu(number),
        "more": ribu(number - bound),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A station on the map and in its list."""

    station: Station
    village: str
    flags: tuple[str, ...]


def spots(run: Run, region: str, names: Mapping[str, str]) -> list[Spot]:
    """The stations of a region, those that stand out first."""
    counts = {
        row.village: row
        for row in VillageCount.objects.filter(run=run, village__startswith=f"{region}.")
    }
    rows = Station.objects.filter(run=run, village__startswith=f"{region}.")
    found = [
        Spot(
            station=row,
            village=names.get(row.village, row.village),
            flags=_flags(row, counts.get(row.village), run.cap),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.flags, one.station.village, one.station.number))


def _flags(station: Station, count: VillageCount | None, cap: int) -> tuple[str, ...]:
    flags = []
    if station.voters > cap:
        flags.append(_("melebihi batas pemilih"))
    if count is not None and count.stations > count.stations_bound:
        flags.append(_("TPS desa ini lebih banyak dari batas terbukti"))
    if count is not None and count.splits > count.splits_bound:
        flags.append(_("RT dibagi, padahal dapat utuh"))
    if station.lat is None:
        flags.append(_("tanpa titik lokasi"))
    return tuple(flags)
