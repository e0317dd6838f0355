"""A paper as a value: what it says, before anything decides how it looks."""

from dataclasses import dataclass
from datetime import date

Cell = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: heads, rows of texts and whole numbers, how wide each column is to the others.

    `numbers` names the columns that are set to the right; `sums` says the last row is a total.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()
    sums: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with sentences and, perhaps, a table under them."""

    title: str
    sentences: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document. `language` is `id` or `en`; `foot` says where its numbers come from.

    `day` is the day it speaks of, and the only date it carries.
    """

    language: str
    day: date
    kicker: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    foot: str
    landscape: bool = False
