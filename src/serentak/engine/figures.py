"""Official figures come in versions: which one is current, and which disagree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
        if self.current is None:
            return 0
        return max((abs(self.current.value - other.value) for other in self.conflicts), default=0)


def chain(versions: Iterable[Figure]) -> Chain:
    """Order the versions of one figure; the newest final one is current, an estimate fills in."""
    rows = sorted(versions, key=lambda figure: (figure.on or date.min, figure.key))
    finals = [row for row in rows if row.standing is Standing.FINAL]
    estimates = [row for row in rows if row.standing is Standing.ESTIMATE]
    best = finals or estimates
    current = best[-1] if best else None
    rest = [row for row in rows if row is not current]
    return Chain(
        current=current,
        earlier=tuple(r for r in rest if r.standing in (Standing.SUPERSEDED, Standing.FINAL)),
        conflicts=tuple(r for r in rest if r.standing is Standing.CONFLICT),
        others=tuple(r for r in rest if r.standing in (Standing.ESTIMATE, Standing.PROPOSAL)),
    )
