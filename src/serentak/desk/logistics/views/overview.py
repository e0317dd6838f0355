"""The province by regency, a regency by district, a district by village."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current
from serentak.desk.logistics import demand, facts, pages, wanted, words
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.law.model import Election
from serentak.engine.regions import Level, RegionCode, within

_MOST_LISTED = 20


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """All regencies, and which districts would open without all they need."""
    home = get_object_or_404(Region, pk=settings.PROVINCE)
    election = current(request)
    kit = demand.demand(election)
    found = facts.loaded(facts.of(election.id), at=request.at)
    regencies = home.children.filter(level=Level.REGENCY)
    lines = pages.supplied_lines(regencies, found, election.id, kit.items, request.at)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(election, lines)
    open_spots = [
        spot
        for line in lines
        for spot in _spots(line.region, election, kit, found, request)
        if not spot.place.complete
    ]
    names = {spot.region.code: str(spot.region) for spot in open_spots}
    context = {
        "home": home,
        "lines": lines,
        "whys": {
            line.region.code: pages.why(line.supplied, kit.items, names) for line in lines
        },
        "headline": pages.headline(lines),
        "fleet": pages.fleet(found, kit.items, at=request.at),
        "late": [one for one in found if one.late(request.at)],
        "spots": open_spots[:_MOST_LISTED],
        "more": max(len(open_spots) - _MOST_LISTED, 0),
        "by": wanted.moment(election, RegionCode(f"{home.code}.01.01")),
        "incidents": _incidents(home.code, election),
        "may_plan": _may_ship(request, election, home),
        "sees": request.member.could(Act.SEE_SHIPMENT),
    }
    return render(request, "logistics/index.html", context)


@needs(Act.READ)
@require_safe
def region(request: DeskRequest, code: str) -> HttpResponse:
    """A regency by district, or a district by what goes to its villages."""
    rows = Region.objects.select_related("parent")
    one = get_object_or_404(rows, code=code, level__in=(Level.REGENCY, Level.DISTRICT))
    election = current(request)
    kit = demand.demand(election)
    found = facts.loaded(facts.of(election.id, one.code), at=request.at)
    own = facts.places([one.code], kit, found)[one.code]
    context = {
        "one": one,
        "own": own,
        "rows": pages.needed(own, kit),
        "fleet": pages.fleet(found, kit.items, at=request.at),
        "spots": _spots(one, election, kit, found, request)
        if one.level == Level.REGENCY
        else [],
        "shipments": [(ship, words.STEPS[ship.state.step]) for ship in found],
        "late": [ship for ship in found if ship.late(request.at)],
        "by": wanted.moment(election, RegionCode(one.code)),
        "stations_by": wanted.moment(election, RegionCode(f"{one.code[:5]}.01")),
        "incidents": _incidents(one.code[:5], election),
        "hard": [
            known
            for known in wanted.hard_places(RegionCode(settings.PROVINCE))
            if within(RegionCode(known.region), RegionCode(one.code))
        ],
        "may_plan": _may_ship(request, election, one),
        "sees": request.member.could(Act.SEE_SHIPMENT),
    }
    return render(request, "logistics/region.html", context)


def _spots(
    one: Region,
    election: Election,
    kit: demand.Demand,
    found: list[facts.Loaded],
    request: DeskRequest,
) -> list[pages.Spot]:
    districts = kit.districts.get(one.code, ())
    return pages.spots(
        Region.objects.filter(code__in=districts),
        facts.places(districts, kit, found),
        found,
        items=kit.items,
        by=wanted.moment(election, RegionCode(f"{one.code}.01")),
        at=request.at,
    )


def _incidents(region: str, election: Election) -> list[tuple[wanted.Known, Any]]:
    """What the press said of a region's supplies, of whichever election, with its kind in words."""
    return [
        (known, words.INCIDENTS[known.kind])
        for known in wanted.incidents(RegionCode(settings.PROVINCE))
        if within(RegionCode(known.region), RegionCode(region))
    ]


def _may_ship(request: DeskRequest, election: Election, origin: Region) -> bool:
    body = Institution.objects.filter(pk=wanted.owner(election, RegionCode(origin.code))).first()
    return (
        body is not None and request.at == request.now and request.member.may(Act.SHIP, body)
    )


def _sheet(election: Election, lines: list[pages.Line]) -> HttpResponse:
    columns = {
        "code": _("Kode"),
        "name": _("Kabupaten/kota"),
        "need": _("Kecamatan"),
        "supply": _("Lengkap"),
        **{step: str(said) for step, said in zip(_STEPS, _heads(), strict=True)},
        "short": _("Kurang"),
        "damaged": _("Rusak"),
        "wrong": _("Tertukar"),
        "late": _("Lewat jam berangkat aman"),
    }
    table = [
        {
            "code": line.region.code,
            "name": line.region.name,
            "need": line.supplied.need,
            "supply": line.supplied.supply,
            **dict(zip(_STEPS, line.fleet.steps, strict=True)),
            "short": line.fleet.short,
            "damaged": line.fleet.damaged,
            "wrong": line.fleet.wrong,
            "late": line.fleet.late,
        }
        for line in lines
    ]
    return workbook(f"logistik-{election.id}", columns, table)


_STEPS = ("planned", "sent", "arrived", "counted")


def _heads() -> list[Any]:
    return [words.STEPS[step] for step in pages.SHOWN]

