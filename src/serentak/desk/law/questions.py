"""What is still open in the law book, and when it was last held against its sources."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from serentak.desk.law import cites, words
from serentak.desk.law.book import value_on
from serentak.desk.law.facts import law
from serentak.engine.law.basis import Basis, Confidence
from serentak.engine.law.model import FirstDay, Rule, RuleValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A place where lawyers differ or a fact is still missing."""

    kind: str  # rule, instrument, duty, stage or body
    id: str
    title: str
    title_en: str
    basis: Basis
    short: str = ""
    readings: tuple[tuple[str, str], ...] = ()  # what it says in use first, and who holds it


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One open question and everything it touches."""

    question: str
    question_en: str
    touches: tuple[Question, ...]


def issues(questions: Iterable[Question]) -> list[Issue]:
    """Questions with the same words, once, those that touch most first."""
    found: dict[str, list[Question]] = defaultdict(list)
    for one in questions:
        found[one.basis.open_question].append(one)
    made = [
        Issue(
            question=text,
            question_en=touched[0].basis.open_question_en,
            touches=tuple(touched),
        )
        for text, touched in found.items()
    ]
    return sorted(made, key=lambda issue: -len(issue.touches))


def questions(*, at: date) -> list[Question]:
    """Every open question, rules first."""
    book = law()
    rules = (
        _rule_question(rule, value_on(rule, at))
        for rule in book.rules.values()
        if value_on(rule, at).basis.open_question
    )
    rest: list[Question] = []
    for kind, things, field in (
        ("body", book.bodies.values(), "title"),
        ("duty", book.templates.values(), "duty"),
        ("instrument", book.instruments.values(), "title"),
    ):
        rest += [_question(kind, one, field) for one in things if one.basis.open_question]
    for election in book.elections.values():
        days = cites.days_of(election)
        rest += [_question("stage", one, "title") for one in days if one.basis.open_question]
    return [*rules, *rest]


def _rule_question(rule: Rule, value: RuleValue) -> Question:
    return Question(
        kind="rule",
        id=rule.id,
        title=rule.title,
        title_en=rule.title_en,
        basis=value.basis,
        readings=tuple(sides(value)),
    )


def sides(value: RuleValue) -> Iterable[tuple[str, str]]:
    """Each arguable reading in words, the one in use first, and who holds it."""
    used = words.limit(value)
    if value.first_day is FirstDay.DISPUTED:
        yield _("%(length)s, hari pemicu dihitung") % {"length": used}, _("dipakai, paling awal")
        yield _("%(length)s, mulai hari sesudahnya") % {"length": used}, _("bacaan lain")
    elif value.readings:
        yield used, _("dipakai")
    for reading in value.readings:
        yield words.said(reading, "label"), words.said(reading, "holder")


def _question(kind: str, thing: object, field: str) -> Question:
    return Question(
        kind=kind,
        id=thing.id,  # type: ignore[attr-defined]
        title=getattr(thing, field),
        title_en=getattr(thing, f"{field}_en"),
        basis=thing.basis,  # type: ignore[attr-defined]
        short=getattr(thing, "short", ""),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """When the book was last held against its sources."""

    oldest: date
    newest: date
    total: int
    memory: int


def freshness() -> Freshness | None:
    """The checks of every value, or nothing while the book is empty."""
    found = list(cites.bases())
    if not found:
        return None
    days = [basis.checked for basis in found]
    return Freshness(
        oldest=min(days),
        newest=max(days),
        total=len(found),
        memory=sum(basis.confidence is Confidence.MEMORY for basis in found),
    )
