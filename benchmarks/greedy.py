"""What a planner does by hand: the fullest base next, and the nearest post that still has officers."""

import numpy as np

from serentak.engine.security.shipping import Orders
from serentak.engine.security.travel import Floats, Ints


def cover(count: Ints, minutes: Floats, most: int, roam: float) -> int:
    """Teams, each placed where it reaches the most stations that nobody guards yet."""
    near = minutes <= roam
    np.fill_diagonal(near, val=True)
    left, teams = count.copy(), 0
    while left.any():
        base = int(np.minimum(near @ left, most).argmax())
        room = most
        for village in np.flatnonzero(near[base] & (left > 0)):
            taken = min(room, int(left[village]))
            left[village] -= taken
            room -= taken
        teams += 1
    return teams


def ship(orders: Orders) -> Floats:
    """Gravest bases first, each team from the nearest post that may still send it."""
    teams = np.zeros(orders.cost.shape)
    left = [officers for _, officers in orders.limits]
    of_post = [
        [n for n, (posts, _) in enumerate(orders.limits) if p in posts]
        for p in range(len(orders.cost))
    ]
    for base in np.argsort(-orders.loss, kind="stable"):
        for _ in range(int(orders.teams[base])):
            for p in np.argsort(orders.cost[:, base], kind="stable"):
                if _may(orders, teams, (int(p), int(base)), [left[n] for n in of_post[p]]):
                    teams[p, base] += 1
                    for n in of_post[p]:
                        left[n] -= int(orders.size[base])
                    break
    return teams


def _may(orders: Orders, teams: Floats, pair: tuple[int, int], left: list[int]) -> bool:
    post, base = pair
    if not np.isfinite(orders.cost[post, base]) or min(left, default=9**9) < orders.size[base]:
        return False
    for served in orders.villages:
        seen = np.asarray(teams[:, served].any(axis=1))
        if base in served and not seen[post] and seen.sum() >= orders.most_posts:
            return False
    return True
