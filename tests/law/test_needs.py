"""What Sulawesi Tenggara needed in 2024, from its published counts of stations, villages and districts."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from serentak.engine.counts import Known
from serentak.engine.errors import BadData, LawGap
from serentak.engine.law.basis import Confidence
from serentak.engine.law.guards import Risk
from serentak.engine.needs import Count, Need, Room, rupiah, summed
from serentak.engine.pipeline.needing import Answer, Asked, needed
from serentak.engine.regions import RegionCode
from serentak.engine.security import needs as security
from serentak.engine.store import law

SULTRA = RegionCode("74")
KONAWE = RegionCode("74.02")


def asked(election: str = "pilkada-2024", region: str = SULTRA, **more: Any) -> Asked:
    """A question under the law of this release."""
    book = law()
    return Asked(law=book, election=book.election(election), region=RegionCode(region), **more)


@lru_cache(maxsize=4)
def answer(election: str, region: str) -> Answer:
    """The lines of a region from its official counts."""
    return needed(asked(election, region))


def totals(found: Answer, region: str = SULTRA) -> dict[tuple[Room, str], Need]:
    """Lines added up, by room and item."""
    return {(one.room, one.item): one for one in summed(found.needs, lambda _: RegionCode(region))}


def people(election: str, item: str, region: str = SULTRA) -> Need:
    """A role's total."""
    return totals(answer(election, region), region)[Room.PERSONNEL, item]


@pytest.mark.parametrize(
    ("item", "number"),
    [
        ("kpps", 32_277),
        ("linmas", 9_222),
        ("ptps", 4_611),
        ("pps", 6_855),
        ("ppk", 1_105),  # KPU Sultra's own quota, TribunnewsSultra 1 May 2024
        ("panwascam", 663),
        ("pkd", 2_285),
        ("ppk-secretary", 221),
        ("pps-staff", 4_570),
    ],
)
def test_people_of_the_pilkada_are_those_of_4611_stations(item: str, number: int) -> None:
    found = people("pilkada-2024", item)

    assert (found.quantity, found.most, found.known) == (number, number, Known.OFFICIAL)


@pytest.mark.parametrize(("region", "quota"), [("74.02", 140), ("74.06", 110), ("74.15", 35)])
def test_the_quota_of_a_regency_is_what_its_kpu_recruited_for(region: str, quota: int) -> None:
    assert people("pilkada-2024", "ppk", region).quantity == quota  # ppk quotas, April 2024


@pytest.mark.parametrize(("region", "number"), [("74.05", 835), ("74.02", 694)])
def test_the_pantarlih_that_were_sent_lie_within_the_bounds(region: str, number: int) -> None:
    # Konawe Selatan and Konawe on 24 June 2024 (Detik Sultra, Inpedia), a few stations before the last.
    found = people("pilkada-2024", "pantarlih", region)

    assert found.quantity <= number <= found.most


def test_regular_stations_of_the_pemilu_need_seven_each() -> None:
    found = people("pemilu-2024", "kpps")

    assert (
        found.quantity == 7 * 8135
    )  # 57,078 with the 19 special ones that no district's count has
    assert found.formula == "7 orang × 8.135 TPS = 56.945"
    assert found.formula_en == "7 people × 8,135 stations = 56,945"


def test_every_line_says_its_norm_and_its_formula() -> None:
    for need in answer("pilkada-2024", SULTRA).needs:
        assert need.cite
        assert f"{need.quantity:,}".replace(",", ".") in need.formula
        assert f"{need.quantity:,}" in need.formula_en
        assert need.since <= law().election("pilkada-2024").voting_day


def test_boxes_and_booths_of_baubau_are_those_its_kpu_prepared() -> None:
    goods = totals(answer("pilkada-2024", "74.72"), "74.72")

    boxes = sum(goods[Room.LOGISTICS, f"boxes-{one}"].quantity for one in ("governor", "regent"))
    assert boxes == 432  # Suara Kendari, 26 November 2024
    assert goods[Room.LOGISTICS, "booths"].quantity == 864
    assert goods[Room.LOGISTICS, "volume"].quantity == 432 * 96


