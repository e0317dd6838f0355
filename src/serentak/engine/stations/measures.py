"""What a layout comes to: voters, ways and pieces, by station and by village."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from serentak.engine.stations.codes import dense
from serentak.engine.stations.compiled import Reals, Whole
from serentak.engine.stations.electorate import FEMALE, MALE, Electorate
from serentak.engine.stations.families import EARTH
from serentak.engine.stations.plan import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Columns by station, then columns by village."""

    voters: Whole
    male: Whole
    female: Whole
    mean_way: Reals  # metres over the voters whose dwelling is known; nan where none is
    longest_way: Reals
    rts: tuple[tuple[int, ...], ...]
    village_voters: Whole
    village_stations: Whole
    rt_splits: Whole
    rw_splits: Whole
    family_splits: Whole
    village_longest: Reals  # nan where no dwelling is known
    village_placeless: Whole  # voters whose dwelling is not known
    village_cardless: Whole  # voters without a family card


def measures(voters: Electorate, layout: Layout) -> Measures:
    """Everything that is counted for the tables and the certificate."""
    stations, at = len(layout.code), layout.of_voter
    way = _ways(voters, layout)
    known = ~np.isnan(way)
    total = np.bincount(at[known], way[known], minlength=stations)
    number = np.bincount(at[known], minlength=stations)
    villages = len(voters.villages)
    return Measures(
        voters=np.bincount(at, minlength=stations),
        male=np.bincount(at[voters.sex == MALE], minlength=stations),
        female=np.bincount(at[voters.sex == FEMALE], minlength=stations),
        mean_way=np.divide(total, number, out=np.full(stations, np.nan), where=number > 0),
        longest_way=_longest(way, at, stations),
        rts=_served(voters, layout),
        village_voters=np.bincount(voters.village, minlength=villages),
        village_stations=np.bincount(layout.village, minlength=villages),
        rt_splits=_splits(voters, layout, voters.rt),
        rw_splits=_splits(voters, layout, voters.rw),
        family_splits=_splits(voters, layout, voters.family),
        village_longest=_longest(way, voters.village, villages),
        village_placeless=np.bincount(voters.village[np.isnan(voters.lat)], minlength=villages),
        village_cardless=np.bincount(voters.village[~voters.carded], minlength=villages),
    )


def _ways(voters: Electorate, layout: Layout) -> Reals:
    """Metres from each voter's own dwelling to the station, on the plane of the station."""
    lat, lon = layout.lat[layout.of_voter], layout.lon[layout.of_voter]
    north = np.radians(voters.lat - lat) * EARTH
    east = np.radians(voters.lon - lon) * EARTH * np.cos(np.radians(lat))
    found: Reals = np.hypot(north, east)
    return found


def _longest(way: Reals, key: Whole, count: int) -> Reals:
    """The longest known way of each key; nan where none is."""
    found = np.full(count, np.nan)
    np.fmax.at(found, key, way)
    return found


def _served(voters: Electorate, layout: Layout) -> tuple[tuple[int, ...], ...]:
    """The neighbourhoods of each station."""
    width = len(voters.rt_names)
    pairs = dense(layout.of_voter * width + voters.rt)[0]
    start = np.searchsorted(pairs // width, np.arange(len(layout.code) + 1))
    rts = (pairs % width).tolist()
    return tuple(tuple(rts[a:b]) for a, b in pairwise(start))


def _splits(voters: Electorate, layout: Layout, part: Whole) -> Whole:
    """Pieces of neighbourhoods beyond one each, by village; special locations apart."""
    ordinary = ~np.array(layout.special, np.bool_)[layout.of_voter]
    width = len(layout.code)
    pieces = dense((part * width + layout.of_voter)[ordinary])[0] // width
    extra = pieces[1:][pieces[1:] == pieces[:-1]]
    home = np.zeros(int(part.max()) + 1, np.int64)
    home[part] = voters.village
    return np.bincount(home[extra], minlength=len(voters.villages))
