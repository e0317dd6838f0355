"""What agreement is worth in this register, learnt from its own likely pairs, without labels.

Other registers teach the trees how pairs look on the average. How often twins have like names, or doubles
a number of their own, is each register's own habit, and its clear pairs show it: by EM, as Fellegi
and Sunter weigh, begun with what the trees say and never far from it.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from serentak.engine.register.match.cases import DATE_SWAPPED, EQUAL
from serentak.engine.register.match.machine import Doubles, Floats, Numbers
from serentak.engine.register.match.traits import Trait

ROUNDS = 4
OWN_SHARE = 0.2  # of what a pair is worth, against the trees' share, in a register of many pairs
HALF_HEARD = 300  # likely pairs in a register, of whose own word half that share is taken
PRIOR_PAIRS = 2.0  # as which a trait's distribution over both sorts of pairs counts
MOST = 4.0  # nats that one trait may say
FEWEST = 1e-12  # share of what was never seen
HALF = 0.5  # pair

Limits = tuple[float, ...]


def _each(low: int, high: int) -> Limits:
    """A level for each whole number."""
    return tuple(number + HALF for number in range(low, high))


class Sight(NamedTuple):
    """A trait, or several together, in a few levels."""

    parts: tuple[tuple[Trait, Limits], ...]
    of_name: bool = False  # whether doubles show it alike whatever their numbers and dates say


SIGHTS = (
    Sight(((Trait.DATE, _each(0, 6)),)),
    Sight(((Trait.SERIAL, (-0.5, 0.5, 1.5, 2.5, 5.5, 8.5)),)),
    Sight(((Trait.DISTRICT, _each(-1, 1)),)),
    Sight(((Trait.PLACE, _each(-1, 1)),)),
    Sight(((Trait.MARITAL, _each(-1, 1)), (Trait.MARRIED, _each(0, 2)))),
    Sight(((Trait.SEX, _each(-1, 1)),)),
    Sight(((Trait.REGION, _each(-1, 4)),)),
    Sight(((Trait.RT, _each(-1, 1)),)),
    Sight(((Trait.ADDRESS, _each(-1, 1)),)),
    Sight(
        (
            (Trait.SLIPS, _each(0, 3)),
            (Trait.LENGTHS, _each(0, 2)),
            (Trait.LETTERS, _each(0, 3)),
            (Trait.ENDS, _each(0, 3)),
        ),
        of_name=True,
    ),
    Sight(
        (
            (Trait.ODD, (-0.5, 0.1, 0.8, 1.5, 2.5, 4, 6)),
            (Trait.PARTNER, (-0.5, 0.1, 1.5, 3, 5, 7)),
        ),
        of_name=True,
    ),
    Sight(((Trait.CUSTOM, (-0.9, -0.5, 0.8, 2, 4, 6, 8)),), of_name=True),
    Sight(((Trait.CROSS, _each(-1, 3)),)),
    Sight(((Trait.NIK_SLIP, _each(-1, 4)), (Trait.NIK, (0.5, 1.5, 2.5, 4.5, 8)))),
    Sight(((Trait.CARD, _each(-1, 4)),)),
    Sight(((Trait.NAME_DAY, (-0.5, 0.5, 1.5, 3.5, 8)),)),
    Sight(((Trait.EXPECTED, (-12, -9, -7, -5, -3, -1, 1, 3)),)),
    Sight(((Trait.SHORTS, _each(0, 2)), (Trait.CONFLICTS, _each(0, 3))), of_name=True),
    Sight(((Trait.TOLD, _each(0, 2)),)),
    Sight(((Trait.OWN_DATES, _each(-2, 2)),)),
    Sight(((Trait.FAMILY, _each(0, 4)),)),
    Sight(((Trait.DAY_INFO, (5, 7, 9)),)),
    Sight(((Trait.YEARS, (-0.5, 0.5, 1.5, 5, 12)),)),
    Sight(((Trait.WORDS, _each(0, 4)),)),
    Sight(((Trait.RIVAL, (-10, -3, 0, 3, 10, 20)),)),
    Sight(((Trait.CARD_DAY, (-0.5, 0.5, 1.5, 2.5)),)),
)
# Pairs of one group are alike in what matters most, so that the rest may be taken one by one.
GROUPS = (
    (Trait.SLIPS, _each(0, 2)),
    (Trait.CARD, (EQUAL - HALF,)),
    (Trait.NIK_SLIP, (EQUAL - HALF,)),
    (Trait.DATE, (DATE_SWAPPED - HALF,)),
)
ENOUGH = 50  # pairs of a group; more of them teach no more
FIRST_OF_GROUPS = 8  # groups of names that are equally alike


class Learnt(IntEnum):
    """What stands behind a pair's traits for the trees that speak second."""

    TREES = 0  # log odds, as the next three
    OWN = 1
    GROUP = 2
    BOTH = 3
    SEEN = 4  # logarithm of how many pairs of its group there are to learn from


