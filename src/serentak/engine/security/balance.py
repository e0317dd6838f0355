"""What each police unit reported against what its stations need, and the proof of the plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from serentak.engine.law.guards import Risk
from serentak.engine.security.deployment import Deployment, Leg, Scene, Wish
from serentak.engine.security.posts import Strength, required
from serentak.engine.security.program import NODES
from serentak.engine.security.shipping import GAP

UNKNOWN = Strength(own=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A unit's stations, teams and officers; what it reported is None where nobody said."""

    unit: str
    regencies: tuple[str, ...]  # in which its stations lie
    stations: Mapping[Risk, int]
    teams: int
    officers: int  # that the teams need
    needed: int  # with the reserve
    reported: int | None
    reinforcement: int
    unguarded: tuple[str, ...]  # stations whose team has no officers
    missing: int  # officers of those teams
    helped: int  # officers who came from other units

    @property
    def more(self) -> int | None:
        """How many more officers it needs; None where it reported nothing."""
        return None if self.reported is None else max(0, self.needed - self.reported)


def balances(scene: Scene, plan: Deployment, wish: Wish) -> list[Balance]:
    """One a unit that has stations, by its code."""
    units = sorted(set(scene.stations.unit))
    return [_balance(unit, scene, plan, wish) for unit in units]


def _balance(unit: str, scene: Scene, plan: Deployment, wish: Wish) -> Balance:
    own = [n for n, other in enumerate(scene.stations.unit) if other == unit]
    legs = [leg for leg in plan.legs if leg.team.unit == unit]
    officers = sum(leg.team.officers for leg in legs)
    bare = [leg.team for leg in legs if leg.post is None]
    risks = [scene.stations.risk[n] for n in own]
    return Balance(
        unit=unit,
        regencies=tuple(sorted({scene.stations.code[n][:5] for n in own})),
        stations={risk: risks.count(risk) for risk in Risk},
        teams=len(legs),
        officers=officers,
        needed=required(officers, wish.reserve),
        reported=_reported(unit, scene),
        reinforcement=scene.strength.get(unit, UNKNOWN).reinforcement,
        unguarded=tuple(scene.stations.code[n] for team in bare for n in team.stations),
        missing=sum(team.officers for team in bare),
        helped=sum(leg.team.officers for leg in legs if _from_others(leg, scene)),
    )


def _reported(unit: str, scene: Scene) -> int | None:
    """The officers of its posts where these know them, else of the unit."""
    known = [
        post.officers for post in scene.posts if post.unit == unit and post.officers is not None
    ]
    return sum(known) if known else scene.strength.get(unit, UNKNOWN).officers


def _from_others(leg: Leg, scene: Scene) -> bool:
    return leg.post is not None and scene.posts[leg.post].unit != leg.team.unit


def proof(plan: Deployment, wish: Wish) -> dict[str, Any]:
    """The certificate: what the plan comes to, what none can go below, and what was given up for it."""
    over = max(0.0, plan.sent.value - plan.sent.bound)
    classes = {risk: _class(plan, risk) for risk in Risk}
    return {
        "teams": sum(one["teams"] for one in classes.values()),
        "teams_bound": sum(one["bound"] for one in classes.values()),
        "classes": {str(risk): one for risk, one in classes.items() if one["teams"]},
        "sent": sum(leg.post is not None for leg in plan.legs),
        "missing": sum(leg.post is None for leg in plan.legs),
        "officer_minutes": round(plan.ways),
        "value": round(plan.sent.value, 3),
        "value_bound": round(plan.sent.bound, 3),
        "gap_percent": round(100 * over / max(plan.ways, 1.0), 4),
        "longest_minutes": round(max((leg.minutes for leg in plan.legs), default=0)),
        "limits": {"nodes": NODES, "gap_percent": 100 * GAP},
        "wish": {
            "roam_minutes": wish.roam,
            "reserve_percent": wish.reserve,
            "posts_a_village": wish.most_posts,
            "across": wish.across,
        },
        "words": list(_words(wish)),
    }


def _class(plan: Deployment, risk: Risk) -> dict[str, int]:
    parts = [part for (_, other), part in plan.formed.items() if other is risk]
    return {
        "teams": sum(len(part.teams) for part in parts),
        "bound": sum(part.bound for part in parts),
    }


def _words(wish: Wish) -> Iterator[str]:
    yield "Setiap TPS dijaga satu regu menurut pola kelasnya; regu tidak dipecah."
    yield (
        f"Regu TPS kurang rawan menjaga beberapa desa paling jauh {wish.roam:g} menit dari pangkalnya; "
        "jumlah regunya dibuat sesedikit mungkin, dengan batas terbukti di sampingnya."
    )
    yield f"Cadangan {wish.reserve} persen ditahan; satu desa melihat paling banyak {wish.most_posts} pos."
    if wish.across:
        yield "Satuan lain membantu hanya bila satuan wilayahnya sendiri tidak cukup."
    else:
        yield "Tidak ada petugas keluar dari wilayah hukumnya."
    yield (
        "TPS yang lebih rawan didahulukan, lalu jalan dibuat sependek mungkin; batas bawahnya dari "
        "program linear, yang tidak dapat dilampaui rencana mana pun."
    )


def shortest_first(balances_: Iterable[Balance]) -> Sequence[Balance]:
    """Who lacks most comes first, then who reported nothing, then the others."""
    return sorted(
        balances_,
        key=lambda one: (-(one.more or 0), -one.missing, one.reported is not None, one.unit),
    )
