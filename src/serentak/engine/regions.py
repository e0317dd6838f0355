"""Codes of the Interior Ministry: what a code says without looking anything up."""

import re
from enum import StrEnum
from typing import NewType

from serentak.engine.errors import BadData

RegionCode = NewType("RegionCode", str)

NATION = RegionCode("00")
_SHAPE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)


class Level(StrEnum):
    """How far down the hierarchy a duty or a region stands."""

    NATIONAL = "national"
    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"


_BY_LENGTH = {2: Level.PROVINCE, 5: Level.REGENCY, 8: Level.DISTRICT, 13: Level.VILLAGE}


def region_code(text: str) -> RegionCode:
    """A region code read from outside, or BadData with its expected shape."""
    code = text.strip()
    if not _SHAPE.fullmatch(code):
        raise BadData(
            f"Kode wilayah '{text}' tidak dikenal. Tulis kode Kementerian Dalam Negeri, "
            "misalnya 74, 74.01, 74.01.01 atau 74.01.01.2001."
        )
    return RegionCode(code)


def level(code: RegionCode) -> Level:
    """The level a code stands on: 00 is the nation, 74 a province, 74.01 a regency."""
    return Level.NATIONAL if code == NATION else _BY_LENGTH[len(code)]


def parent(code: RegionCode) -> RegionCode:
    """The region one level up; the nation is its own parent."""
    return RegionCode(code.rpartition(".")[0]) if "." in code else NATION


def province(code: RegionCode) -> RegionCode:
    """The province a code lies in."""
    return RegionCode(code[:2])


def within(code: RegionCode, outer: RegionCode) -> bool:
    """Whether a region lies in another or is the same one."""
    return outer in (NATION, code) or code.startswith(f"{outer}.")