def learnt(traits: Floats, odds: Doubles) -> Doubles:
    """What the register itself says of each pair, a column for each of Learnt."""
    group, groups = _level(traits, GROUPS)
    sights = [_Sighted(traits, sight, group, groups) for sight in SIGHTS]
    share = OWN_SHARE * len(odds) / (len(odds) + HALF_HEARD)
    both = own = prior = odds
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-both))
        one, two = (np.bincount(group, side, groups) for side in (chance, 1 - chance))
        prior = np.log((one + HALF) / (two + HALF))[group]
        own = prior + np.sum([sighted.worth(chance) for sighted in sights], axis=0)
        both = (1 - share) * odds + share * own
    seen = np.log(np.minimum(np.bincount(group, minlength=groups), ENOUGH)[group])
    return np.stack([odds, own, prior, both, seen], axis=1)


def _level(traits: Floats, parts: Sequence[tuple[Trait, Limits]]) -> tuple[Numbers, int]:
    """A number for what some traits say together, and how many such numbers there are."""
    level, levels = np.zeros(len(traits), np.int64), 1
    for trait, limits in parts:
        level = level * (len(limits) + 1) + np.searchsorted(limits, traits[:, trait])
        levels *= len(limits) + 1
    return level, levels


class _Sighted:
    """One sight of all pairs: how it is spread among doubles and among others, group by group."""

    def __init__(self, traits: Floats, sight: Sight, group: Numbers, groups: int) -> None:
        level, levels = _level(traits, sight.parts)
        doubles = group // FIRST_OF_GROUPS if sight.of_name else group
        self.doubles, self.others = (
            _Spread(within * levels + level, (groups, levels)) for within in (doubles, group)
        )

    def worth(self, chance: Doubles) -> Doubles:
        """What it says for one person, in nats."""
        said = self.doubles.share(chance) - self.others.share(1 - chance)
        return said.clip(-MOST, MOST)


class _Spread:
    """Cells of pairs: levels of a sight within groups."""

    def __init__(self, cell: Numbers, shape: tuple[int, int]) -> None:
        self.cell, self.shape = cell, shape
        held = self._held(np.ones(len(cell)))
        self.known = held / np.maximum(held.sum(axis=1, keepdims=True), 1)

    def share(self, weight: Doubles) -> Doubles:
        """Of each pair's group the share of weight in the pair's cell, as a logarithm."""
        held = self._held(weight)
        whole = held.sum(axis=1, keepdims=True) + PRIOR_PAIRS
        shares = np.log((held + PRIOR_PAIRS * self.known) / whole + FEWEST)
        found: Doubles = shares.ravel()[self.cell]
        return found

    def _held(self, weight: Doubles) -> Doubles:
        groups, levels = self.shape
        held = np.bincount(self.cell, weight, groups * levels)
        return np.asarray(held, np.float64).reshape(self.shape)
