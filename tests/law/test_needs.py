"""What Sulawesi Tenggara needed in 2024, from its published counts of stations, villages and districts."""

import pytest

from serentak.engine.needs import Need, summed
from serentak.engine.pipeline.needing import Asked, needed
from serentak.engine.pipeline.people import Ruling
from serentak.engine.regions import RegionCode
from serentak.engine.store import law

SULTRA = RegionCode("74")


def totals(election: str, region: RegionCode = SULTRA) -> dict[str, Need]:
    """The lines of a region added up, by item."""
    book = law()
    answer = needed(Asked(region=region), Ruling(law=book, election=book.election(election)))
    return {need.item: need for need in summed(answer.needs, lambda _: region)}


@pytest.mark.parametrize(
    ("item", "people"),
    [
        ("kpps", 32_277),
        ("linmas", 9_222),
        ("ptps", 4_611),
        ("pps", 6_855),
        ("ppk", 1_105),  # KPU Sultra's own quota, TribunnewsSultra 1 May 2024
        ("panwascam", 663),
        ("pkd", 2_285),
    ],
)
def test_people_of_the_pilkada_are_those_of_4611_stations(item: str, people: int) -> None:
    assert totals("pilkada-2024")[item].quantity == people
