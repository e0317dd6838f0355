"""Small scenes of guards: villages on a line a few minutes apart, one unit or two."""

from datetime import date

import numpy as np

from serentak.engine.law.guards import Guard, Risk
from serentak.engine.security.deployment import Deployment, Scene, Wish, deploy
from serentak.engine.security.posts import Post, Strength
from serentak.engine.security.teams import Stations, form
from serentak.engine.security.travel import Pace, Places, Travel

VOTING = date(2024, 11, 27)
WISH = Wish(roam=30, reserve=10, most_posts=2)
PACE = Pace(detour=1, road=60, ferry=20, boat=10, waiting=30)
MOST = {Risk.LOW: 5, Risk.HIGH: 2, Risk.SEVERE: 1}
KILOMETRE = 1 / 111.19  # degrees along the equator


def village(n: int) -> str:
    """Ten villages a district."""
    return f"74.01.{n // 10 + 1:02}.{2001 + n % 10}"


def guard(_unit: str, risk: Risk) -> Guard:
    """Two officers for five, two or one."""
    return Guard(risk=risk, polri=2, linmas=None, stations=MOST[risk], stations_least=MOST[risk])


def post(place: int, officers: int | None = None, unit: str = "a", *, army: bool = False) -> Post:
    """A post in a village."""
    kind = "kodim" if army else "polsek"
    name = f"{kind} {unit} {place}"
    return Post(unit=unit, kind=kind, name=name, place=place, officers=officers, army=army)


def scene(
    at: list[float],
    risks: dict[int, list[Risk]],
    posts: list[Post],
    units: dict[int, str] | None = None,
    strength: dict[str, Strength] | None = None,
) -> Scene:
    """Villages at so many kilometres, which are so many minutes, along a road; their stations' classes."""
    flat = [(n, number, risk) for n in sorted(risks) for number, risk in enumerate(risks[n], 1)]
    return Scene(
        stations=Stations(
            code=tuple(f"{village(n)}-{number:03}" for n, number, _ in flat),
            village=np.array([n for n, _, _ in flat]),
            risk=tuple(risk for _, _, risk in flat),
            unit=tuple((units or {}).get(n, "a") for n, _, _ in flat),
        ),
        villages=tuple(village(n) for n in range(len(at))),
        posts=tuple(posts),
        strength=strength or {},
        army={village(n)[:8]: "army" for n in range(len(at))},
        travel=Travel(
            Places(np.zeros(len(at)), np.array(at) * KILOMETRE, np.zeros(len(at), np.int64)),
            [],
            PACE,
        ),
    )


def deployed(of: Scene, wish: Wish = WISH) -> Deployment:
    """The plan of a scene."""
    return deploy(of, form(of.stations, guard, of.travel, wish.roam), wish)
