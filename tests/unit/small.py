"""A small law book: dates and limits of our own, illustrative, not the law."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from serentak.engine.days import (
    Calendar,
    DayOff,
    Direction,
    OffKind,
    Term,
    Unit,
    Zone,
)
from serentak.engine.law.basis import Basis, Confidence
from serentak.engine.law.model import (
    Anchor,
    Area,
    Election,
    Event,
    FirstDay,
    Instrument,
    Law,
    Nature,
    Per,
    Reading,
    Rule,
    RuleValue,
    Stage,
    Template,
)
from serentak.engine.regions import Level

BASIS = Basis(
    since=date(2010, 1, 1),
    cite="contoh-1 Ps 10",
    checked=date(2026, 11, 24),
    confidence=Confidence.SOURCED,
)
NATAL = date(2024, 12, 25)
LEAVE = date(2024, 12, 26)
OFF = {
    NATAL: DayOff(on=NATAL, name="Natal", name_en="Christmas", kind=OffKind.PUBLIC),
    LEAVE: DayOff(on=LEAVE, name="Cuti bersama", name_en="Joint leave", kind=OffKind.JOINT),
}
CALENDAR = Calendar(OFF, frozenset({2023, 2024, 2025}), range(2010, 2046))


def term(limit: int, unit: Unit = Unit.WORKING, **more: Any) -> Term:
    """A term that counts forward from the day after unless told otherwise."""
    return Term(limit=limit, unit=unit, **more)


def before(limit: int, unit: Unit = Unit.WORKING, **more: Any) -> Term:
    """A term that counts back."""
    return Term(limit=limit, unit=unit, direction=Direction.BEFORE, **more)


def value(**more: Any) -> RuleValue:
    """Three working days in the region's zone."""
    plain = RuleValue(
        limit=3,
        unit=Unit.WORKING,
        direction=Direction.AFTER,
        anchor="",
        first_day=FirstDay.NOT_COUNTED,
        zone=None,
        closes="24:00",
        readings=(),
        basis=BASIS,
    )
    return replace(plain, **more)


def rule(*values: RuleValue, id: str = "contoh.file", **more: Any) -> Rule:  # noqa: A002  the field's name
    """A clock with these values."""
    plain = Rule(
        id=id,
        row="X1",
        kind="contoh",
        title="Mengajukan contoh",
        title_en="File an example",
        actor="pair",
        starts="Diumumkan",
        starts_en="Announced",
        on_expiry="Gugur",
        on_expiry_en="Lapses",
        body="mk",
        values=values or (value(),),
    )
    return replace(plain, **more)


def reading(**more: Any) -> Reading:
    """A rival reading that differs in nothing yet."""
    plain = Reading(
        label="Bacaan lain",
        label_en="Another reading",
        cite="contoh-2 Ps 3",
        confidence=Confidence.MEMORY,
        holder="Sebagian daerah",
        holder_en="Some regions",
    )
    return replace(plain, **more)


def stage(id: str, start: date | None, end: date | None) -> Stage:  # noqa: A002  the field's name
    """A stage of an election."""
    return Stage(
        id=id,
        title=f"Tahapan {id}",
        title_en=f"Stage {id}",
        group="organiser",
        parent="",
        start=start,
        end=end,
        note="",
        note_en="",
        basis=BASIS,
    )


def election(**more: Any) -> Election:
    """An election with one stage and one named day."""
    plain = Election(
        id="pilkada-2024",
        kind="pilkada",
        title="Pilkada 2024",
        title_en="Regional Election 2024",
        voting_day=date(2024, 11, 27),
        anchors=(
            Anchor(
                id="pair-determination",
                title="Penetapan pasangan calon",
                title_en="Pair determined",
                on=date(2024, 9, 22),
                basis=BASIS,
            ),
        ),
        stages=(
            stage("campaign", date(2024, 9, 25), date(2024, 11, 23)),
            stage("later", None, None),
        ),
        basis=BASIS,
    )
    return replace(plain, **more)


def template(id: str = "pilkada.budget.pay", **more: Any) -> Template:  # noqa: A002  the field's name
    """A duty of the regency, due on voting day."""
    plain = Template(
        id=id,
        election_kind="pilkada",
        area=Area.BUDGET,
        bearer="bpkad",
        level=Level.REGENCY,
        duty="Bayar",
        duty_en="Pay",
        per=Per.REGION,
        anchor="voting-day",
        offset="0",
        rule="",
        nature=Nature.LAW,
        proof="SP2D",
        proof_en="Payment order",
        measure="",
        note="",
        note_en="",
        basis=BASIS,
    )
    return replace(plain, **more)


def event(id: str, *by: str) -> Event:  # noqa: A002  the field's name
    """An event of a region, and the duties that bring it about."""
    return Event(id=id, title="Kejadian", title_en="Event", by=by, owners=("kpu",))


def act(short: str, *aliases: str) -> Instrument:
    """An instrument known by its short name."""
    return Instrument(
        id=short.lower().replace(" ", "-").replace("/", "-"),
        short=short,
        title=short,
        title_en=short,
        kind="act",
        published=None,
        in_force=None,
        until=None,
        amends=(),
        aliases=aliases,
        note="",
        note_en="",
        basis=BASIS,
    )


ACTS = (act("UU 1/2015"), act("UU 10/2016"), act("UU 24/2003", "UU MK"), act("UU 1/201"))


def book(
    *,
    rules: tuple[Rule, ...] = (),
    elections: tuple[Election, ...] = (),
    templates: tuple[Template, ...] = (),
    events: tuple[Event, ...] = (),
    calendar: Calendar = CALENDAR,
) -> Law:
    """A law book of these parts."""
    return Law(
        instruments={},
        rules={one.id: one for one in rules},
        elections={one.id: one for one in elections},
        templates={one.id: one for one in templates},
        events={one.id: one for one in events},
        bodies={},
        kinds={},
        zones={"74": Zone.WITA, "31": Zone.WIB},
        decrees=(),
        calendar=calendar,
    )


def moment(text: str) -> datetime:
    """A moment written with its offset."""
    return datetime.fromisoformat(text)
