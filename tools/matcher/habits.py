"""What differs from register to register: thrown once for each, from its seed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

KINDS = ("exact", "typo", "swapped-date", "ocr-digit", "missing-field", "re-registered")
SMALL = 20_000  # people; such lists are often put together from others, and full of doubles


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Shares, unless said otherwise."""

    one_word: float
    given_slope: float  # of the power law by which names are given
    last_slope: float
    prefixed: float
    inherits: float  # a child that bears its father's last name
    local: float  # of the names that are a regency's own
    default_day: float
    twins: float
    alike: float  # twins and siblings whose names resemble each other
    coined: float  # of those, by a word that nobody else bears
    kindred: float  # words of the pool that differ little from another
    same_name: float  # siblings, or father and son
    doubles: float
    error: float  # of each cell of a double
    noise: float  # of each cell of a first entry
    new_nik: float  # of a double that is not registered elsewhere
    new_kk: float
    moved: float
    whole_family: float  # registered elsewhere together
    same_nik: float
    blank: float
    home_born: float
    age_flat: float
    pools: tuple[int, int]  # words for given and for last names
    regencies: int
    mix: npt.NDArray[np.float64]  # of KINDS


RANGES: Mapping[str, tuple[float, float]] = {
    "one_word": (0.04, 0.35),
    "given_slope": (0.5, 1.2),
    "last_slope": (0.4, 1.1),
    "prefixed": (0.0, 0.5),
    "inherits": (0.0, 0.6),
    "local": (0.1, 0.8),
    "default_day": (0.02, 0.11),
    "twins": (0.005, 0.03),
    "alike": (0.1, 0.8),
    "coined": (0.0, 0.5),
    "kindred": (0.0, 0.5),
    "same_name": (0.0, 0.01),
    "doubles": (0.006, 0.03),
    "error": (0.004, 0.025),
    "noise": (0.0, 0.01),
    "new_nik": (0.05, 0.9),
    "new_kk": (0.0, 0.6),
    "moved": (0.0, 0.5),
    "whole_family": (0.0, 0.3),
    "same_nik": (0.0002, 0.006),
    "blank": (0.0, 0.04),
    "home_born": (0.5, 0.95),
    "age_flat": (0.8, 1.6),
}


def habits(dice: np.random.Generator, people: int) -> Habits:
    """The habits of a register; a small one has many doubles and many slips."""
    shares = {name: float(dice.uniform(*bounds)) for name, bounds in RANGES.items()}
    if people < SMALL:
        shares["doubles"] = 0.03 * 20 ** float(dice.random())
        shares["error"] = float(dice.uniform(0.02, 0.25))
    return Habits(
        **shares,
        pools=(int(60 * 70 ** dice.random()), int(40 * 80 ** dice.random())),
        regencies=int(dice.integers(5, 18)),
        mix=dice.dirichlet(np.full(len(KINDS), 2.5)),
    )
