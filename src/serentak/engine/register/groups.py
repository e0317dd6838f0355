"""Who is one person when pairs are decided: whole groups of rows, and answers that tear one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Pair = tuple[str, str]


class Decided(NamedTuple):
    """Rows that stand in the register again, and pairs that cannot be true beside the others."""

    later: Sequence[str]
    torn: Sequence[Pair]


def decided(same: Iterable[Pair], different: Iterable[Pair]) -> Decided:
    """Every row of a group but its first is a later one; a group with a torn pair has none.

    Who is the same as a third row is the same person; where somebody said of two rows of a group
    that they differ, one of the answers is wrong, and nobody is struck before it is found.
    """
    first = _first(same)
    torn = sorted({(a, b) for a, b in different if a in first and first[a] == first.get(b)})
    unclear = {first[a] for a, _ in torn}
    later = sorted(one for one, of in first.items() if one != of and of not in unclear)
    return Decided(later, torn)


def _first(pairs: Iterable[Pair]) -> dict[str, str]:
    """For every row of a pair the first row of its group."""
    above: dict[str, str] = {}
    for pair in pairs:
        low, high = sorted(_top(above, one) for one in pair)
        above[high] = low
    return {one: _top(above, one) for one in list(above)}


def _top(above: dict[str, str], one: str) -> str:
    """The first row of a group as far as it is known; the way there is shortened."""
    while (up := above.setdefault(one, one)) != one:
        above[one] = one = above.setdefault(up, up)
    return one
