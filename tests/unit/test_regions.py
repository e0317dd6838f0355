"""What a region's code says by itself."""

import pytest

from serentak.engine.errors import BadData
from serentak.engine.regions import (
    NATION,
    Level,
    RegionCode,
    level,
    parent,
    province,
    region_code,
    within,
)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("00", Level.NATIONAL),
        ("74", Level.PROVINCE),
        ("74.01", Level.REGENCY),
        ("74.01.01", Level.DISTRICT),
        ("74.01.01.2001", Level.VILLAGE),
    ],
)
def test_a_code_says_its_level(text: str, stands: Level) -> None:
    assert level(region_code(text)) is stands


def test_a_code_may_have_space_around_it() -> None:
    assert region_code(" 74.01 ") == "74.01"


@pytest.mark.parametrize(
    "text", ["", "7", "741", "74.1", "74.01.", "7401", "74.01.01.201", "Kolaka", "74.01\n.01", "٧٤"]
)
def test_a_code_of_another_shape_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadData, match=r"misalnya 74, 74\.01"):
        region_code(text)


def test_a_region_lies_in_the_one_above() -> None:
    village = RegionCode("74.01.01.2001")

    assert parent(village) == "74.01.01"
    assert parent(RegionCode("74.01")) == "74"
    assert parent(RegionCode("74")) == NATION
    assert parent(NATION) == NATION
    assert province(village) == "74"


@pytest.mark.parametrize(
    ("code", "outer", "inside"),
    [
        ("74.01", "74", True),
        ("74.01", "74.01", True),
        ("74.01", "00", True),
        ("74.10", "74.1", False),
        ("74", "74.01", False),
        ("73.01", "74", False),
    ],
)
def test_a_region_lies_within_another(code: str, outer: str, *, inside: bool) -> None:
    assert within(RegionCode(code), RegionCode(outer)) is inside
