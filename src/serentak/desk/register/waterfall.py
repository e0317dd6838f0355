"""A waterfall: versions stand on the axis, the changes between them float."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Move = tuple[str, str, int, bool]  # label, note, value, whether it is a version


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of a waterfall, in percent of the axis; a version stands, a change floats."""

    label: str
    note: str
    version: bool
    value: int
    x: float
    width: float
    edge: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """Bars on one axis that may be cut; it says where it starts."""

    bars: tuple[Bar, ...]
    start: int


def waterfall(moves: Sequence[Move]) -> Waterfall:
    """Versions with their totals, and the changes between them."""
    levels = _levels(moves)
    low, high = min(levels), max(levels)
    start = _axis_start(low, high)
    reach = (high - start) or 1

    def x(value: int) -> float:
        return round(100 * (value - start) / reach, 2)

    bars, running = [], 0
    for (label, note, value, version), after in zip(moves, levels, strict=True):
        left, right = (start, after) if version else sorted((running, after))
        bars.append(
            Bar(
                label=label,
                note=note,
                version=version,
                value=value,
                x=x(left),
                width=round(x(right) - x(left), 2),
                edge=x(after),
            )
        )
        running = after
    return Waterfall(bars=tuple(bars), start=start)


def _levels(moves: Iterable[Move]) -> list[int]:
    found, running = [], 0
    for _label, _note, value, version in moves:
        running = value if version else running + value
        found.append(running)
    return found


def _axis_start(low: int, high: int) -> int:
    """Zero, unless everything happens in the last third; then a round number below."""
    if low == high or low * 3 < high * 2:
        return 0
    step = int(10 ** (len(str(high - low)) - 1))
    return max((low - max((high - low) // 3, step)) // step * step, 0)
