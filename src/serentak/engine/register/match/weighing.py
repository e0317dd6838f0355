"""How likely each pair is one person: trees, then the register's own habits, and trees again."""

from typing import NamedTuple

import numpy as np

from serentak.engine.register.match.learning import Learnt, learnt
from serentak.engine.register.match.machine import Doubles, Flags, Floats
from serentak.engine.register.match.trees import Forest, log_odds

FAR = -8.0  # log odds of the first trees; what is less likely can be no double
SECOND_SHARE = 0.7  # of the second trees, in a register of many pairs; the rest is the first's
HALF_HEARD = 50  # likely pairs, which teach them too little: they get half that share


class Forests(NamedTuple):
    """Trees that speak of every pair, and trees that hear what the register says, too."""

    first: Forest
    second: Forest


def weighed(forests: Forests, traits: Floats) -> Doubles:
    """How likely each pair is one person, in log odds."""
    odds = log_odds(forests.first, traits)
    near = odds > FAR
    known = int(near.sum())
    share = SECOND_SHARE * known / (known + HALF_HEARD)
    again = log_odds(forests.second, heard(traits, odds, near))
    both = (1 - share) * odds[near] + share * again
    odds[near] = learnt(traits[near], both)[:, Learnt.BOTH]
    return odds


def heard(traits: Floats, odds: Doubles, near: Flags) -> Floats:
    """What the second trees see: the traits of the pairs that are near enough, and what is learnt."""
    own = learnt(traits[near], odds[near])
    return np.hstack([traits[near], own.astype(np.float32)])
