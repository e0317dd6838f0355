"""How good a plan is, proven, and in words which rule stands in the way of a better one."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from serentak.engine.law.model import Norm
from serentak.engine.stations.drawing import Drawing
from serentak.engine.stations.electorate import Electorate
from serentak.engine.stations.measures import Measures
from serentak.engine.stations.neighbourhoods import LONGER
from serentak.engine.stations.others import Before
from serentak.engine.stations.plan import Layout, Order
from serentak.engine.stations.words import verdict

Row = dict[str, Any]
SUMMED = (
    *("voters", "without_place", "without_card", "stations", "special", "stations_bound"),
    *("stations_bound_families", "splits", "splits_bound", "rw_splits", "family_splits"),
    *("placed", "ways", "ways_bound", "ways_compact"),
)


def certificate(
    voters: Electorate, layout: Layout, found: Measures, order: Order, norm: Norm
) -> Row:
    """Totals, then each village; distances in metres, ways in metres times voters."""
    rows = [_village(voters, layout, found, order, n) for n in range(len(voters.villages))]
    total = {
        **_total(rows),
        **(_moved(voters, layout, found, (order.before, order.cap)) if order.before else {}),
        "words": list(rules(order)),
    }
    return {**_head(order, norm), "total": total, "villages": rows}


def without_voters(order: Order, norm: Norm) -> Row:
    """The certificate of a plan for nobody."""
    total = {**_sums([]), **_means([]), "words": list(rules(order))}
    return {**_head(order, norm), "total": total, "villages": []}


def _head(order: Order, norm: Norm) -> Row:
    return {
        "cap": order.cap,
        "basis": {
            "norm": norm.id,
            "cap": norm.number,
            "cite": norm.basis.cite,
            "confidence": str(norm.basis.confidence),
        },
        "mode": order.mode,
    }


def _village(voters: Electorate, layout: Layout, found: Measures, order: Order, n: int) -> Row:
    drawing = layout.drawings[n]
    stations = int(found.village_stations[n])
    row: Row = {
        "village": voters.villages[n],
        "voters": int(found.village_voters[n]),
        "without_place": int(found.village_placeless[n]),
        "without_card": int(found.village_cardless[n]),
        "stations": stations,
        "special": stations - (len(drawing.lat) if drawing else 0),
        "splits": int(found.rt_splits[n]),
        "rw_splits": int(found.rw_splits[n]),
        "family_splits": int(found.family_splits[n]),
        "distance_max": _metres(found.village_longest[n]),
    }
    if drawing is None:
        return {**row, **_special_only(stations), "words": "Hanya TPS lokasi khusus."}
    row |= _proven(drawing, row["special"], order.cap)
    return {**row, "words": verdict(row, order)}


def _proven(drawing: Drawing, special: int, cap: int) -> Row:
    """What a drawing comes to beside what is proven; nothing of ways where nobody's is known."""
    placed = not np.isnan(drawing.lat).any()
    return {
        "stations_bound": special - (-drawing.voters // cap),
        "stations_bound_families": special + drawing.family_bound,
        "splits_bound": drawing.splits_bound,
        "placed": drawing.voters if placed else 0,
        "ways": round(drawing.ways),
        "ways_bound": int(np.floor(drawing.ways_bound)),
        "ways_compact": round(drawing.compact_ways),
        "distance_mean": _metres(drawing.ways / drawing.voters) if placed else None,
        "distance_bound": _metres(drawing.ways_bound / drawing.voters) if placed else None,
        "gap_percent": _gap(drawing.ways, drawing.ways_bound) if placed else None,
    }


def _special_only(stations: int) -> Row:
    numbers = ("splits_bound", "placed", "ways", "ways_bound", "ways_compact")
    return {
        "stations_bound": stations,
        "stations_bound_families": stations,
        **dict.fromkeys(numbers, 0),
        **dict.fromkeys(("distance_mean", "distance_bound", "gap_percent")),
    }


def _metres(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 1)


def _gap(ways: float, bound: float) -> float:
    return round(100.0 * (ways - bound) / ways, 2) if ways > 0.5 else 0.0


def _total(rows: list[Row]) -> Row:
    at_bound = sum(row["stations"] == row["stations_bound"] for row in rows)
    total = {"villages": len(rows), **_sums(rows), **_means(rows)}
    return {**total, "villages_at_stations_bound": at_bound}


def _sums(rows: list[Row]) -> Row:
    return {key: sum(row[key] for row in rows) for key in SUMMED}


def _means(rows: list[Row]) -> Row:
    """Of the villages where dwellings are known, special locations apart."""
    voters, ways, bound = (sum(row[k] for row in rows) for k in ("placed", "ways", "ways_bound"))
    return {
        "distance_mean": round(ways / voters, 1) if voters else None,
        "distance_bound": round(bound / voters, 1) if voters else None,
        "gap_percent": _gap(ways, bound) if voters else None,
    }


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
        "regencies": _by_regency(both),
    }


def _by_regency(official: Mapping[str, int]) -> dict[str, int]:
    """The official stations of the districts compared."""
    found: dict[str, int] = {}
    for district, count in official.items():
        found[district[:5]] = found.get(district[:5], 0) + count
    return found


def rules(order: Order) -> Iterator[str]:
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
