"""Tables of any columns: what is one thing is found by what the tables themselves teach."""

import numpy as np
import pyarrow as pa
import pytest

from serentak.engine.register.match.cells import (
    EQUAL,
    LIKE,
    MISSING,
    MOVED,
    NEAR,
    OTHER,
    cells,
    compared,
)
from serentak.engine.register.match.generic import matches
from tests.unit.strangers import COLUMNS, TWICE, Row, doubled, people

# Without compilation, as coverage is measured, numbers that wrap round say so.
pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")


def table(rows: list[Row]) -> pa.Table:
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in ("id", *COLUMNS)]))


def ids(found: pa.Table) -> set[tuple[str, str]]:
    """Pairs as their ids."""
    return {(one["id_a"], one["id_b"]) for one in found.to_pylist()}


def test_doubles_of_a_table_are_found_without_labels_and_nobody_else() -> None:
    found = matches(table(doubled()))

    assert ids(found) == TWICE
    assert found["probability"].to_numpy().min() >= 0.5


def test_two_tables_are_joined_row_by_row_and_neither_within_itself() -> None:
    rows, second = people(), doubled()[80:]

    found = matches(table(rows), table(second).select([*reversed(COLUMNS), "id"]))

    assert ids(found) == {both for both in TWICE if both[0].startswith("p")}


def test_a_shuffled_table_has_the_same_pairs() -> None:
    rows = doubled()

    assert matches(table(rows[::-1])).equals(matches(table(rows)))


@pytest.mark.parametrize("rows", [[], people(1), people(2)])
def test_nobody_and_strangers_make_no_pair(rows: list[Row]) -> None:
    assert len(matches(table(rows))) == 0


def test_two_cells_stand_to_each_other_in_one_of_six_ways() -> None:
    one: Row = {"id": "1", "given": "anna maria", "family": "webb", "street": "12 rose lane"}
    two: Row = {"id": "2", "given": "webb", "family": "anna-maria", "street": "12 rosy lane"}
    one |= {"born": "19610305", "phone": None}
    two |= {"born": "19610927", "phone": "5551234"}
    three: Row = {**one, "id": "3", "street": "9 hill"}
    known = cells(table([one, two, three]))

    levels = compared(known, np.array([[0, 1], [0, 2]], np.int32)).tolist()

    assert levels == [
        [MOVED, MOVED, NEAR, OTHER, MISSING],
        [EQUAL, EQUAL, OTHER, EQUAL, MISSING],
    ]
    assert compared(known, np.array([[1, 0]], np.int32)).tolist() == levels[:1]


def test_more_slips_than_one_in_a_short_cell_are_a_likeness_only() -> None:
    one: Row = {"id": "1", "given": "georgia"}
    two: Row = {"id": "2", "given": "gorgeia"}

    assert compared(cells(table([one, two])), np.array([[0, 1]], np.int32))[0, 0] == LIKE
