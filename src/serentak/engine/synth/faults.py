"""Errors put into rows on purpose, one kind a row, each for a check that should find it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from serentak.engine.synth.arrays import Flags, Ints, sixteen
from serentak.engine.synth.dates import YEAR, exists
from serentak.engine.synth.dice import Dice, dice, drawn
from serentak.engine.synth.doubles import text_of
from serentak.engine.synth.lives import NEVER
from serentak.engine.synth.material import Material, Order
from serentak.engine.synth.names import Lexicon
from serentak.engine.synth.people import birth_places
from serentak.engine.synth.records import UNREADABLE, Records
from serentak.engine.synth.slips import mistyped, shifted

BIRTH, PLACE = "birth_date", "birth_place"

Told = dict[str, tuple[str, Ints]]  # kind: column, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a fault needs to happen."""

    throw: Dice
    material: Material
    found: Lexicon
    records: Records
    today: int
    young: int  # yyyymmdd: born later is under age


Fault = Callable[[Scene, Ints], object]


def inject(order: Order, material: Material, found: Lexicon, records: Records) -> Told:
    """Put the faults in; answers in which rows, where the row itself would not show it."""
    throw = dice(order.seed, "faults")
    today = order.on.year * YEAR + order.on.month * 100 + order.on.day
    scene = Scene(
        throw=throw, material=material, found=found, records=records, today=today,
        young=today - material.card_age * YEAR,
    )  # fmt: skip
    count = int(len(records) * order.errors)
    rows = np.sort(throw.choice(len(records), count, replace=False))
    kind = drawn(throw, [share for _, share, _, _ in FAULTS.values()], count)
    told: Told = {}
    for number, (name, (column, _, able, put)) in enumerate(FAULTS.items()):
        chosen = rows[kind == number]
        chosen = chosen[able(scene, chosen)]
        put(scene, chosen)
        told[name] = (column, chosen)
    return told


def _any(_: Scene, rows: Ints) -> Flags:
    return np.ones(len(rows), bool)


def _with_nik(scene: Scene, rows: Ints) -> Flags:
    return scene.records.nik[rows] > 0


def _with_birth(scene: Scene, rows: Ints) -> Flags:
    return scene.records.born[rows] > 0


def _with_card(scene: Scene, rows: Ints) -> Flags:
    return scene.records.kk[rows] > 0


def _with_place(scene: Scene, rows: Ints) -> Flags:
    return scene.records.place[rows] > 0


def _grown(scene: Scene, rows: Ints) -> Flags:
    born = scene.records.born[rows]
    single = scene.records.marital[rows] == NEVER
    return np.asarray((born > scene.today - 60 * YEAR) & (born < scene.young) & single)


def _not_young(scene: Scene, rows: Ints) -> Flags:
    born = scene.records.born[rows]
    return (born > 0) & (born < scene.today - 25 * YEAR)


def _cell(column: str, texts: Callable[[Scene, Ints], Sequence[str]], number: str = "") -> Fault:
    """A fault that leaves a text of its own in a cell, and so no number there."""

    def _put(scene: Scene, rows: Ints) -> None:
        scene.records.put(column, rows, texts(scene, rows))
        if number:
            getattr(scene.records, number)[rows] = UNREADABLE

    return _put


def _empty(number: str) -> Fault:
    def _put(scene: Scene, rows: Ints) -> None:
        getattr(scene.records, number)[rows] = 0

    return _put


def _broken(numbers: Ints, throw: Dice) -> list[str]:
    """A digit too few or too many, or a letter for a nought."""
    whole: list[str] = sixteen(numbers).to_pylist()
    ways = throw.integers(0, 3, len(whole)).tolist()
    return [
        (text[:15], text + text[-1], text[:12] + text[12:].replace("0", "O", 1))[way]
        for text, way in zip(whole, ways, strict=True)
    ]


def _broken_nik(scene: Scene, rows: Ints) -> list[str]:
    return _broken(scene.records.nik[rows], scene.throw)


def _broken_card(scene: Scene, rows: Ints) -> list[str]:
    return _broken(scene.records.kk[rows], scene.throw)


def _floated(scene: Scene, rows: Ints) -> list[str]:
    """As a spreadsheet leaves it when it takes a NIK for a quantity."""
    niks = scene.records.nik[rows].tolist()
    return [f"{nik}.0" if turn % 2 else f"{nik:.5E}" for turn, nik in enumerate(niks)]


