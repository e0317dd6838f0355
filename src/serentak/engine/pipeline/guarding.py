"""From a station plan to risk, teams, their posts and orders of duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.law.guards import Risk
from serentak.engine.law.model import Election, Law
from serentak.engine.pipeline import terrain
from serentak.engine.pipeline.terrain import Terrain
from serentak.engine.regions import RegionCode, province
from serentak.engine.security import balance, duty, intake, orders, patterns, risk, tables
from serentak.engine.security.deployment import Deployment, Scene, Wish, deploy
from serentak.engine.security.duty import Task, Watch
from serentak.engine.security.risk import Mark, Scale, Vulnerability
from serentak.engine.security.teams import Stations, form
from serentak.engine.store import columnar, rosters


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a plan; None: as the law data has it, or as was published."""

    election: str
    posts: Path | None = None
    marks: Path | None = None
    roam: int | None = None
    reserve: int | None = None
    across: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Asked):
    """The same, with the file of stations, a folder for the plan, and whether on paper too."""

    stations: Path
    out: Path
    papers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A plan before it is written."""

    scene: Scene
    wish: Wish
    judged: list[Vulnerability]
    plan: Deployment
    proof: dict[str, Any]
    tasks: list[Task]


def plan_guards(request: Request) -> dict[str, Any]:
    """Plan, write every file of the folder, and return the certificate."""
    found = guarded(_codes(request.stations), request)
    told = found.proof | {"election": request.election}
    columnar.write_all(
        request.out,
        tables={
            "risk.csv": tables.risks(found.judged),
            "deployment.csv": tables.deployments(found.tasks),
            "balance.csv": tables.balances(balance.balances(found.scene, found.plan, found.wish)),
        },
        documents={"deployment.json": told},
    )
    rosters.write(request.out / "orders.xlsx", found.tasks, named)
    if request.papers:
        election = store.law().election(request.election)
        made = orders.papers(found.tasks, named, election.title, election.voting_day)
        rosters.write_papers(request.out / "orders", made)
    return told


def guarded(codes: Sequence[str], request: Asked) -> Guarded:
    """The plan for stations of one province, in the order of their codes."""
    law = store.law()
    election = law.election(request.election)
    home = province(RegionCode(codes[0]))
    judged = risk.vulnerabilities(codes, _marks(request, home, codes), scale(law, home, election))
    scene = _scene(request, judged, home, terrain.terrain(home, law))
    wish = wished(request, law)
    guards = _guards(scene.stations, law, election)
    formed = form(scene.stations, lambda *key: guards[key].guard, scene.travel, wish.roam)
    plan = deploy(scene, formed, wish)
    linmas = law.norm(f"{election.kind}.linmas.per-station").number
    return Guarded(
        scene=scene,
        wish=wish,
        judged=judged,
        plan=plan,
        proof=_proof(scene, plan, wish, guards),
        tasks=list(duty.tasks(scene, plan, watches(law), (election.voting_day, linmas))),
    )


def _scene(request: Asked, judged: list[Vulnerability], home: RegionCode, ground: Terrain) -> Scene:
    given = request.posts
    posts = terrain.handed_in(given, ground) if given else terrain.published(home, ground)
    return Scene(
        stations=_stations(judged, ground),
        villages=ground.villages,
        posts=tuple(sorted(posts, key=lambda post: (post.unit, post.kind, post.name, post.place))),
        strength=terrain.strength(home, request.election),
        army=ground.army,
        travel=ground.travel,
    )


def wished(request: Asked, law: Law) -> Wish:
    """What was asked, else what the law data assumes."""

    def number(given: int | None, norm: str) -> int:
        return law.norm(norm).number if given is None else given

    return Wish(
        roam=number(request.roam, "security.roam"),
        reserve=number(request.reserve, "security.reserve"),
        most_posts=law.norm("security.posts-a-village").number,
        across=request.across,
    )


def watches(law: Law) -> list[Watch]:
    """The stretches of duty."""
    names = {"eve": "Malam", "voting": "Pemungutan", "counting": "Penghitungan"}
    return [Watch(name, *law.norm(f"security.watch.{key}").numbers) for key, name in names.items()]


def scale(law: Law, home: RegionCode, election: Election) -> Scale:
    """What indicators weigh; how rare they are as published of the province, where that was."""
    rows = [
        row
        for row in store.facts(home, "vulnerable")
        if row["region"] == home and row["election"] == election.id
    ]
    all_stations = sum(
        int(row["stations"])
        for row in store.facts(home, "district_stations")
        if row["election"] == election.id
    )
    return Scale(
        indicators=law.indicators,
        stations=all_stations,
        published={
            row["indicator"]: int(row["stations"])
            for row in rows
            if row["indicator"] in law.indicators
        },
        high=law.norm("security.score.high").number,
        severe=law.norm("security.score.severe").number,
    )


def _codes(path: Path) -> list[str]:
    table = columnar.read(path, {"CODE"})
    codes = sorted({str(code) for code in table.column(0).to_pylist()}) if table.num_columns else []
    if not codes:
        raise BadData(
            f"Berkas {path.name} tidak memuat TPS; perlu kolom code, misalnya dari stations plan."
        )
    return codes


def _marks(request: Asked, home: RegionCode, codes: Sequence[str]) -> list[Mark]:
    """What was handed in, and the places that were published as hard to reach."""
    within = {code[:size] for code in codes for size in (5, 8, 13)}
    hard = [
        Mark(place=row["region"], indicator="hard-access")
        for row in store.facts(home, "hard_access")
        if row["region"] in within
    ]
    if request.marks is None:
        return hard
    return [*hard, *intake.marks(terrain.rows_of(request.marks, intake.MARKS))]


def _stations(judged: list[Vulnerability], ground: Terrain) -> Stations:
    codes = tuple(one.station for one in judged)
    unknown = [code for code in codes if code[:13] not in ground.at]
    if unknown:
        raise BadData(
            f"{len(unknown)} TPS ada di desa yang letaknya tidak dikenal, misalnya {unknown[0]}. "
            "Periksa kodenya."
        )
    return Stations(
        code=codes,
        village=np.array([ground.at[code[:13]] for code in codes]),
        risk=tuple(one.risk for one in judged),
        unit=tuple(ground.police[code[:8]] for code in codes),
    )


def _guards(
    stations: Stations, law: Law, election: Election
) -> dict[tuple[str, Risk], patterns.Chosen]:
    keys = set(zip(stations.unit, stations.risk, strict=True))
    return {
        (unit, one): patterns.chosen(law.patterns.values(), unit.partition("/")[0], one, election)
        for unit, one in sorted(keys)
    }


def _proof(
    scene: Scene, plan: Deployment, wish: Wish, guards: dict[tuple[str, Risk], patterns.Chosen]
) -> dict[str, Any]:
    told = balance.balances(scene, plan, wish)
    return balance.proof(plan, wish) | {
        "stations": len(scene.stations.code),
        "posts": len(scene.posts),
        "posts_assumed": sum(post.assumed for post in scene.posts),
        "patterns": [
            {
                "unit": unit,
                "class": str(one),
                "pattern": found.pattern.id,
                "borrowed": found.borrowed,
            }
            for (unit, one), found in guards.items()
        ],
        "units": [tables.balance_row(one) for one in balance.shortest_first(told)],
        "unguarded": [code for one in told for code in one.unguarded],
    }


def named(code: str) -> str:
    """A region's name, or an institution's."""
    region = RegionCode(code.partition("/")[0])
    if "/" not in code:
        return store.region_name(region)
    return _institutions(province(region)).get(code, code)


def _institutions(home: RegionCode) -> dict[str, str]:
    return {row["code"]: row["short"] for row in store.facts(home, "institutions")}
