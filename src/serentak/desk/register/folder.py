"""A run's report as its folder holds it, checked before a count is believed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serentak.engine.errors import BadData

REPORT = "report.json"
SCHEMA = 1
VILLAGE_COUNTS = (
    "records",
    "findings",
    "blocking",
    "voters",
    "voters_l",
    "voters_p",
    "first_time",
    "disability",
    "no_ktp_el",
    "stations",
    "stations_bound",
    "splits",
    "splits_bound",
)
LENGTHS = ("distance_mean", "distance_bound", "distance_max")
ELSEWHERE = ("records", "findings", "blocking", "pairs_review", "voters")
_TOTALS = ("records", "people", "blocking", "voters", "stations", "villages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What report.json says, and its own digest."""

    digest: str
    election: str
    region: str
    seed: int
    cap: int
    mode: str
    law_digest: str
    inputs: list[dict[str, Any]]
    counts: Mapping[str, Any]
    villages: list[dict[str, Any]]
    elsewhere: dict[str, int]  # rows that name no village of the region
    certificate: dict[str, Any]


def read(folder: Path) -> Report:
    """The report of a finished run. Raises BadData."""
    try:
        raw = (folder / REPORT).read_bytes()
        said = json.loads(raw)
        found = _report(said, hashlib.sha256(raw).hexdigest())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as slip:
        raise BadData(
            f"Laporan putaran tidak terbaca ({type(slip).__name__}). Jalankan putarannya lagi "
            "dengan rilis yang sama."
        ) from None
    _agrees(found)
    return found


def _report(said: Mapping[str, Any], digest: str) -> Report:
    if said["schema"] != SCHEMA:
        raise BadData(
            f"Laporan putaran berbentuk {said['schema']}, rilis ini membaca {SCHEMA}. Jalankan "
            "putarannya dengan rilis yang sama."
        )
    options = said["options"]
    return Report(
        digest=digest,
        election=str(said["election"]),
        region=str(said["region"]),
        seed=int(said["seed"]),
        cap=int(options["cap"]),
        mode=str(options["mode"]),
        law_digest=str(said["law"]["digest"]),
        inputs=[_input(one) for one in said["inputs"]],
        counts=_counts(said["counts"]),
        villages=[_village(one) for one in said["villages"]],
        elsewhere={name: _count(said["elsewhere"][name]) for name in ELSEWHERE},
        certificate=dict(said["certificate"]),
    )


def _input(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": Path(str(said["name"])).name,
        "bytes": int(said["bytes"]),
        "rows": int(said["rows"]),
        "sha256": str(said["sha256"]),
    }


def _counts(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: _count(said[name]) for name in _TOTALS},
        "findings": {str(rule): _count(n) for rule, n in said["findings"].items()},
        # Everybody once: what comes off the rows read leaves the voters.
        "excluded": {str(rule): _count(n) for rule, n in said["excluded_once"].items()},
        "pairs": {
            str(kind): {band: _count(n[band]) for band in ("auto", "review")}
            for kind, n in said["pairs"].items()
        },
    }


def _village(said: Mapping[str, Any]) -> dict[str, Any]:
    counts = {name: _count(said[name]) for name in VILLAGE_COUNTS}
    lengths = {name: _length(said[name]) for name in LENGTHS}
    return {"village": str(said["village"]), **counts, **lengths}


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _length(value: Any) -> float | None:
    return None if value is None else float(value)


def _agrees(report: Report) -> None:
    """The villages, and what lies in none of them, make up the totals. Raises BadData."""
    for name in ("records", "voters", "stations", "blocking"):
        parts = sum(one[name] for one in report.villages) + report.elsewhere.get(name, 0)
        total = report.counts[name]
        if total != parts:
            raise BadData(
                f"Laporan putaran tidak konsisten: {name} {total}, jumlah desanya {parts}. "
                "Jalankan putarannya lagi."
            )
    counts = report.counts
    if counts["records"] != counts["voters"] + sum(counts["excluded"].values()):
        raise BadData(
            "Laporan putaran tidak konsisten: pemilih dan yang bukan pemilih tidak sama dengan "
            "barisnya. Jalankan putarannya lagi."
        )
    if counts["villages"] != len(report.villages):
        raise BadData("Laporan putaran tidak memuat semua desanya. Jalankan putarannya lagi.")
