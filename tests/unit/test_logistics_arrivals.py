"""What is at a place of what it needs."""

from serentak.engine.logistics.arrivals import into, place, worst
from serentak.engine.logistics.shipments import Amount
from serentak.engine.regions import RegionCode
from tests.unit.cargo import BOXES, counted, planned, sent, trip

ISLAND = RegionCode("74.06.13")
NEED = {"boxes": 12, "seals": 30}


def test_only_good_pieces_that_were_counted_are_there() -> None:
    trips = [
        trip(counted(8, Amount(pieces=7, damaged=1, reason="basah")), to=ISLAND),
        trip(sent(boxes=3), to=ISLAND),
        trip(planned(boxes=2, seals=30), to=ISLAND),
    ]

    boxes, seals = place(ISLAND, NEED, trips).gaps

    assert (boxes.stock.good, boxes.missing, boxes.waiting, boxes.unplanned) == (6, 6, 2, 1)
    assert (seals.missing, seals.unplanned) == (30, 0)


def test_what_goes_to_a_village_directly_is_at_its_district_too() -> None:
    trips = [trip(counted(12, Amount(pieces=12)), to="74.06.13.2001")]

    assert place(ISLAND, {BOXES: 12}, trips).complete


def test_what_moves_about_inside_a_place_brings_it_nothing() -> None:
    onward = trip(counted(12, Amount(pieces=12)), start=ISLAND, to="74.06.13.2001")

    assert into(ISLAND, [onward]) == []
    assert place(ISLAND, {BOXES: 12}, [onward]).missing == 12


def test_what_goes_elsewhere_brings_it_nothing() -> None:
    assert into(ISLAND, [trip(sent(boxes=1), to="74.06.14")]) == []


def test_a_surplus_of_one_item_hides_no_shortage_of_another() -> None:
    found = place(ISLAND, NEED, [trip(counted(60, Amount(pieces=60)), to=ISLAND)])

    assert (found.complete, found.missing, found.coverage) == (False, 30, 0.0)


def test_a_place_is_as_ready_as_its_scarcest_item() -> None:
    trips = [
        trip(counted(12, Amount(pieces=12)), to=ISLAND),
        trip(counted(30, Amount(pieces=15), item="seals"), to=ISLAND),
    ]

    assert place(ISLAND, NEED, trips).coverage == 0.5


def test_a_place_that_needs_nothing_is_complete() -> None:
    found = place(ISLAND, {BOXES: 0}, [])

    assert (found.complete, found.coverage) == (True, 1.0)


def test_the_worst_place_has_the_least_of_its_scarcest_item_then_misses_most() -> None:
    done = place(ISLAND, {}, [])
    half = place(
        RegionCode("74.06.14"), {BOXES: 4}, [trip(counted(2, Amount(pieces=2)), to="74.06.14")]
    )
    few, many = (
        place(RegionCode(code), {BOXES: n}, []) for code, n in (("74.02", 3), ("74.03", 9))
    )

    assert worst([done, half]) == half
    assert worst([half, few, many]) == many
    assert worst([done]) is None


def test_an_item_nobody_can_count_is_unknown_until_its_owner_plans_it() -> None:
    bare = place(ISLAND, {}, [], asked=["ballots"])

    assert (bare.complete, bare.coverage, bare.unknown) == (False, 0.0, ("ballots",))


def test_of_an_item_nobody_can_count_the_owner_s_papers_say_how_much() -> None:
    trips = [
        trip(counted(100, Amount(pieces=100), item="ballots"), to=ISLAND),
        trip(planned(ballots=20), to=ISLAND),
        trip(sent(ballots=5), to=ISLAND),
    ]

    (ballots,) = place(ISLAND, {}, trips, asked=["ballots"]).gaps

    assert (ballots.need, ballots.missing, ballots.unplanned) == (125, 25, 0)


def test_a_known_number_is_not_replaced_by_a_plan() -> None:
    found = place(ISLAND, {BOXES: 12}, [trip(planned(boxes=4), to=ISLAND)], asked=[BOXES])

    assert [gap.need for gap in found.gaps] == [12]
