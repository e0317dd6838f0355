"""Names: forms by people, sex and era, filled with words from pools."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from serentak.engine.synth.arrays import Flags, Ints, Reals
from serentak.engine.synth.dice import Dice
from serentak.engine.synth.families import Families, Role
from serentak.engine.synth.material import Material

PARTS = 4
FATHER = "@father"
NONE, HIS = -1, -2  # in a form: no part, a word of the father's name
SEXES, ERAS = ("L", "P"), ("old", "new")
Words = npt.NDArray[np.int32]  # a row a person, a column a part; -1 is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Every word once, and pools and forms as one line of cumulated shares each."""

    words: Sequence[str]
    pool_ends: Reals  # the pool's number plus the share reached
    pool_words: Ints
    form_ends: Reals  # the group's number plus the share reached
    form_parts: npt.NDArray[np.int64]  # a row a form: pool numbers, NONE or HIS
    similar: Ints  # of each word one that looks like it


class _Shelf:
    """Pools in the order in which forms ask for them."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.number: dict[str, int] = {}  # of each word
        self.place: dict[str, int] = {}  # of each pool
        self.ends: list[Reals] = []
        self.drawn: list[int] = []

    def parts(self, form: Sequence[str]) -> list[int]:
        """The pools that fill a form."""
        found = [HIS if part == FATHER else self._pool(part) for part in form]
        return found + [NONE] * (PARTS - len(form))

    def _pool(self, name: str) -> int:
        if name not in self.place:
            common, rare = _content(self.material, name)
            self.place[name] = len(self.place)
            shares = _shares(len(common), len(rare), self.material.habit("coined-words"))
            self.ends.append(self.place[name] + shares)
            self.drawn.extend(
                self.number.setdefault(word, len(self.number)) for word in [*common, *rare]
            )
        return self.place[name]


def lexicon(material: Material) -> Lexicon:
    """The pools and forms of the data, made ready for drawing."""
    shelf, form_ends, form_parts = _Shelf(material), [], []
    for group, key in enumerate(_groups(material)):
        shares = np.cumsum([share for share, _ in material.forms[key]])
        form_ends.append(group + shares / shares[-1])
        form_parts.extend([shelf.parts(parts) for _, parts in material.forms[key]])
    return Lexicon(
        words=[word.replace("_", " ") for word in shelf.number],
        pool_ends=np.concatenate(shelf.ends),
        pool_words=np.array(shelf.drawn, np.int64),
        form_ends=np.concatenate(form_ends),
        form_parts=np.array(form_parts, np.int64),
        similar=_similar(list(shelf.number)),
    )


def _groups(material: Material) -> list[tuple[str, str, str]]:
    return [(people, sex, era) for people in material.peoples for sex in SEXES for era in ERAS]


def _content(material: Material, name: str) -> tuple[Sequence[str], Sequence[str]]:
    """A pool's common and rare words; a name without a mark is a word that stands for itself."""
    return material.pools[name[1:]] if name.startswith("@") else ((name,), ())


def _shares(common: int, rare: int, rare_share: float) -> Reals:
    """Cumulated shares: common words by their rank, rare ones all alike."""
    often = 1 / (np.arange(common) + 6.0) ** 0.9
    weights = np.concatenate([often, np.full(rare, often.sum() * rare_share / max(rare, 1))])
    ends = np.cumsum(weights)
    return np.asarray(ends / ends[-1])


def _similar(words: Sequence[str]) -> Ints:
    """The neighbour in the alphabet: RAHMAN beside RAHMAT."""
    order = np.argsort(np.array(words), kind="stable")
    beside = np.empty(len(words), np.int64)
    beside[order] = np.roll(order, 1)
    return beside


def names(
    throw: Dice, material: Material, found: Lexicon, family: Families, about: tuple[Ints, Ints]
) -> Words:
    """Each person's words; `about` is the people's number and the birth year of each person."""
    people, year = about
    new = throw.random(len(year)) < 1 / (1 + np.exp((material.habit("new-names-since") - year) / 5))
    group = people * 4 + family.woman * 2 + new
    form = np.searchsorted(found.form_ends, group + throw.random(len(year)), side="right")
    parts = found.form_parts[form]
    words = np.full((len(year), PARTS), -1, np.int32)
    for part in range(PARTS):
        pool = parts[:, part]
        rows = np.flatnonzero(pool >= 0)
        spot = np.searchsorted(found.pool_ends, pool[rows] + throw.random(len(rows)), side="right")
        words[rows, part] = found.pool_words[spot]
    _after_father(words, parts, family)
    _like_twin(throw, words, found, family)
    return words


def _after_father(words: Words, parts: npt.NDArray[np.int64], family: Families) -> None:
    """A child's last word is a word of the head's name; who is no child has none there."""
    head = np.flatnonzero(family.role == Role.HEAD)
    own = np.where(words[head, 1] >= 0, words[head, 1], words[head, 0])
    rows, part = np.nonzero(parts == HIS)
    words[rows, part] = np.where(family.role[rows] == Role.CHILD, own[family.card[rows]], -1)


def _like_twin(throw: Dice, words: Words, found: Lexicon, family: Families) -> None:
    """Most twins of one sex have names that differ in one word only, and look alike there."""
    alike = family.twin & (throw.random(len(words)) < 0.7)
    alike[1:] &= family.woman[1:] == family.woman[:-1]
    rows = np.flatnonzero(alike)
    words[rows] = words[rows - 1]
    part = np.maximum((words[rows] >= 0).sum(axis=1) - 1, 0)
    words[rows, part] = found.similar[words[rows, part]]


def joined(words: Words, lexicon_words: pa.Array) -> pa.Array:
    """Names as text."""
    text = lexicon_words.take(pa.array(words[:, 0]))
    for part in range(1, PARTS):
        rows = np.flatnonzero(words[:, part] >= 0)
        if not len(rows):
            break
        more = lexicon_words.take(pa.array(words[rows, part]))
        longer = pc.binary_join_element_wise(text.take(pa.array(rows)), more, " ")
        there: Flags = np.zeros(len(words), bool)
        there[rows] = True
        text = pc.replace_with_mask(text, pa.array(there), longer)
    return text
