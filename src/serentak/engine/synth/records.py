"""The rows of a register: whom each is of, and what stands in its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np

from serentak.engine.synth.arrays import Flags, Ints
from serentak.engine.synth.names import Words
from serentak.engine.synth.people import People

UNREADABLE = -1  # the cell holds a text of its own; 0 is an empty cell
FIRST = -1  # the kind of a person's first record

Texts = tuple[Ints, Sequence[str]]  # rows and what stands there


@dataclass(slots=True, kw_only=True)
class Records:
    """Columns of rows. Numbers are kept as numbers until they are written down."""

    person: Ints
    kind: Ints  # FIRST or the number of a kind of duplicate
    home: Ints  # the card whose house, RT and village stand in the row
    nik: Ints
    kk: Ints
    born: Ints
    woman: Flags
    marital: Ints
    place: Ints  # 0 is empty, else a birth place's number plus one
    words: Words
    texts: dict[str, list[Texts]] = field(default_factory=dict)  # by column; a later one wins

    def put(self, column: str, rows: Ints, texts: Sequence[str]) -> None:
        """Let cells hold texts of their own."""
        self.texts.setdefault(column, []).append((rows, texts))

    def taken(self, rows: Ints) -> "Records":
        """Some rows, in this order; texts of their own stay behind."""
        return replace(self, **{name: getattr(self, name)[rows] for name in COLUMNS}, texts={})

    def followed_by(self, others: "Records") -> "Records":
        """These rows and then others."""
        both = {
            name: np.concatenate([getattr(self, name), getattr(others, name)]) for name in COLUMNS
        }
        return replace(self, **both, texts={})

    def __len__(self) -> int:
        return len(self.person)


COLUMNS = tuple(one.name for one in fields(Records) if one.name != "texts")


def first_records(everybody: People) -> Records:
    """Everybody once, without a slip."""
    family = everybody.family
    count = len(family.card)
    return Records(
        person=np.arange(count),
        kind=np.full(count, FIRST),
        home=family.card.astype(np.int64),
        nik=everybody.nik.copy(),
        kk=everybody.kk[family.card],
        born=everybody.born.copy(),
        woman=family.woman.copy(),
        marital=everybody.lives.marital.copy(),
        place=everybody.place + 1,
        words=everybody.words.copy(),
    )
