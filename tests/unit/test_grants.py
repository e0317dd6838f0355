"""Grants: regimes by day of signing, whole rupiah, what is late and why, and what must go back."""

from datetime import date
from itertools import accumulate

import pytest

from serentak.engine import store
from serentak.engine.budget import published
from serentak.engine.budget.closing import Closing, closing
from serentak.engine.budget.grants import Entry, Grant, Kind, Step, Sum
from serentak.engine.budget.standing import State, account
from serentak.engine.budget.tranches import split, tranches
from serentak.engine.errors import BadData, LawGap
from serentak.engine.regions import RegionCode
from tests.unit.grants import SIGNED, grant, on, paid, signed, terms

FIRST, SECOND = date(2023, 11, 16), date(2024, 6, 27)
LATER = date(2024, 11, 13)


def test_an_agreement_of_2023_is_paid_in_two_tranches() -> None:
    found = tranches(grant(), terms=terms())

    assert [(one.percent, one.amount, one.last_day) for one in found] == [
        (40, 400, FIRST),
        (60, 600, SECOND),
    ]


def test_an_agreement_of_2019_keeps_its_three_tranches_and_calendar_days() -> None:
    one = grant(on=date(2019, 10, 1))

    found = tranches(one, terms=terms(date(2020, 12, 9)))

    assert [(two.percent, two.last_day) for two in found] == [
        (40, date(2019, 10, 15)),
        (50, date(2020, 8, 9)),
        (10, date(2020, 11, 9)),
    ]


@pytest.mark.parametrize(
    ("signed_on", "last_day", "unit"),
    [
        (date(2020, 6, 14), date(2020, 6, 28), "calendar"),
        (date(2020, 6, 15), date(2020, 7, 3), "working"),
    ],
)
def test_the_regulation_of_2020_counts_from_its_own_day(
    signed_on: date, last_day: date, unit: str
) -> None:
    first, *_ = tranches(grant(on=signed_on), terms=terms(date(2020, 12, 9)))

    assert (first.last_day, first.due.term.unit) == (last_day, unit)


def test_a_due_date_shows_its_days_and_the_rival_reading() -> None:
    first, _second = tranches(grant(), terms=terms())

    assert len(first.due.tally.counted) == 14
    assert [one.last_day for one in first.due.readings] == [FIRST, date(2023, 11, 10)]
    assert first.due.basis.cite == "Permendagri 41/2020 Ps 16(4)"


def test_a_security_grant_is_split_by_a_rule_from_memory() -> None:
    book = store.law()

    found = book.norm_on("pilkada.grant.security-shares", SIGNED)

    assert found.basis.confidence == "memory"
    assert [one.percent for one in tranches(grant(grantee="74/polri"), terms=terms())] == [40, 60]


def test_before_any_rule_there_is_none_to_go_by() -> None:
    with pytest.raises(LawGap, match=r"pilkada\.grant\.shares"):
        tranches(grant(on=date(2015, 1, 1)), terms=terms())


