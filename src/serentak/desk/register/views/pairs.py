"""Pairs that may be one person: shown masked, answered by an officer, every look noted."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.places.models import Region
from serentak.desk.register import actions, evidence, reviews, tables, words
from serentak.desk.register.forms import AnswerForm
from serentak.desk.register.models import Run, VillageCount
from serentak.desk.register.reviews import Review, Verdict
from serentak.desk.shared.marks import needs
from serentak.desk.shared.numbers import whole
from serentak.engine.regions import Level, RegionCode, level

_PAGE, _LAST = 10, 100_000
_MOST_SURE = 99  # of 100; who waits for a person is not certain
_REGENCY, _DISTRICT, _VILLAGE = 5, 8, 13  # characters of a code
_LENGTHS = {Level.REGENCY: _DISTRICT, Level.DISTRICT: _VILLAGE, Level.VILLAGE: _VILLAGE}
_ANSWERS = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A pair on the page."""

    pair: tables.Pair
    number: int
    score: int
    likely: str
    kind: str
    reasons: list[evidence.Reason]
    place_a: str
    place_b: str
    answer: Review | None
    answered: str
    torn: bool  # whether the answer contradicts others


@needs(Act.REVIEW_PAIRS)
@require_http_methods(["GET", "HEAD", "POST"])
def pairs(request: DeskRequest, pk: int) -> HttpResponse:
    """Ten pairs at a time, the likeliest first; or those already answered."""
    run = get_object_or_404(Run.objects.select_related("institution", "region"), pk=pk)
    allow(request.member, Act.REVIEW_PAIRS, run.institution)
    if request.method == "POST":
        return _answer(request, run)
    return _page(request, run, AnswerForm(), status=200)


def _answer(request: DeskRequest, run: Run) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, run, form, status=422)
    data = form.cleaned_data
    verdict = Verdict(data["jawab"])
    actions.decide(
        run,
        key=data["pasangan"],
        verdict=verdict,
        reason=data["alasan"],
        by=request.member,
        at=request.now,
    )
    messages.success(request, _("Tersimpan: %(answer)s.") % {"answer": words.VERDICTS[verdict]})
    query = urlencode(
        {name: request.GET[name] for name in ("wilayah", "lihat") if name in request.GET}
    )
    return redirect(reverse("register:pairs", args=[run.pk]) + (f"?{query}" if query else ""))


def _page(request: DeskRequest, run: Run, form: AnswerForm, *, status: int) -> HttpResponse:
    answered = request.GET.get("lihat") == "terjawab"
    waiting = _waiting(run)
    region = request.GET.get("wilayah", "")
    region = region if any(_within(village, region) for village in waiting) else ""
    left = _left(waiting, region)
    number = _number(request.GET.get("hal", ""))
    found, more = actions.look(
        run,
        region=region,
        answered=answered,
        page=(_PAGE, (number - 1) * _PAGE),
        by=request.member,
        at=request.now,
    )
    torn = actions.torn(run)
    context = {
        "run": run,
        "pairs": _shown(run, found, torn, first=(number - 1) * _PAGE + 1),
        "torn": len(torn),
        "more": number + 1 if more else None,
        "less": number - 1 if number > 1 else None,
        "left": left,
        "open": sum(waiting.values()),
        "here": sum(n for _code, _name, n in left),
        "region": region,
        "answered": answered,
        "answers": [(one, words.VERDICTS[one]) for one in _ANSWERS],
        "slipped": form.data.get("pasangan", "") if form.is_bound else "",
        "error": next((said[0] for said in form.errors.values()), "") if form.is_bound else "",
    }
    return render(request, "register/pairs.html", context, status=status)


def _number(text: str) -> int:
    """A page's number; the first where there is none to read."""
    return whole(text, most=_LAST) or 1


def _waiting(run: Run) -> dict[str, int]:
    """Village: pairs that wait there."""
    rows = VillageCount.objects.filter(run=run, pairs_review__gt=F("pairs_settled"))
    left = rows.annotate(n=F("pairs_review") - F("pairs_settled"))
    return dict(left.values_list("village", "n"))


def _within(village: str, region: str) -> bool:
    return not region or f"{village}.".startswith(f"{region}.")


def _left(waiting: Mapping[str, int], region: str) -> list[tuple[str, str, int]]:
    """Regencies with pairs that wait, or a regency's districts, the most on top: code, name, n."""
    finer = _LENGTHS[level(RegionCode(region))] if region else _REGENCY
    found: dict[str, int] = {}
    for village, n in waiting.items():
        if _within(village, region):
            found[village[:finer]] = found.get(village[:finer], 0) + n
    names = _names(found)
    return sorted(
        ((code, names.get(code, code), n) for code, n in found.items()),
        key=lambda one: (-one[2], one[0]),
    )


def _names(codes: object) -> dict[str, str]:
    rows = Region.objects.filter(code__in=list(codes))  # type: ignore[call-overload]
    return {row.code: str(row) for row in rows}


def _shown(run: Run, found: list[tables.Pair], torn: frozenset[str], *, first: int) -> list[Shown]:
    standing = reviews.standing(actions.place_of(run))
    villages = {code for pair in found for code in (pair.village_a, pair.village_b)}
    names = _places(villages)
    return [
        Shown(
            pair=pair,
            number=n,
            score=min(int(pair.probability * 100), _MOST_SURE),
            likely=words.likelihood(pair.kind, pair.probability),
            kind=words.named(words.KINDS, pair.kind),
            reasons=evidence.reasons(pair.reason),
            place_a=names.get(pair.village_a, pair.village_a),
            place_b=names.get(pair.village_b, pair.village_b),
            answer=standing.get(pair.key),
            answered=_said(standing.get(pair.key)),
            torn=pair.key in torn,
        )
        for n, pair in enumerate(found, start=first)
    ]


def _said(review: Review | None) -> str:
    return str(words.VERDICTS[review.verdict]) if review else ""


def _places(villages: set[str]) -> dict[str, str]:
    """Village, district, regency; nothing finer."""
    rows = Region.objects.filter(code__in=villages).select_related("parent__parent")
    return {
        row.code: ", ".join(str(one) for one in (row, row.parent, row.parent and row.parent.parent))
        for row in rows
    }
