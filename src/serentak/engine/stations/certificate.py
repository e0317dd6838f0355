"""How good a plan is, proven, and in words which rule stands in the way of a better one."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from serentak.engine.law.model import Norm
from serentak.engine.stations.electorate import Electorate
from serentak.engine.stations.measures import Measures
from serentak.engine.stations.neighbourhoods import LONGER
from serentak.engine.stations.others import Before
from serentak.engine.stations.plan import Layout, Order
from serentak.engine.stations.words import verdict

Row = dict[str, Any]


def certificate(
    voters: Electorate, layout: Layout, found: Measures, order: Order, norm: Norm
) -> Row:
    """Totals, then each village; distances in metres, ways in metres times voters."""
    rows = [_village(voters, layout, found, order, n) for n in range(len(voters.villages))]
    return {
        "cap": order.cap,
        "basis": {
            "norm": norm.id,
            "cap": norm.number,
            "cite": norm.basis.cite,
            "confidence": str(norm.basis.confidence),
        },
        "mode": "keep" if order.before else "compact" if order.compact else "neighbourhoods",
        "total": {
            **_total(voters, layout, rows),
            **(_moved(voters, layout, found, (order.before, order.cap)) if order.before else {}),
            "words": list(_rules(order)),
        },
        "villages": rows,
    }


def _village(voters: Electorate, layout: Layout, found: Measures, order: Order, n: int) -> Row:
    drawing = layout.drawings[n]
    stations = int(found.village_stations[n])
    row: Row = {
        "village": voters.villages[n],
        "voters": int(found.village_voters[n]),
        "stations": stations,
    }
    if drawing is None:
        return {**row, "special": stations, "words": "Hanya TPS lokasi khusus."}
    special = stations - len(drawing.lat)
    row |= {
        "special": special,
        "stations_bound": special - (-drawing.voters // order.cap),
        "stations_bound_families": special + drawing.family_bound,
        "splits": int(found.rt_splits[n]),
        "splits_bound": drawing.splits_bound,
        "rw_splits": int(found.rw_splits[n]),
        "family_splits": int(found.family_splits[n]),
        "ways": round(drawing.ways),
        "ways_bound": int(np.floor(drawing.ways_bound)),
        "ways_compact": round(drawing.compact_ways),
        "distance_mean": round(drawing.ways / drawing.voters, 1),
        "distance_bound": round(drawing.ways_bound / drawing.voters, 1),
        "gap_percent": _gap(drawing.ways, drawing.ways_bound),
    }
    return {**row, "words": verdict(row, order)}


def _gap(ways: float, bound: float) -> float:
    return round(100.0 * (ways - bound) / ways, 2) if ways > 0.5 else 0.0


def _total(voters: Electorate, layout: Layout, rows: list[Row]) -> Row:
    planned = [row for row in rows if "ways" in row]
    alone = sum(row["special"] for row in rows if "ways" not in row)
    total: Row = {
        "villages": len(rows),
        "voters": len(voters.village),
        "stations": len(layout.code),
        "special": sum(layout.special),
    }
    total |= {
        key: alone + _sum(planned, key) for key in ("stations_bound", "stations_bound_families")
    }
    keys = ("splits", "splits_bound", "rw_splits", "family_splits")
    total |= {key: _sum(planned, key) for key in (*keys, "ways", "ways_bound", "ways_compact")}
    ordinary = sum(drawing.voters for drawing in layout.drawings if drawing)
    if ordinary:
        total["distance_mean"] = round(total["ways"] / ordinary, 1)
        total["distance_bound"] = round(total["ways_bound"] / ordinary, 1)
        total["gap_percent"] = _gap(total["ways"], total["ways_bound"])
    total["villages_at_stations_bound"] = len(rows) - sum(
        row["stations"] != row["stations_bound"] for row in planned
    )
    return total


def _sum(rows: list[Row], key: str) -> int:
    return sum(row[key] for row in rows)


def _moved(voters: Electorate, layout: Layout, found: Measures, rule: tuple[Before, int]) -> Row:
    """How many known voters change their station, and how many must at the least."""
    before, cap = rule
    known = before.of_voter >= 0
    place = {code: n for n, code in enumerate(layout.code)}
    same = np.array([place.get(code, -1) for code in before.code], np.int64)
    stays = same[before.of_voter[known]] == layout.of_voter[known]
    return {
        "known_before": int(known.sum()),
        "moved": int((~stays).sum()),
        "moved_bound": _moved_bound(voters, found, before, cap),
    }


def _moved_bound(voters: Electorate, found: Measures, before: Before, cap: int) -> int:
    """Voters who must move: no more old stations stay than there are, none above the cap."""
    known = before.of_voter >= 0
    size = np.bincount(before.of_voter[known], minlength=len(before.code))
    home = np.zeros(len(size), np.int64)
    home[before.of_voter[known]] = voters.village[known]
    stay = 0
    for village, stations in enumerate(found.village_stations):
        largest = np.sort(size[home == village])[::-1][:stations]
        stay += int(np.minimum(largest, cap).sum())
    return int(known.sum()) - stay


def compared(layout: Layout, voters: Electorate, official: Mapping[str, int]) -> Row:
    """Stations by district beside the official count; only districts that are in the plan."""
    ours: dict[str, int] = {}
    for n in layout.village.tolist():
        district = voters.villages[n][:8]
        ours[district] = ours.get(district, 0) + 1
    both = {district: official[district] for district in sorted(ours) if district in official}
    return {
        "districts": len(both),
        "stations": sum(ours[district] for district in both),
        "official": sum(both.values()),
        "differ": [
            {
                "district": district,
                "stations": ours[district],
                "official": count,
                "difference": ours[district] - count,
            }
            for district, count in both.items()
            if ours[district] != count
        ],
    }


def _rules(order: Order) -> Iterator[str]:
    """The order in which a plan is judged."""
    yield f"Paling banyak {order.cap} pemilih di setiap TPS."
    yield "Desa dan kelurahan tidak digabung; satu kartu keluarga tidak dipecah."
    yield "Setiap pemilih ada di tepat satu TPS, dan jumlah TPS sesedikit mungkin."
    if order.before:
        yield "Sesedikit mungkin pemilih pindah dari TPS lama."
    elif order.compact:
        yield "Jalan ke TPS sependek mungkin; RT boleh dibagi."
    else:
        yield (
            "RT dibiarkan utuh sejauh batas mengizinkan; RT dibagi lagi hanya bila tanpa itu jalan "
            f"ke TPS lebih dari {round(100 * (LONGER - 1))} persen lebih panjang daripada denah terpendek."
        )
    yield (
        "Batas bawah jalan dibuktikan dengan relaksasi Lagrange: tiada denah dengan jumlah TPS ini, "
        "di tempat mana pun yang boleh dipakai, yang jalannya lebih pendek."
    )
