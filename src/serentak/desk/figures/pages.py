"""Official figures as the list shows them, by measure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.figures import facts, words
from serentak.desk.figures.models import Figure
from serentak.desk.places.models import Region
from serentak.engine import figures as engine
from serentak.engine.figures import Standing

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
    versions: int
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A measure: the province's figure, its regencies', and whether they add up."""

    measure: str
    name: str
    unit: str
    province: Line | None
    lines: tuple[Line, ...]
    sum: str
    icon: str

    @property
    def torn(self) -> bool:
        """Whether any regency has rival values."""
        return any(line.rivals for line in self.lines)


def sections(rows: Sequence[Figure], chains: Chains, *, regencies: int) -> list[Section]:
    """All measures, in the order of the data."""
    by_key: dict[facts.Key, list[Figure]] = defaultdict(list)
    for row in rows:
        by_key[row.measure, row.region_id].append(row)
    measures = dict.fromkeys(row.measure for row in rows)
    return [_section(name, by_key, chains, regencies) for name in measures]


def _section(
    measure: str, by_key: Mapping[facts.Key, list[Figure]], chains: Chains, regencies: int
) -> Section:
    lines = [
        _line(several, chains[key])
        for key, several in sorted(by_key.items(), key=lambda one: one[0][1])
        if key[0] == measure
    ]
    unit = lines[0].row.unit
    whole = next((one for one in lines if "." not in one.region.code and one.used), None)
    added = _added(measure, chains, whole, regencies) if measure in words.ADDS else None
    return Section(
        measure=measure,
        name=words.measure(measure),
        unit=words.unit(unit),
        province=next((one for one in lines if "." not in one.region.code), None),
        lines=tuple(one for one in lines if "." in one.region.code),
        sum=words.summed(added, unit) if added and added.parts else "",
        icon=_icon(added) if added else "",
    )


def _added(measure: str, chains: Chains, whole: Line | None, regencies: int) -> engine.Sum:
    province = chains[measure, whole.region.code].current if whole else None
    return engine.add_up(province, list(facts.parts_of(chains, measure)), expected=regencies)


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
