"""What a register's clear pairs teach about its doubtful ones, and when there is too little to learn."""

import numpy as np
import pytest

from serentak.engine.register.match.learning import Learnt, learnt
from serentak.engine.register.match.machine import Doubles, Floats
from serentak.engine.register.match.traits import Trait

SURE, DOUBTFUL = 7.0, 0.0


def register(of_doubles: int, of_others: int) -> tuple[Floats, Doubles]:
    """A doubtful pair with equal marital states, before clear pairs that have each their own."""
    states = [1, *[of_doubles] * 500, *[of_others] * 500]
    traits = np.zeros((len(states), len(Trait)), np.float32)
    traits[:, Trait.MARITAL] = states
    odds = np.array([DOUBTFUL, *[SURE] * 500, *[-SURE] * 500])
    return traits, odds


def test_a_doubtful_pair_is_judged_by_what_the_registers_clear_pairs_look_like() -> None:
    like_doubles = learnt(*register(of_doubles=1, of_others=0))[0]
    like_others = learnt(*register(of_doubles=0, of_others=1))[0]

    assert like_doubles[Learnt.BOTH] > DOUBTFUL + 0.3
    assert like_others[Learnt.BOTH] < DOUBTFUL - 0.3
    assert like_doubles[Learnt.OWN] == pytest.approx(-like_others[Learnt.OWN], abs=0.1)


def test_a_trait_that_all_pairs_show_teaches_nothing() -> None:
    own = learnt(*register(of_doubles=1, of_others=1))[0]

    assert own[Learnt.OWN] == pytest.approx(DOUBTFUL, abs=0.05)


def test_clear_pairs_stay_clear() -> None:
    odds = register(of_doubles=0, of_others=1)[1]

    both = learnt(*register(of_doubles=0, of_others=1))[:, Learnt.BOTH]

    assert (np.sign(both[1:]) == np.sign(odds[1:])).all()


def test_a_register_of_few_pairs_says_nearly_nothing_of_its_own() -> None:
    traits, odds = register(of_doubles=0, of_others=1)

    alone = learnt(traits[1:2], odds[1:2])[0]

    assert alone[Learnt.BOTH] == pytest.approx(SURE, abs=0.1)
    assert alone[Learnt.SEEN] == 0
