"""Whatever the seed and the size: villages are filled exactly, numbers are nobody else's, pairs are pairs."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from serentak.engine.regions import RegionCode
from serentak.engine.synth.arrays import apportioned, serials, sixteen
from serentak.engine.synth.making import make
from serentak.engine.synth.places import residents
from tests.unit.invented import material, order

KONKEP = RegionCode("74.12")


@given(
    seed=st.integers(0, 2**40), people=st.integers(100, 3000),
    doubles=st.floats(0, 0.5), wrong=st.floats(0, 0.5),
)  # fmt: skip
def test_any_order_makes_a_register_that_holds_together(
    seed: int, people: int, doubles: float, wrong: float
) -> None:
    known = material(KONKEP)
    wanted = order(region=KONKEP, seed=seed, people=people, duplicates=doubles, errors=wrong)

    made = make(wanted, known, lambda _: None)

    everybody, records = made.sheet.everybody, made.sheet.records
    held = np.bincount(everybody.homes.village[everybody.family.card], minlength=96)
    assert (held == residents(known.villages, people)).all()
    assert len(np.unique(everybody.nik)) == people
    assert (np.bincount(records.person) >= 1).all()
    assert len(records) <= people * (1 + 1.1 * doubles) + 30
    a, b = (np.array(made.truth[name].to_pylist(), str) for name in ("id_a", "id_b"))
    assert (a < b).all()


@given(
    weights=st.lists(st.floats(0.001, 1e6), min_size=1, max_size=50),
    total=st.integers(0, 10_000_000),
)
def test_parts_add_up_and_are_within_one_of_their_share(weights: list[float], total: int) -> None:
    shares = np.array(weights)

    parts = apportioned(shares, total)

    assert parts.sum() == total
    assert (np.abs(parts - shares * total / shares.sum()) <= 1 + 1e-6).all()


@given(keys=st.lists(st.integers(0, 5), min_size=1, max_size=60))
def test_serials_are_what_counting_one_by_one_gives(keys: list[int]) -> None:
    counted = [keys[: n + 1].count(key) for n, key in enumerate(keys)]

    assert serials(np.array(keys)).tolist() == counted


@given(numbers=st.lists(st.integers(1, 10**16 - 1), min_size=1, max_size=30))
def test_text_of_sixteen_digits_is_the_number_again(numbers: list[int]) -> None:
    texts = sixteen(np.array(numbers)).to_pylist()

    assert [int(text) for text in texts] == numbers
    assert {len(text) for text in texts} == {16}
