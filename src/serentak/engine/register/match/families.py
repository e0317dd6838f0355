"""What the neighbours of a pair say: other members of both families, and rivals for its rows."""

import numpy as np

from serentak.engine.register.match.machine import Codes, Floats, Hashes, Numbers, compiled
from serentak.engine.register.match.rows import Rows
from serentak.engine.register.match.text import mixed
from serentak.engine.register.match.traits import Trait

STRONG = 12.0  # nats of crude evidence with which a pair speaks for its family


@compiled
def _cards(rows: Rows, pairs: Codes, out: Hashes) -> None:
    for at in range(len(pairs)):
        one, two = rows.kk[pairs[at, 0]], rows.kk[pairs[at, 1]]
        if one and two and one != two:
            low, high = np.uint64(min(one, two)), np.uint64(max(one, two))
            out[at] = mixed(low * np.uint64(0x9E3779B97F4A7C15) + mixed(np.int64(high)))


@compiled
def _support(order: Numbers, cards: Hashes, pairs: Codes, out: Floats) -> None:
    """Among pairs between the same two cards, how many others are strong and of other people."""
    first = 0
    for at in range(1, len(order) + 1):
        if at < len(order) and cards[order[at]] == cards[order[first]]:
            continue
        if cards[order[first]] != 0 and at - first < 60:
            for i in range(first, at):
                out[order[i], Trait.FAMILY] = _others(order, first, at, i, pairs, out)
        first = at


@compiled
def _others(order: Numbers, first: int, last: int, i: int, pairs: Codes, out: Floats) -> int:
    found = 0
    a, b = pairs[order[i], 0], pairs[order[i], 1]
    for j in range(first, last):
        c, d = pairs[order[j], 0], pairs[order[j], 1]
        if a in (c, d) or b in (c, d):
            continue
        found += out[order[j], Trait.CRUDE] > STRONG and out[order[j], Trait.CONFLICTS] == 0
    return min(found, 4)


@compiled
def _best(pairs: Codes, crude: Floats, best: Floats, second: Floats, partners: Codes) -> None:
    """The strongest and the second strongest pair of each row."""
    for at in range(len(pairs)):
        for side in range(2):
            row = pairs[at, side]
            partners[row] += 1
            if crude[at] > best[row]:
                second[row] = best[row]
                best[row] = crude[at]
            elif crude[at] > second[row]:
                second[row] = crude[at]


@compiled
def _rivals(pairs: Codes, best: Floats, second: Floats, partners: Codes, out: Floats) -> None:
    for at in range(len(pairs)):
        a, b = pairs[at, 0], pairs[at, 1]
        own = out[at, Trait.CRUDE]
        other_a = second[a] if own >= best[a] else best[a]
        other_b = second[b] if own >= best[b] else best[b]
        out[at, Trait.RIVAL] = min(own - max(other_a, other_b), 40.0)
        out[at, Trait.PARTNERS] = min(partners[a], partners[b]) - 1


def relate(rows: Rows, pairs: Codes, traits: Floats) -> None:
    """Fill the traits that a pair has from its neighbours."""
    cards = np.zeros(len(pairs), np.uint64)
    _cards(rows, pairs, cards)
    order = np.argsort(cards, kind="stable")
    _support(order, cards, pairs, traits)
    n = len(rows.nik)
    best, second = np.full(n, -20, np.float32), np.full(n, -20, np.float32)
    partners = np.zeros(n, np.int32)
    crude = np.ascontiguousarray(traits[:, Trait.CRUDE])
    _best(pairs, crude, best, second, partners)
    _rivals(pairs, best, second, partners, traits)
