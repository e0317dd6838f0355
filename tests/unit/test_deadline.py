"""From a rule and its trigger to a date: readings, roles, zones, lengths set by a decision."""

from dataclasses import replace
from datetime import date

import pytest

from serentak.engine.days import Direction, Unit, Zone
from serentak.engine.errors import BadData, LawGap
from serentak.engine.law.basis import Confidence
from serentak.engine.law.deadline import Derivation, deadline, plain_rule
from serentak.engine.law.model import FirstDay, Rule
from tests.unit.small import BASIS, LEAVE, NATAL, book, moment, reading, rule, term, value

MONDAY = date(2024, 12, 2)
FRIDAY = date(2024, 12, 6)


def _due(of: Rule, when: date = MONDAY, *more: Rule, limit: int | None = None) -> Derivation:
    return deadline(of, when, law=book(rules=(of, *more)), local=Zone.WITA, limit=limit)


def _ends(found: Derivation) -> list[tuple[date, str, bool]]:
    return [(one.last_day, one.role, one.in_use) for one in found.readings]


def test_a_rule_gives_a_date_with_its_article_and_its_zone() -> None:
    found = _due(rule())

    assert found.due == moment("2024-12-05T23:59:59+08:00")
    assert found.last_day == date(2024, 12, 5)
    assert found.basis.cite == "contoh-1 Ps 10"
    assert (found.zone, found.closes) == (Zone.WITA, "24:00")
    assert found.readings == ()


def test_the_receiving_bodys_zone_outranks_the_regions() -> None:
    found = _due(rule(value(zone=Zone.WIB, closes="16:00")))

    assert found.due == moment("2024-12-05T16:00:00+07:00")


def test_skipped_days_are_at_hand() -> None:
    found = _due(rule(value(limit=1)), date(2024, 12, 24))

    assert [skip.on for skip in found.skipped] == [NATAL, LEAVE]


def test_a_disputed_first_day_shows_both_dates_and_uses_the_earlier() -> None:
    found = _due(rule(value(first_day=FirstDay.DISPUTED)))

    assert _ends(found) == [
        (date(2024, 12, 4), "safe", True),
        (date(2024, 12, 5), "latest", False),
    ]
    assert [one.label for one in found.readings] == [
        "Hari pemicu dihitung hari ke-1",
        "Hari ke-1 adalah hari sesudah pemicu",
    ]


def test_a_disputed_first_day_that_changes_nothing_is_no_dispute() -> None:
    found = _due(rule(value(first_day=FirstDay.DISPUTED)), date(2024, 12, 7))

    assert found.readings == ()
    assert found.last_day == date(2024, 12, 11)


def test_a_rival_unit_is_shown_beside_the_one_in_use() -> None:
    found = _due(rule(value(readings=(reading(unit=Unit.CALENDAR),))), FRIDAY)

    assert _ends(found) == [
        (date(2024, 12, 11), "latest", True),
        (date(2024, 12, 9), "safe", False),
    ]
    rival = found.readings[1]
    assert (rival.label, rival.cite, rival.holder) == (
        "Bacaan lain",
        "contoh-2 Ps 3",
        "Sebagian daerah",
    )
    assert rival.confidence is Confidence.MEMORY
    assert found.readings[0].cite == "contoh-1 Ps 10"


def test_between_the_safe_and_the_latest_a_reading_has_no_role() -> None:
    rivals = (reading(limit=5), reading(limit=9))

    found = _due(rule(value(readings=rivals)))

    assert [role for _, role, _ in _ends(found)] == ["safe", "", "latest"]


def test_rivals_of_a_disputed_first_day_are_disputed_too() -> None:
    disputed = value(first_day=FirstDay.DISPUTED, readings=(reading(unit=Unit.CALENDAR),))

    found = _due(rule(disputed), FRIDAY)

    assert [one.last_day.day for one in found.readings] == [10, 11, 8, 9]
    assert found.readings[2].label == "Bacaan lain. Hari pemicu dihitung hari ke-1"
    assert found.readings[2].label_en == "Another reading. The trigger day counts as day 1"


