"""The patterns of guarding stations, as police regions' plans were printed."""

from dataclasses import replace

import pytest

from serentak.engine import store
from serentak.engine.errors import LawGap
from serentak.engine.law.guards import Risk
from serentak.engine.law.lint import findings
from serentak.engine.regions import region_code


def test_the_national_and_the_neighbours_pattern_stand_side_by_side() -> None:
    national = store.law().pattern("guard.national.2019").guard(Risk.LOW)
    neighbour = store.law().pattern("guard.72.2024").guard(Risk.LOW)

    assert national
    assert (national.polri, national.linmas, national.stations) == (2, 6, 4)
    assert neighbour
    assert (neighbour.polri, neighbour.linmas, neighbour.stations) == (2, 10, 5)


def test_a_printed_range_keeps_both_ends() -> None:
    konawe = store.law().pattern("guard.74.02.2024").guard(Risk.LOW)

    assert konawe
    assert (konawe.stations_least, konawe.stations, konawe.linmas) == (3, 4, None)


def test_a_pattern_is_silent_on_a_class_it_does_not_name() -> None:
    assert store.law().pattern("guard.74.02.2024").guard(Risk.SEVERE) is None


def test_every_pattern_is_of_a_region_that_exists() -> None:
    assert all(store.known(region_code(one.region)) for one in store.law().patterns.values())


def test_a_pattern_that_is_not_there_is_a_gap_in_the_law() -> None:
    with pytest.raises(LawGap, match="Pola pengamanan"):
        store.law().pattern("guard.99")


def test_the_lint_names_a_pattern_of_no_kind_of_election() -> None:
    law = store.law()
    odd = replace(law.pattern("guard.72.2024"), election_kind="pilkades")

    assert list(findings(replace(law, patterns={odd.id: odd}))) == [
        "guard.72.2024: jenis pemilihan 'pilkades' tidak dikenal."
    ]
