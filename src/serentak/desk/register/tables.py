"""The one place of the desk that opens a run's tables; only counts and masked numbers leave it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from serentak.engine.errors import BadData

ENOUGH_VOTERS, ENOUGH_FAMILIES = 5, 3  # below either, a place on the map could be one home
GRID = 2000  # steps a degree for the middle of an RT: about 55 metres
COARSE = 1000  # steps a degree for a station without a named site: about 110 metres
_LIMITS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "512MB",
    "threads": 2,
    "temp_directory": "",  # rows of people are not to be spilled beside the program
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The voters of one RT at one station."""

    village: str
    rw: str
    rt: str
    station: int
    voters: int
    families: int
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two rows that may be one person; their numbers are masked before they come here."""

    key: str
    id_a: str
    id_b: str
    kind: str
    probability: float
    reason: str
    nik_a: str
    nik_b: str
    village_a: str
    village_b: str
    same_family: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A pair: what it is of, the village of its first row, and whether it waits for a person."""

    key: str
    id_a: str
    id_b: str
    kind: str
    village: str
    review: bool


@contextmanager
def _opened() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:", config=_LIMITS) as connection:
        try:
            yield connection
        except duckdb.Error as slip:
            # Not its message: it may quote a row.
            raise BadData(
                f"Tabel putaran tidak terbaca ({type(slip).__name__}). Jalankan putarannya lagi."
            ) from None


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with _opened() as connection:
        return connection.execute(sql, list(values)).fetchall()


def _table(folder: Path, name: str) -> str:
    return str(folder / f"{name}.parquet")


_FINDINGS = """
SELECT r.village, f.rule, f.severity, count(*)
FROM read_parquet(?) f JOIN read_parquet(?) r USING (id)
GROUP BY ALL ORDER BY ALL
"""


def findings(folder: Path) -> list[tuple[str, str, str, int]]:
    """(village, rule, severity, how many)."""
    return [
        (str(village or ""), rule, severity, count)
        for village, rule, severity, count in _rows(
            _FINDINGS, (_table(folder, "findings"), _table(folder, "register"))
        )
    ]


_STATIONS = """
SELECT code, village, number, rts, voters, voters_l, voters_p, site, lat, lon,
       distance_mean, distance_max
FROM read_parquet(?) ORDER BY village, number
"""


def stations(folder: Path) -> list[dict[str, Any]]:
    """The planned stations; one without a named site stands on a dwelling, so it is moved."""
    names = ("code", "village", "number", "rts", "voters", "voters_l", "voters_p", "site")
    more = ("lat", "lon", "distance_mean", "distance_max")
    rows = [
        dict(zip((*names, *more), row, strict=True))
        for row in _rows(_STATIONS, (_table(folder, "stations"),))
    ]
    for row in rows:
        row["site"] = row["site"] or ""
        row["rts"] = ", ".join(row["rts"]) if isinstance(row["rts"], list) else row["rts"] or ""
        if not row["site"]:
            row["lat"], row["lon"] = _coarse(row["lat"]), _coarse(row["lon"])
    return rows


def _coarse(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees * COARSE) / COARSE


_PARTS = """
SELECT v.village, coalesce(v.rw, ''), coalesce(v.rt, ''), s.number, count(*),
       count(DISTINCT v.kk), avg(v.lat), avg(v.lon)
FROM read_parquet(?) v
JOIN read_parquet(?) a USING (id)
JOIN read_parquet(?) s ON s.code = a.station
GROUP BY ALL ORDER BY 1, 2, 3, 4
"""


def parts(folder: Path) -> list[Part]:
    """How the voters of each RT are spread over stations."""
    tables = [_table(folder, name) for name in ("voters", "assignments", "stations")]
    names = ("village", "rw", "rt", "station", "voters", "families", "lat", "lon")
    return [Part(**dict(zip(names, row, strict=True))) for row in _rows(_PARTS, tables)]


_KEY = "left(sha256(concat_ws(chr(31), m.id_a, m.id_b)), 16)"
_MASK = """CASE WHEN length({0}) = 16 THEN left({0}, 4) || repeat('•', 8) || right({0}, 4)
           ELSE repeat('•', 8) END"""
_PAIRS = f"""
SELECT {_KEY} AS key, m.id_a, m.id_b, m.kind, m.probability, coalesce(m.reason, ''),
       {_MASK.format("coalesce(a.nik, '')")}, {_MASK.format("coalesce(b.nik, '')")},
       coalesce(a.village, ''), coalesce(b.village, ''), coalesce(a.kk = b.kk, false)
FROM read_parquet(?) m
JOIN read_parquet(?) a ON a.id = m.id_a
JOIN read_parquet(?) b ON b.id = m.id_b
WHERE starts_with(coalesce(a.village, ''), ?)
  AND CASE WHEN ? THEN list_contains(?::VARCHAR[], {_KEY})
           ELSE m.decision = 'review' AND NOT list_contains(?::VARCHAR[], {_KEY}) END
ORDER BY m.probability DESC, key
LIMIT ? OFFSET ?
"""  # noqa: S608  put together from constants; what is asked for goes in as values


def pairs(
    folder: Path, *, region: str, keys: Sequence[str], chosen: bool, page: tuple[int, int]
) -> list[Pair]:
    """Pairs answered (`keys`), or those that still wait, the likeliest first; (limit, offset)."""
    tables = [_table(folder, name) for name in ("matches", "register", "register")]
    names = ("key", "id_a", "id_b", "kind", "probability", "reason", "nik_a", "nik_b")
    more = ("village_a", "village_b", "same_family")
    asked = (region, chosen, list(keys), list(keys))
    found = _rows(_PAIRS, (*tables, *asked, *page))
    return [Pair(**dict(zip((*names, *more), row, strict=True))) for row in found]


_SURE = """
SELECT id_a, id_b FROM read_parquet(?) WHERE kind = 'same-person' AND decision = 'auto'
"""


def sure(folder: Path) -> list[tuple[str, str]]:
    """The pairs of rows that the matcher itself decided to be one person."""
    return [(low, high) for low, high in _rows(_SURE, (_table(folder, "matches"),))]


_WAITING = f"""
SELECT {_KEY} AS key, m.id_a, m.id_b, m.kind, coalesce(a.village, ''), m.decision = 'review'
FROM read_parquet(?) m JOIN read_parquet(?) a ON a.id = m.id_a
WHERE CASE WHEN ? = '' THEN m.decision = 'review' ELSE {_KEY} = ? END
ORDER BY key
"""  # noqa: S608  put together from constants


def waiting(folder: Path, key: str = "") -> list[Waiting]:
    """Every pair for review, or the one with that key, whoever decided it."""
    tables = [_table(folder, name) for name in ("matches", "register")]
    names = ("key", "id_a", "id_b", "kind", "village", "review")
    found = _rows(_WAITING, (*tables, key, key))
    return [Waiting(**dict(zip(names, row, strict=True))) for row in found]
