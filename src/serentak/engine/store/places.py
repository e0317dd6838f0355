"""The Interior Ministry's villages and districts as tables to compare with."""

from collections.abc import Iterable

import ibis.expr.types as ir

from serentak.engine import store
from serentak.engine.regions import Level, RegionCode, level
from serentak.engine.store.workspace import Workspace


def villages(work: Workspace, provinces: Iterable[RegionCode]) -> ir.Table:
    """Every way the codes of these provinces' villages may be written, and the code itself."""
    codes = [
        code
        for province in sorted(set(provinces))
        for code, _ in store.regions_of(province)
        if level(code) is Level.VILLAGE
    ]
    spelling = [*codes, *(code.replace(".", "") for code in codes)]
    return work.of({"spelling": spelling, "code": [*codes, *codes]})


def districts(work: Workspace) -> ir.Table:
    """The six digits of every district of the nation, as a number."""
    codes = [
        int(district.replace(".", ""))
        for province, _ in store.provinces()
        for district, _ in store.districts_of(province)
    ]
    return work.of({"code": codes})
