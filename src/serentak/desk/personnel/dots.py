"""Percent of the need on one axis: a dot a role, sorted by the worst, and the finding in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from serentak.desk.personnel import words
from serentak.desk.personnel.facts import Board
from serentak.desk.places.models import Region
from serentak.engine.personnel import gaps
from serentak.engine.personnel.gaps import Gap
from serentak.engine.personnel.returned import Post

LOW = 90  # percent of the need below which a dot is orange
BEYOND = 105  # the end of the axis; more than that stands there, with its number
MIDDLE, APART = 15.0, 9.0  # where dots stand in their row, and how far those of one share part
SHAPES = ("circle", "square", "triangle", "diamond")
GROUPS: Mapping[str, tuple[Promise, tuple[str, ...]]] = {
    "tps": (lazy("Di TPS"), ("kpps", "linmas", "ptps")),
    "desa": (lazy("Di desa dan kelurahan"), ("pps", "pkd", "pantarlih")),
    "kecamatan": (lazy("Di kecamatan"), ("ppk", "panwascam")),
    "sekretariat": (
        lazy("Sekretariat"),
        ("ppk-secretary", "ppk-staff", "pps-secretary", "pps-staff"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One role of a region on the axis."""

    role: str
    name: str
    shape: str
    share: int
    x: float
    y: float = MIDDLE

    @property
    def low(self) -> bool:
        """Whether it is marked."""
        return self.share < LOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A region: its dots, and what its roles make together."""

    region: Region
    dots: tuple[Dot, ...]
    gap: Gap
    silent: tuple[str, ...]  # roles nobody reported

    @property
    def worst(self) -> int:
        """The lowest share; what nobody reported is below all."""
        return -1 if self.silent else min((dot.share for dot in self.dots), default=100)

    @property
    def span(self) -> tuple[float, float]:
        """Where the first and the last dot stand."""
        found = [dot.x for dot in self.dots]
        return min(found, default=0.0), max(found, default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Percent of the need from left to right."""

    low: int

    def at(self, share: float) -> float:
        """Where a share stands, in percent of the width."""
        return round(100 * (min(share, BEYOND) - self.low) / (BEYOND - self.low), 2)

    @property
    def marks(self) -> list[tuple[float, int]]:
        """The lines with their numbers."""
        step = 10 if self.low >= 35 else 20
        first = -(-max(self.low, 0) // step) * step
        return [(self.at(n), n) for n in range(first, 101, step)]


def axis(shares: Iterable[int]) -> Axis:
    """An axis that shows the lowest of some shares."""
    return Axis(low=min(55, 10 * (min(shares, default=60) // 10) - 5))


def lines(board: Board, regions: Sequence[Region], roles: Sequence[str]) -> tuple[Axis, list[Line]]:
    """Regions by their worst dot."""
    found = {
        (region.code, role): board.total(role=role, inside=region.code)
        for region in regions
        for role in roles
    }
    known = {post: one for post, one in found.items() if one.reported and one.percent is not None}
    scale = axis(one.percent or 0 for one in known.values())
    made = [_line(region, roles, found, scale) for region in regions]
    return scale, sorted(made, key=lambda one: (one.worst, -one.gap.short))


def _line(region: Region, roles: Sequence[str], found: Mapping[Post, Gap], scale: Axis) -> Line:
    dots, silent = [], []
    for role, shape in zip(roles, SHAPES, strict=False):
        one = found[region.code, role]
        if not one.need:
            continue
        if not one.reported or one.percent is None:
            silent.append(words.role(role))
            continue
        dots.append(
            Dot(
                role=role,
                name=words.role(role),
                shape=shape,
                share=one.percent,
                x=scale.at(one.percent),
            )
        )
    return Line(
        region=region,
        dots=tuple(_parted(dots)),
        gap=gaps.total(found[region.code, role] for role in roles),
        silent=tuple(silent),
    )


def _parted(dots: Sequence[Dot]) -> Iterator[Dot]:
    """Dots of the same share stand over each other, not on each other."""
    for dot in dots:
        same = [one.role for one in dots if one.share == dot.share]
        shift = same.index(dot.role) - (len(same) - 1) / 2
        yield replace(dot, y=MIDDLE + APART * shift)


def legend(roles: Sequence[str]) -> list[tuple[str, str]]:
    """Each role's shape and name."""
    return [(shape, words.role(role)) for role, shape in zip(roles, SHAPES, strict=False)]


def finding(made: Sequence[Line]) -> str:
    """The page's title: what was not reported; else who lacks most and where, if one dot does."""
    dots = [(dot.share, dot.name, line.region) for line in made for dot in line.dots]
    silent = [(name, line.region) for line in made for name in line.silent]
    if not dots:
        roles = ", ".join(dict.fromkeys(name for name, _region in silent))
        return _("Belum ada yang melaporkan %(roles)s") % {"roles": roles or _("petugas")}
    if silent:
        return _unreported(silent)
    low = min(share for share, _name, _region in dots)
    if not any(line.gap.short for line in made):
        return _("Semua petugas yang dibutuhkan sudah diangkat")
    last = [one for one in dots if one[0] == low]
    if len(last) == 1:
        return _("%(role)s paling kurang di %(region)s") % {
            "role": last[0][1],
            "region": last[0][2],
        }
    return _("Petugas yang dibutuhkan dan yang sudah diangkat")


def _unreported(silent: Sequence[tuple[str, Region]]) -> str:
    names, regions = ({*one} for one in zip(*silent, strict=True))
    if len(names) > 1:
        return ngettext(
            "%(n)s daerah belum melaporkan semua perannya",
            "%(n)s daerah belum melaporkan semua perannya",
            len(regions),
        ) % {"n": len(regions)}
    where = ", ".join(str(region) for _name, region in silent[:3])
    if len(regions) > 3:
        where = ngettext("%(n)s daerah", "%(n)s daerah", len(regions)) % {"n": len(regions)}
    return _("%(role)s belum dilaporkan di %(where)s") % {"role": silent[0][0], "where": where}
