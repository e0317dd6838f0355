"""Numbers of people and of family cards, by their real structure."""

from datetime import date

import numpy as np

from serentak.engine.synth.arrays import Flags, Ints, serials
from serentak.engine.synth.dates import YEAR, written
from serentak.engine.synth.dice import Dice, drawn
from serentak.engine.synth.material import Material

LAST = 10_000  # a serial has four digits


def inside(born: Ints, woman: Flags, *, woman_day: int) -> Ints:
    """The six digits ddmmyy inside a NIK."""
    day = born % 100 + woman_day * woman
    return np.asarray(day * YEAR + born // 100 % 100 * 100 + born // YEAR % 100, np.int64)


def numbers(district: Ints, dated: Ints) -> Ints:
    """District, date and a serial that no other of the same district and date has."""
    key = district * 1_000_000 + dated
    return key * LAST + serials(key)


def card_dates(throw: Dice, material: Material, count: int, on: date) -> Ints:
    """The six digits ddmmyy inside a family card's number."""
    first = np.datetime64(f"{int(material.habit('cards-since'))}-01-01", "D")
    span = int((np.datetime64(on, "D") - first).astype(np.int64))
    born = written(first + throw.integers(0, max(1, span), count))
    return inside(born, np.zeros(count, bool), woman_day=0)


def first_districts(
    throw: Dice, material: Material, village: Ints, moved: Flags, adult: Flags
) -> Ints:
    """Where each person was first registered: mostly at home, else near, far or very far away."""
    villages = material.villages
    home, regency = villages.district[village], villages.regency[village]
    near, far, away = material.habits["first-elsewhere"]
    way = drawn(throw, (1 - near - far - away, near, far, away), len(village)) * moved
    origin = _origin(throw, material, regency, adult)
    origin = np.where(way == 2, throw.integers(0, len(material.regencies), len(village)), origin)
    abroad = np.array(sorted(material.elsewhere), np.int64)
    there = _within(throw, material, origin)
    district = np.where((way > 0) | (origin != regency), there, home)
    return np.where(way == 3, abroad[throw.integers(0, len(abroad), len(village))], district)


def _origin(throw: Dice, material: Material, regency: Ints, adult: Flags) -> Ints:
    """The regency, or for some adults the one that it was later divided from."""
    parent = np.array([number for number, _ in material.parents], np.int64)[regency]
    share = np.array([share for _, share in material.parents])[regency]
    divided = (parent >= 0) & adult & (throw.random(len(regency)) < share)
    return np.where(divided, parent, regency)


def _within(throw: Dice, material: Material, regency: Ints) -> Ints:
    """Any district of a regency."""
    district, first = np.unique(material.villages.district, return_index=True)
    of = material.villages.regency[first]
    start = np.searchsorted(of, np.arange(len(material.regencies) + 1))
    size = np.diff(start)[regency]
    return district[start[regency] + np.floor(throw.random(len(regency)) * size).astype(np.int64)]
