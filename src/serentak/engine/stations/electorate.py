"""Eligible voters as columns: in order of their id, in families, neighbourhoods and villages."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from serentak.engine.errors import BadData
from serentak.engine.stations.codes import dense, labels_of, order_of, ranks_of
from serentak.engine.stations.compiled import Reals, Whole
from serentak.engine.stations.headings import (
    LAT,
    LON,
    VILLAGE,
    Headings,
    as_string,
    columns,
    places,
    text,
    villages,
)

WHAT = "daftar pemilih"
HEADINGS: Headings = {
    "id": ("ID",),
    "kk": ("NKK", "NO KK", "NOMOR KK"),
    "village": VILLAGE,
    "rt": ("RT",),
    "rw": ("RW", "DUSUN"),
    "lat": LAT,
    "lon": LON,
    "sex": ("JK", "JENIS KELAMIN"),
}
OPTIONAL = ("rw", "sex", "lat", "lon")
MALE, FEMALE, UNSAID = 0, 1, -1
_SEXES = ("L", "P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Electorate:
    """Voters in order of id; villages, families, neighbourhoods are whole numbers upwards."""

    id: pa.Array
    village: Whole
    family: Whole  # over all villages; so are rt and rw
    carded: NDArray[np.bool_]  # whether a family card is known; without one, alone
    rt: Whole
    rw: Whole
    lat: Reals  # nan where nobody knows
    lon: Reals
    sex: NDArray[np.int8]
    villages: tuple[str, ...]
    rt_names: tuple[tuple[str, str], ...]  # (RW, RT) of each neighbourhood


def electorate(table: pa.Table) -> Electorate:
    """The voters of a table under our headings or an office's. Raises BadData."""
    found = columns(table, HEADINGS, OPTIONAL, what=WHAT)
    identity, order = _in_order(found["id"])
    names, village = villages(found["village"], what=WHAT)
    rws, rw = labels_of(text(found["rw"]))
    rts, rt = labels_of(text(found["rt"]))
    village, rw, rt = village[order], rw[order], rt[order]
    wide = village * (len(rws) + 1) + rw
    rt_keys, rt_of = dense(wide * (len(rts) + 1) + rt)
    one = np.zeros(len(rt_keys), np.int64)
    one[rt_of] = np.arange(len(rt_of))
    lat, lon = places(found["lat"], found["lon"], what=WHAT)
    card = ranks_of(text(found["kk"]))[order]
    return Electorate(
        id=identity,
        village=village,
        carded=card >= 0,
        family=_families(village, card),
        rt=rt_of,
        rw=dense(wide)[1],
        lat=lat[order],
        lon=lon[order],
        sex=_sex(found["sex"])[order],
        villages=names,
        rt_names=tuple((_name(rws, rw[n]), _name(rts, rt[n])) for n in one),
    )


def chosen(voters: Electorate, these: NDArray[np.bool_]) -> Electorate:
    """Some of the voters, counted anew."""
    there, village = dense(voters.village[these])
    rts, rt = dense(voters.rt[these])
    return Electorate(
        id=voters.id.filter(pa.array(these)),
        village=village,
        family=dense(voters.family[these])[1],
        carded=voters.carded[these],
        rt=rt,
        rw=dense(voters.rw[these])[1],
        lat=voters.lat[these],
        lon=voters.lon[these],
        sex=voters.sex[these],
        villages=tuple(voters.villages[n] for n in there),
        rt_names=tuple(voters.rt_names[n] for n in rts),
    )


def _name(names: tuple[str, ...], code: int) -> str:
    return names[code] if code >= 0 else ""


def _in_order(column: pa.Array) -> tuple[pa.Array, Whole]:
    """The ids in order, and the row of each. Raises BadData where one is missing or stands twice."""
    identity = as_string(column)
    if len(identity) == 0:
        raise BadData("Daftar pemilih kosong. Periksa langkah yang menyusunnya.")
    if identity.null_count:
        raise BadData(f"{identity.null_count} pemilih tanpa id. Isi kolom id, satu tiap orang.")
    order = order_of(identity)
    in_order = identity.take(pa.array(order))
    twice = pc.sum(pc.equal(in_order[1:], in_order[:-1])).as_py() or 0
    if twice:
        raise BadData(f"{twice} id tertulis lebih dari sekali. Tiap pemilih satu baris saja.")
    return in_order, order


def _families(village: Whole, card: Whole) -> Whole:
    """A number for each card in each village; a voter without a card is a family of one."""
    lone = np.flatnonzero(card < 0)
    card = card.copy()
    card[lone] = card.max() + 1 + np.arange(len(lone))
    return dense(village * (card.max() + 1) + card)[1]


def _sex(column: pa.Array) -> NDArray[np.int8]:
    codes = pc.index_in(pc.utf8_upper(text(column)), value_set=pa.array(_SEXES))
    return np.array(pc.fill_null(codes, UNSAID), np.int8)
