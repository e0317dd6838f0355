"""Official figures come in versions; bodies disagree; evidence may contradict its own dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

Pair = tuple[str, str]  # Indonesian, English


class Standing(StrEnum):
    """What a version of a figure is worth."""

    FINAL = "final"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    ESTIMATE = "estimate"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One version of an official figure; `value` is an integer in `unit`."""

    key: str
    value: int
    unit: str
    on: date | None
    source: str
    body: str
    standing: Standing
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """All versions of one figure: the current one, what it replaced, what contradicts it."""

    current: Figure | None
    earlier: tuple[Figure, ...]
    conflicts: tuple[Figure, ...]
    others: tuple[Figure, ...]

    @property
    def spread(self) -> int:
        """The widest gap between the current value and a conflicting one."""
        return max((abs(one.gap) for one in clashes(self)), default=0)

    @property
    def because(self) -> Pair:
        """Why the current version is the one in use."""
        return _BECAUSE[self.current.standing] if self.current else NOTHING


_BECAUSE: dict[Standing, Pair] = {
    Standing.FINAL: (
        "penetapan terakhir menurut sumber terbit",
        "the latest determination in a published source",
    ),
    Standing.ESTIMATE: (
        "taksiran; angka resminya tidak ditemukan",
        "an estimate; no official figure was found",
    ),
    Standing.SUPERSEDED: (
        "versi terbaru; penetapan akhir belum terbit",
        "the newest version; the final one is not out yet",
    ),
}
NOTHING: Pair = ("belum ada yang dipakai", "none is in use yet")


def chain(versions: Iterable[Figure]) -> Chain:
    """Order the versions of one figure, ties as given, and say which is current.

    The newest final one is; without any, the newest estimate; without that, the newest draft.
    """
    rows = sorted(versions, key=lambda figure: figure.on or date.min)
    best = ([row for row in rows if row.standing is standing] for standing in _BECAUSE)
    current = next((found[-1] for found in best if found), None)
    rest = [row for row in rows if row is not current]
    return Chain(
        current=current,
        earlier=tuple(r for r in rest if r.standing in (Standing.SUPERSEDED, Standing.FINAL)),
        conflicts=tuple(r for r in rest if r.standing is Standing.CONFLICT),
        others=tuple(r for r in rest if r.standing in (Standing.ESTIMATE, Standing.PROPOSAL)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A version and how far it moved from the one before; None where nothing came before."""

    figure: Figure
    change: int | None


def steps(one: Chain) -> tuple[Step, ...]:
    """Proposals and versions that follow one another; what contradicts stands aside."""
    proposals = (row for row in one.others if row.standing is Standing.PROPOSAL)
    rows = [*proposals, *one.earlier, *([one.current] if one.current else [])]
    before: int | None = None
    found = []
    for row in sorted(rows, key=lambda figure: figure.on or date.min):
        found.append(Step(figure=row, change=None if before is None else row.value - before))
        before = row.value
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A version that cannot stand beside the one in use; `gap` is the other less the used."""

    used: Figure
    other: Figure

    @property
    def gap(self) -> int:
        """How far the other lies from the one in use."""
        return self.other.value - self.used.value


def clashes(one: Chain) -> tuple[Clash, ...]:
    """What is marked as contradicting, and every other final value of the current one's stage."""
    used = one.current
    rivals = [*one.conflicts, *(row for row in one.earlier if used and _rivals(row, used))]
    if used is None and rivals:
        used = rivals.pop(0)  # none is in use, they only stand beside each other
    return tuple(Clash(used=used, other=row) for row in rivals if used and row.value != used.value)


def _rivals(row: Figure, used: Figure) -> bool:
    return row.standing is used.standing is Standing.FINAL and row.stage == used.stage != ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """The parts of a figure added up beside the whole; `estimated` parts prove nothing."""

    whole: int | None
    total: int
    parts: int
    expected: int
    estimated: int
    same_stage: bool

    @property
    def gap(self) -> int | None:
        """The sum less the whole; None while either is incomplete."""
        if self.whole is None or self.parts < self.expected:
            return None
        return self.total - self.whole

    @property
    def proves(self) -> bool:
        """Whether the sum may stand as a second source of the whole."""
        return self.gap is not None and self.estimated == 0 and self.same_stage


def add_up(whole: Figure | None, parts: Sequence[Figure], *, expected: int) -> Sum:
    """The current values of the parts, beside the whole they should make."""
    return Sum(
        whole=whole.value if whole else None,
        total=sum(part.value for part in parts),
        parts=len(parts),
        expected=expected,
        estimated=sum(part.standing is Standing.ESTIMATE for part in parts),
        same_stage=whole is not None and all(part.stage == whole.stage for part in parts),
    )


class Slip(StrEnum):
    """How evidence contradicts its own dates."""

    LATE = "late"
    BEFORE = "before"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The days of a piece of evidence beside those of the duty it is for."""

    event: date
    reported: date
    due: date | None
    follows: date | None  # the event the duty comes after
    accepted: bool
    precise: bool = True  # False: only the month or about the day is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One slip, its size in days and its sentence in both languages."""

    slip: Slip
    days: int
    said: str
    said_en: str


def findings(one: Dated) -> tuple[Finding, ...]:
    """Accepted though late; dated before what it follows; reported before it happened.

    A day known only roughly can be late, it cannot be too early.
    """
    found = []
    if one.accepted and one.due is not None and one.event > one.due:
        found.append(_finding(Slip.LATE, one.event - one.due))
    if one.precise and one.follows is not None and one.event < one.follows:
        found.append(_finding(Slip.BEFORE, one.follows - one.event))
    if one.precise and one.reported < one.event:
        found.append(_finding(Slip.AHEAD, one.event - one.reported))
    return tuple(found)


_SLIPS: dict[Slip, Pair] = {
    Slip.LATE: (
        "Terjadi {n} hari sesudah batasnya, tetapi diterima sebagai terpenuhi.",
        "Happened {n} days after its last day, yet accepted as met.",
    ),
    Slip.BEFORE: (
        "Bertanggal {n} hari sebelum kejadian yang mendahuluinya.",
        "Dated {n} days before the event it follows.",
    ),
    Slip.AHEAD: (
        "Dilaporkan {n} hari sebelum tanggal kejadiannya sendiri.",
        "Reported {n} days before the day it says it happened.",
    ),
}


def _finding(slip: Slip, size: timedelta) -> Finding:
    n = size.days
    said, said_en = (text.format(n=n) for text in _SLIPS[slip])
    english = said_en.replace("days", "day") if n == 1 else said_en
    return Finding(slip=slip, days=n, said=said, said_en=english)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """What stands behind a report besides its own words."""

    file: bool
    source: bool


def bare(reports: Sequence[Backing]) -> bool:
    """Whether a duty was reported, and by nothing but a date or a number of one's own."""
    return bool(reports) and not any(report.file or report.source for report in reports)