def test_a_rival_may_settle_the_first_day_itself() -> None:
    rival = reading(first_day=FirstDay.COUNTED)

    found = _due(rule(value(readings=(rival,))))

    assert [one.last_day.day for one in found.readings] == [5, 4]


def test_a_rival_may_start_where_another_clock_ends() -> None:
    plenary = rule(value(limit=5), id="contoh.plenary")
    returned = rule(value(limit=1, unit=Unit.MONTHS, readings=(reading(after="contoh.plenary"),)))

    found = _due(returned, MONDAY, plenary)

    assert [one.last_day for one in found.readings] == [date(2025, 1, 2), date(2025, 1, 9)]
    assert found.readings[1].anchor == date(2024, 12, 9)


def test_a_month_that_lands_on_no_day_shows_both_neighbours() -> None:
    found = _due(rule(value(limit=3, unit=Unit.MONTHS)), date(2024, 11, 30))

    assert [(one.last_day, one.label) for one in found.readings] == [
        (date(2025, 2, 28), "Bacaan yang dipakai"),
        (date(2025, 3, 1), "Hari pertama bulan berikutnya"),
    ]


def test_a_limit_before_an_anchor_runs_back() -> None:
    found = _due(rule(value(limit=5, unit=Unit.CALENDAR, direction=Direction.BEFORE)))

    assert found.last_day == date(2024, 11, 27)


def test_hours_end_to_the_minute() -> None:
    hours = rule(value(limit=24, unit=Unit.HOURS, closes="minute"))

    found = deadline(hours, moment("2024-12-07T23:30+08:00"), law=book(), local=Zone.WITA)

    assert found.due == moment("2024-12-08T23:30+08:00")


def test_hours_need_a_time_of_day() -> None:
    with pytest.raises(BadData, match="Tulis juga jamnya"):
        _due(rule(value(limit=24, unit=Unit.HOURS, closes="minute")))


def test_days_that_close_to_the_minute_run_to_the_end_of_the_day() -> None:
    found = _due(rule(value(closes="minute")))

    assert found.due == moment("2024-12-05T23:59:59+08:00")


def test_a_moment_takes_its_date_in_the_receiving_bodys_zone() -> None:
    jakarta = rule(value(zone=Zone.WIB, first_day=FirstDay.COUNTED))

    found = deadline(jakarta, moment("2024-12-05T00:30+08:00"), law=book(), local=Zone.WITA)

    assert found.tally.first_day == date(2024, 12, 4)


def test_a_length_set_by_a_decision_must_be_given() -> None:
    ordered = rule(value(limit=None, unit=Unit.CALENDAR))

    assert _due(ordered, limit=45).last_day == date(2025, 1, 16)
    with pytest.raises(LawGap, match="--limit 45"):
        _due(ordered)


def test_a_length_of_the_law_is_not_changed_by_a_decision() -> None:
    assert _due(rule(), limit=45).last_day == date(2024, 12, 5)


def test_a_day_before_the_first_value_has_no_rule() -> None:
    young = rule(value(basis=replace(BASIS, since=date(2024, 12, 3))))

    with pytest.raises(LawGap, match="baru punya nilai sejak 2024-12-03"):
        _due(young)


def test_the_value_of_the_trigger_day_is_used() -> None:
    later = value(limit=5, basis=replace(BASIS, since=date(2024, 12, 6)))

    assert _due(rule(value(), later), date(2024, 12, 5)).term.limit == 3
    assert _due(rule(value(), later), date(2024, 12, 6)).term.limit == 5


@pytest.mark.parametrize(("unit", "years"), [(Unit.WORKING, ("2026", "2027")), (Unit.CALENDAR, ())])
def test_working_days_of_a_year_without_decree_are_provisional(
    unit: Unit, years: tuple[str, ...]
) -> None:
    found = _due(rule(value(limit=5, unit=unit)), date(2026, 12, 29))

    assert found.provisional == years


def test_a_plain_count_stands_on_no_rule() -> None:
    count = plain_rule(term(3, first_day_counted=True), zone=None, basis=BASIS, title="Hitung")

    found = _due(count)

    assert (found.rule_id, found.title) == ("", "Hitung")
    assert found.last_day == date(2024, 12, 4)
