"""Run folders as the engine leaves them: small, made up, and true to themselves."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from serentak.desk.register.folder import ELSEWHERE

ELECTION = "pilkada-2024"
NAMES = ("Contoh Satu", "Contoh Dua", "Contoh Tiga")  # of nobody
HOME = (-4.05, 122.99)


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """How many families of three stand in each RT of a village."""

    code: str
    rts: tuple[int, ...] = (4, 4, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What to put into a run."""

    region: str = "74.12"
    election: str = ELECTION
    villages: tuple[Village, ...] = (Village(code="74.12.01.2002"),)
    cap: int = 20
    pairs: int = 2  # for review, in the first village
    findings: tuple[tuple[str, str, int], ...] = (
        ("nik-form", "error", 2),
        ("kk-missing", "warning", 1),
    )
    no_ktp_el: int = 3  # in each village
    sites: bool = True  # whether stations have a named site
    placed: bool = True  # whether rows carry coordinates
    seed: int = 1
    changes: Mapping[str, Any] = field(default_factory=dict)  # to the report, for broken ones


Row = dict[str, Any]


def make(place: Path, what: Made | None = None) -> Path:
    """Write a whole folder."""
    made = what or Made()
    place.mkdir(parents=True)
    people = [row for village in made.villages for row in _people(village)]
    if not made.placed:
        people = [{**row, "lat": None, "lon": None} for row in people]
    twins = _twins(people[: made.pairs])
    stations = [row for village in made.villages for row in _stations(village, people, made)]
    homes = {(s["village"], rt): s["code"] for s in stations for rt in s["rts"].split(", ")}
    voters = [_voter(row, n) for n, row in enumerate(people)]
    for village in made.villages:
        own = [row for row in voters if row["village"] == village.code]
        for row in own[: made.no_ktp_el]:
            row["ktp_el"] = False
    findings = [
        {"id": people[n % len(people)]["id"], "rule": rule, "severity": severity, "column": "nik"}
        for rule, severity, count in made.findings
        for n in range(count)
    ]
    pairs = [
        {
            "id_a": row["id"],
            "id_b": twin["id"],
            "kind": "same-person",
            "probability": round(0.9 - n / 100, 4),
            "decision": "review",
            "reason": "+ tanggal lahir sama; - kecamatan berbeda",
        }
        for n, (row, twin) in enumerate(zip(people, twins, strict=False))
    ]
    _write(place, "register", [*people, *twins])
    _write(place, "findings", findings, ("id", "rule", "severity", "column"))
    _write(place, "matches", pairs, ("id_a", "id_b", "kind", "probability", "decision", "reason"))
    _write(place, "voters", voters)
    _write(place, "excluded", [], ("id", "rule", "article"))
    _write(place, "stations", stations)
    assigned = [{"id": v["id"], "station": homes[v["village"], v["rt"]]} for v in voters]
    _write(place, "assignments", assigned)
    report = _report(
        made, people=people, twins=twins, voters=voters, stations=stations, findings=findings
    )
    (place / "report.json").write_text(json.dumps({**report, **made.changes}), "utf-8")
    return place


def _people(village: Village) -> Iterable[Row]:
    for rt, families in enumerate(village.rts, start=1):
        home = _home(village, rt)
        for family in range(families):
            for member in range(3):
                number = f"{rt:02}{family:02}{member}"
                yield {
                    "id": f"{village.code}-{number}",
                    "kk": f"{village.code[:8].replace('.', '')}0000{rt:02}{family:04}",
                    "nik": f"{village.code[:8].replace('.', '')}010190{rt:02}{family:01}{member:01}",
                    "name": NAMES[member],
                    "birth_date": date(1990, 1, 1),
                    "sex": "LP"[member % 2],
                    "rt": f"{rt:03}",
                    "rw": "001",
                    "village": village.code,
                    "lat": home[0] + family / 9000,
                    "lon": home[1] + family / 9000,
                }


def _home(village: Village, rt: int) -> tuple[float, float]:
    """RTs in a spiral around the middle of the village, villages beside each other."""
    turn, far = 2.4 * rt, 0.003 * math.sqrt(rt)
    aside = int(village.code[-2:]) / 20
    return HOME[0] + far * math.sin(turn) + aside, HOME[1] + far * math.cos(turn) - aside


def _twins(rows: Sequence[Row]) -> list[Row]:
    return [
        {**row, "id": f"{row['id']}-lagi", "nik": f"{row['nik'][:12]}99{n:02}"}
        for n, row in enumerate(rows)
    ]


