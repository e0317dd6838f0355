"""Invented people live in families that could be, in places that are, with numbers of real form."""

from collections import Counter

import numpy as np
import pytest

from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode
from serentak.engine.store import materials
from serentak.engine.synth.families import Role
from serentak.engine.synth.making import make
from serentak.engine.synth.people import People
from tests.unit.invented import KENDARI, made, material, order

SULTRA = RegionCode("74")


@pytest.fixture(scope="module")
def people() -> People:
    return made(order()).sheet.everybody


def test_every_village_gets_its_share_and_all_add_up() -> None:
    everybody = made(order(region=SULTRA, people=50_000)).sheet.everybody
    villages = material(SULTRA).villages

    held = np.bincount(everybody.homes.village[everybody.family.card], minlength=2285)

    assert held.sum() == 50_000
    exact = villages.residents * 50_000 / villages.residents.sum()
    assert np.abs(held - exact).max() < 1


def test_a_family_lives_in_one_house_with_one_head(people: People) -> None:
    family = people.family

    heads = np.bincount(family.card[family.role == Role.HEAD], minlength=len(family.size))
    spouses = np.bincount(family.card[family.role == Role.SPOUSE], minlength=len(family.size))

    assert (heads == 1).all()
    assert (spouses == family.couple).all()
    assert (np.bincount(family.card) == family.size).all()
    assert (np.diff(family.village) >= 0).all()


def test_families_of_a_house_share_its_place_and_neighbourhood(people: People) -> None:
    homes = people.homes
    first = np.flatnonzero(np.diff(homes.house, prepend=-1))[homes.house]

    assert (homes.house[1:] == homes.house[:-1]).any()
    for column in (homes.village, homes.rt, homes.rw, homes.lat, homes.lon):
        assert (column == column[first]).all()


def test_parents_are_old_enough_for_their_children(people: People) -> None:
    family = people.family
    child = np.flatnonzero(family.role == Role.CHILD)
    spouse = np.full(len(family.size), np.nan)
    spouse[family.card[family.role == Role.SPOUSE]] = family.age[family.role == Role.SPOUSE]
    head = family.age[family.role == Role.HEAD]

    youngest = np.fmin(spouse, np.where(np.isnan(spouse), head, np.inf))[family.card[child]]

    assert (youngest - family.age[child] > 16).all()
    elder = np.flatnonzero(family.role == Role.ELDER)
    of = head[family.card[elder]]
    assert (family.age[elder][of < 82] - of[of < 82] >= 19).all()


def test_couples_are_a_man_and_a_woman(people: People) -> None:
    family = people.family

    assert family.woman[family.role == Role.SPOUSE].all()
    assert not family.woman[(family.role == Role.HEAD) & family.couple[family.card]].any()


def test_twins_share_birth_date_and_place_and_have_numbers_in_a_row(people: People) -> None:
    twin = np.flatnonzero(people.family.twin)
    same_sex = twin[people.family.woman[twin] == people.family.woman[twin - 1]]

    assert len(same_sex) > 50
    assert (people.born[twin] == people.born[twin - 1]).all()
    assert (people.place[twin] == people.place[twin - 1]).all()
    assert (people.nik[same_sex] == people.nik[same_sex - 1] + 1).all()
    alike = (people.words[same_sex] == people.words[same_sex - 1]).sum(axis=1)
    assert (alike >= 3).mean() > 0.5


def test_a_nik_holds_district_date_and_sex_and_is_nobody_elses(people: People) -> None:
    known = set(material(KENDARI).known.tolist())

    digits = [f"{nik:016d}" for nik in people.nik.tolist()]

    assert len(set(digits)) == len(digits) == 40_000
    assert all(nik >= 10**15 for nik in people.nik.tolist())
    for nik, born, woman in zip(
        digits, people.born.tolist(), people.family.woman.tolist(), strict=True
    ):
        assert int(nik[:6]) in known
        assert int(nik[6:8]) == born % 100 + 40 * woman
        assert nik[8:12] == f"{born // 100 % 100:02d}{born // 10_000 % 100:02d}"
        assert 1 <= int(nik[12:]) < 100


