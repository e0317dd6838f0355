"""The one door to files: the law of this release, published facts, the register of regions."""

import re
from itertools import islice

import pytest

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.law.lint import findings
from serentak.engine.obligations import undatable
from serentak.engine.regions import Level, RegionCode, level, within

SULTRA = RegionCode("74")


def test_the_law_of_this_release_has_no_slip() -> None:
    law = store.law()

    assert list(findings(law)) == []
    assert list(undatable(law)) == []


def test_the_law_is_read_once() -> None:
    assert store.law() is store.law()


def test_every_province_has_a_zone() -> None:
    provinces = list(store.provinces())

    assert len(provinces) == 38
    assert {code for code, _ in provinces} == set(store.law().zones)


def test_regions_come_parents_first() -> None:
    seen: set[str] = {SULTRA}

    for code, name in islice(store.regions_of(SULTRA), 500):
        assert name
        assert within(code, SULTRA)
        assert code.rpartition(".")[0] in seen
        seen.add(code)


def test_sultra_has_seventeen_regencies() -> None:
    regencies = [code for code, _ in store.regions_of(SULTRA) if level(code) is Level.REGENCY]

    assert len(regencies) == 17


@pytest.mark.parametrize(
    ("code", "known"),
    [("00", True), ("74", True), ("74.01", True), ("74.99", False), ("99", False)],
)
def test_a_region_is_known_or_not(code: str, *, known: bool) -> None:
    assert store.known(RegionCode(code)) is known


def test_facts_are_read_by_province_and_name() -> None:
    rows = store.facts(SULTRA, "regions")

    assert store.has_facts(SULTRA)
    assert rows[0]["code"] == "74"


def test_facts_this_release_does_not_carry_are_refused() -> None:
    assert not store.has_facts(RegionCode("99"))
    with pytest.raises(BadData, match="tidak ada dalam paket ini"):
        store.facts(SULTRA, "nothing")


def test_every_text_on_two_values_that_disagree_has_its_english() -> None:
    ours = re.compile(
        r"\b(?:dan|dari|yang|di|satu|dikutip|dihitung|suara|jumlah|menurut)\b", re.IGNORECASE
    )
    names = ("Suara KPK", "Suara Kendari", "Satu Narasi")
    rows = store.facts(SULTRA, "contradictions")
    texts = ("title", "a_label", "a_value", "a_source", "b_label", "b_value", "b_source")

    slips = []
    for row in rows:
        for name in (*texts, "effect", "resolution"):
            shown = row[f"{name}_en"] or row[name]
            for known in names:
                shown = shown.replace(known, "")
            if ours.search(shown) or (name in ("title", "effect") and not row[f"{name}_en"]):
                slips.append((row["key"], name, shown))

    assert rows
    assert slips == []


def test_published_facts_are_read_from_the_disk_once() -> None:
    home = RegionCode("74")

    assert store.facts(home, "district_stations") is store.facts(home, "district_stations")
