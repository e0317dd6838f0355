"""A forest of small decision trees as arrays, and what it says of a pair."""

from typing import NamedTuple

import numpy as np

from serentak.engine.register.match.machine import (
    Codes,
    Doubles,
    Floats,
    Small,
    compiled,
    in_parts,
)


class Forest(NamedTuple):
    """All nodes of all trees in one row; a node without a trait is a leaf."""

    roots: Codes
    trait: Small
    limit: Floats  # not above it: left
    left: Codes
    right: Codes
    value: Floats  # of a leaf, in log odds
    start: Floats  # one number: the log odds before any tree has spoken


@compiled
def _said(first: int, last: int, forest: Forest, traits: Floats, out: Doubles) -> None:
    for at in range(first, last):
        total = np.float64(forest.start[0])
        for tree in range(len(forest.roots)):
            node = forest.roots[tree]
            while forest.trait[node] >= 0:
                low = traits[at, forest.trait[node]] <= forest.limit[node]
                node = forest.left[node] if low else forest.right[node]
            total += forest.value[node]
        out[at] = total


def log_odds(forest: Forest, traits: Floats) -> Doubles:
    """How likely each pair is one person, in log odds."""
    out = np.empty(len(traits), np.float64)
    in_parts(_said, len(traits), forest, traits, out)
    return out
