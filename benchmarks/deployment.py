"""How well and how fast stations are guarded: beside a greedy plan, a program as it stands, and the bound."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from benchmarks import greedy
from serentak.engine import store
from serentak.engine.pipeline import terrain
from serentak.engine.pipeline.terrain import Terrain
from serentak.engine.regions import RegionCode
from serentak.engine.security import shipping
from serentak.engine.security.cover import cover
from serentak.engine.security.program import Program, whole
from serentak.engine.security.shipping import Orders
from serentak.engine.security.travel import Floats, Ints

HOME = RegionCode("74")
STATIONS, QUIET = 4650, 3307
TEAM = 2  # officers
SPREAD = (0.6, 1.7)  # of what a post has by what its district needs
RUNS = 3
AIM_FLOW, AIM_SHIP = 0.3, 5.0  # seconds
T = TypeVar("T")


def say(text: str) -> None:
    """One line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def timed(run: Callable[[], T], runs: int = RUNS) -> tuple[T, str, float]:
    """What came out, and the least of some runs: seconds by the clock and of the processor."""
    found, wall, busy = _once(run)
    for _ in range(runs - 1):
        _, again, work = _once(run)
        wall, busy = min(wall, again), min(busy, work)
    return found, f"{wall:5.2f} s wall, {busy:5.2f} s processor", busy


def _once(run: Callable[[], T]) -> tuple[T, float, float]:
    start, work = time.perf_counter(), time.process_time()
    return run(), time.perf_counter() - start, time.process_time() - work


def spread(stations: int) -> Ints:
    """So many stations over the villages by their residents, every village one at least."""
    residents = np.array([int(row["residents"]) for row in store.facts(HOME, "villages")], float)
    least, most = 1.0, residents.max()
    while most - least > 1e-3:
        size = (least + most) / 2
        least, most = (size, most) if np.ceil(residents / size).sum() > stations else (least, size)
    return np.asarray(np.maximum(1, np.ceil(residents / most)), np.int64)


def parts(ground: Terrain) -> list[Ints]:
    """The villages of each police unit."""
    unit = np.array([ground.police[code[:8]] for code in ground.villages])
    return [np.flatnonzero(unit == one) for one in np.unique(unit)]


def several_villages(ground: Terrain, most: int, groups: list[Ints]) -> None:
    """One team for quiet stations of several villages within thirty minutes."""
    count = spread(QUIET)
    ways = [(count[own], ground.travel.minutes(own, own)) for own in groups]
    runs = RUNS if len(groups) > 1 else 1
    found, took, _ = timed(lambda: [cover(*one, most, 30) for one in ways], runs)
    teams, bound = sum(int(one.teams.sum()) for one in found), sum(one.bound for one in found)
    by_hand = sum(greedy.cover(*one, most, 30) for one in ways)
    walked = sum(
        float(one.served[one.served > 0] @ minutes[one.served > 0])
        for one, (_, minutes) in zip(found, ways, strict=True)
    )
    say(
        f"cover, {len(groups)} units, {count.sum()} quiet stations, {most} a team: {teams} teams, bound {bound}, greedy "
        f"{by_hand} ({teams / by_hand:.3f} of it); {walked / count.sum():.1f} min from the base; {took}"
    )


def asked(ground: Terrain, *, across: bool) -> Orders:
    """Every village its own teams, a post a district, reserves by regency: invented strengths."""
    count = spread(STATIONS)
    districts = sorted(ground.police)
    at = np.array([terrain.middle(one, ground) for one in districts])
    minutes = ground.travel.minutes(at, np.arange(len(ground.villages)))
    own = np.array([ground.police[one] for one in districts])
    unit = np.array([ground.police[code[:8]] for code in ground.villages])
    teams = -(-count // 2)
    need = [
        TEAM * sum(teams[n] for n, c in enumerate(ground.villages) if c[:8] == d) for d in districts
    ]
    low, high = SPREAD
    share = low + (high - low) * ((np.arange(len(districts)) * 0.6180339887) % 1)
    officers = np.rint(np.array(need) * share).astype(int)
    regency = np.array([one[:5] for one in districts])
    groups = [np.flatnonzero(regency == one) for one in np.unique(regency)]
    return Orders(
        cost=minutes if across else np.where(own[:, None] == unit, minutes, np.inf),
        size=np.full(len(teams), TEAM),
        teams=teams,
        loss=np.full(len(teams), 1e5),
        limits=(
            *((np.array([n]), int(one)) for n, one in enumerate(officers)),
            *((group, int(officers[group].sum() * 9 // 10)) for group in groups),
        ),
        villages=tuple(np.array([n]) for n in range(len(teams))),
    )


def whole_teams(name: str, orders: Orders, *, as_it_stands: bool) -> None:
    """The transport model, whole teams, both beside the greedy plan."""
    _, took, _ = timed(lambda: shipping.flow(orders))
    say(f"{name}, transport model: {took} (aim {AIM_FLOW})")
    found, took, busy = timed(lambda: shipping.ship(orders))
    by_hand = greedy.ship(orders)
    over = 100 * (found.value - found.bound) / shipping.ways(orders, found.teams)
    say(
        f"{name}, whole teams, {STATIONS} stations: {_said(orders, found.teams)}, {over:.4f} % above "
        f"the bound; greedy {_said(orders, by_hand)}; {took} (aim {AIM_SHIP})"
    )
    if as_it_stands:
        start = time.process_time()
        plain = whole(_plain(orders))
        spent = time.process_time() - start
        teams = plain.teams if plain else np.zeros(orders.cost.shape)
        say(
            f"{name}, the program as it stands: {_said(orders, teams)}; {spent:.1f} s processor ({spent / busy:.0f} times)"
        )


def _plain(orders: Orders) -> Program:
    """All pairs, every village watched, limits as they are given."""
    program = shipping.program(orders, np.isfinite(orders.cost))
    return replace(program, watched=orders.villages)


def _said(orders: Orders, teams: Floats) -> str:
    lacking = int(shipping.missing(orders, teams).sum())
    mean = shipping.ways(orders, teams) / max(1.0, float((teams * orders.size).sum()))
    return f"{lacking} teams missing, {mean:.2f} min a way"


def main() -> None:
    """Everything; without borders and as it stands only where asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--long", action="store_true", help="peers that take minutes as well")
    long = options.parse_args().long
    ground = terrain.terrain(HOME, store.law())
    for most in (5, 8):
        several_villages(ground, most, parts(ground))
    if long:
        several_villages(ground, 8, [np.arange(len(ground.villages))])
    whole_teams("own posts", asked(ground, across=False), as_it_stands=long)
    whole_teams("any post", asked(ground, across=True), as_it_stands=False)


if __name__ == "__main__":
    main()
