"""Who answers for a district, what units have, and how many officers may leave."""

import pytest

from serentak.engine import store
from serentak.engine.errors import BadData, LawGap
from serentak.engine.law.guards import Risk
from serentak.engine.regions import RegionCode
from serentak.engine.security.intake import Row, marks, posts
from serentak.engine.security.patterns import chosen
from serentak.engine.security.posts import Post, Strength, jurisdictions, limits, strengths


def row(region: str, institution: str, primary: str = "yes") -> dict[str, str]:
    return {"region": region, "institution": institution, "primary": primary}


def test_a_districts_own_unit_comes_before_its_regencys() -> None:
    rows = [row("74.02", "74.02/polri"), row("74.02.11", "74.71/polri"), row("74.02", "x", "no")]

    found = jurisdictions(["74.02.01", "74.02.11"], rows)

    assert found == {"74.02.01": "74.02/polri", "74.02.11": "74.71/polri"}


def test_a_district_that_nobody_answers_for_is_named() -> None:
    with pytest.raises(BadData, match=r"memuat kecamatan 74\.03\.01"):
        jurisdictions(["74.03.01"], [row("74.02", "74.02/polri")])


def test_what_a_unit_reported_is_added_and_totals_are_left_out() -> None:
    told = store.facts(RegionCode("74"), "strength")

    found = strengths(told, "pilkada-2024")

    assert found["74.03/polri"].officers == 484 + 210
    assert found["74.07/polri"].officers is None
    assert found["74.07/polri"].reinforcement == 182
    assert "74/polri" not in strengths(told, "pemilu-2024")


def post(unit: str, officers: int | None = None) -> Post:
    return Post(unit=unit, kind="polsek", name="Polsek", place=0, officers=officers)


def test_posts_that_know_their_officers_keep_a_reserve_by_regency() -> None:
    own = [post("u", 10), post("u", 20), post("u", 30)]

    found = limits(own, ["74.01", "74.01", "74.02"], {}, 10)

    assert found == [([0], 10), ([1], 20), ([2], 30), ([0, 1], 27), ([2], 27)]


def test_posts_that_do_not_share_what_their_unit_reported() -> None:
    own = [post("u"), post("u"), post("v")]

    found = limits(own, ["74.01", "74.02", "74.02"], {"u": Strength(own=101)}, 10)

    assert found == [([0, 1], 90)]


def test_an_offices_posts_are_read_and_every_wrong_row_is_told() -> None:
    good: Row = {
        "KIND": "Kodim",
        "INSTITUTION": "u",
        "NAME": "A",
        "PLACE": "here",
        "OFFICERS": " 12 ",
    }
    rows: list[Row] = [
        good,
        {**good, "PLACE": "nowhere"},
        {**good, "OFFICERS": "dua belas"},
        {**good, "NAME": None},
    ]

    first, *_ = posts([good], {"here": 7}.get)
    with pytest.raises(BadData) as refused:
        posts(rows, {"here": 7}.get)

    assert first == Post(unit="u", kind="kodim", name="A", place=7, officers=12, army=True)
    assert "baris 3: tempat 'nowhere'" in str(refused.value)
    assert "baris 4: jumlah petugas 'dua belas'" in str(refused.value)
    assert "baris 5: satuan dan nama" in str(refused.value)


def test_marks_are_read_and_every_wrong_row_is_told() -> None:
    rows: list[Row] = [
        {"PLACE": "74.01", "INDICATOR": "money", "CLASS": ""},
        {"PLACE": "74.01", "INDICATOR": None, "CLASS": "severe"},
    ]
    wrong: list[Row] = [
        {"PLACE": "74.01", "INDICATOR": "", "CLASS": "grave"},
        {"PLACE": "74.01", "INDICATOR": "", "CLASS": ""},
    ]

    found = marks(rows)
    with pytest.raises(BadData, match=r"baris 2: kelas 'grave'.*baris 3: tempat harus"):
        marks(wrong)

    assert [(one.indicator, one.risk) for one in found] == [("money", None), ("", Risk.SEVERE)]


def test_a_units_own_pattern_comes_before_one_that_stands_in() -> None:
    law = store.law()
    pilkada, pemilu = law.election("pilkada-2024"), law.election("pemilu-2024")
    patterns = law.patterns.values()

    own = chosen(patterns, "74.02", Risk.HIGH, pilkada)
    lent = chosen(patterns, "74.02", Risk.SEVERE, pilkada)
    before = chosen(patterns, "74.02", Risk.LOW, pemilu)

    assert (own.pattern.id, own.borrowed) == ("guard.74.02.2024", False)
    assert (lent.pattern.id, lent.borrowed) == ("guard.72.2024", True)
    assert before.pattern.id == "guard.72.2024"  # its own was printed after that voting day


def test_a_region_without_any_pattern_is_a_gap() -> None:
    law = store.law()

    with pytest.raises(LawGap, match="pola pengamanan kelas low untuk wilayah 99"):
        chosen(law.patterns.values(), "99", Risk.LOW, law.election("pilkada-2024"))
