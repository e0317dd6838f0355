"""Small registers of invented people, made once for all tests that only look at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from serentak.engine.regions import RegionCode
from serentak.engine.store import materials
from serentak.engine.synth.making import Made, make
from serentak.engine.synth.material import Material, Order
from serentak.engine.synth.sheet import regencies

KENDARI = RegionCode("74.71")
ON = date(2030, 11, 27)


def order(**changes: Any) -> Order:
    """Forty thousand people of a city, with many doubles and errors."""
    usual: Mapping[str, Any] = {
        "region": KENDARI, "people": 40_000, "seed": 7, "on": ON,
        "duplicates": 0.06, "errors": 0.06,
    }  # fmt: skip
    return Order(**{**usual, **changes})


@lru_cache(maxsize=4)
def material(region: RegionCode) -> Material:
    """What a region's registers are made of."""
    return materials.material(region)


@lru_cache(maxsize=4)
def made(wanted: Order) -> Made:
    """A register, made to order."""
    return make(wanted, material(wanted.region), lambda _: None)


@dataclass(frozen=True, slots=True)
class Written:
    """A register as an office reads it: rows by their ID."""

    rows: Mapping[str, Mapping[str, Any]]


@lru_cache(maxsize=4)
def written(wanted: Order) -> Written:
    """The rows of a register, each under its own ID."""
    rows = (row for _, table in regencies(made(wanted).sheet) for row in table.to_pylist())
    return Written({row["ID"]: row for row in rows})
