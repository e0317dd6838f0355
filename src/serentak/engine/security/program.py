"""A plan of teams as a linear program: its rows and columns, handed to the solver."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array

from serentak.engine.security.travel import Floats, Ints

NODES = 500  # of the search tree; a limit that does not depend on the machine

Limits = tuple[tuple[Ints, int], ...]
Entries = tuple[Ints, Ints, Ints]  # rows, columns, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Teams over pairs of post and base, and what is missing at each base."""

    shape: tuple[int, int]  # posts, bases
    post: Ints  # of each pair
    base: Ints
    cost: Floats  # of a team over each pair
    size: Ints  # officers of a team, by base
    teams: Ints  # asked for, by base
    loss: Floats  # of a missing team, by base
    limits: Limits  # posts, and the officers who may leave them together
    watched: tuple[Ints, ...] = ()  # bases of villages that may see few posts
    most_posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Teams by post and base, and a bound on their value; what one more of a limit or a base is worth."""

    teams: Floats
    bound: float
    of_limits: Floats
    of_bases: Floats


def divided(program: Program) -> Found:
    """The best fractions of teams, whatever villages see."""
    within, most = _within(program)
    found = linprog(
        np.r_[program.cost, program.loss],
        A_ub=within,
        b_ub=most,
        A_eq=_asked(program, 0),
        b_eq=program.teams,
        method="highs-ds",
    )
    return Found(
        teams=_matrix(program, found.x),
        bound=found.fun,
        of_limits=found.ineqlin.marginals,
        of_bases=found.eqlin.marginals,
    )


def whole(program: Program) -> Found | None:
    """The best whole teams, villages that are watched seeing few posts; None where none was found."""
    seen = len(program.watched) * program.shape[0]
    cost = np.r_[program.cost, program.loss, np.zeros(seen)]
    within, most = _within(program, seen)
    asked = LinearConstraint(_asked(program, seen), program.teams, program.teams)
    found = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, np.r_[np.full(len(cost) - seen, np.inf), np.ones(seen)]),
        constraints=[asked, LinearConstraint(within, -np.inf, most)],
        options={"node_limit": NODES, "mip_rel_gap": 0},
    )
    if found.x is None:
        return None
    none = np.empty(0)
    teams = np.rint(_matrix(program, found.x))
    return Found(teams=teams, bound=found.mip_dual_bound, of_limits=none, of_bases=none)


def _matrix(program: Program, values: Floats) -> Floats:
    teams = np.zeros(program.shape)
    teams[program.post, program.base] = values[: len(program.post)]
    return teams


def _asked(program: Program, more: int) -> csr_array:
    """A row a base: what is sent and what is missing make what is asked for."""
    pairs, bases = len(program.post), program.shape[1]
    rows = np.r_[program.base, np.arange(bases)]
    return sparse([(rows, np.arange(pairs + bases), np.ones_like(rows))], bases, more + len(rows))


def _within(program: Program, more: int = 0) -> tuple[csr_array, Floats]:
    """A row a limit; for each watched village one on its posts and one for each pair."""
    entries: list[Entries] = []
    most: list[int] = []
    for group, officers in program.limits:
        own = np.flatnonzero(np.isin(program.post, group))
        entries.append((np.full(len(own), len(most)), own, program.size[program.base[own]]))
        most.append(officers)
    first = len(program.post) + program.shape[1]
    for served in program.watched:
        rows, bounds = _watched(program, served, (len(most), first))
        entries += rows
        most += bounds
        first += program.shape[0]
    width = len(program.post) + program.shape[1] + more
    return sparse(entries, len(most), width), np.array(most, float)


def _watched(
    program: Program, served: Ints, start: tuple[int, int]
) -> tuple[list[Entries], list[int]]:
    """A village sees few posts, and no team of a post that it does not see."""
    row, first = start
    seen = first + np.arange(program.shape[0])
    own = np.flatnonzero(np.isin(program.base, served))
    rows = row + 1 + np.arange(len(own))
    entries = [
        (np.full(len(seen), row), seen, np.ones_like(seen)),
        (rows, own, np.ones_like(own)),
        (rows, first + program.post[own], -program.teams[program.base[own]]),
    ]
    return entries, [program.most_posts, *[0] * len(own)]


def sparse(entries: Sequence[Entries], height: int, width: int) -> csr_array:
    """A matrix of rows, columns and values that are given in parts."""
    if not entries:
        return csr_array((height, width))
    rows, columns, values = (np.concatenate(part) for part in zip(*entries, strict=True))
    return csr_array(coo_array((values, (rows, columns)), shape=(height, width)))
