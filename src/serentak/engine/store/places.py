"""The Interior Ministry's villages and districts as tables to compare with."""

from collections.abc import Iterable
from functools import lru_cache

import ibis
import ibis.expr.types as ir

from serentak.engine import store
from serentak.engine.regions import Level, RegionCode, level
from serentak.engine.store.workspace import Workspace

_VILLAGES = ibis.schema({"spelling": "string", "code": "string"})
_DISTRICTS = ibis.schema({"code": "int32"})


def villages(work: Workspace, provinces: Iterable[RegionCode]) -> ir.Table:
    """Every way the codes of these provinces' villages may be written, and the code itself."""
    codes = [code for province in sorted(set(provinces)) for code in _villages(province)]
    spelling = [*codes, *(code.replace(".", "") for code in codes)]
    return work.of({"spelling": spelling, "code": [*codes, *codes]}, schema=_VILLAGES)


def districts(work: Workspace) -> ir.Table:
    """The six digits of every district of the nation, as a number."""
    return work.of({"code": _districts()}, schema=_DISTRICTS)


@lru_cache(maxsize=38)
def _villages(province: RegionCode) -> tuple[RegionCode, ...]:
    return tuple(code for code, _ in store.regions_of(province) if level(code) is Level.VILLAGE)


@lru_cache(maxsize=1)
def _districts() -> tuple[int, ...]:
    return tuple(
        int(district.replace(".", ""))
        for province, _ in store.provinces()
        for district, _ in store.districts_of(province)
    )
