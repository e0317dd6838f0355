"""The plan: which post sends which team where, what is missing, and how good that is, proven."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from serentak.engine.law.guards import Risk
from serentak.engine.security import shipping
from serentak.engine.security.posts import Post, Strength, limits
from serentak.engine.security.shipping import Orders, Sent
from serentak.engine.security.teams import Formed, Stations, Team
from serentak.engine.security.travel import Floats, Travel

# Minutes that stand for a preference: another unit's post only where its own sends nobody, the
# army's only where no police does, and a missing officer never to shorten a way.
ABROAD = 10_000.0
ARMY = 20_000.0
LOSS: Mapping[Risk, float] = {
    Risk.LOW: 1e5,
    Risk.HIGH: 1e6,
    Risk.SEVERE: 1e7,
    Risk.SPECIAL: 1e7,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that a plan is made of."""

    stations: Stations
    villages: tuple[str, ...]
    posts: tuple[Post, ...]
    strength: Mapping[str, Strength]
    army: Mapping[str, str]  # which unit of the army answers for a district
    travel: Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a plan is to be made."""

    roam: float
    reserve: int  # percent
    most_posts: int
    across: bool = False  # posts help other units' stations


@dataclass(frozen=True, slots=True)
class Leg:
    """A team with the post that sends it and the minutes on the way; neither where nobody does."""

    team: Team
    post: int | None
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """Every team with its post; the sum of ways in officer-minutes, and the value with its bound."""

    legs: tuple[Leg, ...]
    formed: Mapping[tuple[str, Risk], Formed]
    ways: float
    sent: Sent


def deploy(scene: Scene, formed: Mapping[tuple[str, Risk], Formed], wish: Wish) -> Deployment:
    """The plan of the shortest ways among those that leave the least unguarded."""
    teams = [team for part in formed.values() for team in part.teams]
    bases, groups = _bases(teams)
    minutes = scene.travel.minutes(
        np.array([post.place for post in scene.posts]), np.array([base for _, _, base, _ in bases])
    )
    orders = _orders(scene, bases, groups, (minutes, wish))
    sent = shipping.ship(orders)
    legs = tuple(_legs(groups, sent.teams, minutes))
    ways = sum(leg.minutes * leg.team.officers for leg in legs if leg.post is not None)
    return Deployment(legs=legs, formed=formed, ways=ways, sent=sent)


Base = tuple[str, Risk, int, int]  # unit, class, village, officers of a team


def _bases(teams: Sequence[Team]) -> tuple[list[Base], list[list[Team]]]:
    """Teams that may take each other's place."""
    found: dict[Base, list[Team]] = {}
    for team in teams:
        found.setdefault((team.unit, team.risk, team.base, team.officers), []).append(team)
    return list(found), list(found.values())


def _orders(
    scene: Scene, bases: list[Base], groups: list[list[Team]], given: tuple[Floats, Wish]
) -> Orders:
    minutes, wish = given
    regency = [scene.villages[post.place][:5] for post in scene.posts]
    served: dict[int, set[int]] = {}
    for n, group in enumerate(groups):
        for team in group:
            for station in team.stations:
                served.setdefault(int(scene.stations.village[station]), set()).add(n)
    return Orders(
        cost=minutes + _preference(scene, bases, across=wish.across),
        size=np.array([officers for _, _, _, officers in bases]),
        teams=np.array([len(group) for group in groups]),
        loss=np.array([LOSS[risk] for _, risk, _, _ in bases]),
        limits=tuple(
            (np.array(group), most)
            for group, most in limits(scene.posts, regency, scene.strength, wish.reserve)
        ),
        villages=tuple(np.array(sorted(served[village])) for village in sorted(served)),
        most_posts=wish.most_posts,
    )


def _preference(scene: Scene, bases: list[Base], *, across: bool) -> Floats:
    """What a post of another unit costs beside the way; infinite where it may not go."""
    found = np.full((len(scene.posts), len(bases)), np.inf)
    for p, post in enumerate(scene.posts):
        reported = post.officers is not None or post.unit in scene.strength
        for b, (unit, _, base, _) in enumerate(bases):
            own = scene.army.get(scene.villages[base][:8]) if post.army else unit
            if (post.army or (across and post.unit != own)) and not reported:
                continue  # who reported no strength has none to lend
            if post.unit == own:
                found[p, b] = ARMY if post.army else 0.0
            elif across:
                found[p, b] = ABROAD + (ARMY if post.army else 0.0)
    return found


def _legs(groups: list[list[Team]], sent: Floats, minutes: Floats) -> list[Leg]:
    """Nearest posts take the first teams of a base; the last ones go without."""
    legs = []
    for b, group in enumerate(groups):
        going = np.flatnonzero(sent[:, b])
        posts = [
            int(p)
            for p in going[np.argsort(minutes[going, b], kind="stable")]
            for _ in range(int(sent[p, b]))
        ]
        for n, team in enumerate(group):
            post = posts[n] if n < len(posts) else None
            legs.append(Leg(team, post, float(minutes[post, b]) if post is not None else 0.0))
    return legs
