"""One instrument as a card: its versions on an axis, and what each article sets and asks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.law import book, cites, questions, words
from serentak.desk.law.facts import law
from serentak.engine.law.basis import Confidence
from serentak.engine.law.model import Anchor, Instrument, Nature

YEAR_DAYS = 365.25
EDGE = 78.0  # percent from which a label is written to the left


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A member of the family on the axis; places in percent."""

    instrument: Instrument
    state: str
    own: bool
    x: float | None  # None: the day of force is not known
    width: float
    published: float | None  # only when it differs from the day of force
    label: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A year on the axis."""

    x: float
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A limit that an article sets."""

    article: str
    row: book.RuleRow
    rival: bool  # the instrument is cited by a rival reading only


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty that an article asks for."""

    article: str
    id: str
    duty: str
    duty_en: str
    bearer: str
    election: str
    area: str
    nature: str
    opens: str  # when it is not once an election
    memory: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A stage or a named day that rests on the instrument."""

    title: str
    title_en: str
    election: str
    election_en: str
    start: date | None
    end: date | None
    memory: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything the page of one instrument shows."""

    row: book.InstrumentRow
    versions: tuple[Version, ...]
    ticks: tuple[Tick, ...]
    now: float | None
    numbers: tuple[Number, ...]
    duties: tuple[Duty, ...]
    natures: tuple[tuple[int, str], ...]
    days: tuple[Day, ...]
    issues: tuple[questions.Issue, ...]
    finding: str


def card(instrument: Instrument, *, at: date) -> Card:
    """The card of an instrument as of a day."""
    uses = cites.uses(instrument.id)
    row = next(one for one in book.instrument_rows(at=at) if one.instrument.id == instrument.id)
    duties = tuple(_duty(use) for use in uses.duties)
    members = cites.family(instrument)
    span = _span(members, at)
    return Card(
        row=row,
        versions=tuple(_version(one, instrument, span, at) for one in members),
        ticks=tuple(_ticks(span)),
        now=_place(at, span) if span[0] <= at <= span[1] else None,
        numbers=tuple(_numbers(uses, instrument, at)),
        duties=duties,
        natures=_natures(uses),
        days=tuple(_day(use) for use in uses.days),
        issues=tuple(questions.issues(_questions(instrument, uses, at))),
        finding=_finding(row),
    )


def _numbers(uses: cites.Uses, instrument: Instrument, at: date) -> Iterable[Number]:
    for use in uses.rules:
        if use.value is not book.value_on(use.rule, at):
            continue
        own = cites.parts(use.value.basis.cite)
        yield Number(
            article=use.article,
            row=book.rule_row(use.rule, at=at),
            rival=all(part.instrument != instrument for part in own),
        )


def _duty(use: cites.DutyUse) -> Duty:
    template = use.template
    return Duty(
        article=use.article,
        id=template.id,
        duty=template.duty,
        duty_en=template.duty_en,
        bearer=words.actor(template.bearer),
        election=str(words.ELECTION_KINDS[template.election_kind]),
        area=str(words.AREAS[template.area]),
        nature=str(words.NATURES[template.nature]),
        opens=str(words.OPENS.get(template.per, "")),
        memory=template.basis.confidence is Confidence.MEMORY,
    )


def _natures(uses: cites.Uses) -> tuple[tuple[int, str], ...]:
    counted = Counter(use.template.nature for use in uses.duties)
    return tuple(
        (counted[nature], str(words.NATURES[nature])) for nature in Nature if counted[nature]
    )


def _day(use: cites.DayUse) -> Day:
    day = use.day
    start, end = (day.on, day.on) if isinstance(day, Anchor) else (day.start, day.end)
    return Day(
        title=day.title,
        title_en=day.title_en,
        election=use.election.title,
        election_en=use.election.title_en,
        start=start,
        end=end,
        memory=day.basis.confidence is Confidence.MEMORY,
    )


def _questions(instrument: Instrument, uses: cites.Uses, at: date) -> Iterable[questions.Question]:
    touched = {
        instrument.id,
        *(use.rule.id for use in uses.rules),
        *(use.template.id for use in uses.duties),
        *(use.day.id for use in uses.days),
    }
    kinds = ("instrument", "rule", "duty", "stage")
    return (one for one in questions.questions(at=at) if one.kind in kinds and one.id in touched)


def _finding(row: book.InstrumentRow) -> str:
    short = row.instrument.short
    numbers = ngettext("%(n)s tenggat", "%(n)s tenggat", row.rules) % {"n": row.rules}
    duties = ngettext("%(n)s kewajiban", "%(n)s kewajiban", row.duties) % {"n": row.duties}
    said = {"short": short, "rules": numbers, "duties": duties}
    if row.rules and row.duties:
        return _("%(short)s: %(rules)s dan %(duties)s bersandar padanya") % said
    if row.rules:
        return _("%(short)s: %(rules)s bersandar padanya") % said
    if row.duties:
        return _("%(short)s: %(duties)s bersandar padanya") % said
    return short


# ---- the axis


Span = tuple[date, date]


def _span(members: Sequence[Instrument], at: date) -> Span:
    """From the first day of the family to the day shown, in whole years."""
    known = [
        day
        for one in members
        for day in (one.published, one.in_force, one.until)
        if day is not None
    ]
    first = min([*known, at])
    last = max([*known, at])
    return date(first.year, 1, 1), date(last.year, 12, 31)


def _place(day: date, span: Span) -> float:
    return (day - span[0]).days / ((span[1] - span[0]).days + 1) * 100


def _version(one: Instrument, own: Instrument, span: Span, at: date) -> Version:
    x = _place(one.in_force, span) if one.in_force else None
    end = _place(one.until, span) if one.until else 100.0
    apart = one.published is not None and one.published != one.in_force
    label = x if x is not None else 0.0
    return Version(
        instrument=one,
        state={"running": "now", "coming": "next", "gone": "past"}.get(book.state(one, at), ""),
        own=one.id == own.id,
        x=x,
        width=max(end - x, 0.6) if x is not None else 0.0,
        published=_place(one.published, span) if apart and one.published else None,
        label=100.0 if label > EDGE else label,
        right=label > EDGE,
    )


def _ticks(span: Span) -> Iterable[Tick]:
    years = range(span[0].year, span[1].year + 1)
    step = max(1, round(len(years) / 8))
    return (Tick(x=_place(date(year, 1, 1), span), year=year) for year in years[::step])


def instrument(instrument_id: str) -> Instrument | None:
    """An instrument by id."""
    return law().instruments.get(instrument_id)
