"""Families on family cards, each person once: columns of numbers and names."""

from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tools.matcher.habits import Habits
from tools.matcher.names import Family, Ints, Words, names, words, zipf

T = TypeVar("T", bound=np.generic)
LENGTHS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
USUAL = (101, 1231, 701, 101, 1231, 817)  # month and day for who does not know them
OLDEST, YOUNGEST = 1944, 2008
TOWNS = 60  # of a regency


@dataclass(slots=True, kw_only=True)
class People:
    """Columns of people; `person` says who a row really is."""

    person: Ints
    kk: Ints
    nik: Ints
    name: Words
    place: Words
    born: Ints  # yyyymmdd, 0 when missing
    sex: Ints
    marital: Ints
    village: Ints
    rt: Ints
    street: Ints

    def taken(self, rows: Ints) -> "People":
        """Some rows, in this order."""
        return People(**{f.name: getattr(self, f.name)[rows].copy() for f in fields(self)})

    def with_more(self, other: "People") -> "People":
        """These rows and then others."""
        return People(
            **{
                f.name: np.concatenate([getattr(self, f.name), getattr(other, f.name)])
                for f in fields(self)
            }
        )


def invented(dice: np.random.Generator, habits: Habits, n: int) -> People:
    """Families on family cards, each person once."""
    sizes = 1 + dice.binomial(7, 0.37, n)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), n)) + 1]
    family = np.repeat(np.arange(len(sizes)), sizes)[:n]
    seat = np.arange(n) - np.concatenate([[0], np.cumsum(sizes)])[family]
    crowd = dice.dirichlet(np.full(habits.regencies, 3.0))
    regency = dice.choice(habits.regencies, len(sizes), p=crowd)
    twin = (seat >= 3) & (dice.random(n) < habits.twins * 3)
    before = np.arange(n) - twin
    born = _born(dice, habits, family, seat)[before]
    sex = dice.integers(0, 2, n)
    sex = np.where(twin & (dice.random(n) < 0.7), sex[before], sex)
    place = _places(dice, habits, regency)[family]
    village = villages(dice, regency)
    home = Family(regency=regency[family], seat=seat, sex=sex, twin=twin)
    district = village[family] // 10_000
    issued = np.where(dice.random(n) < 0.9, district, others(dice, district, 1))
    return People(
        person=np.arange(n),
        kk=cards(dice, village)[family],
        nik=niks(dice, issued, born, sex),
        name=names(dice, habits, home),
        place=others(dice, place, 1 - habits.home_born)[before],
        born=born,
        sex=sex,
        marital=np.where(seat < 2, np.where(dice.random(n) < 0.1, 2, 1), 0),
        village=village[family],
        rt=neighbourhoods(dice, len(sizes))[family],
        street=dice.integers(0, 400, len(sizes))[family],
    )


def villages(dice: np.random.Generator, regency: Ints) -> Ints:
    """A village in each regency, ten digits."""
    n = len(regency)
    district = (7401 + regency) * 100 + 1 + dice.integers(0, 10, n)
    return district * 10_000 + 2001 + dice.integers(0, 12, n)


def neighbourhoods(dice: np.random.Generator, n: int) -> Ints:
    """RT and RW as one number."""
    return dice.integers(1, 9, n) * 100 + dice.integers(1, 4, n)


def niks(dice: np.random.Generator, district: Ints, born: Ints, sex: Ints) -> Ints:
    """Numbers by their structure: district, day (+40 for women), month, year, serial."""
    day = born % 100 + 40 * sex
    date = day * 10_000 + born // 100 % 100 * 100 + born // 10_000 % 100
    serial = np.minimum(1 + dice.geometric(0.12, len(born)), 9999)
    made: Ints = (district * 1_000_000 + date) * 10_000 + serial
    return made


def cards(dice: np.random.Generator, village: Ints) -> Ints:
    """Numbers of family cards: district, day of issue, serial."""
    n = len(village)
    date = (
        dice.integers(1, 29, n) * 10_000 + dice.integers(1, 13, n) * 100 + dice.integers(5, 25, n)
    )
    made: Ints = (village // 10_000 * 1_000_000 + date) * 10_000 + dice.integers(1, 400, n)
    return made


def others(dice: np.random.Generator, values: npt.NDArray[T], share: float) -> npt.NDArray[T]:
    """Some values exchanged for those of other rows."""
    other = values[dice.integers(0, len(values), len(values))]
    return np.where(dice.random(len(values)) < share, other, values)


def _born(dice: np.random.Generator, habits: Habits, family: Ints, seat: Ints) -> Ints:
    n = len(family)
    parent = OLDEST + 51 * dice.random(int(family.max()) + 1) ** (1 / habits.age_flat)
    older = parent.astype(np.int64)[family]
    gap = 21 + dice.integers(0, 3, n) + (seat - 2) * dice.choice([1, 2, 3], n)
    year = np.where(seat < 2, older + dice.integers(-3, 4, n), np.minimum(older + gap, YOUNGEST))
    month = dice.integers(1, 13, n)
    day = month * 100 + 1 + (dice.random(n) * LENGTHS[month - 1]).astype(np.int64)
    vague = dice.random(n) < habits.default_day * np.where(year < 1975, 2.2, 0.5)
    born: Ints = year * 10_000 + np.where(vague, dice.choice(USUAL, n), day)
    return born


def _places(dice: np.random.Generator, habits: Habits, regency: Ints) -> Words:
    towns = np.array(words(dice, TOWNS * habits.regencies), object)
    found: Words = towns[regency * TOWNS + zipf(dice, TOWNS, 1.6, len(regency))]
    return found
