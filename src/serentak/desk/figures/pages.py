"""Official figures as pages show them: a list by measure, and one figure's versions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.figures import facts, words
from serentak.desk.figures.models import Figure
from serentak.desk.places.models import Region
from serentak.desk.shared.templatetags.desk import pair
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
    if added.gap is None:
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


# ---- one figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version on the timeline; `x` is its place on the common scale, in percent."""

    row: Figure
    value: str
    dated: str
    change: str
    down: bool
    standing: str
    kind: str  # used, earlier, conflict, other
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A figure with all its versions, what contradicts it, and why one is in use."""

    measure: str
    name: str
    region: Region
    current: Version | None
    versions: tuple[Version, ...]  # newest last, conflicts among them by date
    rivals: tuple[engine.Clash, ...]
    because: str
    low: str
    high: str
    finding: str


def story(rows: Sequence[Figure], one: engine.Chain) -> Story:
    """The versions of one figure in order of date."""
    changes = {step.figure.key: step.change for step in engine.steps(one)}
    values = [row.value for row in rows]
    low, high = min(values), max(values)
    ordered = sorted(rows, key=lambda row: (row.on is not None, row.on))
    made = tuple(_version(row, one, changes, (low, high)) for row in ordered)
    first = rows[0]
    return Story(
        measure=first.measure,
        name=words.measure(first.measure),
        region=first.region,
        current=next((version for version in made if version.kind == "used"), None),
        versions=made,
        rivals=engine.clashes(one),
        because=pair(one.because),
        low=words.plain(low, first.unit),
        high=words.plain(high, first.unit),
        finding=_finding(first, one),
    )


def _version(
    row: Figure, one: engine.Chain, changes: Mapping[str, int | None], ends: tuple[int, int]
) -> Version:
    moved = changes.get(row.key)
    low, high = ends
    return Version(
        row=row,
        value=words.plain(row.value, row.unit),
        dated=words.dated(row.dated),
        change="" if moved is None else words.change(moved, row.unit),
        down=moved is not None and moved < 0,
        standing=str(words.STANDINGS[Standing(row.standing)]),
        kind=_kind(row, one),
        x=50.0 if high == low else 4 + (row.value - low) / (high - low) * 92,
    )


def _kind(row: Figure, one: engine.Chain) -> str:
    if one.current is not None and row.key == one.current.key:
        return "used"
    if row.key in {clash.other.key for clash in engine.clashes(one)}:
        return "conflict"
    return "earlier" if row.key in {before.key for before in one.earlier} else "other"


def _finding(first: Figure, one: engine.Chain) -> str:
    said = {"name": words.measure(first.measure), "region": first.region}
    rivals = engine.clashes(one)
    if one.current is None:
        return _("%(name)s %(region)s: belum ada angka yang dapat dipakai") % said
    said["value"] = words.amount(one.current.value, one.current.unit)
    if rivals:
        said["n"] = len(rivals)
        text = ngettext(
            "%(name)s %(region)s %(value)s; %(n)s angka lain bertentangan",
            "%(name)s %(region)s %(value)s; %(n)s angka lain bertentangan",
            len(rivals),
        )
        return text % said
    moves = [step.change for step in engine.steps(one) if step.change]
    if not moves:
        return _("%(name)s %(region)s %(value)s") % said
    said["change"] = words.plain(abs(moves[-1]), one.current.unit)
    if moves[-1] < 0:
        return _("%(name)s %(region)s %(value)s, turun %(change)s") % said
    return _("%(name)s %(region)s %(value)s, naik %(change)s") % said


def sheet_rows(made: Sequence[Section]) -> Iterator[Mapping[str, object]]:
    """The list as rows of a sheet."""
    for section in made:
        for line in (*([section.province] if section.province else []), *section.lines):
            yield {
                "measure": section.name,
                "code": line.region.code,
                "region": str(line.region),
                "value": line.row.value if line.used else None,
                "unit": section.unit,
                "stage": line.row.stage,
                "dated": line.dated,
                "standing": str(words.STANDINGS[Standing(line.row.standing)]),
                "versions": line.versions,
                "rivals": "; ".join(f"{one.value} ({one.gap})" for one in line.rivals),
                "body": line.row.body,
                "source": line.row.source,
                "sum": section.sum if "." not in line.region.code else "",
            }
