"""Duties of a region: which ones, when, and what they wait for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from serentak.engine import store
from serentak.engine.days import Direction, Term, Unit, Zone
from serentak.engine.errors import LawGap
from serentak.engine.law.elections import coming
from serentak.engine.law.model import Law, Nature, Per, Template
from serentak.engine.obligations import (
    Obligation,
    anchor,
    derive,
    obligations,
    term,
    undatable,
)
from serentak.engine.regions import Level, RegionCode
from tests.unit.small import book, election, event, rule, template, value

KOLAKA = RegionCode("74.01")


def _all(
    *templates: Template, events: Mapping[str, date | datetime] | None = None, **more: Any
) -> list[Obligation]:
    law = book(templates=templates, **more.pop("law", {}))
    found = obligations(
        law,
        more.pop("election", election()),
        region=more.pop("region", KOLAKA),
        local=Zone.WITA,
        events=events or {},
    )
    return list(found)


def _due(one: Template, **more: Any) -> date | None:
    (found,) = _all(one, **more)
    return found.due.last_day if found.due else None


def test_a_duty_is_known_by_election_template_and_region() -> None:
    (found,) = _all(template())

    assert found.key == "pilkada-2024/pilkada.budget.pay/74.01"
    assert found.due is not None
    assert found.due.last_day == date(2024, 11, 27)
    assert not found.provisional


@pytest.mark.parametrize(
    ("region", "level"),
    [
        ("00", Level.NATIONAL),
        ("74", Level.PROVINCE),
        ("74.01", Level.REGENCY),
        ("74.01", Level.DISTRICT),
        ("74.01", Level.VILLAGE),
    ],
)
def test_a_region_answers_for_its_own_level(region: str, level: Level) -> None:
    found = _all(*(template(str(one), level=one) for one in Level), region=RegionCode(region))

    assert level in {one.template.level for one in found}
    assert len(found) == (3 if region == "74.01" else 1)


def test_a_district_has_no_institutions_of_its_own() -> None:
    assert _all(template(), region=RegionCode("74.01.01")) == []


def test_duties_of_a_case_open_with_their_case() -> None:
    assert _all(template(per=Per.CASE)) == []


def test_a_recurring_duty_stands_once_without_a_date_and_says_why() -> None:
    (found,) = _all(template(per=Per.RECURRING, anchor="month-end"))

    assert (found.due, found.expected, found.provisional) == (None, None, False)
    assert found.anchor.title == "Berulang"
    assert "tidak ditagih per tanggal" in found.anchor.why


def test_duties_of_the_other_election_do_not_fall_here() -> None:
    both = template("both", election_kind="both")

    found = _all(template(election_kind="pemilu"), both)

    assert [one.template for one in found] == [both]


# ---------------------------------------------------------------- anchors and offsets


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("voting-day", date(2024, 11, 27)),
        ("year-end", date(2023, 12, 31)),
        ("stage:campaign start", date(2024, 9, 25)),
        ("stage:campaign end", date(2024, 11, 23)),
        ("pair-determination", date(2024, 9, 22)),
        ("2023-11-10", date(2023, 11, 10)),
    ],
)
def test_an_anchor_stands_for_a_day(name: str, day: date) -> None:
    found = anchor(book(), election(), name, events={})

    assert found.when == day
    assert found.title
    assert found.title_en
    assert not found.provisional


@pytest.mark.parametrize(
    ("offset", "how"),
    [
        ("", Term(limit=0, unit=Unit.CALENDAR)),
        ("0", Term(limit=0, unit=Unit.CALENDAR)),
        ("+14 working-days", Term(limit=14, unit=Unit.WORKING)),
        ("-6 months", Term(limit=6, unit=Unit.MONTHS, direction=Direction.BEFORE)),
        ("-30 days", Term(limit=30, unit=Unit.CALENDAR, direction=Direction.BEFORE)),
        ("+24 hours", Term(limit=24, unit=Unit.HOURS)),
    ],
)
def test_an_offset_is_a_term(offset: str, how: Term) -> None:
    assert term(offset, "contoh") == how


@pytest.mark.parametrize("offset", ["14 days", "+14", "+14 weeks", "+x days", "+1 days "])
def test_an_offset_nobody_can_read_is_a_gap(offset: str) -> None:
    with pytest.raises(LawGap, match=r"contoh: offset .* tidak terbaca"):
        term(offset, "contoh")


@pytest.mark.parametrize(
    ("offset", "day"),
    [
        ("-7 days", date(2024, 11, 20)),
        ("+3 working-days", date(2024, 12, 2)),
        ("-5 months", date(2024, 6, 27)),
    ],
)
def test_a_duty_is_counted_from_its_anchor(offset: str, day: date) -> None:
    assert _due(template(offset=offset)) == day


def test_a_duty_may_be_counted_by_a_rule() -> None:
    clock = rule(value(limit=5))

    assert _due(template(rule=clock.id), law={"rules": (clock,)}) == date(2024, 12, 4)


def test_a_duty_holds_for_its_elections_whenever_its_anchor_falls() -> None:
    early = election(voting_day=date(2009, 7, 8), stages=(), anchors=())

    assert _due(template(offset="-20 months"), election=early) == date(2007, 11, 8)


@pytest.mark.parametrize("name", ["stage:nowhere end", "nowhere"])
def test_an_anchor_nobody_defines_is_a_gap(name: str) -> None:
    with pytest.raises(LawGap, match="nowhere"):
        anchor(book(), election(), name, events={})


def test_a_stage_without_date_leaves_the_duty_undated_and_says_why() -> None:
    (found,) = _all(template(anchor="stage:later end"))

    assert found.due is None
    assert found.anchor.why == "Tanggal tahapan belum ada."
    assert found.anchor.why_en


# ---------------------------------------------------------------- a region's own events

SIGNED = event("nphd-signed:kpu", "pilkada.budget.sign")
SIGN = template("pilkada.budget.sign", anchor="2023-11-10")
PAY = template(anchor="nphd-signed:kpu", offset="+14 working-days")


def test_a_duty_waits_for_its_event_and_knows_when_it_was_expected() -> None:
    _, pay = _all(SIGN, PAY, law={"events": (SIGNED,)})

    assert pay.due is None
    assert "menunggu" in pay.anchor.why
    assert pay.expected is not None
    assert pay.expected.last_day == date(2023, 11, 10)


def test_an_event_dates_the_duty() -> None:
    _, pay = _all(
        SIGN, PAY, law={"events": (SIGNED,)}, events={"nphd-signed:kpu": date(2023, 10, 27)}
    )

    assert pay.due is not None
    assert pay.due.last_day == date(2023, 11, 16)
    assert pay.anchor.why == ""


def test_an_event_that_no_duty_brings_about_is_expected_never() -> None:
    (pay,) = _all(PAY, law={"events": (event("nphd-signed:kpu"),)})

    assert pay.expected is None


def test_an_event_that_names_a_dropped_duty_is_a_gap_in_the_law() -> None:
    signed = event("nphd-signed:kpu", "pilkada.budget.gone")

    with pytest.raises(LawGap, match=r"Kewajiban 'pilkada\.budget\.gone' tidak ada"):
        _all(PAY, law={"events": (signed,)})


def test_an_event_brought_about_on_another_level_is_not_expected_here() -> None:
    province = replace(SIGN, level=Level.PROVINCE)

    (pay,) = _all(province, PAY, law={"events": (SIGNED,)})

    assert pay.expected is None


def test_a_region_may_move_a_named_day() -> None:
    named = template(anchor="pair-determination")

    moved = _due(named, events={"pair-determination": date(2024, 9, 23)})

    assert moved == date(2024, 9, 23)


# ---------------------------------------------------------------- the next election


def _coming(law: Law, kind: str, day: date) -> dict[str, Obligation]:
    found = obligations(
        law,
        coming(law, kind, day),
        region=RegionCode("00"),
        local=Zone.WIB,
        events={},
    )
    return {one.template.id: one for one in found}


def test_the_next_general_election_starts_twenty_months_before() -> None:
    law = store.law()

    found = _coming(law, "pemilu", date(2029, 2, 14))

    due = {key: one.due.last_day for key, one in found.items() if one.due}
    assert due["pemilu.regulation.start"] == date(2027, 6, 14)
    assert due["pemilu.population.dak2"] == date(2027, 10, 14)
    assert due["pemilu.population.dp4"] == date(2027, 12, 14)


@pytest.mark.parametrize("kind", ["pemilu", "pilkada"])
def test_a_coming_election_dates_the_same_duties_as_the_last(kind: str) -> None:
    law = store.law()
    last = law.election(f"{kind}-2024")

    for region in ("00", "74", "74.01"):
        now, then = (
            {
                one.template.id
                for one in obligations(
                    law, which, region=RegionCode(region), local=Zone.WITA, events={}
                )
                if one.due
            }
            for which in (last, coming(law, kind, date(2030, 5, 8)))
        )
        assert now == then


def test_a_coming_election_says_what_is_projected() -> None:
    next_one = coming(book(elections=(election(),)), "pilkada", date(2029, 11, 28))
    law = book(elections=(election(),))

    stage = anchor(law, next_one, "stage:campaign start", events={})
    printed = anchor(law, next_one, "2023-11-10", events={})
    named = anchor(law, next_one, "pair-determination", events={})
    voting = anchor(law, next_one, "voting-day", events={})

    shift = date(2029, 11, 28) - date(2024, 11, 27)
    assert stage.when == date(2024, 9, 25) + shift
    assert printed.when == date(2023, 11, 10) + shift
    assert named.when == date(2024, 9, 22) + shift
    assert all(one.provisional and "Perkiraan" in one.why for one in (stage, printed, named))
    assert not voting.provisional


@pytest.mark.parametrize(
    ("nature", "provisional"),
    [(Nature.LAW, False), (Nature.PUBLISHED, True), (Nature.TARGET, True)],
)
def test_from_a_coming_voting_day_only_the_law_is_settled(
    nature: Nature, *, provisional: bool
) -> None:
    next_one = coming(book(elections=(election(),)), "pilkada", date(2029, 11, 28))

    (found,) = _all(template(nature=nature, offset="-20 months"), election=next_one)

    assert found.provisional is provisional
    assert bool(found.anchor.why) is provisional


def test_a_projected_duty_is_provisional() -> None:
    next_one = coming(book(elections=(election(),)), "pilkada", date(2029, 11, 28))

    (found,) = _all(template(anchor="stage:campaign start"), election=next_one)

    assert found.provisional


def test_working_days_of_a_year_without_decree_make_a_duty_provisional() -> None:
    later = election(voting_day=date(2030, 5, 8), stages=(), anchors=())

    (found,) = _all(template(offset="+3 working-days"), election=later)

    assert found.provisional


# ---------------------------------------------------------------- what the data cannot date


def test_what_cannot_be_dated_is_named() -> None:
    odd = (
        template("a.budget.b", anchor="stage:nowhere end"),
        template("c.budget.d", offset="soon"),
        template("e.budget.f", anchor="2024-13-40"),
        template("g.budget.h", offset="+24 hours"),
        template("i.budget.j", per=Per.CASE, anchor="nowhere"),
        template("k.budget.l"),
    )

    found = list(undatable(book(templates=odd, elections=(election(),))))

    assert [line.partition(":")[0] for line in found] == [
        "a.budget.b",
        "c.budget.d",
        "e.budget.f",
        "g.budget.h",
    ]


def test_a_duty_without_day_has_no_date() -> None:
    found = anchor(book(events=(SIGNED,)), election(), SIGNED.id, events={})

    assert derive(PAY, found, law=book(), local=Zone.WITA) is None
