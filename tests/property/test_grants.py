"""What must always hold of a grant's money."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from serentak.engine.budget.grants import Entry, Kind
from serentak.engine.budget.standing import account
from serentak.engine.budget.tranches import split, tranches
from tests.unit.grants import SIGNED, grant, terms

TERMS = terms()
amounts = st.integers(min_value=1, max_value=10**15 - 1)
days = st.integers(min_value=0, max_value=700).map(lambda n: SIGNED + timedelta(days=n))
payments = st.lists(
    st.builds(
        Entry,
        kind=st.just(Kind.PAID),
        amount=st.integers(min_value=1, max_value=10**14),
        on=days,
        precise=st.booleans(),
        confirmed=st.booleans(),
    ),
    max_size=6,
)
shares = st.sampled_from([(40, 60), (40, 50, 10), (100,), (1, 98, 1)])


@given(amount=amounts, percents=shares)
def test_tranches_add_up_to_what_was_agreed(amount: int, percents: tuple[int, ...]) -> None:
    parts = split(amount, percents)

    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)


@given(amount=amounts, percents=shares)
def test_who_pays_a_tranche_has_paid_its_percent(amount: int, percents: tuple[int, ...]) -> None:
    parts = split(amount, percents)

    for n in range(len(parts)):
        assert sum(parts[: n + 1]) * 100 >= sum(percents[: n + 1]) * amount


@given(amount=amounts, plan=st.lists(amounts, min_size=2, max_size=2))
def test_no_plan_of_the_parties_changes_the_sum(amount: int, plan: list[int]) -> None:
    found = tranches(grant(amount=amount, plan=tuple(plan)), terms=TERMS)

    assert sum(one.amount or 0 for one in found) == amount


@given(amount=amounts, entries=payments, day=days)
def test_a_paid_rupiah_never_vanishes(amount: int, entries: list[Entry], day: date) -> None:
    found = account(grant(*entries, amount=amount), on=day, terms=TERMS)

    known = sum(one.amount for one in entries if one.on <= day)
    assert sum(one.paid for one in found.standings) + found.over == found.paid == known
    assert found.confirmed <= found.paid


@given(amount=amounts, entries=payments, day=days, more=st.integers(min_value=0, max_value=300))
def test_what_is_paid_and_due_only_grows(
    amount: int, entries: list[Entry], day: date, more: int
) -> None:
    one = grant(*entries, amount=amount)

    before = account(one, on=day, terms=TERMS)
    after = account(one, on=day + timedelta(days=more), terms=TERMS)

    assert after.paid >= before.paid
    assert after.due >= before.due
    for old, new in zip(before.standings, after.standings, strict=True):
        assert new.paid >= old.paid
        assert new.completed == old.completed or old.completed is None


@given(amount=amounts, entries=payments, day=days)
def test_one_more_payment_never_makes_a_grant_later(
    amount: int, entries: list[Entry], day: date
) -> None:
    more = Entry(kind=Kind.PAID, amount=amount, on=SIGNED)

    without = account(grant(*entries, amount=amount), on=day, terms=TERMS)
    with_it = account(grant(*entries, more, amount=amount), on=day, terms=TERMS)

    assert with_it.short <= without.short
    assert not with_it.red
