"""One clock, and a form that counts it."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.law import book, clock, questions, words
from serentak.desk.law.facts import day_shown, law
from serentak.desk.shared.marks import open_to_all
from serentak.engine.days import Direction, Unit, Zone
from serentak.engine.regions import region_code


@open_to_all
@require_safe
def rule(request: DeskRequest, rule_id: str) -> HttpResponse:
    """A rule with its dated values; with `?dari=` also the whole derivation."""
    found = law().rules.get(rule_id)
    if found is None:
        raise Http404
    at = day_shown(request)
    row = book.rule_row(found, at=at)
    home = law().zone(region_code(settings.PROVINCE))
    context = {
        "rule": found,
        "row": row,
        "values": [
            (value, words.limit(value))
            for value in sorted(found.values, key=lambda one: one.basis.since)
        ],
        "first_day": words.first_day(row.value),
        "body": law().bodies.get(found.body),
        "sides": list(questions.sides(row.value)),
        "closes": words.hour(row.value.closes),
        "unit": words.unit(row.value.unit),
        "backwards": row.value.direction is Direction.BEFORE,
        "counts_days": row.value.unit in (Unit.WORKING, Unit.CALENDAR) and row.value.limit != 0,
        "duties": [one for one in law().templates.values() if one.rule == found.id],
        "near": _near(found.id, at),
        "form": clock.calculator(found, row.value, sent=request.GET.dict(), home=home, today=at),
        "zones": list(Zone),
        "today": at,
    }
    return render(request, "law/rule.html", context)


def _near(rule_id: str, at: date) -> list[book.RuleRow]:
    """The other clocks of the same procedure, in the book's order."""
    procedure = rule_id.rpartition(".")[0]
    return [
        book.rule_row(one, at=at)
        for one in law().rules.values()
        if one.id.rpartition(".")[0] == procedure and one.id != rule_id
    ]
