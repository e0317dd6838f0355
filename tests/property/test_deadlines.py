"""What must always hold for every rule of the law book, whatever day starts its clock."""

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from serentak.engine import store
from serentak.engine.days import Unit, Zone
from serentak.engine.law.deadline import Derivation, deadline
from serentak.engine.law.model import FirstDay

rules = st.sampled_from(sorted(store.law().rules))
days = st.dates(date(2025, 8, 1), date(2026, 10, 31))  # every rule has a value by then
hours = st.times().map(lambda moment: moment.replace(microsecond=0))
zones = st.sampled_from(Zone)


def _derive(rule_id: str, day: date, hour: time, zone: Zone) -> Derivation:
    law = store.law()
    moment = datetime.combine(day, hour, tzinfo=zone.tz)
    return deadline(law.rule(rule_id), moment, law=law, local=zone, limit=7)


@given(rule_id=rules, day=days, hour=hours, zone=zones)
def test_the_date_in_use_is_among_the_readings(
    rule_id: str, day: date, hour: time, zone: Zone
) -> None:
    found = _derive(rule_id, day, hour, zone)

    in_use = [outcome.due for outcome in found.readings if outcome.in_use]
    assert in_use == ([found.due] if found.readings else [])


@given(rule_id=rules, day=days, hour=hours, zone=zones)
def test_the_safe_date_is_the_earliest_and_the_latest_the_last(
    rule_id: str, day: date, hour: time, zone: Zone
) -> None:
    found = _derive(rule_id, day, hour, zone)

    ends = {outcome.role: outcome.due for outcome in found.readings if outcome.role}
    dues = [outcome.due for outcome in found.readings]
    assert ends == ({"safe": min(dues), "latest": max(dues)} if dues else {})
    assert len(dues) == len(set(dues))
    assert len(dues) != 1


@given(rule_id=rules, day=days, hour=hours, zone=zones)
def test_a_disputed_first_day_uses_the_earlier_date(
    rule_id: str, day: date, hour: time, zone: Zone
) -> None:
    value = store.law().rule(rule_id).on(day)

    found = _derive(rule_id, day, hour, zone)

    alike = [one.due for one in found.readings if one.term.unit is found.term.unit]
    if value.first_day is FirstDay.DISPUTED:
        assert found.due == min(alike, default=found.due)


@given(rule_id=rules, day=days, hour=hours, zone=zones)
def test_no_working_clock_ends_on_a_day_off(
    rule_id: str, day: date, hour: time, zone: Zone
) -> None:
    found = _derive(rule_id, day, hour, zone)

    if found.term.unit is Unit.WORKING:
        assert store.law().calendar.why_off(found.last_day) is None


@given(rule_id=rules, day=days, hour=hours, zone=zones)
def test_a_clock_says_its_article_and_its_zone(
    rule_id: str, day: date, hour: time, zone: Zone
) -> None:
    value = store.law().rule(rule_id).on(day)

    found = _derive(rule_id, day, hour, zone)

    assert found.basis.cite
    assert found.zone is (value.zone or zone)
    assert found.due.utcoffset() == datetime.combine(day, hour, tzinfo=found.zone.tz).utcoffset()


@given(rule_id=rules, day=days, hour=hours, zone=zones, other=zones)
def test_the_same_instant_gives_the_same_date_in_whatever_zone_it_is_written(
    rule_id: str, day: date, hour: time, zone: Zone, other: Zone
) -> None:
    law = store.law()
    moment = datetime.combine(day, hour, tzinfo=zone.tz)

    here = deadline(law.rule(rule_id), moment, law=law, local=zone, limit=7)
    there = deadline(law.rule(rule_id), moment.astimezone(other.tz), law=law, local=zone, limit=7)

    assert here.due == there.due
