"""From a cite as printed to the instruments and articles it names."""

from dataclasses import replace

import pytest

from serentak.engine.law import cite
from serentak.engine.law.model import Law
from tests.unit.small import ACTS, book

LAW: Law = replace(book(), instruments={one.id: one for one in ACTS})


def test_a_cite_has_one_part_an_instrument() -> None:
    assert cite.parts("UU 10/2016 Ps 157(5); PMK 3/2024 Ps 7; ") == (
        "UU 10/2016 Ps 157(5)",
        "PMK 3/2024 Ps 7",
    )


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("UU 10/2016 Ps 157(5)", "UU 10/2016"),
        ("UU 1/2015 Ps 134", "UU 1/2015"),
        ("UU MK Ps 78 b", "UU 24/2003"),
        ("lampiran UU 1/2015", "UU 1/2015"),
    ],
)
def test_a_part_names_the_instrument_with_the_longest_fitting_name(part: str, names: str) -> None:
    found = cite.instrument_of(part, LAW)

    assert found is not None
    assert found.short == names


@pytest.mark.parametrize("part", ["PKPU 8/2024", "", "ingatan"])
def test_a_part_may_name_no_instrument_we_know(part: str) -> None:
    assert cite.instrument_of(part, LAW) is None


@pytest.mark.parametrize(
    ("part", "article"),
    [
        ("UU 10/2016 Ps 157(5)", "Ps 157(5)"),
        ("UU 8/2015 Ps 1 no. 28", "Ps 1 no. 28"),
        ("SKB 855/2023", ""),
    ],
)
def test_the_article_is_what_follows_the_instrument(part: str, article: str) -> None:
    assert cite.article_of(part) == article
