"""Officers as pages show them: dots on one axis, totals, vacancies, and where each need is from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from serentak.desk.law.facts import law
from serentak.desk.obligations.words import CONFIDENCE_NAMES
from serentak.desk.personnel import facts, words
from serentak.desk.personnel.facts import Board
from serentak.desk.places.models import Region
from serentak.desk.shared.templatetags.desk import ribu, said
from serentak.engine.law.model import Election, Norm
from serentak.engine.needs import Need, summed
from serentak.engine.personnel import gaps
from serentak.engine.personnel.gaps import Gap
from serentak.engine.personnel.returned import Measure, Post
from serentak.engine.regions import RegionCode, within

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
    if not dots:
        return _("Belum ada jumlah petugas yang dilaporkan")
    silent = [(name, line.region) for line in made for name in line.silent]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A role in the whole region: need, counts, who appoints and until when."""

    role: str
    name: str
    owner: str
    due: date | None
    passed: bool
    gap: Gap
    trained: int | None
    active: int | None


def totals(
    board: Board, election: Election, dates: Mapping[Post, date], *, inside: str, today: date
) -> list[Total]:
    """Every role; shortages are added up, so that a surplus elsewhere hides none."""
    known = facts.duties(election.kind)
    made = []
    for role in facts.roles(election.kind):
        days = [
            day
            for (region, code), day in dates.items()
            if code == role.code and _in(region, inside)
        ]
        due = max(days, default=None)
        made.append(
            Total(
                role=role.code,
                name=words.role(role.code),
                owner=law().kinds[known[role.code].bearer].short,
                due=due,
                passed=due is not None and due <= today,
                gap=board.total(role=role.code, inside=inside),
                trained=board.counted(Measure.TRAINED, role=role.code, inside=inside),
                active=board.counted(Measure.ACTIVE, role=role.code, inside=inside),
            )
        )
    return made


def lede(made: Sequence[Total]) -> str:
    """How many are missing by now, in which roles most, and how many more are still ahead."""
    passed = sorted((one for one in made if one.passed and one.gap.short), key=_shortage)
    ahead = sum(one.gap.short for one in made if not one.passed)
    said = [_("Tidak ada yang kurang pada peran yang sudah jatuh tempo.")]
    if passed:
        most = ", ".join(f"{one.name} {ribu(one.gap.short)}" for one in passed[:3])
        short = sum(one.gap.short for one in passed)
        text = _("%(people)s kurang pada peran yang sudah jatuh tempo, terbanyak %(most)s.")
        said = [text % {"people": words.people(short), "most": most}]
    if ahead:
        text = _("%(people)s lagi harus diangkat sampai jatuh temponya.")
        said.append(text % {"people": words.people(ahead)})
    return " ".join(said)


def _shortage(one: Total) -> int:
    return -one.gap.short


def _in(region: str, outer: str) -> bool:
    return within(RegionCode(region), RegionCode(outer))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a need is from: its formula with the region's numbers, and every norm in it."""

    role: str
    name: str
    formula: str
    known: str
    norms: tuple[tuple[Norm, str], ...]  # each with how firm it is

    @classmethod
    def of(cls, need: Need) -> "Ground":
        """Of one need."""
        return cls(
            role=need.item,
            name=words.role(need.item),
            formula=said(need, "formula"),
            known=str(words.KNOWN[need.known]),
            norms=tuple(
                (one, str(CONFIDENCE_NAMES[str(one.basis.confidence)])) for one in need.norms
            ),
        )


def grounds(board: Board, *, inside: str) -> list[Ground]:
    """Of every role in a region, its districts added up."""
    own = [one for one in board.need.values() if _in(one.region, inside)]
    return [Ground.of(one) for one in summed(own, lambda _region: RegionCode(inside))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A post that lacks people."""

    region: Region
    role: str
    name: str
    gap: Gap
    due: date | None
    late: int  # days past it; below zero while it is ahead


def vacancies(
    board: Board, dates: Mapping[Post, date], regions: Mapping[str, Region], *, today: date
) -> list[Vacancy]:
    """Every post that lacks people, the largest shortage first."""
    found = []
    for (place, role), one in board.gaps.items():
        if not one.short or place not in regions:
            continue
        due = dates.get((place[:5], role))
        found.append(
            Vacancy(
                region=regions[place],
                role=role,
                name=words.role(role),
                gap=one,
                due=due,
                late=(today - due).days if due else 0,
            )
        )
    return sorted(found, key=lambda one: (-one.gap.short, one.region.code, one.role))