def test_ballots_lie_between_the_flat_share_and_one_more_a_station() -> None:
    found = totals(answer("pilkada-2024", "74.71"), "74.71")[Room.LOGISTICS, "ballots-governor"]

    assert found.quantity == 238_683 + 5_968  # 2.5 percent of Kendari's list is 5,967.1
    assert found.most == 238_683 + (238_683 + 39 * 525) // 40
    assert "238.683 pemilih + 2,5 persen" in found.formula


def test_a_list_worked_out_from_ballots_gives_these_ballots_back() -> None:
    found = totals(answer("pemilu-2024", "74.72"), "74.72")[Room.LOGISTICS, "ballots-president"]

    # Baubau's presidential ballots (Suara Kendari), from which its unpublished list was worked out.
    assert found.quantity <= 110_679 <= found.most
    assert found.known is Known.ESTIMATE  # the list itself was not published


def test_honoraria_are_people_times_months_times_the_letter() -> None:
    found = totals(answer("pilkada-2024", SULTRA))

    chairs = found[Room.BUDGET, "ppk-chair"]
    assert chairs.quantity == 221 * 8 * 2_500_000
    assert chairs.formula == "221 orang × 8 bulan × Rp2.500.000 = Rp4.420.000.000"
    assert chairs.confidence is Confidence.MEMORY  # the letter is sourced, the eight months are not
    assert found[Room.BUDGET, "kpps-others"].quantity == 4_611 * 6 * 850_000
    assert found[Room.BUDGET, "linmas-all"].confidence is Confidence.SOURCED


def test_who_pays_is_open_until_somebody_agrees() -> None:
    open_, agreed = needed(asked()), needed(asked(sharing="sulsel"))

    assert {payer for _, payer in rupiah(open_.needs)} == {"agreement"}
    assert {payer for _, payer in rupiah(agreed.needs)} == {"agreement", "province", "regency"}
    assert _sum(open_) == _sum(agreed)


def test_one_race_alone_is_paid_by_its_own_budget() -> None:
    alone = needed(asked(races=("governor",)))

    assert {payer for _, payer in rupiah(alone.needs)} == {"province"}
    assert (Room.LOGISTICS, "boxes-regent") not in totals(alone)


def test_two_days_cost_the_people_twice_and_the_ballots_once() -> None:
    together, apart = totals(needed(asked())), totals(needed(asked(apart=True)))

    kpps, ballots = (Room.PERSONNEL, "kpps"), (Room.LOGISTICS, "ballots-regent")
    assert apart[kpps].quantity == 2 * together[kpps].quantity
    assert apart[ballots].quantity == together[ballots].quantity


def test_a_smaller_cap_makes_more_stations_and_says_what_the_usual_one_would() -> None:
    found = needed(asked(cap=500))

    assert found.usual is not None
    assert found.usual.cap == 600
    stations = sum(regency.stations for regency in found.regencies)
    assert stations > found.usual.stations > 4_000
    assert sum(regency.voters for regency in found.regencies) == 1_876_792
    assert {need.known for need in found.needs} == {Known.ESTIMATE}


def test_a_cap_beyond_the_act_is_refused() -> None:
    with pytest.raises(BadData, match=r"antara 1 dan 800"):
        needed(asked(cap=801))


def test_prices_and_accidents_are_the_offices_own() -> None:
    found = totals(needed(asked(prices={"boxes": 20_000}, cases={"death": 2}, apart=True)))

    assert found[Room.BUDGET, "boxes-governor"].quantity == 4_611 * 20_000
    assert found[Room.BUDGET, "compensation-death"].quantity == 2 * 36_000_000
    assert "andaian pengguna" in found[Room.BUDGET, "compensation-death"].formula


