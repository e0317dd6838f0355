"""A province as guards see it: villages, lands, lines, who answers for which district, posts, strength."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.law.model import Law
from serentak.engine.regions import RegionCode
from serentak.engine.security import intake, posts
from serentak.engine.security.posts import Post, Strength
from serentak.engine.security.travel import Ints, Line, Pace, Places, Travel
from serentak.engine.store import columnar


@dataclass(frozen=True, slots=True, kw_only=True)
class Terrain:
    """What does not depend on a plan."""

    villages: tuple[str, ...]
    at: Mapping[str, int]
    travel: Travel
    police: Mapping[str, str]  # which unit answers for a district
    army: Mapping[str, str]


def terrain(home: RegionCode, law: Law) -> Terrain:
    """From the facts of a province. Raises BadData where it has none."""
    rows = store.facts(home, "villages")
    villages = tuple(row["code"] for row in rows)
    at = {code: n for n, code in enumerate(villages)}
    lands = {row["region"]: row["land"] for row in store.facts(home, "lands")}
    known = sorted(set(lands.values()))
    places = Places(
        np.array([float(row["lat"]) for row in rows]),
        np.array([float(row["lon"]) for row in rows]),
        np.array([known.index(_longest(code, lands)) for code in villages]),
    )
    lines = [_line(row, at) for row in store.facts(home, "sea_lines")]
    coverage = store.facts(home, "coverage")
    districts = sorted({code[:8] for code in villages})
    police, army = (
        posts.jurisdictions(
            districts, (row for row in coverage if row["institution"].endswith(f"/{kind}"))
        )
        for kind in ("polri", "tni")
    )
    return Terrain(
        villages=villages, at=at, travel=Travel(places, lines, pace(law)), police=police, army=army
    )


def pace(law: Law) -> Pace:
    """What is assumed of roads and boats."""
    detour, road = law.norm("security.road").numbers
    ferry, boat, waiting = law.norm("security.sea").numbers
    return Pace(detour=detour / 100, road=road, ferry=ferry, boat=boat, waiting=waiting)


def _longest(code: str, lands: Mapping[str, str]) -> str:
    """The land of the smallest region that was told of."""
    return next(lands[code[:size]] for size in (13, 8, 5, 2) if code[:size] in lands)


def _line(row: Mapping[str, str], at: Mapping[str, int]) -> Line:
    return Line(
        name=row["name"],
        start=at[row["from"]],
        end=at[row["to"]],
        by=row["by"],
        minutes=float(row["minutes"]) if row["minutes"] else None,
    )


def handed_in(path: Path, ground: Terrain) -> tuple[Post, ...]:
    """The posts of an office's own table."""
    rows = rows_of(path, intake.POSTS)
    return tuple(intake.posts(rows, lambda place: middle(place, ground)))


def published(home: RegionCode, ground: Terrain) -> tuple[Post, ...]:
    """Seats as published, and a post in every other district, which is an assumption."""
    rows = [
        {key.upper(): value for key, value in row.items()} for row in store.facts(home, "posts")
    ]
    seats = intake.posts(rows, lambda place: middle(place, ground))
    seated = {row["PLACE"] for row in rows if row["KIND"] == "polres"}
    assumed = [
        Post(
            unit=unit,
            kind="pos",
            name=f"Pos {store.region_name(RegionCode(district))}",
            place=_middle(district, ground),
            officers=None,
            assumed=True,
        )
        for district, unit in ground.police.items()
        if district not in seated
    ]
    return (*seats, *assumed)


def strength(home: RegionCode, election: str) -> dict[str, Strength]:
    """What police and army units were reported to have."""
    return posts.strengths(store.facts(home, "strength"), election)


def middle(place: str, ground: Terrain) -> int | None:
    """The village, or the one in the middle of the district; None for anything else."""
    if place in ground.at:
        return ground.at[place]
    return _middle(place, ground) if place in ground.police else None


def _middle(district: str, ground: Terrain) -> int:
    own: Ints = np.array([n for n, code in enumerate(ground.villages) if code[:8] == district])
    ways = ground.travel.places.kilometres(own, own).sum(axis=1)
    return int(own[ways.argmin()])


def rows_of(path: Path, need: tuple[str, ...]) -> list[dict[str, str | None]]:
    """An office's table with these headings. Raises BadData naming one that lacks."""
    table = columnar.texts(path)
    lost = [heading for heading in need if heading not in table.column_names]
    if lost:
        raise BadData(f"Berkas {path.name} tidak punya kolom {', '.join(lost)}.")
    found: list[dict[str, str | None]] = table.select(list(need)).to_pylist()
    return found
