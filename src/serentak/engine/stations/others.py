"""What an office brings along: places on offer, stations before, special locations."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from serentak.engine.errors import BadData
from serentak.engine.stations.codes import dense, labels_of
from serentak.engine.stations.compiled import Reals, Whole
from serentak.engine.stations.electorate import Electorate
from serentak.engine.stations.headings import (
    LAT,
    LON,
    VILLAGE,
    Headings,
    columns,
    places,
    text,
    villages,
)

NAME = ("NAMA", "NAMA TEMPAT")
STATION = ("TPS", "KODE TPS")

OFFERS: Headings = {"village": VILLAGE, "name": NAME, "lat": LAT, "lon": LON}
BEFORE: Headings = {"id": ("ID",), "station": STATION}
SPECIAL: Headings = {**BEFORE, "name": NAME, "lat": LAT, "lon": LON}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Places on offer, in order of their village: where and what they are called."""

    village: tuple[str, ...]
    lat: Reals
    lon: Reals
    name: tuple[str, ...]

    def of(self, village: str) -> Whole:
        """The numbers of a village's places."""
        return np.flatnonzero(np.array(self.village) == village)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Each voter's station in an earlier plan; -1 for whom it did not know."""

    code: tuple[str, ...]
    of_voter: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """Stations at special locations, and the voters who vote there."""

    code: tuple[str, ...]
    name: tuple[str, ...]
    lat: Reals
    lon: Reals
    of_voter: Whole


def offers(table: pa.Table) -> Offers:
    """The places of a table. Raises BadData for one without a village or coordinates."""
    what = "daftar tempat"
    found = columns(table, OFFERS, (), what=what)
    names, village = villages(found["village"], what=what)
    lat, lon = places(found["lat"], found["lon"], what=what)
    if np.isnan(lat).any():
        raise BadData(f"{np.isnan(lat).sum()} tempat tanpa lintang dan bujur. Isi keduanya.")
    labels, name = labels_of(pc.fill_null(text(found["name"]), ""))
    order = np.lexsort((lon, lat, name, village))
    return Offers(
        village=tuple(names[n] for n in village[order]),
        lat=lat[order],
        lon=lon[order],
        name=tuple(labels[n] for n in name[order]),
    )


def before(table: pa.Table, voters: Electorate) -> Before:
    """The earlier stations of these voters. Raises BadData for one that spans villages."""
    found = columns(table, BEFORE, (), what="pembagian lama")
    codes, of_voter = _joined(text(found["id"]), text(found["station"]), voters)
    pairs = dense((of_voter * len(voters.villages) + voters.village)[of_voter >= 0])[0]
    stations = pairs // len(voters.villages)
    if len(stations) != len(set(stations.tolist())):
        twice = codes[stations[:-1][stations[1:] == stations[:-1]][0]]
        raise BadData(f"TPS lama '{twice}' memuat pemilih dari lebih dari satu desa.")
    return Before(code=codes, of_voter=of_voter)


def special(table: pa.Table, voters: Electorate, cap: int) -> Special:
    """The special locations of a table, one row a voter. Raises BadData for one above the cap."""
    what = "daftar lokasi khusus"
    found = columns(table, SPECIAL, ("name", "lat", "lon"), what=what)
    lat, lon = places(found["lat"], found["lon"], what=what)
    station = text(found["station"])
    codes, of_voter = _joined(text(found["id"]), station, voters)
    filled = np.bincount(of_voter[of_voter >= 0], minlength=len(codes))
    for code, count in zip(codes, filled, strict=True):
        if count > cap:
            raise BadData(f"Lokasi khusus '{code}' memuat {count} pemilih, batasnya {cap}.")
    rows = [int(pc.index(station, code).as_py()) for code in codes]
    names = pc.fill_null(text(found["name"]), "").to_pylist()
    return Special(
        code=codes,
        name=tuple(names[row] for row in rows),
        lat=lat[rows],
        lon=lon[rows],
        of_voter=of_voter,
    )


def _joined(ids: pa.Array, stations: pa.Array, voters: Electorate) -> tuple[tuple[str, ...], Whole]:
    """The stations that hold any of these voters, and each voter's (-1: none)."""
    row = np.asarray(pc.fill_null(pc.index_in(voters.id, value_set=ids), -1)).astype(np.int64)
    names, codes = labels_of(stations)
    of_voter = np.where(row >= 0, codes[row], -1) if len(codes) else np.full(len(row), -1)
    used, again = dense(of_voter[of_voter >= 0])
    of_voter[of_voter >= 0] = again
    return tuple(names[n] for n in used), of_voter
