"""Runs: the list, one run, its villages, and two runs side by side."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.jobs.models import Job
from serentak.desk.law.facts import current, election
from serentak.desk.places.models import Region
from serentak.desk.register import facts, pages, words
from serentak.desk.register.models import Run, VillageCount
from serentak.desk.register.orders import KIND
from serentak.desk.register.waterfall import waterfall
from serentak.desk.shared.marks import needs
from serentak.engine.errors import BadData

_PAGE = 50


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """Runs of the election, newest first; one's own that are not finished on top."""
    member = request.member
    about = current(request)
    rows = facts.visible(member).filter(election=about.id, recorded_at__lte=request.at)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("hal"))
    jobs = Job.objects.filter(kind=KIND, institution__in=member.institutions, run__isnull=True)
    owner = facts.owner_kind(about)
    chain = facts.in_force(about.id, kind=owner, at=request.at)
    several = [run for run in chain if run.region_id == chain[-1].region_id]
    context = {
        "page": page,
        "jobs": jobs.order_by("-pk")[:5] if member.could(Act.RUN_REGISTER) else (),
        "may_start": member.could(Act.RUN_REGISTER),
        "in_force": facts.newest(facts.in_force(about.id, at=request.at)),
        "waterfall": waterfall(pages.chain(several)) if len(several) > 1 else None,
        "of": several[-1] if several else None,
    }
    return render(request, "register/index.html", context)


def seen(request: DeskRequest, pk: int) -> Run:
    """A run that this person may see, or 404."""
    return get_object_or_404(facts.visible(request.member), pk=pk)


def before(request: DeskRequest, run: Run) -> Run | None:
    """The run of the same body and region before this one, as far as it may be seen."""
    rows = facts.visible(request.member).filter(
        institution=run.institution_id, election=run.election, region=run.region_id, trial=False
    )
    return rows.filter(pk__lt=run.pk).first()


@needs(Act.READ)
@require_safe
def run(request: DeskRequest, pk: int) -> HttpResponse:
    """One run's report: steps, counts, findings, and the way to the voters."""
    one = seen(request, pk)
    past = before(request, one)
    found = pages.findings(one, past)
    sums = facts.of_region(one, one.region_id)
    context = {
        "run": one,
        "run_election": election(one.election),
        "before": past,
        "comparable": _others(request, one),
        "headline": pages.headline(one, past),
        "steps": pages.steps_of_run(one, found),
        "findings": found,
        "sums": sums,
        "mode": words.named(words.MODES, one.mode),
        "waterfall": waterfall(pages.to_voters(one)),
        "gone": one.records - one.voters,
        "in_force": one.pk in facts.newest(facts.in_force(one.election, at=request.at)),
        "may_rule": request.member.may(Act.RUN_REGISTER, one.institution),
        "may_review": request.member.may(Act.REVIEW_PAIRS, one.institution),
    }
    return render(request, "register/run.html", context)


def _others(request: DeskRequest, one: Run) -> list[Run]:
    rows = facts.visible(request.member).filter(election=one.election, region=one.region_id)
    return list(rows.exclude(pk=one.pk)[:20])


@needs(Act.READ)
@require_safe
def compare(request: DeskRequest, pk: int, other: int) -> HttpResponse:
    """Two runs of the same region side by side: the older left."""
    older, newer = (seen(request, one) for one in sorted((pk, other)))
    if (older.election, older.region_id) != (newer.election, newer.region_id):
        raise BadData("Kedua putaran bukan dari pemilihan dan wilayah yang sama. Pilih lagi.")
    context = {
        "older": older,
        "newer": newer,
        "rows": pages.compared(older, newer),
        "findings": pages.findings(newer, older),
        "villages": _moved(older, newer),
        "trial": older.trial or newer.trial,
    }
    return render(request, "register/compare.html", context)


def _moved(older: Run, newer: Run) -> list[dict[str, object]]:
    """The villages whose voters or stations changed most."""
    columns = ("village", "voters", "stations")
    then, now = (
        {row[0]: row for row in VillageCount.objects.filter(run=one).values_list(*columns)}
        for one in (older, newer)
    )
    names = dict(Region.objects.filter(code__in=set(then) | set(now)).values_list("code", "name"))
    moved = []
    for village in then.keys() | now.keys():
        was, is_now = then.get(village, (village, 0, 0)), now.get(village, (village, 0, 0))
        change = (is_now[1] - was[1], is_now[2] - was[2])
        if any(change):
            moved.append(
                {
                    "name": names.get(village, village),
                    "code": village,
                    "voters": pages.signed(change[0]),
                    "stations": pages.signed(change[1]),
                    "size": (abs(change[1]), abs(change[0])),
                }
            )
    return sorted(moved, key=lambda one: (one["size"], one["code"]), reverse=True)[:_PAGE]
