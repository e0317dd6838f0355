"""The province by regency, a regency by district, a district by village."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current, day_shown
from serentak.desk.logistics import facts, pages, wanted, words
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.law.model import Election
from serentak.engine.regions import Level, RegionCode

_MOST_LISTED = 20


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """All regencies, and which districts would open without all they need."""
    home = get_object_or_404(Region, pk=settings.PROVINCE)
    now = pages.scene(current(request), home.code, at=request.at)
    made = pages.lines(home.children.filter(level=Level.REGENCY), now)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(now.election, made)
    spots = pages.urgent(
        spot for line in made if line.supplied.gap for spot in pages.spots(line.region, now)
    )
    context = {
        **_common(home, now, request),
        "home": home,
        "lines": made,
        "headline": pages.headline(made),
        "spots": spots[:_MOST_LISTED],
        "more": max(len(spots) - _MOST_LISTED, 0),
    }
    return render(request, "logistics/index.html", context)


@needs(Act.READ)
@require_safe
def region(request: DeskRequest, code: str) -> HttpResponse:
    """A regency by district, or a district by what goes to its villages."""
    rows = Region.objects.select_related("parent")
    one = get_object_or_404(rows, code=code, level__in=(Level.REGENCY, Level.DISTRICT))
    now = pages.scene(current(request), one.code, at=request.at)
    own = facts.places([one.code], now.kit, now.found)[one.code]
    regency = one.level == Level.REGENCY
    spots = pages.spots(one, now) if regency else []
    context = {
        **_common(one, now, request),
        "one": one,
        "headline": pages.regency_headline(one, spots)
        if regency
        else pages.place_headline(own, one, now.found),
        "unknown": ", ".join(words.name(item, now.kit.items) for item in own.unknown),
        "rows": pages.needed(own, now.kit),
        "spots": spots,
        "shipments": [(ship, words.STEPS[ship.state.step]) for ship in now.found],
        "warehouse_by": wanted.moment(now.election, RegionCode(one.code)) if regency else None,
        "hard": wanted.hard_in(one.code),
    }
    return render(request, "logistics/region.html", context)


def _common(one: Region, now: pages.Scene, request: DeskRequest) -> dict[str, Any]:
    """What the province's page and a region's both show."""
    return {
        "fleet": pages.fleet(now.found, now.kit.items, at=now.at),
        "late": [ship for ship in now.found if ship.late(now.at)],
        "by": wanted.moment(now.election, RegionCode(f"{one.code[:2]}.01.01")),
        "incidents": [
            (known, words.INCIDENTS[known.kind])
            for known in wanted.incidents_in(one.code[:5], by=day_shown(request))
        ],
        "may_plan": _may_ship(request, now.election, one),
        "sees": request.member.could(Act.SEE_SHIPMENT),
    }


def _may_ship(request: DeskRequest, election: Election, origin: Region) -> bool:
    body = Institution.objects.filter(pk=wanted.owner(election, RegionCode(origin.code))).first()
    return body is not None and request.at == request.now and request.member.may(Act.SHIP, body)


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
