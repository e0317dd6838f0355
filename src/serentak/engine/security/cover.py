"""One team for several villages: the fewest teams whose stations lie near one base, proven."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from serentak.engine.security.program import sparse
from serentak.engine.security.travel import Floats, Ints

Near = npt.NDArray[np.bool_]
NODES = 200  # of the search tree; a limit that does not depend on the machine
SHORTER = 1e-6  # minutes; less is no progress


@dataclass(frozen=True, slots=True)
class Cover:
    """So many stations of each village at each base, so many teams there, and the least there can be."""

    served: Ints  # base by village
    teams: Ints  # by base
    bound: int


def cover(count: Ints, minutes: Floats, most: int, roam: float) -> Cover:
    """Teams for stations: each within `roam` minutes of its base, at most `most` stations a team.

    `count` are the stations of each village, `minutes` the ways from each village to each.
    """
    n = len(count)
    near = minutes <= roam
    np.fill_diagonal(near, val=True)
    served, teams, bound = np.zeros((n, n), np.int64), np.zeros(n, np.int64), 0
    for part in _parts(near, count):
        inside = np.ix_(part, part)
        found = _part(count[part], near[inside], minutes[inside], most)
        served[inside] = found.served
        teams[part] = found.teams
        bound += found.bound
    return Cover(served, teams, bound)


def _parts(near: Near, count: Ints) -> Iterator[Ints]:
    """Villages that no base joins are covered apart."""
    _, label = connected_components(csr_array(near), directed=False)
    for part in np.unique(label[count > 0]):
        yield np.flatnonzero(label == part)


def _part(count: Ints, near: Near, minutes: Floats, most: int) -> Cover:
    least = -(-int(count.sum()) // most)
    teams, bound = _from_the_edge(count, near, most), least
    if teams.sum() > least:
        teams, bound = _proven(count, near, (most, least), teams)
    ground = _Ground(count, near, minutes, most)
    return _settled(ground, Cover(_shortest(ground, teams), teams, bound))


@dataclass(frozen=True, slots=True)
class _Ground:
    """Villages that are covered together."""

    count: Ints
    near: Near
    minutes: Floats
    most: int


def _settled(ground: _Ground, found: Cover) -> Cover:
    """The same teams at the middle of what they serve, as long as the ways get shorter."""
    while True:
        teams = np.zeros_like(found.teams)
        for base in np.flatnonzero(found.teams):
            teams[_middle(ground, found.served[base], int(base))] += found.teams[base]
        served = _shortest(ground, teams)
        if _ways(served, ground.minutes) > _ways(found.served, ground.minutes) - SHORTER:
            return found
        found = Cover(served, teams, found.bound)


def _middle(ground: _Ground, served: Ints, base: int) -> int:
    """The base with the shortest ways to all that is served; where nothing is, as it was."""
    own = np.flatnonzero(served)
    fit = np.flatnonzero(ground.near[:, own].all(axis=1))
    ways = ground.minutes[np.ix_(fit, own)] @ served[own]
    return int(fit[ways.argmin()]) if len(own) else base


def _ways(served: Ints, minutes: Floats) -> float:
    there = served > 0
    return float((served[there] * minutes[there]).sum())


def _from_the_edge(count: Ints, near: Near, most: int) -> Ints:
    """Teams for the loneliest villages first, each filled with the next loneliest."""
    left, teams = count.copy(), np.zeros_like(count)
    while left.any():
        reach = near @ left
        lonely = np.lexsort((reach, left == 0))
        first = lonely[0]
        bases = np.flatnonzero(near[:, first])
        full = np.minimum(reach[bases], most)
        best = bases[full == full.max()]
        base = best[reach[best].argmin()]
        asked = [first, *(v for v in lonely if near[base, v] and left[v] and v != first)]
        before = np.cumsum([0, *(left[v] for v in asked[:-1])])
        left[asked] -= np.clip(most - before, 0, left[asked])
        teams[base] += 1
    return teams


def _proven(count: Ints, near: Near, limits: tuple[int, int], known: Ints) -> tuple[Ints, int]:
    """The fewest teams and the proof, by branch and bound over the bases that reach the most."""
    most, least = limits
    bases = _widest(near)
    base, village = np.nonzero(near[bases])
    arcs, kinds = len(base), len(bases)
    each, every = np.arange(arcs), np.arange(kinds)
    room = [(base, each, np.ones_like(base)), (every, arcs + every, np.full(kinds, -most))]
    within = sparse(room, kinds, arcs + kinds)
    whole = sparse([(village, each, np.ones_like(village))], len(count), arcs + kinds)
    total = np.r_[np.zeros(arcs), np.ones(kinds)]
    found = milp(
        total,
        integrality=total,
        bounds=Bounds(0, np.inf),
        constraints=[
            LinearConstraint(within, -np.inf, 0),
            LinearConstraint(whole, count, count),
            LinearConstraint(total[None, :], least, np.inf),
        ],
        options={"node_limit": NODES, "mip_rel_gap": 0},
    )
    bound = max(least, int(np.ceil(found.mip_dual_bound - 1e-6)))
    if found.x is None or round(found.fun) >= known.sum():
        return known, bound
    teams = np.zeros_like(known)
    teams[bases] = np.rint(found.x[arcs:])
    return teams, bound


def _widest(near: Near) -> Ints:
    """Bases whose villages are not all within reach of another base."""
    size = near.sum(axis=1)
    shared = near.astype(np.float32) @ near.T.astype(np.float32)
    inside = shared == size[:, None]  # all that one reaches, another does too
    order = np.arange(len(near))
    beaten = inside & ((size[None, :] > size[:, None]) | (order[None, :] < order[:, None]))
    return np.flatnonzero(~beaten.any(axis=1))


def _shortest(ground: _Ground, teams: Ints) -> Ints:
    """Which base's teams serve how many stations of each village, over the shortest ways."""
    bases, n = np.flatnonzero(teams), len(ground.count)
    base, village = np.nonzero(ground.near[bases])
    arcs = np.arange(len(base))
    found = linprog(
        ground.minutes[bases[base], village],
        A_ub=sparse([(base, arcs, np.ones_like(base))], len(bases), len(base)),
        b_ub=teams[bases] * ground.most,
        A_eq=sparse([(village, arcs, np.ones_like(village))], n, len(base)),
        b_eq=ground.count,
        method="highs-ds",
    )
    served = np.zeros((n, n), np.int64)
    served[bases[base], village] = np.rint(found.x)
    return served
