"""Registers with known doubles: first entries, second entries with slips, and who is who."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tools.matcher.habits import KINDS, Habits, habits
from tools.matcher.names import Ints
from tools.matcher.people import People, cards, invented, neighbourhoods, niks, others, villages
from tools.matcher.slips import Slips, misread, swapped

EXACT, TYPO, SWAPPED, OCR, MISSING, AGAIN = range(len(KINDS))
BLANKS = ("nik", "kk", "place", "born", "marital", "sex")


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Rows in no order, and for each the kind of its slip; -1 for first entries."""

    people: People
    kind: Ints


def register(seed: int, n: int) -> Register:
    """The register of a seed."""
    dice = np.random.default_rng(seed)
    known = habits(dice, n)
    first = invented(dice, known, n)
    second, kind = _doubled(dice, known, first)
    everybody = first.with_more(second)
    size = len(everybody.person)
    Slips(dice, known.slips).scattered(everybody, known.noise, np.arange(n))
    for cell, empty in (("nik", 0), ("kk", 0), ("place", ""), ("born", 0)):
        getattr(everybody, cell)[dice.random(size) < known.blank * dice.random()] = empty
    clash = np.flatnonzero(dice.random(size) < known.same_nik)
    everybody.nik[clash] = everybody.nik[dice.permutation(clash)]
    order = dice.permutation(size)
    kinds = np.concatenate([np.full(n, -1), kind])
    return Register(people=everybody.taken(order), kind=kinds[order])


def _doubled(dice: np.random.Generator, known: Habits, people: People) -> tuple[People, Ints]:
    """A second entry of some people; answers those entries and their kinds."""
    chosen, kind = _chosen(dice, known, people)
    copies = people.taken(chosen)
    slips = Slips(dice, known.slips)
    able = (copies.born % 100 <= 12) & (copies.born % 100 != copies.born // 100 % 100)
    kind = np.where((kind == SWAPPED) & ~able, EXACT, kind)
    for row in np.flatnonzero(kind == TYPO):
        slips.one(copies, int(row), "name")
    for row in np.flatnonzero(kind == SWAPPED):
        copies.born[row] = swapped(int(copies.born[row]))
    _elsewhere(dice, known, copies, kind)
    _renumbered(dice, known, copies, kind)
    for row in np.flatnonzero(kind == OCR):
        _misread(dice, copies, int(row))
    for row in np.flatnonzero(kind == MISSING):
        _left_out(dice, copies, int(row))
    slips.scattered(copies, known.error, np.flatnonzero(kind != EXACT))
    return copies, kind


def _chosen(dice: np.random.Generator, known: Habits, people: People) -> tuple[Ints, Ints]:
    """Who is entered again and how; of those who moved, sometimes the whole family."""
    n = len(people.person)
    count = int(n * known.doubles)
    chosen, kind = dice.integers(0, n, count), dice.choice(len(KINDS), count, p=known.mix)
    moved = chosen[(kind == AGAIN) & (dice.random(count) < known.whole_family)]
    more = np.flatnonzero(np.isin(people.kk, people.kk[moved]) & (dice.random(n) < 0.8))
    chosen = np.concatenate([chosen, more])
    kind = np.concatenate([kind, np.full(len(more), AGAIN)])
    chosen, first = np.unique(chosen * len(KINDS) + kind, return_index=True)
    return chosen // len(KINDS), kind[first]


def _elsewhere(dice: np.random.Generator, known: Habits, copies: People, kind: Ints) -> None:
    """Another address: in the next regency for who is registered again, else for some."""
    n = len(kind)
    again = kind == AGAIN
    regency = copies.village // 1_000_000
    regencies = np.unique(regency)
    family = np.unique(copies.kk, return_inverse=True)[1]
    step = 1 + family % (len(regencies) - 1)
    to = regencies[(np.searchsorted(regencies, regency) + step) % len(regencies)] - 7401
    new_home = villages(dice, to)[np.unique(family, return_index=True)[1]][family]
    moved = again | ((dice.random(n) < known.moved) & (kind != EXACT))
    near = others(dice, copies.village, 1)
    copies.village = np.where(again, new_home, np.where(moved, near, copies.village))
    copies.rt = np.where(moved, neighbourhoods(dice, n), copies.rt)
    copies.street = np.where(moved, dice.integers(0, 400, n), copies.street)
    new_kk = again | (moved & (dice.random(n) < 0.8))
    new_kk |= (dice.random(n) < known.new_kk) & (kind != EXACT)
    fresh = cards(dice, copies.village)[np.unique(family, return_index=True)[1]][family]
    copies.kk = np.where(new_kk, fresh, copies.kk)


def _renumbered(dice: np.random.Generator, known: Habits, copies: People, kind: Ints) -> None:
    """A new NIK, made from the date as it was entered."""
    new = (dice.random(len(kind)) < known.new_nik[kind]) & (kind != EXACT) & (kind != OCR)
    made = niks(dice, copies.village // 10_000, copies.born, copies.sex)
    copies.nik = np.where(new | (kind == AGAIN), made, copies.nik)


def _misread(dice: np.random.Generator, copies: People, row: int) -> None:
    """Digits that look alike, in one or two of the numbers."""
    for cell in dice.choice(["nik", "nik", "kk", "born"], int(dice.integers(1, 3))):
        column = getattr(copies, cell)
        wrong = misread(int(column[row]), int(dice.integers(6, len(str(column[row])))))
        if cell != "born" or 1 <= wrong % 100 <= 28:
            column[row] = wrong


def _left_out(dice: np.random.Generator, copies: People, row: int) -> None:
    for cell in dice.choice(BLANKS, int(dice.integers(1, 4))):
        column = getattr(copies, cell)
        column[row] = {"place": "", "marital": -1, "sex": -1}.get(cell, 0)


def truth(made: Register) -> Ints:
    """All pairs of rows of one person, the smaller row first."""
    order = np.argsort(made.people.person, kind="stable")
    person = made.people.person[order]
    pairs = []
    for step in range(1, 1 + len(KINDS)):
        same = np.flatnonzero(person[step:] == person[:-step])
        pairs.append(np.stack([order[same], order[same + step]], axis=1))
    found: Ints = np.sort(np.concatenate(pairs), axis=1)
    return found


def table(people: People) -> pa.Table:
    """What the matcher looks at, as the register's reading hands it over."""
    numbers = {"kk": people.kk, "nik": people.nik, "village": people.village}
    texts = {name: [str(one) if one > 0 else None for one in of] for name, of in numbers.items()}
    return pa.table(
        {
            **{name: pa.array(of, pa.string()) for name, of in texts.items()},
            "id": np.arange(len(people.person)).astype(str),
            "name": pa.array(people.name, pa.string()),
            "birth_place": pa.array(people.place, pa.string()),
            "birth_date": pa.array(people.born, mask=people.born <= 0),
            "marital": pa.array(np.array(["B", "S", "P", None], object)[people.marital]),
            "sex": pa.array(np.array(["L", "P", None], object)[people.sex]),
            "address": np.char.add("JL ", people.street.astype(str)),
            "rt": (people.rt // 100).astype(str),
            "rw": (people.rt % 100).astype(str),
        }
    )
