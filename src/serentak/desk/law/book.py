"""The law book as lists: instruments by kind, rules by forum, bodies and how they count."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.law import cites, words
from serentak.desk.law.facts import law
from serentak.engine.law.basis import Confidence
from serentak.engine.law.model import Body, FirstDay, Instrument, Rule, RuleValue


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """An instrument with what rests on it."""

    instrument: Instrument
    kind: str
    state: str  # coming, running, gone or unknown
    amended_by: tuple[Instrument, ...]
    rules: int
    duties: int
    days: int
    memory: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule with the value in force on the day shown."""

    rule: Rule
    value: RuleValue
    limit: str
    kind: str
    actor: str
    zone: str
    memory: bool
    disputed: bool
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A heading with its rows."""

    heading: str
    rows: tuple[InstrumentRow, ...] | tuple[RuleRow, ...]


def instrument_rows(*, at: date) -> list[InstrumentRow]:
    """Every instrument, by kind and then from the newest."""
    order = {kind: n for n, kind in enumerate(words.INSTRUMENT_KINDS)}
    rows = [_instrument_row(one, at) for one in law().instruments.values()]
    return sorted(rows, key=lambda row: (order.get(row.instrument.kind, 99), -_age(row.instrument)))


def _instrument_row(one: Instrument, at: date) -> InstrumentRow:
    uses = cites.uses(one.id)
    return InstrumentRow(
        instrument=one,
        kind=str(words.INSTRUMENT_KINDS.get(one.kind, one.kind)),
        state=state(one, at),
        amended_by=cites.amended_by(one),
        rules=len({use.rule.id for use in uses.rules}),
        duties=len({use.template.id for use in uses.duties}),
        days=len(uses.days),
        memory=one.basis.confidence is Confidence.MEMORY,
    )


def _age(one: Instrument) -> int:
    known = one.in_force or one.published
    return known.toordinal() if known else 0


def state(one: Instrument, at: date) -> str:
    """Whether an instrument is in force on a day."""
    if one.until and one.until <= at:
        return "gone"
    if one.in_force is None:
        return "unknown"
    return "running" if one.in_force <= at else "coming"


def rule_rows(*, at: date) -> list[RuleRow]:
    """Every rule with the value of that day (its first one when that is still to come)."""
    return [rule_row(rule, at=at) for rule in law().rules.values()]


def rule_row(rule: Rule, *, at: date) -> RuleRow:
    """One rule as a list shows it."""
    value = value_on(rule, at)
    return RuleRow(
        rule=rule,
        value=value,
        limit=words.limit(value),
        kind=str(words.ELECTION_KINDS.get(rule.kind, rule.kind)),
        actor=words.actor(rule.actor),
        zone=words.zone(value.zone),
        memory=value.basis.confidence is Confidence.MEMORY,
        disputed=disputed(value),
        open=bool(value.basis.open_question),
    )


def value_on(rule: Rule, at: date) -> RuleValue:
    """The value of a day; before the first one, the first."""
    begun = [value for value in rule.values if value.basis.since <= at]
    if begun:
        return rule.on(at)
    return min(rule.values, key=lambda value: value.basis.since)


def disputed(value: RuleValue) -> bool:
    """Whether more than one reading is arguable."""
    return value.first_day is FirstDay.DISPUTED or bool(value.readings)


def by_forum(rows: Sequence[RuleRow]) -> list[Shelf]:
    """Rules under the body that receives, the busiest body first."""
    bodies = Counter(row.rule.body for row in rows)
    return [
        Shelf(heading=words.body(body), rows=tuple(row for row in rows if row.rule.body == body))
        for body, _n in bodies.most_common()
    ]


def by_kind(rows: Sequence[InstrumentRow]) -> list[Shelf]:
    """Instruments under their kind."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    return [
        Shelf(heading=kind, rows=tuple(row for row in rows if row.kind == kind)) for kind in kinds
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a receiving body counts, in words."""

    zone: str
    closes: str
    first_day: str
    joint_leave: str
    off_day: str
    memory: bool


def bodies() -> list[tuple[Body, Manner]]:
    """The receiving bodies, those with most rules first."""
    busy = Counter(rule.body for rule in law().rules.values())
    found = sorted(law().bodies.values(), key=lambda body: -busy[body.id])
    return [(body, _manner(body)) for body in found]


def _manner(body: Body) -> Manner:
    return Manner(
        zone=_("waktu setempat") if body.zone == "local" else body.zone,
        closes=words.hour(body.closes),
        first_day=words.trigger_day(body.first_day),
        joint_leave=_("libur") if body.joint_leave == "off" else _("hari kerja"),
        off_day=_("tetap berjalan")
        if body.trigger_off_day == "runs"
        else _("hari kerja berikutnya"),
        memory=body.basis.confidence is Confidence.MEMORY,
    )


def finding(rows: Sequence[RuleRow]) -> str:
    """How many clocks there are and how firm they stand."""
    if not rows:
        return _("Hukum")
    shaky = sum(row.memory or row.disputed for row in rows)
    known = ngettext("%(n)s tenggat hukum", "%(n)s tenggat hukum", len(rows)) % {"n": len(rows)}
    if not shaky:
        return _("%(rules)s, semuanya bersumber") % {"rules": known}
    return _("%(rules)s, %(n)s di antaranya belum pasti") % {"rules": known, "n": shaky}


def matching(text: str, *fields: str) -> bool:
    """Whether every word of a search stands somewhere in the fields."""
    hay = " ".join(fields).casefold()
    return all(word in hay for word in text.casefold().split())
