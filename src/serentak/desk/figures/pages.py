"""Official figures as the list shows them, by measure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.figures import facts, measures, words
from serentak.desk.figures.models import Figure
from serentak.desk.places.models import Region
from serentak.engine import figures as engine
from serentak.engine.figures import Standing
from serentak.engine.regions import NATION

Chains = Mapping[facts.Key, engine.Chain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A value that contradicts the one in use."""

    value: str
    gap: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure in the list: its current version, and how much stands behind or against it."""

    measure: str
    region: Region
    row: Figure
    value: str
    dated: str
    used: bool  # False: nothing is in use, this is only the first of several rivals
    estimate: bool
    proposal: bool
    versions: int
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A measure: the figures of nation, province and regencies, and whether they add up."""

    measure: str
    family: str
    name: str
    unit: str
    nation: Line | None
    province: Line | None
    lines: tuple[Line, ...]
    sum: str
    icon: str

    @property
    def head(self) -> Line | None:
        """The province's figure, else the nation's."""
        return self.province or self.nation

    @property
    def all(self) -> tuple[Line, ...]:
        """Every figure, widest region first."""
        return (*(one for one in (self.nation, self.province) if one), *self.lines)

    @property
    def torn(self) -> bool:
        """Whether any regency has rival values."""
        return any(line.rivals for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A family of measures in the list."""

    slug: str
    name: str
    sections: tuple[Section, ...]


def grouped(made: Sequence[Section]) -> list[Group]:
    """Sections under their families."""
    return [
        Group(slug=slug, name=measures.family_name(slug), sections=tuple(found))
        for slug, found in groupby(made, key=lambda one: one.family)
    ]


def sections(rows: Sequence[Figure], chains: Chains, *, home: str, regencies: int) -> list[Section]:
    """All measures, family by family."""
    by_key: dict[facts.Key, list[Figure]] = defaultdict(list)
    for row in rows:
        by_key[row.measure, row.region_id].append(row)
    lines: dict[str, dict[str, Line]] = defaultdict(dict)
    for (measure, region), several in sorted(by_key.items(), key=lambda one: one[0]):
        lines[measure][region] = _line(several, chains[measure, region])
    return [
        _section(name, lines[name], chains, (home, regencies)) for name in measures.in_order(lines)
    ]


def _section(
    measure: str, lines: Mapping[str, Line], chains: Chains, whole: tuple[str, int]
) -> Section:
    home, regencies = whole
    below = tuple(line for region, line in lines.items() if region.startswith(f"{home}."))
    unit = next(iter(lines.values())).row.unit
    added = _added(measure, chains, home, regencies) if below else None
    return Section(
        measure=measure,
        family=measures.family(measure),
        name=measures.name(measure),
        unit=measures.unit(unit),
        nation=lines.get(NATION),
        province=lines.get(home),
        lines=below,
        sum=words.summed(added, unit) if added and added.parts else "",
        icon=_icon(added) if added and added.parts else "",
    )


def _added(measure: str, chains: Chains, home: str, regencies: int) -> engine.Sum | None:
    if measure not in measures.ADDS:
        return None
    whole = chains.get((measure, home))
    parts = list(facts.parts_of(chains, measure))
    return engine.add_up(whole.current if whole else None, parts, expected=regencies)


def _icon(added: engine.Sum) -> str:
    """A sum that proves nothing is neither a tick nor a contradiction."""
    if not added.proves:
        return "open"
    return "same" if added.gap == 0 else "differs"


def _line(several: Sequence[Figure], one: engine.Chain) -> Line:
    found = engine.clashes(one)
    shown = one.current or (found[0].used if found else None)
    row = next((row for row in several if shown and row.key == shown.key), several[-1])
    return Line(
        measure=row.measure,
        region=row.region,
        row=row,
        value=words.plain(row.value, row.unit),
        dated=words.dated(row.dated),
        used=one.current is not None,
        estimate=facts.as_engine(row).standing is Standing.ESTIMATE,
        proposal=row.standing == Standing.PROPOSAL,
        versions=len(several),
        rivals=tuple(_rival(clash) for clash in found),
    )


def _rival(clash: engine.Clash) -> Rival:
    other = clash.other
    return Rival(
        value=words.plain(other.value, other.unit),
        gap=words.change(clash.gap, other.unit),
        body=other.body,
    )


def finding(chains: Chains) -> str:
    """How many figures have versions that contradict each other, in a sentence."""
    torn = sum(bool(engine.clashes(one)) for one in chains.values())
    said = {"n": torn, "of": len(chains)}
    if not chains:
        return _("Belum ada angka resmi untuk pemilihan ini")
    if not torn:
        return _("%(of)s angka resmi, tidak ada yang bertentangan") % said
    return (
        ngettext(
            "%(n)s dari %(of)s angka resmi punya versi yang bertentangan",
            "%(n)s dari %(of)s angka resmi punya versi yang bertentangan",
            torn,
        )
        % said
    )
