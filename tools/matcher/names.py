"""Invented names: words by a power law, some of a regency's own, siblings alike."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.matcher.habits import LIKENESSES, Habits

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Words = npt.NDArray[np.object_]

ONSETS = ("", *"bdghjklmnprstwy", "sy", "ny")
NUCLEI = tuple("aaaiueo")
CODAS = (*[""] * 4, *"nrshlmt", "ng")
ENDINGS = ("A", "I", "U", "O", "AH", "IN", "AN", "WATI", "DIN", "TO", "NI", "Y")
COMMON = (
    *("MUHAMMAD", "SITI", "NUR", "ABDUL", "AHMAD", "SRI", "LA", "WA", "ODE", "ANDI", "NI", "WAYAN"),
    *("MADE", "KETUT", "PUTU", "I", "MUH", "DEWI", "AYU", "RAHMAN", "HASAN", "RINA", "RINI"),
    *("AGUS", "BUDI", "EKA", "DWI", "TRI", "YULI", "FITRI", "INDAH", "SARI", "WATI", "HASNA"),
)
HIS = ("LA", "MUHAMMAD", "MUH", "ABDUL", "ANDI", "AHMAD", "I", "LA ODE")
HERS = ("WA", "SITI", "NUR", "SRI", "ANDI", "NI", "WA ODE", "ST")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Of each person: where, at which place on the card, sex, and whether the one before is a twin."""

    regency: Ints
    seat: Ints
    sex: Ints
    twin: Flags


def words(dice: np.random.Generator, size: int) -> list[str]:
    """Invented words, all different."""
    made: dict[str, None] = {}
    while len(made) < size:
        syllables = int(dice.choice([2, 2, 2, 3, 3, 4]))
        made["".join(_syllable(dice) for _ in range(syllables)).upper()] = None
    return list(made)


def _syllable(dice: np.random.Generator) -> str:
    return "".join(some[int(dice.integers(len(some)))] for some in (ONSETS, NUCLEI, CODAS))


def zipf(dice: np.random.Generator, size: int, slope: float, n: int) -> Ints:
    """Ranks drawn by a power law."""
    weight = np.arange(1, size + 1, dtype=float) ** -slope
    ranks = np.searchsorted(np.cumsum(weight) / weight.sum(), dice.random(n))
    return ranks.clip(0, size - 1).astype(np.int64)


def names(dice: np.random.Generator, habits: Habits, family: Family) -> Words:
    """A name for everybody."""
    n, seat = len(family.seat), family.seat
    given = (habits.pools[0], habits.given_slope)
    group = family.regency * 2 + family.sex
    first, middle = (_drawn(dice, habits, given, group) for _ in range(2))
    last = _drawn(dice, habits, (habits.pools[1], habits.last_slope), family.regency)
    head = np.arange(n) - np.minimum(seat, np.arange(n))
    last = np.where((seat > 0) & (dice.random(n) < habits.inherits), last[head], last)
    parts = np.where(dice.random(n) < habits.one_word, 1, np.where(dice.random(n) < 0.75, 2, 3))
    longer = np.where(parts == 2, first + " " + last, first + " " + middle + " " + last)
    prefix = np.where(
        family.sex == 0,
        np.array(HIS, object)[zipf(dice, len(HIS), 0.7, n)],
        np.array(HERS, object)[zipf(dice, len(HERS), 0.7, n)],
    )
    name: Words = np.where(parts == 1, first, longer)
    name = np.where(dice.random(n) < habits.prefixed, prefix + " " + name, name)
    _siblings(dice, habits, family, name)
    apart = family.twin & (name == np.roll(name, 1))  # no parents name both the same
    name[apart] = name[apart] + " " + first[apart]
    same = (seat > 1) & ~family.twin & ~np.append(family.twin[1:], False)
    same &= dice.random(n) < habits.same_name
    name[same] = name[np.where(dice.random(n) < 0.5, head, np.arange(n) - 1)[same]]
    return name


def _drawn(
    dice: np.random.Generator, habits: Habits, shape: tuple[int, float], group: Ints
) -> Words:
    """Words by a power law, of which each group has some of its own."""
    size, slope = shape
    made = words(dice, 2 * size)
    for at in np.flatnonzero(dice.random(2 * size) < habits.kindred):
        made[at] = kindred(dice, made[int(dice.integers(2 * size))])
    pool = np.array([*COMMON[: size // 20], *made], object)
    rank = zipf(dice, size, slope, len(group))
    own = (rank * 31 + group * 7919) % size
    drawn: Words = pool[np.where(dice.random(len(group)) < habits.local, own, rank)]
    return drawn


def _siblings(dice: np.random.Generator, habits: Habits, family: Family, name: Words) -> None:
    share = np.where(family.twin, habits.alike, habits.alike / 8)
    for row in np.flatnonzero((family.seat > 2) & (dice.random(len(name)) < share)):
        name[row] = _alike(dice, habits, str(name[row - 1]), str(name[row]))


def _alike(dice: np.random.Generator, habits: Habits, sibling: str, own: str) -> str:
    """A name that shares a part with a sibling's, or differs from it in one word."""
    theirs, mine = sibling.split(), own.split()
    kind = int(dice.choice(LIKENESSES, p=habits.likeness))
    if kind == 0:
        return " ".join([*theirs[:-1], mine[-1]]) if len(theirs) > 1 else f"{theirs[0]} {mine[0]}"
    if kind == 1 and len(theirs) > 1:
        return " ".join([mine[0], *theirs[1:]])
    at = int(dice.integers(len(theirs)))
    coined = dice.random() < habits.coined
    last = dice.random() < habits.last_letter
    theirs[at] = _coined(dice, theirs[at], last=last) if coined else kindred(dice, theirs[at])
    return " ".join(theirs)


def _coined(dice: np.random.Generator, word: str, *, last: bool) -> str:
    """A word that differs from another in one letter, the last or any."""
    spot = len(word) - 1 if last else int(dice.integers(len(word)))
    return word[:spot] + str(dice.choice(list("AIUNSRTL"))) + word[spot + 1 :]


def kindred(dice: np.random.Generator, word: str) -> str:
    """A word that people do bear and that differs from another by its ending."""
    ending = str(dice.choice(ENDINGS))
    kept = word[:-1] if len(word) > 3 and dice.random() < 0.7 else word
    if dice.random() < 0.8 or len(word) < 5:
        return kept + ending
    return word[: -int(dice.integers(1, 3))]
