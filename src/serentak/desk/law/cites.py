"""Who cites what: from a cite to its instruments, and from an instrument to all that rests on it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from serentak.desk.law.facts import law
from serentak.engine.law import cite
from serentak.engine.law.basis import Basis
from serentak.engine.law.model import Anchor, Election, Instrument, Rule, RuleValue, Stage, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One instrument of a cite, as printed, and the card it opens."""

    text: str
    instrument: Instrument | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleUse:
    """A rule's value that rests on an instrument, and on which article of it."""

    article: str
    rule: Rule
    value: RuleValue


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyUse:
    """A duty that an instrument asks for."""

    article: str
    template: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class DayUse:
    """A stage or a named day that an instrument sets."""

    article: str
    election: Election
    day: Stage | Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """All that rests on one instrument, article by article."""

    rules: tuple[RuleUse, ...] = ()
    duties: tuple[DutyUse, ...] = ()
    days: tuple[DayUse, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing in the book rests on it."""
        return not (self.rules or self.duties or self.days)


Use = RuleUse | DutyUse | DayUse


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[Part, ...]:
    """A cite's parts with the instruments they name."""
    book = law()
    return tuple(
        Part(text=part, instrument=cite.instrument_of(part, book)) for part in cite.parts(text)
    )


def uses(instrument_id: str) -> Uses:
    """What rests on an instrument."""
    return _index().get(instrument_id, Uses())


@lru_cache(maxsize=1)
def _index() -> Mapping[str, Uses]:
    found: dict[str, list[Use]] = defaultdict(list)
    for instrument, use in _all_uses():
        if use not in found[instrument.id]:
            found[instrument.id].append(use)
    return {key: _sorted(listed) for key, listed in found.items()}


def _all_uses() -> Iterator[tuple[Instrument, Use]]:
    yield from _rule_uses()
    yield from _duty_uses()
    yield from _day_uses()


def _rule_uses() -> Iterator[tuple[Instrument, Use]]:
    for rule in law().rules.values():
        for value in rule.values:
            for instrument, article in _named(_bases(value)):
                yield instrument, RuleUse(article=article, rule=rule, value=value)


def _duty_uses() -> Iterator[tuple[Instrument, Use]]:
    for template in law().templates.values():
        for instrument, article in _named(_duty_cites(template)):
            yield instrument, DutyUse(article=article, template=template)


def _duty_cites(template: Template) -> Iterator[str]:
    """A duty rests on its own cite and on the clock that dates it."""
    yield template.basis.cite
    if template.rule:
        yield from (value.basis.cite for value in law().rule(template.rule).values)


def _day_uses() -> Iterator[tuple[Instrument, Use]]:
    for election in law().elections.values():
        for day in days_of(election):
            for instrument, article in _named((day.basis.cite,)):
                yield instrument, DayUse(article=article, election=election, day=day)


def days_of(election: Election) -> tuple[Stage | Anchor, ...]:
    """Every dated thing of an election."""
    return (*election.stages, *election.anchors)


def _bases(value: RuleValue) -> Iterator[str]:
    yield value.basis.cite
    for reading in value.readings:
        yield reading.cite


def _named(cites: Iterable[str]) -> Iterator[tuple[Instrument, str]]:
    for text in cites:
        for part in parts(text):
            if part.instrument is not None:
                yield part.instrument, cite.article_of(part.text)


def _sorted(listed: Iterable[Use]) -> Uses:
    ordered = sorted(listed, key=lambda use: natural(use.article))
    return Uses(
        rules=tuple(use for use in ordered if isinstance(use, RuleUse)),
        duties=tuple(use for use in ordered if isinstance(use, DutyUse)),
        days=tuple(use for use in ordered if isinstance(use, DayUse)),
    )


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """An order in which article 9 stands before article 10; no article comes last."""
    if not text:
        return ((10**9, ""),)
    return tuple(
        (int(piece), "") if piece.isdigit() else (0, piece)
        for piece in re.findall(r"\d+|\D+", text)
    )


def family(instrument: Instrument) -> tuple[Instrument, ...]:
    """What it changes and what changes it, all the way, in order of force."""
    book = law().instruments
    roots = _upward(instrument, book)
    found = {one.id: one for one in roots}
    grown = True
    while grown:
        more = [
            one for one in book.values() if one.id not in found and found.keys() & set(one.amends)
        ]
        found.update({one.id: one for one in more})
        grown = bool(more)
    return tuple(sorted(found.values(), key=lambda one: (one.in_force or one.basis.since, one.id)))


def _upward(instrument: Instrument, book: Mapping[str, Instrument]) -> tuple[Instrument, ...]:
    above = [up for key in instrument.amends for up in _upward(book[key], book)]
    return (*above, instrument)


def amended_by(instrument: Instrument) -> tuple[Instrument, ...]:
    """The instruments that change it, oldest first."""
    later = [one for one in law().instruments.values() if instrument.id in one.amends]
    return tuple(sorted(later, key=lambda one: (one.in_force or one.basis.since, one.id)))


def bases() -> Iterator[Basis]:
    """Every basis in the book, for the dates they were last checked."""
    book = law()
    for instrument in book.instruments.values():
        yield instrument.basis
    for rule in book.rules.values():
        yield from (value.basis for value in rule.values)
    for template in book.templates.values():
        yield template.basis
    for election in book.elections.values():
        yield from (day.basis for day in days_of(election))
