"""What must hold of any register's pairs: order means nothing, and plain loops say the same."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serentak.engine.register.match import verdict
from serentak.engine.register.match.keys import GOLDEN
from serentak.engine.register.match.letters import distance
from serentak.engine.register.match.matching import candidates
from serentak.engine.register.match.plausible import plausible
from serentak.engine.register.match.rows import rows
from serentak.engine.register.match.text import numbered
from tests.unit.doubles import ELSEWHERE, Row, neighbours, pairs, somebody, table

# Without compilation, as coverage is measured, numbers that wrap round say so.
pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")

FAMILY = [
    somebody("1"),
    somebody("2", **ELSEWHERE),
    somebody("3", birth_date=19860307, kk="7402010503120019"),
    somebody("4", name="SITI HARDIYANA", nik="7402014307860008"),
    somebody("5", name="BUDI KASMAN", sex="L", birth_date=19700101, kk=None),
    somebody("6", nik="7402014307860003", name="SITI HARDIANTI LAODA"),
    somebody("7", nik=None, kk=None),
]
PEOPLE = [*neighbours(40), *FAMILY]
NAMES = st.text("ABCDE", min_size=1, max_size=9)


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(len(PEOPLE))))
def test_a_shuffled_register_has_the_same_pairs(order: list[int]) -> None:
    assert pairs([PEOPLE[row] for row in order]) == pairs(PEOPLE)


def test_matching_what_is_left_finds_nothing_to_decide_again() -> None:
    again = [{**one, "id": f"z{n}", "marital": None} for n, one in enumerate(PEOPLE[:9])]
    people = [*PEOPLE[:40], *again, somebody("1"), somebody("2", kk=None)]
    gone = decided(people)

    left = [one for one in people if one["id"] not in gone]

    assert len(gone) == 10
    assert decided(left) == set()


def decided(people: list[Row]) -> set[str]:
    """The later row of every pair that nobody has to look at."""
    kinds = ("same-person", "auto")
    found = pairs(people).items()
    return {second for (_, second), one in found if (one["kind"], one["decision"]) == kinds}


@settings(max_examples=100, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1), st.data())
def test_grouping_twice_changes_nothing(links: set[tuple[int, int]], data: st.DataObject) -> None:
    known = sorted({(min(one), max(one)) for one in links if one[0] != one[1]})
    sure = np.array([data.draw(st.booleans()) for _ in known], np.bool_)
    of = np.array(known, np.int32).reshape(-1, 2)

    once = verdict.agreed(of, sure)

    assert (once <= sure).all()
    assert (verdict.agreed(of, once) == once).all()
    friends: dict[int, set[int]] = {}
    for one, two in of[once].tolist():
        friends.setdefault(one, {one}).add(two)
        friends.setdefault(two, {two}).add(one)
    assert all(friends[one] == friends[two] for one, two in of[once].tolist())


@settings(max_examples=10, deadline=None)
@given(st.sets(st.integers(0, len(PEOPLE) - 1)))
def test_a_missing_number_never_makes_a_shared_one(without: set[int]) -> None:
    some = [{**one, "nik": None} if n in without else one for n, one in enumerate(PEOPLE)]
    ids = {PEOPLE[n]["id"] for n in without}

    shared = [both for both, one in pairs(some).items() if one["kind"] == "same-nik"]

    assert not [both for both in shared if ids & set(both)]


def test_plain_loops_propose_the_same_pairs() -> None:
    proposed = candidates(rows(table(PEOPLE)))

    assert {tuple(both) for both in proposed.tolist()} == {
        (a, b) for (a, one), (b, two) in combinations(enumerate(PEOPLE), 2) if keys(one) & keys(two)
    }


def test_a_glance_drops_many_pairs_and_none_that_is_said_to_be_one_person() -> None:
    every = np.array(list(combinations(range(len(PEOPLE)), 2)), np.int32)
    keep = np.zeros(len(every), np.bool_)

    plausible(0, len(every), np.zeros(256, np.uint64), rows(table(PEOPLE)), every, keep)

    kept = {(PEOPLE[a]["id"], PEOPLE[b]["id"]) for a, b in every[keep].tolist()}
    assert len(kept) < len(every) / 10
    assert {(min(both), max(both)) for both in pairs(PEOPLE)} <= {
        (min(str(a), str(b)), max(str(a), str(b))) for a, b in kept
    }


def test_equal_hashes_get_equal_numbers_however_many_there_are() -> None:
    hashes = np.arange(40_000, dtype=np.uint64) % np.uint64(39_989) * GOLDEN
    hashes ^= hashes >> np.uint64(29)

    codes, first = numbered(hashes)

    assert (codes[hashes == 0] == -1).all()
    known = codes >= 0
    assert (hashes[first][codes[known]] == hashes[known]).all()
    assert len(first) == len(np.unique(hashes[known]))


def keys(row: Row) -> set[tuple[object, ...]]:
    """What a row may share with another, as plain values."""
    name, kk, nik = (str(row[column] or "") for column in ("name", "kk", "nik"))
    born, sex, place, home = row["birth_date"], row["sex"], row["birth_place"], row["village"]
    assert isinstance(born, int)
    bag, day, in_nik = frozenset(name.split()), ("day", unsure(born)), nik_day(nik)
    found: set[tuple[object, ...]] = {
        (bag, day),
        (bag, home),
        (bag, place, "year", born // 10_000),
        (bag, place, "day", born % 10_000),
        (place, name[0], born, sex),
        ("begin", name.replace(" ", "")[:3], born, sex),
        ("end", name.replace(" ", "")[-3:], born, sex),
        ("address", row["address"]),
        ("born", born),
        *(("word", word, *rest) for word in bag for rest in ((born, sex), (home,), (place,))),
    }
    if nik:
        found |= {("nik", nik), ("stem", nik[:12])}
        found |= {(bag, ("day", unsure(in_nik)))} if in_nik != born else set()
    if kk:
        found |= {("card", kk, day), ("card", kk, bag)}
        found |= {("card", kk, "year", born // 10_000, sex), ("card", kk, born % 10_000, sex)}
    return found


def nik_day(nik: str) -> int:
    """The birth date inside a number."""
    if not nik:
        return 0
    day, month, year = (int(nik[at : at + 2]) for at in (6, 8, 10))
    century = 1900 if year > 3 else 2000  # the newest neighbour is of 2002
    return (century + year) * 10_000 + month * 100 + (day - 40 if day > 40 else day)


def unsure(born: int) -> int:
    """A date that stays the same when its day and month are exchanged."""
    year, month, day = born // 10_000, born // 100 % 100, born % 100
    if day > 12:
        return born
    return year * 10_000 + min(month, day) * 100 + max(month, day)


@given(NAMES, NAMES)
def test_slips_are_counted_as_a_table_counts_them(one: str, two: str) -> None:
    letters = np.frombuffer(f"{one}{two}".encode(), np.uint8)
    scratch = np.zeros(256, np.uint64)

    assert distance(letters, 0, len(one), len(one), len(letters), scratch) == slips(one, two)
    assert not scratch.any()


def slips(one: str, two: str) -> int:
    """Letters changed, lost, added or exchanged with the next one, by the usual table."""
    rows_ = [list(range(len(two) + 1))]
    for i, a in enumerate(one, start=1):
        rows_.append([i])
        for j, b in enumerate(two, start=1):
            least = min(rows_[i - 1][j] + 1, rows_[i][j - 1] + 1, rows_[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and (a, one[i - 2]) == (two[j - 2], b):
                least = min(least, rows_[i - 2][j - 2] + 1)
            rows_[i].append(least)
    return rows_[-1][-1]
