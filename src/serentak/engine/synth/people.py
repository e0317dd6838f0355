"""The true people of a register, each once: families, homes, names, numbers and lives together."""

from dataclasses import dataclass

import numpy as np

from serentak.engine.synth import names as naming
from serentak.engine.synth.arrays import Flags, Ints
from serentak.engine.synth.dates import YEAR, births
from serentak.engine.synth.dice import Dice, dice, drawn
from serentak.engine.synth.families import Families, Role, families, first_of_twins
from serentak.engine.synth.identity import card_dates, first_districts, inside, numbers
from serentak.engine.synth.lives import Lives, lives
from serentak.engine.synth.material import Material, Order
from serentak.engine.synth.places import Homes, homes, residents

MIXED = 0.15  # spouses of another people
BORN_IN = (0.4, 0.3, 0.3)  # the regency's town, the district, the village


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Columns of people, family by family, village by village."""

    family: Families
    homes: Homes
    lives: Lives
    born: Ints
    words: naming.Words
    place: Ints  # birth place, by its number in `birth_places`
    district: Ints  # of first registration
    nik: Ints
    kk: Ints  # of each card


def people(order: Order, material: Material, found: naming.Lexicon) -> People:
    """Everybody, from the order's seed."""
    family = families(
        dice(order.seed, "families"), material, residents(material.villages, order.people)
    )
    born = births(dice(order.seed, "dates"), material, order.on, family.age, family.twin)
    village = family.village[family.card]
    district = _districts(dice(order.seed, "districts"), material, family, village)
    group = _peoples(dice(order.seed, "peoples"), material, family)
    dated = inside(born, family.woman, woman_day=material.woman_day)
    throw = dice(order.seed, "cards")
    issued = card_dates(throw, material, len(family.size), order.on)
    return People(
        family=family,
        homes=homes(dice(order.seed, "homes"), material, family.village),
        lives=lives(dice(order.seed, "lives"), material, family, _town(material)[village]),
        born=born,
        words=naming.names(
            dice(order.seed, "names"), material, found, family, (group, born // YEAR)
        ),
        place=_places(dice(order.seed, "places"), material, (family, village), district),
        district=district,
        nik=numbers(district, dated),
        kk=numbers(material.villages.district[family.village], issued),
    )


def _town(material: Material) -> Flags:
    """Villages of cities: the regencies whose number begins with 7."""
    return np.array([code[3] == "7" for code in material.villages.codes])


def _districts(throw: Dice, material: Material, family: Families, village: Ints) -> Ints:
    """Children of a family that moved were mostly born after it did."""
    child = family.role == Role.CHILD
    moved = ~child | (throw.random(len(child)) < 0.15)
    adult = family.age >= material.card_age
    district = first_districts(throw, material, village, moved, adult)
    return district[first_of_twins(family.twin)]


def _peoples(throw: Dice, material: Material, family: Families) -> Ints:
    """A family's people by its regency's mix; some spouses come from another."""
    mix = np.cumsum(np.asarray(material.mix, np.float64), axis=1)
    mix /= mix[:, -1:]
    regency = material.villages.regency
    ends = (np.arange(len(mix))[:, None] + mix).ravel()

    def _of(villages: Ints) -> Ints:
        spot = np.searchsorted(ends, regency[villages] + throw.random(len(villages)), side="right")
        return np.asarray(spot % mix.shape[1], np.int64)

    own = _of(family.village)[family.card]
    mixed = (family.role == Role.SPOUSE) & (throw.random(len(own)) < MIXED)
    own[mixed] = _of(family.village[family.card[mixed]])
    return own


def birth_places(material: Material) -> list[str]:
    """Every birth place there is: villages, then districts, towns, regencies elsewhere."""
    parts = (
        material.villages.names,
        [material.districts[code] for code in sorted(material.districts)],
        material.towns,
        [material.elsewhere[code] for code in sorted(material.elsewhere)],
    )
    return [name.upper() for part in parts for name in part]


def _places(throw: Dice, material: Material, home: tuple[Families, Ints], district: Ints) -> Ints:
    """Where people were born, as far as the district of first registration tells."""
    family, village = home
    own = np.array(sorted(material.districts), np.int64)
    away = np.array(sorted(material.elsewhere), np.int64)
    villages, towns = len(material.villages.codes), len(material.towns)
    town_of = {int(code.replace(".", "")): n for n, code in enumerate(material.regencies)}
    spot = np.searchsorted(own, district).clip(max=len(own) - 1)
    town = np.array([town_of.get(int(code) // 100, 0) for code in own], np.int64)[spot]
    way = drawn(throw, BORN_IN, len(district))
    at_home = material.villages.district[village] == district
    place = np.where(way == 0, villages + len(own) + town, villages + spot)
    place = np.where((way == 2) & at_home, village, place)
    abroad = villages + len(own) + towns + np.searchsorted(away, district).clip(max=len(away) - 1)
    place = np.where(own[spot] == district, place, abroad)
    return place[first_of_twins(family.twin)]
