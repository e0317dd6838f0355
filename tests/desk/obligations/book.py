"""A law of a few made-up duties on the real calendar, so that no change of the law moves a test."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from serentak.desk.law.facts import law
from serentak.engine.days import Calendar, DayOff, OffKind, Term, Unit
from serentak.engine.law.basis import Basis, Confidence
from serentak.engine.law.deadline import plain_rule
from serentak.engine.law.model import (
    Anchor,
    Area,
    Election,
    Event,
    Law,
    Nature,
    Per,
    Rule,
    Template,
)
from serentak.engine.regions import Level

BASIS = Basis(
    since=date(2016, 7, 1),
    cite="UU Contoh Ps 1",
    checked=date(2024, 1, 1),
    confidence=Confidence.SOURCED,
)
VOTING_DAY = date(2024, 11, 27)
FIXED = date(2024, 9, 20)


def election(*, voting_day: date = VOTING_DAY, fixed: date = FIXED) -> Election:
    """An election with one named day besides its voting day."""
    named = Anchor(
        id="list-fixed", title="Daftar tetap", title_en="List fixed", on=fixed, basis=BASIS
    )
    return Election(
        id="pilkada-uji",
        kind="pilkada",
        title="Pemilihan uji",
        title_en="Test election",
        voting_day=voting_day,
        anchors=(named,),
        stages=(),
        basis=BASIS,
    )


def template(name: str, **values: Any) -> Template:
    """A duty of the regency's KPU, ten days before voting, unless told otherwise."""
    usual: dict[str, Any] = {
        "election_kind": "pilkada",
        "area": Area.SUPPORT,
        "bearer": "kpu",
        "level": Level.REGENCY,
        "duty": f"Kerjakan {name}",
        "duty_en": f"Do {name}",
        "per": Per.REGION,
        "anchor": "voting-day",
        "offset": "-10 days",
        "rule": "",
        "nature": Nature.LAW,
        "proof": "Dokumen",
        "proof_en": "Document",
        "measure": "",
        "note": "",
        "note_en": "",
        "basis": BASIS,
    }
    return Template(id=f"uji.{name}", **(usual | values))


def rule(limit: int) -> Rule:
    """So many working days after what starts it."""
    return replace(
        plain_rule(Term(limit=limit, unit=Unit.WORKING), zone=None, basis=BASIS), id="uji.jam"
    )


def event(name: str, *, by: Iterable[str] = ()) -> Event:
    """Something that happens in a region and starts clocks."""
    return Event(id=name, title="Kejadian", title_en="Event", by=tuple(by), owners=("kpu",))


def book(
    *templates: Template,
    rules: Iterable[Rule] = (),
    events: Iterable[Event] = (),
    calendar: Calendar | None = None,
) -> Law:
    """The law book with only these duties in it."""
    return replace(
        law(),
        templates=_by_id(templates),
        rules=_by_id(rules),
        events=_by_id(events),
        calendar=calendar or law().calendar,
    )


def _by_id(things: Iterable[Any]) -> Mapping[str, Any]:
    return {one.id: one for one in things}


def with_holiday(on: date) -> Calendar:
    """The real calendar with one more day off."""
    calendar = law().calendar
    off = DayOff(on=on, name="Libur uji", name_en="Test holiday", kind=OffKind.PUBLIC)
    return replace(calendar, days_off={**calendar.days_off, on: off})
