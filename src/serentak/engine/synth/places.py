"""Where people live: how many in each village, in which neighbourhood, in which house."""

from dataclasses import dataclass

import numpy as np

from serentak.engine.synth.arrays import Ints, Reals, apportioned
from serentak.engine.synth.dice import Dice
from serentak.engine.synth.material import Material, Villages

DEGREE = 111.195  # kilometres in a degree of latitude
NEAREST, FARTHEST = 0.15, 3.0  # kilometres from a village's middle to its hamlets
AROUND_HAMLET, AROUND_STREET = 0.16, 0.07  # kilometres, one standard deviation
UNLIKE = 0.6  # how far hamlets lie from the middle, in reaches of the village
UNEVEN = 0.25  # how much neighbourhoods differ in size


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Columns of families: where each one lives."""

    village: Ints
    house: Ints  # several families may share one
    rt: Ints
    rw: Ints
    lat: Reals
    lon: Reals


def residents(villages: Villages, people: int) -> Ints:
    """How many people each village gets; they add up to all."""
    return apportioned(villages.residents, people)


def homes(throw: Dice, material: Material, village: Ints) -> Homes:
    """A house for every family; `village` is each family's, in ascending order."""
    opened = throw.random(len(village)) * material.habit("families-a-house") < 1
    opened |= np.diff(village, prepend=-1) != 0  # no house stands in two villages
    number = np.cumsum(opened) - 1
    place = village[opened]
    rt, rw = _neighbourhoods(throw, material, place)
    lat, lon = _points(throw, material.villages, place, rt, rw)
    return Homes(
        village=village,
        house=number,
        rt=rt[number],
        rw=rw[number],
        lat=lat[number],
        lon=lon[number],
    )


def _neighbourhoods(throw: Dice, material: Material, village: Ints) -> tuple[Ints, Ints]:
    """RT and RW of each house: houses that follow one another are neighbours."""
    count = len(material.villages.codes)
    houses = np.bincount(village, minlength=count)
    rts = np.maximum(1, np.rint(houses / material.habit("houses-a-neighbourhood"))).astype(np.int64)
    last = np.cumsum(rts)
    size = np.exp(throw.normal(0, UNEVEN, int(last[-1])))
    until = np.cumsum(size)
    before = np.concatenate([[0.0], until[last - 1]])
    place = np.arange(len(village)) - np.concatenate([[0], np.cumsum(houses)])[village]
    share = (place + 0.5) / houses[village]
    spot = before[village] + share * (before[village + 1] - before[village])
    rt = np.searchsorted(until, spot) - (last - rts)[village]
    rt = np.clip(rt, 0, rts[village] - 1) + 1
    return rt, (rt - 1) // int(material.habit("neighbourhoods-a-hamlet")) + 1


def _points(
    throw: Dice, villages: Villages, village: Ints, rt: Ints, rw: Ints
) -> tuple[Reals, Reals]:
    """Houses around their street, streets around their hamlet, hamlets around the middle."""
    reach = np.clip(0.45 * np.sqrt(villages.area / np.pi), NEAREST, FARTHEST)
    hamlet, street = village * 1000 + rw, village * 1000 + rt
    shifts = []
    for _ in range(2):
        far = _of_group(throw, hamlet) * reach[village]
        near = _of_group(throw, street) * np.minimum(AROUND_HAMLET, reach[village])
        shifts.append((far + near + throw.normal(0, AROUND_STREET, len(village))) / DEGREE)
    lat = villages.lat[village] + shifts[0]
    lon = villages.lon[village] + shifts[1] / np.cos(np.radians(villages.lat[village]))
    return np.round(lat, 6), np.round(lon, 6)


def _of_group(throw: Dice, group: Ints) -> Reals:
    """One throw for each run of equal groups."""
    run = np.cumsum(np.diff(group, prepend=-1) != 0) - 1
    return np.asarray(throw.normal(0, UNLIKE, int(run[-1]) + 1)[run])
