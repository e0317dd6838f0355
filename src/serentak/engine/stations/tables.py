"""A layout as tables: stations, who votes where, a map, and what other systems exchange."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from serentak.engine.stations.compiled import Reals
from serentak.engine.stations.electorate import Electorate
from serentak.engine.stations.measures import Measures
from serentak.engine.stations.plan import Layout

METRES, DEGREES = 1, 7  # decimals written: a decimetre, about a centimetre


STATIONS = pa.schema(
    {
        "code": pa.string(),
        "village": pa.string(),
        "number": pa.int32(),
        "rts": pa.string(),
        "voters": pa.int32(),
        "voters_l": pa.int32(),
        "voters_p": pa.int32(),
        "site": pa.string(),
        "lat": pa.float64(),
        "lon": pa.float64(),
        "distance_mean": pa.float64(),
        "distance_max": pa.float64(),
    }
)
ASSIGNMENTS = pa.schema({"id": pa.string(), "station": pa.string()})


def station_table(voters: Electorate, layout: Layout, found: Measures) -> pa.Table:
    """One row a station."""
    columns = {
        "code": layout.code,
        "village": [voters.villages[n] for n in layout.village],
        "number": _numbers(layout),
        "rts": [_rts(voters, one) for one in found.rts],
        "voters": found.voters,
        "voters_l": found.male,
        "voters_p": found.female,
        "site": layout.name,
        "lat": _rounded(layout.lat, DEGREES),
        "lon": _rounded(layout.lon, DEGREES),
        "distance_mean": _rounded(found.mean_way, METRES),
        "distance_max": _rounded(found.longest_way, METRES),
    }
    return pa.table(columns, schema=STATIONS)


def _numbers(layout: Layout) -> list[int]:
    """A station's number in its village: the one its code ends with, else its place."""
    found = []
    place: dict[int, int] = {}
    for code, village in zip(layout.code, layout.village.tolist(), strict=True):
        place[village] = place.get(village, 0) + 1
        last = code.rpartition("-")[2]
        found.append(int(last) if last.isdecimal() and len(last) < 9 else place[village])
    return found


def _rts(voters: Electorate, rts: tuple[int, ...]) -> str:
    return ", ".join("/".join(part for part in voters.rt_names[n] if part) or "–" for n in rts)


def _rounded(values: Reals, decimals: int) -> pa.Array:
    return pa.array(np.round(values, decimals), pa.float64(), from_pandas=True)


def assignment_table(voters: Electorate, layout: Layout) -> pa.Table:
    """One row a voter, in order of id."""
    codes = pa.array(layout.code, pa.string()).take(pa.array(layout.of_voter))
    return pa.table({"id": voters.id, "station": codes}, schema=ASSIGNMENTS)


def feature_collection(stations: pa.Table) -> dict[str, Any]:
    """The stations with known places as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "id": row["code"],
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {k: v for k, v in row.items() if k not in ("lat", "lon")},
        }
        for row in stations.to_pylist()
        if row["lat"] is not None
    ]
    return {"type": "FeatureCollection", "features": features}


def polling_locations(stations: pa.Table, name_of: Callable[[str], str]) -> pa.Table:
    """The fields of the Voting Information Project's polling location that a plan can fill."""
    rows = [dict(_location(row, name_of)) for row in stations.to_pylist()]
    return pa.Table.from_pylist(rows)


def _location(
    row: Mapping[str, Any], name_of: Callable[[str], str]
) -> Iterator[tuple[str, str | float | None]]:
    village = row["village"]
    named = [name_of(village[:size]) for size in (13, 8, 5, 2)]
    yield "id", f"tps-{row['code']}"
    yield "name", f"TPS {row['number']:03d} {named[0]}"
    yield "address_line", ", ".join(part for part in (row["site"], *named) if part)
    yield "structured_line_1", row["site"]
    yield "structured_line_2", named[0]
    yield "structured_city", named[2]
    yield "structured_state", named[3]
    yield "is_drop_box", "false"
    yield "is_early_voting", "false"
    yield "latitude", row["lat"]
    yield "longitude", row["lon"]
    yield "latlng_source", "" if row["lat"] is None else "serentak"
