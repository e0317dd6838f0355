"""Whole teams from posts to bases over the shortest ways, with what no plan can go below."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from serentak.engine.security.program import Found, Limits, Program, divided, whole
from serentak.engine.security.travel import Floats, Ints

GAP = 0.0001  # of the ways: a plan so close to its bound is good enough
FIRST = 8  # nearest posts of a base that are tried first; the others only where they would help
NOISE = 1e-6  # what a solver leaves of nought

Pairs = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What is asked for where, who may go there at which cost, and how many there are."""

    cost: Floats  # of an officer from a post to a base; infinite where none may go
    size: Ints  # officers of a team at each base
    teams: Ints  # asked for at each base
    loss: Floats  # of an officer who is missing at a base; above every cost
    limits: Limits = ()  # posts, and the officers who may leave them together
    villages: tuple[Ints, ...] = ()  # the bases that serve each village
    most_posts: int = 2  # that a village may see officers of


@dataclass(frozen=True, slots=True)
class Sent:
    """Teams from each post to each base; costs and losses together, and their bound."""

    teams: Floats
    value: float
    bound: float


def ship(orders: Orders) -> Sent:
    """Whole teams, a village seeing few posts. What is asked for and not sent is missing."""
    return _solved(orders, _whole)


def flow(orders: Orders) -> Sent:
    """As if teams could be divided among any number of posts: the transport model."""
    return _solved(orders, lambda part: _divided(part)[0])


def value(orders: Orders, teams: Floats) -> float:
    """The costs of what is sent and the losses of what is not."""
    return ways(orders, teams) + float((missing(orders, teams) * orders.size) @ orders.loss)


def ways(orders: Orders, teams: Floats) -> float:
    """The costs of what is sent."""
    on = teams > 0
    return float((orders.cost[on] * (teams * orders.size)[on]).sum())


def missing(orders: Orders, teams: Floats) -> Floats:
    """Teams that are asked for and not sent."""
    return np.asarray(orders.teams - teams.sum(axis=0))


def _solved(orders: Orders, solve: Callable[[Orders], Sent]) -> Sent:
    """Every part by itself."""
    teams, bound = np.zeros(orders.cost.shape), 0.0
    for posts, bases in _apart(orders):
        found = solve(_part(orders, posts, bases))
        teams[np.ix_(posts, bases)] = found.teams
        bound += found.bound
    return Sent(teams, value(orders, teams), bound)


def _apart(orders: Orders) -> Iterator[tuple[Ints, Ints]]:
    """Posts and bases that nothing joins to others: no way, no common limit, no common village."""
    posts, bases = orders.cost.shape
    may = np.argwhere(np.isfinite(orders.cost)) + np.array([0, posts])
    chains = [group for group, _ in orders.limits] + [group + posts for group in orders.villages]
    links = [may, *(np.column_stack([group[:-1], group[1:]]) for group in chains)]
    pairs = np.concatenate(links)
    graph = csr_array((np.ones(len(pairs)), tuple(pairs.T)), shape=(posts + bases,) * 2)
    count, label = connected_components(graph, directed=False)
    for part in range(count):
        inside = np.flatnonzero(label == part)
        if inside[-1] >= posts:
            yield inside[inside < posts], inside[inside >= posts] - posts


def _part(orders: Orders, posts: Ints, bases: Ints) -> Orders:
    """Posts and bases by themselves; an officer left over from the last whole team stays home."""
    unit = int(np.gcd.reduce(orders.size[bases]))
    return replace(
        orders,
        cost=orders.cost[np.ix_(posts, bases)],
        size=orders.size[bases],
        teams=orders.teams[bases],
        loss=orders.loss[bases],
        limits=tuple(
            (np.searchsorted(posts, group), n // unit * unit)
            for group, n in orders.limits
            if group[0] in posts
        ),
        villages=tuple(
            np.searchsorted(bases, group) for group in orders.villages if group[0] in bases
        ),
    )


def program(orders: Orders, pairs: Pairs) -> Program:
    """What the solver is asked over these pairs of post and base."""
    post, base = np.nonzero(pairs)
    return Program(
        shape=orders.cost.shape,
        post=post,
        base=base,
        cost=orders.cost[post, base] * orders.size[base],
        size=orders.size,
        teams=orders.teams,
        loss=orders.loss * orders.size,
        limits=orders.limits,
        most_posts=orders.most_posts,
    )


def _divided(orders: Orders) -> tuple[Sent, Floats]:
    """The best fractions, and what a team more over every pair would add to their value.

    Few pairs are tried first; those that would help join, until none would.
    """
    may = np.isfinite(orders.cost)
    tried = may & (orders.cost.argsort(axis=0, kind="stable").argsort(axis=0) < FIRST)
    while True:
        found = divided(program(orders, tried))
        added = _added(orders, found)
        helps = (added < -NOISE) & ~tried
        if not helps.any():
            return Sent(found.teams, found.bound, found.bound), added
        tried |= helps


def _added(orders: Orders, found: Found) -> Floats:
    """Reduced costs."""
    price = np.zeros(len(orders.cost))
    for (posts, _), dual in zip(orders.limits, found.of_limits, strict=True):
        price[posts] += dual
    return np.asarray(orders.size * (orders.cost - price[:, None]) - found.of_bases)


def _whole(orders: Orders) -> Sent:
    """Fractions that are whole already are best; else the pairs that could be in a best plan."""
    best, added = _divided(orders)
    rounded = np.rint(best.teams)
    if np.abs(best.teams - rounded).max(initial=0) < NOISE and not _crowded(orders, rounded):
        return Sent(rounded, best.value, best.bound)
    first = _few_posts(orders, added < NOISE, _trimmed(orders, np.floor(best.teams + NOISE)))
    over = first.value - best.bound
    if over <= GAP * ways(orders, first.teams):
        return Sent(first.teams, first.value, best.bound)
    last = _few_posts(orders, added <= over + NOISE, first.teams)
    return Sent(last.teams, last.value, max(best.bound, min(last.bound, last.value)))


def _few_posts(orders: Orders, tried: Pairs, known: Floats) -> Sent:
    """Villages that see too many posts are watched, until none does; the best plan known else."""
    watched: list[Ints] = []
    bound = -np.inf
    while True:
        found = whole(replace(program(orders, tried), watched=tuple(watched)))
        if found is None:
            return Sent(known, value(orders, known), bound)
        bound = max(bound, found.bound)
        crowded = _crowded(orders, found.teams)
        if not crowded:
            return _better(orders, known, found.teams, bound)
        watched += crowded


def _better(orders: Orders, one: Floats, other: Floats, bound: float) -> Sent:
    value_, teams = min(
        ((value(orders, teams), teams) for teams in (other, one)), key=lambda pair: pair[0]
    )
    return Sent(teams, value_, bound)


def _crowded(orders: Orders, teams: Floats) -> list[Ints]:
    """The villages that see more posts than they may, as the bases that serve them."""
    return [one for one in orders.villages if _seen(teams, one).sum() > orders.most_posts]


def _seen(teams: Floats, bases: Ints) -> Pairs:
    return np.asarray(teams[:, bases].any(axis=1))


def _trimmed(orders: Orders, teams: Floats) -> Floats:
    """A plan that may be: a crowded village keeps the posts that send most."""
    for bases in _crowded(orders, teams):
        officers = (teams * orders.size)[:, bases].sum(axis=1)
        least = np.argsort(-officers, kind="stable")[orders.most_posts :]
        teams[np.ix_(least, bases)] = 0
    return teams
