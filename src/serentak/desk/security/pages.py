"""Deployments as pages show them: units in rows, posts of a unit, stations that stand out and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from serentak.desk.law.facts import law
from serentak.desk.places.models import Institution, Region
from serentak.desk.security.models import Deployment, Exposed, Need, Team
from serentak.desk.shared.templatetags.desk import ribu

SHOWN = 200  # stations that stand out; the workbook of the terminal holds all


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A unit in the table."""

    need: Need
    name: str
    regencies: str

    @property
    def region(self) -> str:
        """The first half of its address."""
        return self.need.unit.partition("/")[0]

    @property
    def kind(self) -> str:
        """The second half."""
        return self.need.unit.partition("/")[2]

    @property
    def grave(self) -> int:
        """Stations above low risk."""
        return int(self.need.stations - self.need.classes.get("low", 0))

    @property
    def share(self) -> float:
        """Reported strength in percent of the need, at most a hundred."""
        return min(100.0, 100 * (self.need.reported or 0) / max(1, self.need.needed))


def lines(deployment: Deployment) -> list[Line]:
    """Who lacks most comes first, then who reported nothing, then the others."""
    needs = list(Need.objects.filter(deployment=deployment))
    names = units(need.unit for need in needs)
    places = regions(code for need in needs for code in need.regencies)
    found = [
        Line(
            need=need,
            name=names[need.unit],
            regencies=", ".join(places[code] for code in need.regencies),
        )
        for need in needs
    ]
    return sorted(
        found,
        key=lambda one: (
            -(one.need.more or 0),
            -one.need.unguarded,
            one.need.reported is not None,
            one.name,
        ),
    )


def units(codes: Iterable[str]) -> dict[str, str]:
    """Short names of institutions; the code where the desk does not know one."""
    wanted = set(codes)
    known = dict(Institution.objects.filter(code__in=wanted).values_list("code", "short"))
    return {code: known.get(code, code) for code in wanted}


def regions(codes: Iterable[str]) -> dict[str, str]:
    """Names of regions; the code where the desk does not know one."""
    wanted = set(codes)
    known = {row.code: row.name for row in Region.objects.filter(code__in=wanted)}
    return {code: known.get(code, code) for code in wanted}


def headline(found: list[Line]) -> str:
    """The title over the table."""
    bare = sum(line.need.unguarded for line in found)
    if bare:
        return ngettext("%(n)s TPS belum punya petugas", "%(n)s TPS belum punya petugas", bare) % {
            "n": ribu(bare)
        }
    silent = sum(line.need.reported is None for line in found)
    if silent:
        return _("Semua TPS terjaga bila %(n)s satuan yang belum melapor punya yang diperlukan") % {
            "n": silent
        }
    return _("Semua TPS terjaga")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A post with what it sends."""

    name: str
    teams: int
    officers: int
    stations: int
    longest: int  # minutes
    lines: tuple[str, ...]  # across the sea


def posts(teams: Iterable[Team]) -> list[PostLine]:
    """By name; what nobody does is not among them."""
    own: dict[str, list[Team]] = {}
    for team in teams:
        if team.post:
            own.setdefault(team.post, []).append(team)
    return [
        PostLine(
            name=name,
            teams=len(group),
            officers=sum(team.officers for team in group),
            stations=sum(len(team.stations) for team in group),
            longest=max(team.minutes for team in group),
            lines=tuple(sorted({line for team in group for line in team.way})),
        )
        for name, group in sorted(own.items())
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A station that stands out, and why."""

    row: Exposed
    village: str
    number: str
    reasons: tuple[tuple[str, float], ...]


def spots(rows: Iterable[Exposed]) -> list[Spot]:
    """Stations with their villages' names and their reasons in words."""
    found = list(rows)
    names = regions(row.code[:13] for row in found)
    return [
        Spot(
            row=row,
            village=names[row.code[:13]],
            number=row.code[14:].lstrip("0"),
            reasons=tuple((_indicator(key), points) for key, points in row.reasons),
        )
        for row in found
    ]


def _indicator(key: str) -> str:
    known = law().indicators.get(key)
    if known is None:  # of a release before this one
        return key
    return known.title_en if get_language() == "en" else known.title