def test_parts_are_whole_rupiah_and_never_below_their_percent() -> None:
    found = split(68_374_216_589, (40, 60))

    assert found == (27_349_686_636, 41_024_529_953)
    assert sum(found) == 68_374_216_589
    assert found[0] * 100 >= 40 * 68_374_216_589


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ((500, 500), (500, 500)),  # more early than the law asks
        ((399, 601), (399, 601)),  # forty percent as printed sums are rounded
        ((380, 620), (400, 600)),  # less than the law asks
        ((400, 599), (400, 600)),  # does not add up
        ((400, 500, 100), (400, 600)),  # as the old rule had it
    ],
)
def test_the_agreements_own_tranches_count_where_they_promise_no_less(
    plan: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    found = tranches(grant(plan=plan), terms=terms())

    assert tuple(one.amount for one in found) == expected


def test_what_is_not_signed_has_no_tranches() -> None:
    asked = Grant(
        key="x",
        giver=RegionCode("74.72"),
        grantee="74.72/kpu",
        sums=(Sum(step=Step.PROPOSED, amount=35, on=date(2022, 6, 15)),),
    )

    found = on(asked, LATER)

    assert (found.standings, found.state, found.agreed, found.due_share) == (
        (),
        State.UNSIGNED,
        None,
        None,
    )
    assert not found.red


@pytest.mark.parametrize("one", [grant(amount=None), grant(on=None)])
def test_without_sum_or_day_nothing_is_said_of_its_tranches(one: Grant) -> None:
    found = on(one, LATER)

    assert (found.standings, found.state, found.below) == ((), State.UNKNOWN, False)


def test_nothing_reported_past_its_day_is_said_as_such() -> None:
    found = on(grant(), FIRST.replace(day=20))

    first, second = found.standings
    assert (first.state, first.days_late, first.short) == (State.UNREPORTED, 4, 400)
    assert second.state is State.COMING
    assert (found.state, found.below, found.short) == (State.UNREPORTED, True, 400)


def test_on_its_last_day_a_tranche_is_not_late() -> None:
    found = on(grant(), FIRST)

    assert (found.due, found.days_late, found.below) == (0, 0, False)
    assert found.state is State.COMING


def test_a_part_paid_in_time_is_late_with_its_rest() -> None:
    found = on(grant(paid(300, date(2023, 11, 10))), LATER)

    first, second = found.standings
    assert (first.state, first.short, first.days_late) == (State.LATE, 100, 363)
    assert second.state is State.UNREPORTED
    assert (found.state, found.short, found.days_late) == (State.LATE, 700, 363)
    assert (found.paid_share, found.due_share) == (3_000, 10_000)


def test_a_part_paid_before_its_day_is_no_delay() -> None:
    found = on(grant(paid(100, date(2023, 11, 10))), FIRST)

    assert found.standings[0].state is State.PARTIAL


def test_the_province_paid_its_first_tranche_nineteen_days_late() -> None:
    one = grant(
        paid(93_324_091_326, date(2023, 12, 5)),
        amount=233_300_000_000,
        plan=(93_324_091_326, 139_975_908_674),
    )

    first, second = on(one, LATER).standings

    assert (first.state, first.days_late) == (State.PAID_LATE, 19)
    assert (second.state, second.paid, second.days_late) == (State.UNREPORTED, 0, 139)


def test_a_day_known_only_as_the_latest_proves_no_delay() -> None:
    found = on(grant(paid(400, SECOND, precise=False), paid(600, SECOND)), LATER)

    assert [(one.state, one.days_late) for one in found.standings] == [
        (State.PAID, 0),
        (State.PAID, 0),
    ]


def test_more_than_agreed_is_named() -> None:
    found = on(grant(paid(1_200, SIGNED, confirmed=True)), LATER)

    assert (found.over, found.confirmed, found.paid) == (200, 1_200, 1_200)
    assert sum(one.paid for one in found.standings) == 1_000


def test_what_the_other_side_denies_does_not_count() -> None:
    denied = Entry(kind=Kind.PAID, amount=400, on=SIGNED, denied=True)

    assert on(grant(denied), LATER).paid == 0


def test_below_the_share_of_the_red_list_is_told_apart_from_late() -> None:
    enough = on(grant(paid(400, SIGNED)), LATER)
    too_little = on(grant(paid(390, SIGNED)), LATER)

    assert (enough.below, enough.red) == (False, True)
    assert (too_little.below, too_little.red) == (True, True)


def test_the_last_sum_of_a_step_counts() -> None:
    one = Grant(
        key="x", giver=RegionCode("74"), grantee="74/kpu", sums=(signed(900), signed(1_000))
    )

    assert one.agreed == 1_000


def test_a_grantee_may_have_its_seat_elsewhere() -> None:
    assert grant(grantee="74.71/polri").elsewhere
    assert not grant().elsewhere


@pytest.mark.parametrize("amount", [0, -5, 1.5, True])
def test_money_is_whole_rupiah_above_zero(amount: int) -> None:
    with pytest.raises(BadData, match="rupiah bulat"):
        paid(amount, SIGNED)


def test_a_report_may_say_that_nothing_was_spent() -> None:
    assert Entry(kind=Kind.REPORTED, amount=0, on=SIGNED).amount == 0


PROPOSED = date(2025, 1, 10)


def ended(*entries: Entry, day: date, trigger: date | None = PROPOSED) -> Closing:
    one = grant(paid(1_000, SIGNED), *entries)
    return closing(one, on=day, trigger=trigger, terms=terms())


def test_what_is_left_goes_back_within_three_calendar_months_of_both_readings() -> None:
    found = ended(day=date(2025, 4, 20))

    due = found.returning.due
    assert due is not None
    assert [one.last_day for one in due.readings] == [date(2025, 4, 10), date(2025, 4, 17)]
    assert (found.returning.days_late, found.returning.done) == (10, None)
    assert found.reporting.due is not None
    assert found.reporting.due.basis.confidence == "memory"
    assert found.left is None


def test_the_province_returned_twenty_days_after_the_earlier_reading() -> None:
    spent = Entry(kind=Kind.REPORTED, amount=800, on=date(2025, 4, 1))
    back = Entry(kind=Kind.RETURNED, amount=200, on=date(2025, 4, 30))

    found = ended(spent, back, day=date(2025, 6, 1))

    assert (found.left, found.spent, found.returned) == (0, 800, 200)
    assert (found.returning.done, found.returning.days_late) == (date(2025, 4, 30), 20)
    assert (found.reporting.done, found.reporting.days_late) == (date(2025, 4, 1), 0)


def test_a_part_returned_leaves_the_rest_owed() -> None:
    spent = Entry(kind=Kind.REPORTED, amount=700, on=date(2025, 4, 1))
    back = Entry(kind=Kind.RETURNED, amount=200, on=date(2025, 4, 3))

    found = ended(spent, back, day=date(2025, 4, 15))

    assert (found.left, found.returning.done, found.returning.days_late) == (100, None, 5)


@pytest.mark.parametrize("trigger", [None, date(2025, 3, 1)])
def test_before_its_trigger_nothing_is_due_back(trigger: date | None) -> None:
    found = ended(day=date(2025, 2, 1), trigger=trigger)

    assert (found.returning.due, found.returning.days_late) == (None, 0)


ROWS = store.facts(RegionCode("74"), "grants")
FIGURES = store.facts(RegionCode("74"), "figures")


def real(grantee: str, giver: str = "") -> Grant:
    home = giver or grantee.partition("/")[0]
    (found,) = [
        one
        for _election, one in published.grants(ROWS)
        if (one.giver, one.grantee) == (home, grantee)
    ]
    return found


def test_muna_came_from_fifty_over_forty_four_to_forty_two_billion() -> None:
    found = real("74.03/kpu")

    sums = [(step, found.sum(step)) for step in Step]
    assert [one.amount for _, one in sums if one] == [
        50_000_000_000,
        44_000_000_000,
        42_100_000_000,
    ]


def test_wakatobi_came_from_thirty_four_to_twenty_eight_and_a_half() -> None:
    found = real("74.07/kpu")

    proposed = found.sum(Step.PROPOSED)
    assert proposed is not None
    assert (proposed.amount, found.agreed) == (34_000_000_000, 28_500_000_000)


def test_konawe_grants_to_a_police_resort_of_another_seat() -> None:
    found = real("74.71/polri", giver="74.02")

    assert found.elsewhere
    assert found.agreed == 1_110_707_500


def test_muna_barat_received_its_rest_two_days_before_the_limit() -> None:
    found = account(real("74.13/kpu"), on=LATER, terms=terms())

    assert [one.state for one in found.standings] == [State.PAID, State.PAID]
    assert found.paid == 28_660_000_000


def test_the_grants_of_the_province_are_those_of_its_figures() -> None:
    signed_sums = {(row["region"], row["value"]) for row in FIGURES if row["stage"] == "NPHD"}
    asked = {
        (row["region"], row["value"]) for row in FIGURES if row["stage"] in ("usulan", "reviu")
    }

    for row in ROWS:
        if row["amount"] and row["what"] in set(Step):
            known = signed_sums if row["what"] == Step.SIGNED else asked
            assert (row["giver"], row["amount"]) in known, row


def test_no_contradicting_sum_is_loaded_as_a_grant() -> None:
    conflicts = {
        (row["region"], row["value"])
        for row in FIGURES
        if row["status"] == "conflict" and row["measure"].startswith("grant.")
    }

    assert {("74", "338000000000"), ("74.02", "24990292200")} <= conflicts
    assert not conflicts & {(row["giver"], row["amount"]) for row in ROWS}


def test_every_row_says_where_it_is_from() -> None:
    assert all(row["source"] and row["confidence"] in ("sourced", "estimate") for row in ROWS)
    assert {row["precision"] for row in ROWS} <= {"hari", "perkiraan", "paling lambat", ""}


def test_ten_agreements_with_regency_commissions_are_known() -> None:
    amounts = [
        one.agreed
        for _election, one in published.grants(ROWS)
        if one.kind == "kpu" and one.giver != "74" and one.agreed
    ]

    assert (len(amounts), sum(amounts)) == (10, 371_620_601_589)


def test_a_row_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadData, match="ditransfer"):
        published.by_grant([{**ROWS[0], "what": "ditransfer"}])


def test_shares_of_every_regime_make_a_whole() -> None:
    families = [one for one in store.law().norms.values() if ".grant." in one.id]

    wholes = [list(accumulate(one.numbers))[-1] for one in families if len(one.numbers) > 1]
    assert wholes == [100] * 3
