"""The law data carries every clock of the table in `clocks.csv`, with its unit, zone and hour."""

import csv

import pytest

from serentak.engine import store
from serentak.engine.days import Direction, Unit
from serentak.engine.law.model import RuleValue
from tests.law.book import HERE

CLOCKS = list(csv.DictReader((HERE / "clocks.csv").read_text("utf-8").splitlines()))
GRANTS = {
    f"pilkada.grant.{name}"
    for name in ("first-tranche", "second-tranche", "third-tranche", "return", "account")
}
Row = dict[str, str]


def _value(row: Row) -> RuleValue:
    """A clock has one value; a second one would need a dated row of its own."""
    (value,) = store.law().rule(row["id"]).values
    return value


def test_there_are_111_clocks() -> None:
    assert len({row["id"] for row in CLOCKS}) == 111


def test_the_law_holds_these_clocks_and_the_five_of_the_grant() -> None:
    assert set(store.law().rules) == {row["id"] for row in CLOCKS} | GRANTS


@pytest.mark.parametrize("row", CLOCKS, ids=[row["id"] for row in CLOCKS])
def test_a_clock_counts_as_the_table_says(row: Row) -> None:
    value = _value(row)

    unit = "calendar" if row["unit"] == "fixed" else row["unit"]
    assert value.unit is Unit(unit)
    assert value.first_day == row["first_day"]
    assert str(value.zone or "local") == row["zone"]
    assert value.closes == row["closes"]


@pytest.mark.parametrize("row", CLOCKS, ids=[row["id"] for row in CLOCKS])
def test_a_clock_runs_as_long_as_the_table_says(row: Row) -> None:
    value = _value(row)

    assert _length(value) == row["limit"]


def _length(value: RuleValue) -> str:
    """The limit in the table's words."""
    if value.limit is None:
        return "as ordered"
    if value.direction is Direction.BEFORE:
        return f"{value.limit} before {value.anchor}"
    return f"until {value.anchor}" if value.anchor else str(value.limit)


@pytest.mark.parametrize("row", CLOCKS, ids=[row["id"] for row in CLOCKS])
def test_a_clock_names_the_rows_it_stands_on(row: Row) -> None:
    assert store.law().rule(row["id"]).row == row["row"]
