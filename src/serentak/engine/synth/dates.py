"""Birth dates: from ages to days, with the days that offices put where nobody knew."""

from datetime import date

import numpy as np

from serentak.engine.synth.arrays import Flags, Ints, Reals
from serentak.engine.synth.dice import Dice
from serentak.engine.synth.families import first_of_twins
from serentak.engine.synth.material import Material

YEAR = 10_000  # days are numbers yyyymmdd
OLD = 50  # above this age a birth date was often not written down


def births(throw: Dice, material: Material, on: date, age: Reals, twin: Flags) -> Ints:
    """Birth dates as yyyymmdd; twins share theirs."""
    back = np.maximum(1, np.floor(age * 365.2425)).astype(np.int64)
    born = written(np.datetime64(on, "D") - back)
    usual = np.array(material.habits["default-dates"], np.int64)
    old = material.habit("default-dates-old")
    vague = throw.random(len(age)) < np.where(age > OLD, old, material.habit("default-dates-new"))
    other = born // YEAR * YEAR + usual[throw.integers(0, len(usual), len(age))]
    today = on.year * YEAR + on.month * 100 + on.day
    born = np.where(vague & (other < today), other, born)
    return born[first_of_twins(twin)]


def written(days: np.typing.NDArray[np.datetime64]) -> Ints:
    """Calendar days as numbers yyyymmdd."""
    years = days.astype("datetime64[Y]")
    months = days.astype("datetime64[M]")
    year = years.astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (days - months).astype(np.int64) + 1
    return np.asarray(year * YEAR + month * 100 + day, np.int64)


def exists(born: Ints) -> Flags:
    """Whether a number yyyymmdd is a day of the calendar."""
    year, month, day = born // YEAR, born // 100 % 100, born % 100
    longest = 30 + (month + (month > 7)) % 2
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    longest = np.where(month == 2, 28 + leap, longest)
    return np.asarray((born > 0) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= longest))