def test_an_unknown_accident_race_price_or_sharing_is_said_with_those_known() -> None:
    for more, said in (
        ({"cases": {"flu": 1}}, "death, disability"),
        ({"races": ("mayor",)}, "governor, regent"),
        ({"sharing": "bali"}, "sulsel, jateng"),
        ({"prices": {"volume": 1}}, "ballots, boxes, booths"),
    ):
        with pytest.raises(BadData, match=said):
            needed(asked(**more))


def test_roles_whose_term_is_unknown_have_no_cost_and_are_named() -> None:
    found = answer("pemilu-2024", SULTRA)

    assert [label for label, _ in found.unpaid] == ["Panwascam", "PKD"]
    assert (Room.BUDGET, "pkd-all") not in totals(found)


@pytest.mark.parametrize("region", ["75", "74.07.02"])
def test_a_region_without_counts_says_what_to_do(region: str) -> None:
    # Voters are published by regency: a district alone would be given its regency's ballots.
    with pytest.raises(BadData, match=r"Pakai rencana TPS dengan --run"):
        needed(asked(region=region))


def _konawe(stations: int) -> Count:
    return Count(region=KONAWE, number=stations, known=Known.OFFICIAL)


def test_konawes_own_pattern_guards_its_440_stations() -> None:
    day = law().election("pilkada-2024").voting_day
    pattern = security.pattern_of(law(), KONAWE, "pilkada", day)

    low, high = security.needs(_konawe(440), pattern, {Risk.LOW: 360, Risk.HIGH: 80})

    assert (low.quantity, low.most, high.quantity, high.most) == (90, 120, 80, 80)
    assert "1 polisi tiap 3–4 kurang rawan" in low.formula  # TribunnewsSultra, 25 November 2024
    assert high.formula.endswith("80 TPS, 1 polisi tiap 1 rawan = 80")


def test_stations_without_a_class_lie_between_the_lightest_guard_and_the_heaviest() -> None:
    pattern = law().pattern("guard.72.2024")

    (found,) = security.needs(_konawe(466), pattern, {})

    assert (found.quantity, found.most) == (-(-466 // 5) * 2, 466 * 2)
    assert found.known is Known.ESTIMATE


def test_the_national_and_a_regional_pattern_stay_two() -> None:
    classes = {Risk.LOW: 40, Risk.SEVERE: 2}

    national = security.needs(_konawe(42), law().pattern("guard.national.2019"), classes)
    regional = security.needs(_konawe(42), law().pattern("guard.72.2024"), classes)

    assert [need.quantity for need in national] == [20, 6]
    assert [need.quantity for need in regional] == [16, 4]


def test_more_classes_than_stations_and_a_class_without_a_guard_are_refused() -> None:
    pattern = law().pattern("guard.74.02.2024")

    with pytest.raises(BadData, match=r"441 TPS diberi kelas"):
        security.needs(_konawe(440), pattern, {Risk.LOW: 441})
    with pytest.raises(LawGap, match=r"tidak mengatur TPS sangat rawan"):
        security.needs(_konawe(440), pattern, {Risk.SEVERE: 1})


def test_a_regencys_own_police_comes_before_the_neighbours_pattern() -> None:
    day = law().election("pilkada-2024").voting_day

    used = [
        security.pattern_of(law(), RegionCode(region), "pilkada", day).id
        for region in ("74.02", "74.71", "74.01")
    ]

    assert used == ["guard.74.02.2024", "guard.74.71.2024", "guard.72.2024"]


def test_a_region_without_a_pattern_is_a_gap() -> None:
    day = law().election("pilkada-2024").voting_day

    with pytest.raises(LawGap, match=r"Pola pengamanan TPS untuk 11"):
        security.pattern_of(replace(law(), patterns={}), RegionCode("11"), "pilkada", day)


def test_a_chosen_pattern_serves_every_regency() -> None:
    found = totals(needed(asked(pattern="guard.72.2024")))

    assert found[Room.SECURITY, "polri"].count == 4_611


def _sum(found: Answer) -> int:
    return sum(least for least, _ in rupiah(found.needs).values())