def _voter(row: Row, n: int) -> Row:
    wanted = ("id", "kk", "village", "rt", "rw", "lat", "lon", "sex")
    more = {"age": 34, "age_band": "30-39", "first_time": n % 10 == 0, "disability": None}
    return {name: row[name] for name in wanted} | more | {"ktp_el": True}


def _stations(village: Village, people: Sequence[Row], made: Made) -> Iterable[Row]:
    """RT by RT, a new station where the cap would be passed."""
    groups: list[list[int]] = [[]]
    for rt, families in enumerate(village.rts, start=1):
        load = 3 * sum(village.rts[one - 1] for one in groups[-1])
        if groups[-1] and load + 3 * families > made.cap:
            groups.append([])
        groups[-1].append(rt)
    for number, group in enumerate(groups, start=1):
        names = [f"{rt:03}" for rt in group]
        own = [p for p in people if p["village"] == village.code and p["rt"] in names]
        yield {
            "code": f"{village.code}.{number:03}",
            "village": village.code,
            "number": number,
            "rts": ", ".join(names),
            "voters": len(own),
            "voters_l": sum(p["sex"] == "L" for p in own),
            "voters_p": sum(p["sex"] == "P" for p in own),
            "site": f"Sekolah Contoh {number}" if made.sites else "",
            "lat": own[0]["lat"] + 0.00012345 if made.placed else None,
            "lon": own[0]["lon"],
            "distance_mean": 310.0 + number,
            "distance_max": 700.0 + number,
        }


def _write(place: Path, name: str, rows: Sequence[Row], columns: Sequence[str] = ()) -> None:
    names = list(rows[0]) if rows else list(columns)
    table = pa.table(
        {one: pa.array([row[one] for row in rows], None if rows else pa.string()) for one in names}
    )
    pq.write_table(table, place / f"{name}.parquet")


def _report(
    made: Made,
    *,
    people: Sequence[Row],
    twins: Sequence[Row],
    voters: Sequence[Row],
    stations: Sequence[Row],
    findings: Sequence[Row],
) -> dict[str, Any]:
    villages = [
        _counted(
            village,
            rows=[*people, *twins],
            voters=voters,
            stations=stations,
            findings=findings,
            made=made,
        )
        for village in made.villages
    ]
    bound = sum(one["stations_bound"] for one in villages)
    return {
        "schema": 1,
        "election": made.election,
        "region": made.region,
        "seed": made.seed,
        "inputs": [{"name": "contoh.csv", "bytes": 1200, "rows": len(people), "sha256": "a" * 64}],
        "law": {"digest": "b" * 64},
        "options": {"cap": made.cap, "mode": "neighbourhoods", "threshold": 0.9},
        "steps": [{"name": name} for name in ("intake", "checks", "match", "voters", "stations")],
        "counts": {
            "records": len(people) + len(twins),
            "people": len(people),
            "findings": dict(Counter(one["rule"] for one in findings)),
            "blocking": sum(one["blocking"] for one in villages),
            "pairs": {"same-person": {"auto": 0, "review": len(twins)}},
            "voters": len(voters),
            "excluded": {"moved": len(twins)},
            "excluded_once": {"moved": len(twins)},
            "stations": len(stations),
            "villages": len(villages),
        },
        "villages": villages,
        "elsewhere": dict.fromkeys(ELSEWHERE, 0),
        "certificate": {
            "stations": len(stations),
            "stations_bound": bound,
            "distance_mean": 311.0,
            "distance_bound": 305.0,
            "splits": 0,
            "splits_bound": 0,
            "words": ["Tidak ada keluarga yang terbagi."],
        },
    }


def _counted(
    village: Village,
    *,
    rows: Sequence[Row],
    voters: Sequence[Row],
    stations: Sequence[Row],
    findings: Sequence[Row],
    made: Made,
) -> Row:
    here = {row["id"] for row in rows if row["village"] == village.code}
    own = [row for row in voters if row["village"] == village.code]
    found = [one for one in findings if one["id"] in here]
    planned = [one for one in stations if one["village"] == village.code]
    return {
        "village": village.code,
        "records": len(here),
        "findings": len(found),
        "blocking": sum(one["severity"] == "error" for one in found),
        "pairs_review": 0,
        "voters": len(own),
        "voters_l": sum(row["sex"] == "L" for row in own),
        "voters_p": sum(row["sex"] == "P" for row in own),
        "first_time": sum(row["first_time"] for row in own),
        "disability": 0,
        "no_ktp_el": sum(not row["ktp_el"] for row in own),
        "stations": len(planned),
        "stations_bound": math.ceil(len(own) / made.cap),
        "distance_mean": 311.0,
        "distance_bound": 298.0,
        "distance_max": 701.0,
        "splits": 0,
        "splits_bound": 0,
    }