def _short_date(scene: Scene, rows: Ints) -> list[str]:
    born = scene.records.born[rows].tolist()
    return [f"{day % 100:02d}|{day // 100 % 100:02d}|{day // YEAR % 100:02d}" for day in born]


def _no_such_day(scene: Scene, rows: Ints) -> list[str]:
    ways = ("31|02|{}", "31|04|{}", "00|00|{}", "12|13|{}", "30|02|{}")
    born = scene.records.born[rows].tolist()
    return [ways[turn % len(ways)].format(day // YEAR) for turn, day in enumerate(born)]


def _unknown_district(scene: Scene, rows: Ints) -> None:
    nik = scene.records.nik
    nik[rows] = nik[rows] // 10**12 * 10**12 + 99 * 10**10 + nik[rows] % 10**10


def _other_date(scene: Scene, rows: Ints) -> None:
    born = shifted(scene.throw, scene.records.born[rows])
    born = np.where(born >= scene.today, born - 20 * YEAR, born)
    scene.records.born[rows] = np.where(exists(born), born, born - 1)


def _other_sex(scene: Scene, rows: Ints) -> None:
    scene.records.woman[rows] = ~scene.records.woman[rows]


def _made_young(scene: Scene, rows: Ints) -> None:
    born = scene.records.born[rows]
    year = scene.today // YEAR - scene.throw.integers(4, 15, len(rows))
    born = year * YEAR + born % YEAR
    scene.records.born[rows] = np.where(exists(born), born, born - 1)


def _made_old(scene: Scene, rows: Ints) -> None:
    """The right year of the wrong century: the NIK, which has two digits of it, agrees."""
    born = scene.records.born[rows] - 100 * YEAR
    scene.records.born[rows] = np.where(exists(born), born, born - 1)


def _no_village(scene: Scene, rows: Ints) -> list[str]:
    villages = scene.material.villages.codes
    spot = scene.throw.integers(0, len(villages), len(rows)).tolist()
    return [f"{villages[row][:9]}{2901 + row % 90}" for row in spot]


def _outside(scene: Scene, rows: Ints) -> list[str]:
    outside = scene.material.outside
    return [outside[n] for n in scene.throw.integers(0, len(outside), len(rows)).tolist()]


def _nameless(_: Scene, rows: Ints) -> list[str]:
    return [""] * len(rows)


def _misnamed(scene: Scene, rows: Ints) -> list[str]:
    return mistyped(scene.throw, text_of(scene.records, rows, scene.found))


def _misplaced(scene: Scene, rows: Ints) -> list[str]:
    places = birth_places(scene.material)
    return mistyped(scene.throw, [places[n - 1] for n in scene.records.place[rows].tolist()])


Row = tuple[str, float, Callable[[Scene, Ints], Flags], Fault]

# The kind as the checks call it: column, share, which rows can have it, what it does.
FAULTS: dict[str, Row] = {
    "nik-missing": ("nik", 10, _with_nik, _empty("nik")),
    "nik-form": ("nik", 8, _with_nik, _cell("nik", _broken_nik, "nik")),
    "nik-float": ("nik", 4, _with_nik, _cell("nik", _floated, "nik")),
    "nik-district": ("nik", 4, _with_nik, _unknown_district),
    "nik-birth-date": (BIRTH, 14, _with_birth, _other_date),
    "nik-sex": ("sex", 8, _any, _other_sex),
    "birth-date-missing": (BIRTH, 4, _with_birth, _empty("born")),
    "birth-date-unreadable": (BIRTH, 3, _with_birth, _cell(BIRTH, _short_date, "born")),
    "birth-date-impossible": (BIRTH, 5, _with_birth, _cell(BIRTH, _no_such_day, "born")),
    "under-age": (BIRTH, 4, _grown, _made_young),
    "over-age": (BIRTH, 4, _not_young, _made_old),
    "kk-missing": ("kk", 4, _with_card, _empty("kk")),
    "kk-form": ("kk", 4, _with_card, _cell("kk", _broken_card, "kk")),
    "name-empty": ("name", 2, _any, _cell("name", _nameless)),
    "name-typo": ("name", 12, _any, _cell("name", _misnamed)),
    "birth-place-typo": (PLACE, 6, _with_place, _cell(PLACE, _misplaced)),
    "village-unknown": ("village", 2, _any, _cell("village", _no_village)),
    "village-outside": ("village", 2, _any, _cell("village", _outside)),
}
