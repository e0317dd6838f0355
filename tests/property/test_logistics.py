"""What must always hold of shipments: no piece is lost, and order of arrival changes nothing."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from serentak.engine.logistics.arrivals import place
from serentak.engine.logistics.shipments import Amount, Record, Step, Stock, shipment, summed
from serentak.engine.regions import RegionCode
from tests.unit.cargo import DAWN, trip

ITEMS = ("ballots", "boxes", "seals")
pieces = st.integers(0, 2000)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    counted = draw(pieces)
    damaged = draw(st.integers(0, counted))
    wrong = draw(st.integers(0, counted - damaged))
    return Amount(pieces=counted, damaged=damaged, wrong=wrong, reason="basah atau tertukar")


@st.composite
def logs(draw: st.DrawFn) -> list[Record]:
    """Any records at all, also such as no desk would have taken."""
    steps = draw(st.lists(st.sampled_from(Step), max_size=8))
    hours = st.integers(0, 50).map(lambda n: DAWN + timedelta(hours=n))
    return [
        Record(
            key=key,
            step=step,
            happened=draw(hours),
            recorded=draw(hours),
            amounts=draw(st.dictionaries(st.sampled_from(ITEMS), amounts())),
        )
        for key, step in enumerate(steps)
    ]


@given(logs().flatmap(lambda log: st.tuples(st.just(log), st.permutations(log))))
def test_records_in_any_order_of_arrival_give_the_same_state(
    both: tuple[list[Record], list[Record]],
) -> None:
    log, shuffled = both

    assert shipment(shuffled) == shipment(log)


def whole(stock: Stock) -> bool:
    return (
        stock.sent + stock.surplus == stock.underway + stock.arrived + stock.short
        and stock.arrived == stock.counted + stock.uncounted
        and stock.counted == stock.good + stock.damaged + stock.wrong
    )


@given(st.lists(logs(), max_size=5))
def test_every_piece_is_under_way_arrived_or_short(many: list[list[Record]]) -> None:
    found = [shipment(log) for log in many]

    assert all(whole(stock) for one in found for stock in one.stocks.values())
    assert all(whole(stock) for stock in summed(found).values())


@given(st.lists(logs(), max_size=5), st.dictionaries(st.sampled_from(ITEMS), pieces))
def test_what_is_missing_is_what_is_needed_less_what_is_good(
    many: list[list[Record]], need: dict[str, int]
) -> None:
    there = RegionCode("74.06.13")
    found = place(there, need, [trip(shipment(log), to=there) for log in many])

    for gap in found.gaps:
        assert gap.missing == max(need[gap.item] - gap.stock.good, 0)
        assert 0 <= gap.unplanned <= gap.missing <= need[gap.item]
    assert found.complete == (found.coverage >= 1)


@given(logs(), logs())
def test_a_further_shipment_never_makes_more_missing(one: list[Record], more: list[Record]) -> None:
    there, need = RegionCode("74.06.13"), dict.fromkeys(ITEMS, 900)
    before = [trip(shipment(one), to=there)]

    after = place(there, need, [*before, trip(shipment(more), to=there)])

    assert after.missing <= place(there, need, before).missing
