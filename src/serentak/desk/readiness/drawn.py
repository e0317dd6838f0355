"""The matrix as last drawn: kept for the minute it shows, until anybody writes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString

from serentak.desk.obligations import words
from serentak.desk.readiness import draw, facts, pages
from serentak.desk.readiness.panel import panel
from serentak.engine.law.model import Election

MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader wants to see; `chosen` is region and area, None for the worst cell."""

    election: Election
    at: datetime
    within: str
    chosen: tuple[str, str] | None
    by_name: bool
    keep: str  # the query every link takes along


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The page but for its frame."""

    finding: str
    summary: tuple[str, ...]
    mean: int | None
    simulated: bool
    main: SafeString


def matrix(asked: Asked) -> Drawn:
    """The drawing of this very minute if nothing was written since, else a new one.

    A moment is shown to the minute, so within one only a write can change the page; every
    write leaves a line in the trail, and the newest line is part of the key.
    """
    key = _key(asked, stamp=facts.stamp())
    found: Drawn | None = cache.get(key)
    if found is None:
        found = _draw(asked)
        cache.set(key, found, timeout=MINUTE)
    return found


def _key(asked: Asked, *, stamp: tuple[int, int]) -> str:
    minute = asked.at.replace(second=0, microsecond=0).isoformat()
    parts = (
        stamp,
        asked.election.id,
        minute,
        asked.within,
        asked.chosen,
        asked.by_name,
        asked.keep,
        translation.get_language(),
    )
    return "matrix-" + hashlib.sha256(repr(parts).encode()).hexdigest()


def _draw(asked: Asked) -> Drawn:
    rows = facts.matrix(asked.election.id, at=asked.at, within=asked.within)
    chosen = asked.chosen or _worst(rows)
    made = pages.lines(rows, by_name=asked.by_name, chosen=chosen)
    maps = pages.area_maps(rows, chosen[0])
    mean = pages.mean([line.total for line in made])
    context: dict[str, Any] = {
        "lines": made,
        "areas": maps,
        "tiles": pages.tile_lines(made, [row.region for row in rows]),
        "by_name": asked.by_name,
        "mean": mean,
        "levels": list(zip(range(6), words.LEVEL_RANGES, words.LEVEL_NAMES, strict=True)),
        "chosen": chosen,
        "body": draw.body(made, cells=_cells(), query=escape(asked.keep)),
        "maps": [(one, draw.squares(one.tiles)) for one in maps],
        "panel": _panel(asked, rows, chosen),
        "election": asked.election,
        "at": asked.at,
        "keep": asked.keep,
    }
    return Drawn(
        finding=pages.finding(made),
        summary=tuple(pages.summary(made, maps)),
        mean=mean,
        simulated=facts.simulated(asked.election.id, at=asked.at),
        main=render_to_string("readiness/_matrix.html", context),
    )


def _panel(asked: Asked, rows: Sequence[facts.Row], chosen: tuple[str, str]) -> object:
    region = next((row.region for row in rows if row.region.code == chosen[0]), None)
    return panel(asked.election.id, region, chosen[1], at=asked.at) if region else None


def _cells() -> str:
    """The address of a drill-down up to its code."""
    return reverse("readiness:cell", args=["-", "-"]).removesuffix("-/-/")


def _worst(rows: Sequence[facts.Row]) -> tuple[str, str]:
    """The worst cell of the worst region: what a reader should see first."""
    scored = [row for row in rows if row.total is not None]
    if not scored:
        return "", ""
    low = min(scored, key=lambda row: (_rank(row.total), str(row.region)))
    cells = [(area, low.cells[area]) for area in facts.AREAS if area in low.cells]
    return low.region.code, min(cells, key=lambda one: (one[1].level or 9, _rank(one[1])))[0]


def _rank(cell: facts.Standing | None) -> int:
    return 101 if cell is None or cell.score is None else cell.score
