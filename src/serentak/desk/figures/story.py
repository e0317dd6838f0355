"""One figure with all its versions, in order of date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.figures import facts, measures, words
from serentak.desk.figures.models import Figure
from serentak.desk.places.models import Region
from serentak.desk.shared.templatetags.desk import pair
from serentak.engine import figures as engine
from serentak.engine.figures import Standing


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
    ordered = sorted(rows, key=lambda row: facts.as_engine(row).on or date.min)
    made = tuple(_version(row, one, changes, (low, high)) for row in ordered)
    first = rows[0]
    return Story(
        measure=first.measure,
        name=measures.name(first.measure),
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
    rivals = {clash.other.key for clash in engine.clashes(one)}
    if row.standing == Standing.CONFLICT or row.key in rivals:
        return "conflict"
    return "earlier" if row.key in {before.key for before in one.earlier} else "other"


def _finding(first: Figure, one: engine.Chain) -> str:
    said = {"name": measures.name(first.measure), "region": first.region}
    rivals = engine.clashes(one)
    if one.current is None:
        return _("%(name)s %(region)s: belum ada angka yang dapat dipakai") % said
    said["value"] = words.plain(one.current.value, one.current.unit)
    if rivals:
        said["n"] = len(rivals)
        text = ngettext(
            "%(name)s %(region)s: %(value)s; %(n)s angka lain bertentangan",
            "%(name)s %(region)s: %(value)s; %(n)s angka lain bertentangan",
            len(rivals),
        )
        return text % said
    taken = engine.steps(one)
    at = next(n for n, step in enumerate(taken) if step.figure is one.current)
    moved = taken[at].change
    if not moved:
        return _("%(name)s %(region)s: %(value)s") % said
    before = taken[at - 1].figure
    said["change"] = words.plain(abs(moved), one.current.unit)
    said["before"] = before.stage or words.dated(before.on.isoformat() if before.on else "")
    if moved < 0:
        return _("%(name)s %(region)s: %(value)s, turun %(change)s dari %(before)s") % said
    return _("%(name)s %(region)s: %(value)s, naik %(change)s dari %(before)s") % said
