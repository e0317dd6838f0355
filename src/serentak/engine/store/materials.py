"""What synthetic registers are made of, read from the facts of a province."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from lokal import wilayah

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode, province, within
from serentak.engine.synth.material import Forms, Material, Pool, Villages

Row = Mapping[str, str]

VOWELS = "AIUEO"
_NOT_A_PEOPLE = {"region", "parent", "parent_share", "source", "confidence"}


def material(region: RegionCode) -> Material:
    """What this release knows of a region. Raises BadData for one it knows nothing of."""
    home = province(region)
    rows = [row for row in store.facts(home, "villages") if within(RegionCode(row["code"]), region)]
    if not rows:
        raise BadData(f"Wilayah {region} tidak punya desa dalam fakta paket ini.")
    codes = sorted({row["code"][:5] for row in rows})
    mixes = {row["region"]: row for row in store.facts(home, "peoples")}
    capitals = {row["code"]: row["capital"] for row in store.facts(home, "regions")}
    peoples = [key for key in mixes[codes[0]] if key not in _NOT_A_PEOPLE]
    pools = {row["pool"]: row for row in store.facts(home, "words")}
    habits = _habits(store.facts(home, "habits"))
    away = [f"{int(code)}" for code in habits["other-provinces"]]
    return Material(
        villages=_villages(rows, codes),
        regencies=codes,
        towns=[capitals[code] for code in codes],
        peoples=peoples,
        mix=[[float(mixes[code][people]) for people in peoples] for code in codes],
        parents=[_parent(mixes[code], codes) for code in codes],
        districts={
            _plain(code): name
            for regency in codes
            for code, name in _below(regency)
            if within(RegionCode(code), region) or within(region, RegionCode(code))
        },
        elsewhere={code: name for other in away for code, name in _districts_of(other)},
        outside=[_first_village(other) for other in away],
        known=np.array(sorted(code for one in _below() for code, _ in _districts_of(one[0]))),
        pools={name: _pool(row, pools) for name, row in pools.items()},
        forms=_forms(store.facts(home, "naming")),
        spellings={
            _spaced(row["word"]): _words(row["also"]) for row in store.facts(home, "spellings")
        },
        streets=_words(pools["street"]["words"]),
        habits=habits,
        woman_day=store.law().norm("nik-woman-day").number,
        card_age=store.law().norm("card-age").number,
    )


def _villages(rows: Sequence[Row], codes: Sequence[str]) -> Villages:
    place = {code: number for number, code in enumerate(codes)}
    number = {key: np.array([float(row[key]) for row in rows]) for key in _NUMBERS}
    return Villages(
        codes=[row["code"] for row in rows],
        names=[row["name"] for row in rows],
        lat=number["lat"],
        lon=number["lon"],
        area=number["area_km2"],
        residents=number["residents"],
        district=np.array([_plain(row["code"][:8]) for row in rows], np.int64),
        regency=np.array([place[row["code"][:5]] for row in rows], np.int64),
    )


_NUMBERS = ("lat", "lon", "area_km2", "residents")


def _habits(rows: Sequence[Row]) -> dict[str, tuple[float, ...]]:
    return {row["key"]: tuple(float(value) for value in row["values"].split()) for row in rows}


def _parent(row: Row, codes: Sequence[str]) -> tuple[int, float]:
    inside = row["parent"] in codes
    return (codes.index(row["parent"]), float(row["parent_share"])) if inside else (-1, 0.0)


def _below(code: str = "") -> Iterator[tuple[str, str]]:
    for region in wilayah.list_wilayah(code) if code else wilayah.list_wilayah():
        yield region.code, region.name


def _districts_of(home: str) -> Iterator[tuple[int, str]]:
    """A province's districts as numbers, each with its regency's plain name."""
    for regency, name in _below(home):
        for district, _ in _below(regency):
            yield _plain(district), name.removeprefix("Kabupaten ").removeprefix("Kota ")


def _first_village(home: str) -> str:
    """The first village of a province: a real code that is none of ours."""
    code = home
    for _ in range(3):
        code, _ = next(_below(code))
    return code


def _plain(code: str) -> int:
    return int(code.replace(".", ""))


def _words(text: str) -> list[str]:
    return [_spaced(word) for word in text.split()]


def _spaced(word: str) -> str:
    """In the tables a space between words parts them, so one inside a word is a low line."""
    return word.replace("_", " ")


def _pool(row: Row, pools: Mapping[str, Row]) -> Pool:
    """A pool's words by frequency, and its rare ones, coined from stems and endings."""
    coined = row["coined"]
    if not coined:
        return _words(row["words"]), ()
    stems, endings = (_words(pools[f"{part}.{coined}"]["words"]) for part in ("stem", "ending"))
    common = _words(row["words"])
    rare = dict.fromkeys(_coined(stem, ending) for stem in stems for ending in endings)
    return common, [word for word in rare if word not in common]


def _coined(stem: str, ending: str) -> str:
    """KASM and WATI need a vowel between them."""
    hard = stem[-1] not in VOWELS and ending[0] not in VOWELS
    return f"{stem}A{ending}" if hard else stem + ending


def _forms(rows: Sequence[Row]) -> Forms:
    forms: dict[tuple[str, str, str], list[tuple[float, Sequence[str]]]] = {}
    for row in rows:
        key = (row["people"], row["sex"], row["era"])
        forms.setdefault(key, []).append((float(row["share"]), _words(row["form"])))
    return forms
