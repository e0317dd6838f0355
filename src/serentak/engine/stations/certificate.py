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
        "total": _total(voters, layout, rows, order),
        "rules": list(_rules(order)),
        "villages": rows,
    }


def _village(voters: Electorate, layout: Layout, found: Measures, order: Order, n: int) -> Row:
    drawing = layout.drawings[n]
    row: Row = {
        "village": voters.villages[n],
        "voters": int(found.village_voters[n]),
        "stations": int(found.village_stations[n]),
    }
    if drawing is None:
        return {**row, "words": "Hanya TPS lokasi khusus."}
    row |= {
        "ordinary_voters": int(drawing.voters),
        "ordinary_stations": len(drawing.lat),
        "stations_bound": -(-drawing.voters // order.cap),
        "stations_bound_families": drawing.family_bound,
        "rt_splits": int(found.rt_splits[n]),
        "rt_splits_bound": drawing.splits_bound,
        "rw_splits": int(found.rw_splits[n]),
        "family_splits": 0,
        "ways": round(drawing.ways),
        "ways_bound": int(np.floor(drawing.ways_bound)),
        "ways_compact": round(drawing.compact_ways),
        "mean_distance_m": round(drawing.ways / drawing.voters, 1),
        "mean_distance_bound_m": round(drawing.ways_bound / drawing.voters, 1),
        "gap_percent": _gap(drawing.ways, drawing.ways_bound),
    }
    return {**row, "words": verdict(row, order)}


def _gap(ways: float, bound: float) -> float:
    return round(100.0 * (ways - bound) / ways, 2) if ways > 0.5 else 0.0


def _total(voters: Electorate, layout: Layout, rows: list[Row], order: Order) -> Row:
    planned = [row for row in rows if "ways" in row]
    total: Row = {
        "villages": len(rows),
        "voters": len(voters.village),
        "stations": len(layout.code),
        "special_stations": sum(layout.special),
    }
    keys = (
        *("ordinary_voters", "ordinary_stations", "stations_bound", "stations_bound_families"),
        *("rt_splits", "rt_splits_bound", "rw_splits", "family_splits"),
        *("ways", "ways_bound", "ways_compact"),
    )
    total |= {key: sum(row[key] for row in planned) for key in keys}
    if total["ordinary_voters"]:
        total["mean_distance_m"] = round(total["ways"] / total["ordinary_voters"], 1)
        total["gap_percent"] = _gap(total["ways"], total["ways_bound"])
    total["villages_at_stations_bound"] = sum(
        row["ordinary_stations"] == row["stations_bound"] for row in planned
    )
    if order.before:
        total |= _moved(layout, order.before)
    return total


def _moved(layout: Layout, before: Before) -> Row:
    """How many known voters change their station, and how many must at the least."""
    known = before.of_voter >= 0
    place = {code: n for n, code in enumerate(layout.code)}
    same = np.array([place.get(code, -1) for code in before.code], np.int64)
    stays = same[before.of_voter[known]] == layout.of_voter[known]
    return {"known_before": int(known.sum()), "moved": int((~stays).sum())}


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