def test_a_card_number_holds_the_villages_district_and_is_no_other_familys(people: People) -> None:
    district = material(KENDARI).villages.district[people.family.village]

    assert len(np.unique(people.kk)) == len(people.kk)
    assert (people.kk // 10**10 == district).all()


def test_neighbourhoods_are_of_the_size_they_are_in_life(people: People) -> None:
    homes = people.homes
    house = np.flatnonzero(np.diff(homes.house, prepend=-1))
    sizes = Counter(zip(homes.village[house].tolist(), homes.rt[house].tolist(), strict=True))

    middle = sorted(sizes.values())[len(sizes) // 10 : -len(sizes) // 10]

    assert 25 <= middle[0] <= middle[-1] <= 70


def test_houses_stand_around_the_middle_of_their_village(people: People) -> None:
    villages, homes = material(KENDARI).villages, people.homes

    north = np.abs(homes.lat - villages.lat[homes.village]) * 111
    east = np.abs(homes.lon - villages.lon[homes.village]) * 111

    assert max(north.max(), east.max()) < 12
    assert np.median(np.hypot(north, east)) < 2


def test_ages_and_sexes_are_those_of_the_province() -> None:
    family = made(order(region=SULTRA, people=50_000)).sheet.everybody.family

    voters = (family.age >= 17).mean()
    men = (~family.woman).mean()

    assert 0.66 < voters < 0.72  # 68.2 in a hundred stood in the final list
    assert abs(men - 0.5053) < 0.005


def test_birth_dates_of_the_old_are_often_the_usual_ones(people: People) -> None:
    usual = np.isin(people.born % 10_000, (101, 701, 1231))

    old, young = usual[people.family.age > 55].mean(), usual[people.family.age < 45].mean()

    assert old > 0.1
    assert young < 0.05


def test_another_seed_makes_other_people_and_the_same_seed_the_same() -> None:
    small = order(people=2_000)
    known = material(KENDARI)

    once, again = (make(small, known, lambda _: None) for _ in range(2))
    other = make(order(people=2_000, seed=8), known, lambda _: None)

    assert once.truth.equals(again.truth)
    assert (once.sheet.records.nik == again.sheet.records.nik).all()
    assert not np.array_equal(once.sheet.everybody.nik, other.sheet.everybody.nik)


def test_more_doubles_leave_the_people_as_they_were() -> None:
    known = material(KENDARI)

    few = make(order(people=2_000, duplicates=0.01), known, lambda _: None)
    many = make(order(people=2_000, duplicates=0.2), known, lambda _: None)

    assert (few.sheet.everybody.nik == many.sheet.everybody.nik).all()
    assert len(many.sheet) > len(few.sheet)


def test_a_single_village_is_enough_to_move_within() -> None:
    village = RegionCode("74.71.01.1006")

    small = make(order(region=village, people=500), material(village), lambda _: None)

    assert set(small.sheet.everybody.homes.village.tolist()) == {0}
    assert len(small.sheet) > 500


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"people": 99}, "Pilih antara 100 dan"),
        ({"people": 10_000_001}, "Pilih antara 100 dan"),
        ({"seed": -1}, "Benih -1 negatif"),
        ({"duplicates": -0.1}, "--duplicates"),
        ({"errors": 0.6}, "--errors"),
        ({"errors": float("nan")}, "--errors"),
        ({"people": 9_000_000}, "Pilih paling banyak 35"),
        ({"on": order().on.replace(year=2006)}, "terlalu awal"),
    ],
)
def test_an_order_that_cannot_be_met_says_why(changes: dict[str, object], says: str) -> None:
    with pytest.raises(BadData, match=says):
        make(order(**changes), material(KENDARI), lambda _: None)


def test_a_region_without_villages_is_refused() -> None:
    with pytest.raises(BadData, match="tidak punya desa"):
        materials.material(RegionCode("74.99"))
