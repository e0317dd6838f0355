"""All villages planned side by side, their stations numbered, every voter in one of them."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from serentak.engine.stations.codes import dense
from serentak.engine.stations.compiled import Reals, Whole
from serentak.engine.stations.drawing import Drawing, Wish, draw_village
from serentak.engine.stations.electorate import Electorate, chosen
from serentak.engine.stations.families import Village, divided, families
from serentak.engine.stations.others import Before, Offers, Special

Tell = Callable[[float], None]  # the share of voters whose village is planned
STEPS = 100  # how often progress is told at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked: the cap, shortest ways alone, what an office brings along, threads."""

    cap: int
    compact: bool = False
    offers: Offers | None = None
    before: Before | None = None
    special: Special | None = None
    threads: int = 1

    @property
    def mode(self) -> str:
        """What counts first after the number of stations."""
        return "keep" if self.before else "compact" if self.compact else "neighbourhoods"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The stations of all villages, each voter's, and each village's drawing (None: special only)."""

    code: tuple[str, ...]
    village: Whole
    lat: Reals
    lon: Reals
    name: tuple[str, ...]
    special: tuple[bool, ...]
    of_voter: Whole
    drawings: tuple[Drawing | None, ...]


def plan(voters: Electorate, order: Order, tell: Tell = lambda _share: None) -> Layout:
    """Stations for an electorate; a card with more voters than the cap is no family."""
    if order.special is None:
        return _ordinary(voters, order, tell)
    ordinary = order.special.of_voter < 0
    if not ordinary.any():
        return _with_special(voters, _NONE, order.special)
    known = order.before and replace(order.before, of_voter=order.before.of_voter[ordinary])
    layout = _ordinary(chosen(voters, ordinary), replace(order, before=known), tell)
    return _with_special(voters, layout, order.special)


def _ordinary(everybody: Electorate, order: Order, tell: Tell) -> Layout:
    voters = divided(everybody, order.cap)
    homes = families(voters)
    villages = [Village(n, homes) for n in range(len(voters.villages))]
    wishes = _wishes(voters, villages, order)
    largest_first = sorted(villages, key=lambda one: (-len(one.load), one.number))
    with ThreadPoolExecutor(order.threads) as pool:
        drawn = pool.map(lambda one: draw_village(one, wishes[one.number]), largest_first)
        told = _telling(drawn, len(voters.village), tell)
        at = dict(zip((one.number for one in largest_first), told, strict=True))
    return _layout(voters, villages, [at[n] for n in range(len(villages))], order)


def _telling(drawings: Iterable[Drawing], voters: int, tell: Tell) -> Iterator[Drawing]:
    """The drawings one by one, and how far they are whenever that is a step further."""
    done, told = 0, 0
    for drawing in drawings:
        done += drawing.voters
        if done * STEPS // voters > told:
            told = done * STEPS // voters
            tell(done / voters)
        yield drawing


def _wishes(voters: Electorate, villages: list[Village], order: Order) -> list[Wish]:
    wishes = [Wish(cap=order.cap, compact=order.compact) for _ in villages]
    if order.offers:
        for n, name in enumerate(voters.villages):
            there = order.offers.of(name)
            wishes[n] = replace(wishes[n], lat=order.offers.lat[there], lon=order.offers.lon[there])
    if order.before:
        old = _old_of_family(voters, order.before.of_voter)
        for n, one in enumerate(villages):
            names, of_family = _by_size(old[one.slice], one.load)
            wishes[n] = replace(wishes[n], old=of_family, old_names=names)
    return wishes


def _old_of_family(voters: Electorate, of_voter: Whole) -> Whole:
    """Where most of a family's members voted before; -1 where nobody is known."""
    known = of_voter >= 0
    width = int(of_voter.max()) + 1 if known.any() else 1
    pairs, count = np.unique((voters.family * width + of_voter)[known], return_counts=True)
    family, station = pairs // width, pairs % width
    last = np.lexsort((-station, count, family))
    found = np.full(int(voters.family.max()) + 1, -1, np.int64)
    found[family[last]] = station[last]
    return found


def _by_size(old: Whole, load: Whole) -> tuple[Whole, Whole]:
    """The old stations of a village, fullest first, and each family's place among them."""
    names, place = dense(old[old >= 0])
    size = np.bincount(place, load[old >= 0], minlength=len(names))
    rank = np.empty(len(names), np.int64)
    order = np.lexsort((names, -size))
    rank[order] = np.arange(len(names))
    found = np.full(len(old), -1, np.int64)
    found[old >= 0] = rank[place]
    return names[order], found


def _layout(
    voters: Electorate, villages: list[Village], drawings: list[Drawing], order: Order
) -> Layout:
    codes: list[str] = []
    offered: list[str] = []
    of_family = np.empty(int(voters.family.max()) + 1, np.int64)
    for one, drawing in zip(villages, drawings, strict=True):
        name = voters.villages[one.number]
        of_family[one.slice] = drawing.at + len(codes)
        old = order.before.code if order.before else ()
        codes += _codes(name, drawing, old)
        there = order.offers.of(name) if order.offers else None
        offered += [
            order.offers.name[there[n]] if order.offers and there is not None and n >= 0 else ""
            for n in drawing.offer
        ]
    return Layout(
        code=tuple(codes),
        village=np.repeat(np.arange(len(villages)), [len(one.lat) for one in drawings]),
        lat=np.concatenate([one.lat for one in drawings]),
        lon=np.concatenate([one.lon for one in drawings]),
        name=tuple(offered),
        special=(False,) * len(codes),
        of_voter=of_family[voters.family],
        drawings=tuple(drawings),
    )


def _codes(village: str, drawing: Drawing, old: tuple[str, ...]) -> Iterator[str]:
    """A kept station's own code; else the village's code and the next free number."""
    taken = {old[n] for n in drawing.old if n >= 0}
    number = 0
    for n in drawing.old:
        if n >= 0:
            yield old[n]
            continue
        number += 1
        while f"{village}-{number:03d}" in taken:
            number += 1
        yield f"{village}-{number:03d}"


def _with_special(voters: Electorate, layout: Layout, special: Special) -> Layout:
    """The ordinary stations, and after them those at special locations."""
    ordinary = special.of_voter < 0
    of_voter = special.of_voter + len(layout.code)
    of_voter[ordinary] = layout.of_voter
    there = np.unique(voters.village[ordinary])
    drawings: list[Drawing | None] = [None] * len(voters.villages)
    for n, drawing in zip(there, layout.drawings, strict=True):
        drawings[n] = drawing
    first = np.empty(len(special.code), np.int64)
    first[special.of_voter[~ordinary]] = np.flatnonzero(~ordinary)
    return Layout(
        code=layout.code + special.code,
        village=np.concatenate([there[layout.village], voters.village[first]]),
        lat=np.concatenate([layout.lat, special.lat]),
        lon=np.concatenate([layout.lon, special.lon]),
        name=layout.name + special.name,
        special=layout.special + (True,) * len(special.code),
        of_voter=of_voter,
        drawings=tuple(drawings),
    )


_NONE = Layout(
    code=(),
    village=np.empty(0, np.int64),
    lat=np.empty(0),
    lon=np.empty(0),
    name=(),
    special=(),
    of_voter=np.empty(0, np.int64),
    drawings=(),
)
