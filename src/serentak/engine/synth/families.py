"""Families on cards: who belongs together, in which role, of which sex and age."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from serentak.engine.synth.arrays import Flags, Ints, Reals
from serentak.engine.synth.dice import Dice, drawn
from serentak.engine.synth.material import Material

MIDDLE, MAJORITY, VERY_OLD = 40, 18, 82


class Role(IntEnum):
    """A person's place on a family card."""

    HEAD = 0
    SPOUSE = 1
    CHILD = 2
    ELDER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Columns of cards, and of the people on them in the cards' order."""

    village: Ints
    size: Ints
    couple: Flags
    children: Ints
    card: Ints  # of each person
    role: Ints
    woman: Flags
    twin: Flags  # born with the person before
    age: Reals  # years with their fraction


def first_of_twins(twin: Flags) -> Ints:
    """Each person's own row, or for a twin the row of the eldest of them."""
    return np.maximum.accumulate(np.where(twin, 0, np.arange(len(twin))))


def families(throw: Dice, material: Material, residents: Ints) -> Families:
    """Cards that fill every village exactly, and their people."""
    village, size = _cards(throw, material, residents)
    couple, elder = _kinds(throw, material, size)
    children = size - 1 - couple - elder
    card = np.repeat(np.arange(len(size)), size)
    seat = np.arange(len(card)) - (np.cumsum(size) - size)[card]
    role = np.where(seat == 0, Role.HEAD, Role.CHILD)
    role[(seat == 1) & couple[card]] = Role.SPOUSE
    role[elder[card] & (seat == size[card] - 1)] = Role.ELDER
    born_after = (role == Role.CHILD) & (seat > 1 + couple[card])
    twin = born_after & (throw.random(len(card)) < material.habit("twins"))
    mother = throw.random(len(size)) < material.habit("lone-mother")
    age = _ages(throw, material, (card, role, couple, children), mother, twin)
    woman = _women(throw, material, (card, role, couple, children), mother, age)
    alike = twin & (throw.random(len(card)) < material.habit("twins-alike"))
    woman[alike] = woman[first_of_twins(twin)[alike]]
    return Families(
        village=village,
        size=size,
        couple=couple,
        children=children,
        card=card,
        role=role,
        woman=woman,
        twin=twin,
        age=age,
    )


def _cards(throw: Dice, material: Material, residents: Ints) -> tuple[Ints, Ints]:
    """Village and size of each card; a card at a village's end is as large as there are people."""
    people, shares = int(residents.sum()), material.habits["card-sizes"]
    mean = np.dot(shares, np.arange(1, len(shares) + 1)) / np.sum(shares)
    ends = np.cumsum(1 + drawn(throw, shares, int(people / mean * 1.05) + 100))
    filled = np.cumsum(residents)
    ends = np.sort(np.concatenate([ends[ends < people], filled]))
    ends = ends[np.diff(ends, prepend=0) > 0]
    return np.searchsorted(filled, ends), np.diff(ends, prepend=0)


def _kinds(throw: Dice, material: Material, size: Ints) -> tuple[Flags, Flags]:
    """Which cards hold a couple, and which a grandparent too."""
    luck = throw.random(len(size))
    lone = np.where(size == 2, 1 - material.habit("couple-of-two"), material.habit("lone-parent"))
    elder = (size > 2) & (luck > 1 - material.habit("with-grandparent"))
    return (size > 1) & (luck >= lone), elder


Cards = tuple[Ints, Ints, Flags, Ints]  # card, role, couple, children


def _women(throw: Dice, material: Material, cards: Cards, mother: Flags, age: Reals) -> Flags:
    """Grown children at home make up for what the roles leave of the province's share of men."""
    card, role, couple, children = cards
    luck = throw.random(len(card))
    lone = (role == Role.HEAD) & ~couple[card]
    alone = np.where(age < MIDDLE, material.habit("young-alone"), material.habit("old-alone"))
    parent = np.where(children[card] > 0, mother[card], luck < alone)
    woman = (role == Role.SPOUSE) | (lone & parent)
    woman |= (role == Role.ELDER) & (luck < material.habit("old-alone"))
    child = role == Role.CHILD
    woman |= child & (age < MAJORITY) & (luck < material.habit("girls"))
    grown = child & (age >= MAJORITY)
    wanted = len(card) * (1 - material.habit("men")) - np.count_nonzero(woman)
    share = np.clip(wanted / max(1, int(np.count_nonzero(grown))), 0.2, 0.6)
    return np.asarray(woman | (grown & (luck < share)))


def _ages(throw: Dice, material: Material, cards: Cards, mother: Flags, twin: Flags) -> Reals:
    """From the youngest child upwards, so that every family is possible."""
    card, role, couple, children = cards
    count, people = len(couple), len(card)
    child = role == Role.CHILD
    youngest = drawn(throw, material.habits["youngest-child"], count) + throw.random(count)
    first = child & (np.diff(np.where(child, card, -1), prepend=-1) != 0)
    apart = np.where(child & ~first & ~twin, throw.uniform(1.1, 5.0, people), 0.0)
    so_far = np.cumsum(apart)
    last = np.maximum.reduceat(so_far, np.flatnonzero(np.diff(card, prepend=-1)))
    eldest = youngest + last - so_far[np.flatnonzero(np.diff(card, prepend=-1))]
    parent = eldest + np.clip(throw.normal(23.3, 3.9, count), 16.3, 40.0)
    parent = np.where(children > 0, parent, _childless(throw, material, couple))
    older = np.clip(throw.normal(3.2, 3.4, count), -6, 20)
    head = np.maximum(parent + older, 18 + 3 * throw.random(count))
    head = np.where(couple, head, parent + 3 * ((children > 0) & ~mother))
    return np.select(
        [role == Role.HEAD, role == Role.SPOUSE, child],
        [head[card], parent[card], youngest[card] + last[card] - so_far],
        _elders(throw, head)[card],
    )


def _elders(throw: Dice, head: Reals) -> Reals:
    """A parent of the head; beside a very old head another old relative."""
    luck = throw.random(len(head))
    parent = head + 19 + luck * np.clip(VERY_OLD - head, 0, 13)
    return np.where(head > VERY_OLD, head - 8 * luck, parent)


def _childless(throw: Dice, material: Material, couple: Flags) -> Reals:
    """Ages of people living alone and of wives without children on the card."""
    count = len(couple)
    young = throw.random(count) < np.where(
        couple, material.habit("couples-young"), material.habit("singles-young")
    )
    early = np.where(couple, throw.uniform(16.8, 32, count), throw.uniform(17.5, 36, count))
    late = np.where(
        couple, 46 + 38 * throw.beta(1.5, 1.9, count), 44 + 48 * throw.beta(1.8, 1.7, count)
    )
    return np.where(young, early, late)
