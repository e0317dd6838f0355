"""What must hold of needs whatever the counts: they add up, and more stations never need less."""

from hypothesis import given
from hypothesis import strategies as st

from serentak.engine import races
from serentak.engine.budget import costs
from serentak.engine.counts import (
    District,
    Known,
    Regency,
    Village,
    by_regency,
    recounted,
    shared,
)
from serentak.engine.law.guards import Risk
from serentak.engine.logistics import needs as logistics
from serentak.engine.needs import Count, Need, summed
from serentak.engine.personnel import needs as personnel
from serentak.engine.regions import RegionCode
from serentak.engine.security import needs as security
from serentak.engine.store import law

CAP = 600
KINDS = st.sampled_from(["pilkada", "pemilu"])
VOTERS = st.lists(st.integers(1, CAP), min_size=1, max_size=12)
VILLAGES = st.lists(
    st.builds(
        lambda n, voters: Village(
            region=RegionCode(f"74.{n // 9 + 1:02}.{n % 9 + 1:02}.{2001 + len(voters)}"),
            voters=tuple(voters),
        ),
        st.integers(0, 26),
        VOTERS,
    ),
    min_size=1,
    max_size=8,
)


def counted(villages: list[Village]) -> tuple[Regency, ...]:
    """Regencies whose stations' voters are known."""
    return by_regency(villages, cap=CAP, known=Known.PLAN)


def published(regency: Regency) -> Regency:
    """The same regency as its organiser publishes it: stations and voters, not who votes where."""
    return Regency(
        region=regency.region,
        districts=tuple(
            District(region=one.region, villages=one.villages, stations=one.stations)
            for one in regency.districts
        ),
        voters=regency.voters,
        cap=regency.cap,
        known=Known.OFFICIAL,
        voters_known=Known.OFFICIAL,
    )


def lines(regencies: tuple[Regency, ...], kind: str) -> dict[str, Need]:
    """Every line of people, money and goods, added up."""
    book, day = law(), races.of(kind)
    people = personnel.needs(regencies, law=book, kind=kind)
    money = costs.honoraria(people, costs.Terms(law=book, kind=kind, races=day))
    goods = logistics.needs(regencies, law=book, kind=kind, races=day)
    found = summed((*people, *money, *goods), lambda _: RegionCode("74"))
    return {need.item: need for need in found}


@given(VILLAGES, KINDS)
def test_needs_of_regencies_add_up_to_those_of_all(villages: list[Village], kind: str) -> None:
    regencies = counted(villages)

    apart = [lines((regency,), kind) for regency in regencies]

    for item, need in lines(regencies, kind).items():
        assert need.quantity == sum(one[item].quantity for one in apart if item in one)


@given(VILLAGES, VOTERS, KINDS)
def test_more_stations_never_need_less(villages: list[Village], more: list[int], kind: str) -> None:
    first = villages[0]
    larger = [Village(region=first.region, voters=(*first.voters, *more)), *villages[1:]]

    before, after = lines(counted(villages), kind), lines(counted(larger), kind)

    assert all(after[item].quantity >= need.quantity for item, need in before.items())


@given(VILLAGES, KINDS)
def test_what_is_published_bounds_what_is_counted(villages: list[Village], kind: str) -> None:
    regencies = counted(villages)
    exact, open_ = lines(regencies, kind), lines(tuple(map(published, regencies)), kind)

    for item, need in exact.items():
        assert need.quantity == need.most
        assert open_[item].quantity <= need.quantity <= open_[item].most


@given(VILLAGES)
def test_every_station_has_its_reserve_rounded_up(villages: list[Village]) -> None:
    regencies = counted(villages)
    voters = [size for regency in regencies for one in regency.districts for size in one.voters]

    ballots = lines(regencies, "pilkada")["ballots-governor"].quantity

    assert ballots >= sum(voters) + len(voters)
    assert 40 * ballots >= 41 * sum(voters)


@given(st.integers(0, 100_000), st.integers(1, 800), st.integers(1, 800))
def test_a_smaller_cap_never_makes_fewer_stations(voters: int, one: int, other: int) -> None:
    village = RegionCode("74.01.01.2001")

    few, many = (recounted(village, voters, cap) for cap in (max(one, other), min(one, other)))

    assert len(few.voters) <= len(many.voters)
    assert sum(many.voters) == voters
    assert all(0 < size <= min(one, other) for size in many.voters)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**5), min_size=1, max_size=9).filter(any))
def test_a_division_loses_nobody_and_errs_by_less_than_one(total: int, weights: list[int]) -> None:
    by = {RegionCode(f"74.01.01.{2001 + n}"): weight for n, weight in enumerate(weights)}

    parts = shared(total, by)

    assert sum(parts.values()) == total
    assert all(abs(parts[code] * sum(weights) - total * by[code]) < sum(weights) for code in by)


@given(st.integers(1, 900), st.data())
def test_any_classes_need_officers_between_those_of_none(
    stations: int, data: st.DataObject
) -> None:
    pattern = law().pattern("guard.72.2024")
    severe = data.draw(st.integers(0, stations))
    classes = {Risk.SEVERE: severe, Risk.LOW: stations - severe}
    count = Count(region=RegionCode("74.01"), number=stations, known=Known.OFFICIAL)

    (unknown,) = security.needs(count, pattern, {})
    officers = sum(need.quantity for need in security.needs(count, pattern, classes))

    assert unknown.quantity <= officers <= unknown.most
