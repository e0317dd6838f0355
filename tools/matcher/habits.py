"""What differs from register to register: thrown once for each, from its seed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

KINDS = ("exact", "typo", "swapped-date", "ocr-digit", "missing-field", "re-registered")
NAME_SLIPS = ("letters", "short", "without", "turned", "titled", "joined", "cut", "spelt")
LIKENESSES = 3
SMALL = 20_000  # people; such lists are often put together from others, and full of doubles

Shares = npt.NDArray[np.float64]


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
    last_letter: float  # of coined words, that differ there
    kindred: float  # words of the pool that differ little from another
    same_name: float  # siblings, or father and son
    doubles: float
    error: float  # of each cell of a double
    noise: float  # of each cell of a first entry
    new_kk: float
    moved: float
    whole_family: float  # registered elsewhere together
    same_nik: float
    blank: float
    home_born: float
    age_flat: float
    pools: tuple[int, int]  # words for given and for last names
    regencies: int
    mix: Shares  # of KINDS
    new_nik: Shares  # of each of KINDS
    slips: Shares  # of NAME_SLIPS
    likeness: Shares  # how names are alike: the first part, all but the first, all but some letters


RANGES: Mapping[str, tuple[float, float]] = {
    "one_word": (0.04, 0.35),
    "given_slope": (0.5, 1.2),
    "last_slope": (0.4, 1.1),
    "prefixed": (0.0, 0.5),
    "inherits": (0.0, 0.6),
    "local": (0.1, 0.8),
    "default_day": (0.02, 0.11),
    "twins": (0.003, 0.03),
    "alike": (0.05, 0.9),
    "coined": (0.0, 1.0),
    "last_letter": (0.2, 1.0),
    "kindred": (0.0, 0.5),
    "same_name": (0.0, 0.01),
    "doubles": (0.006, 0.03),
    "error": (0.004, 0.025),
    "noise": (0.0, 0.01),
    "new_kk": (0.0, 0.6),
    "moved": (0.0, 0.5),
    "whole_family": (0.0, 0.3),
    "same_nik": (0.0002, 0.006),
    "blank": (0.0, 0.04),
    "home_born": (0.5, 0.95),
    "age_flat": (0.8, 1.6),
}

# The larger, the more often; the smaller together, the more offices differ.
USUAL_SLIPS = (4.0, 1.2, 0.8, 0.5, 0.4, 0.4, 0.4, 0.8)


def habits(dice: np.random.Generator, people: int) -> Habits:
    """The habits of a register; half of the small ones have many doubles and many slips."""
    shares = {name: float(dice.uniform(*bounds)) for name, bounds in RANGES.items()}
    if people < SMALL and dice.random() < 0.5:
        shares["doubles"] = 0.03 * 20 ** float(dice.random())
        shares["error"] = float(dice.uniform(0.02, 0.25))
    return Habits(
        **shares,
        pools=(int(60 * 70 ** dice.random()), int(40 * 80 ** dice.random())),
        regencies=int(dice.integers(5, 18)),
        mix=dice.dirichlet(np.full(len(KINDS), 2.5)),
        new_nik=_renewed(dice),
        slips=dice.dirichlet(USUAL_SLIPS),
        likeness=dice.dirichlet(np.full(LIKENESSES, 1.2)),
    )


def _renewed(dice: np.random.Generator) -> Shares:
    """How often doubles of each kind get a new NIK: alike in some offices, in others by the form."""
    own = dice.random(len(KINDS)) < 0.5
    return np.where(own, dice.random(len(KINDS)), dice.uniform(0.05, 0.9))
