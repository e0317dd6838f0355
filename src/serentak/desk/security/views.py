"""Guards by jurisdiction, one unit with its posts, the stations that stand out, orders of duty."""

from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.jobs.models import Job
from serentak.desk.law.facts import current, kept
from serentak.desk.places.models import Institution
from serentak.desk.register.models import Station
from serentak.desk.security import actions, facts, pages
from serentak.desk.security.forms import StartForm
from serentak.desk.security.models import Deployment, Exposed, Need, Team
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import TYPE
from serentak.engine.law.guards import Risk


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """Reported strength against need, by jurisdiction."""
    election = current(request)
    standing = facts.standing(election, at=request.at)
    lines = pages.lines(standing.deployment) if standing else []
    police = Institution.objects.filter(pk=f"{settings.PROVINCE}/polri").first()
    context = {
        "standing": standing,
        "lines": lines,
        "headline": pages.headline(lines),
        "planned": bool(facts.runs(election, at=request.at)),
        "job": Job.objects.filter(kind=actions.KIND).last(),
        "may_start": police is not None and request.member.may(Act.PLAN_GUARDS, police),
        "form_number": uuid4(),
    }
    return render(request, "security/index.html", context)


@needs(Act.PLAN_GUARDS)
@require_POST
def start(request: DeskRequest) -> HttpResponse:
    """Ask for a new plan; the page shows it when it is there."""
    form = StartForm(request.POST)
    form.is_valid()
    actions.start(
        current(request).id,
        across=form.cleaned_data["lintas"],
        police=get_object_or_404(Institution, pk=f"{settings.PROVINCE}/polri"),
        form=form.cleaned_data.get("formulir"),
        by=request.member,
        at=request.now,
    )
    return redirect(reverse("security:index") + kept(request))


def _deployment(request: DeskRequest) -> Deployment | None:
    standing = facts.standing(current(request), at=request.at)
    return standing.deployment if standing else None


@needs(Act.READ)
@require_safe
def unit(request: DeskRequest, region: str, kind: str) -> HttpResponse:
    """A unit: what it needs and has, what each post sends, which stations nobody guards."""
    deployment, code = _deployment(request), f"{region}/{kind}"
    if deployment is None:
        return index(request)
    need = Need.objects.filter(deployment=deployment, unit=code).first()
    teams = list(Team.objects.filter(deployment=deployment, unit=code))
    if need is None and not teams:
        raise Http404
    body = Institution.objects.filter(pk=code).first()
    bare = Exposed.objects.filter(deployment=deployment, unit=code, guarded=False)
    context = {
        "deployment": deployment,
        "code": code,
        "region": region,
        "kind": kind,
        "name": pages.units([code])[code],
        "need": need,
        "posts": pages.posts(teams),
        "bare": pages.spots(bare[: pages.SHOWN]),
        "may_open": body is not None and request.member.may(Act.OPEN_ORDERS, body),
    }
    return render(request, "security/unit.html", context)


@needs(Act.OPEN_ORDERS)
@require_safe
def orders(request: DeskRequest, region: str, kind: str) -> HttpResponse:
    """The orders of duty of a unit as a workbook, or of one of its posts on paper."""
    # Typst and the workbooks load slowly, and only this page needs them.
    from serentak.engine.pipeline.guarding import named  # noqa: PLC0415
    from serentak.engine.security.orders import papers as papers_of  # noqa: PLC0415
    from serentak.engine.store import papers, rosters  # noqa: PLC0415

    code, election = f"{region}/{kind}", current(request)
    allow(request.member, Act.OPEN_ORDERS, get_object_or_404(Institution, pk=code))
    teams = Team.objects.filter(deployment=_deployment(request), unit=code)
    post = request.GET.get("pos", "")
    tasks = facts.tasks(teams.filter(post=post) if post else teams)
    if not tasks:
        raise Http404
    if not post:
        return _file(rosters.workbook(tasks, named), TYPE, f"perintah-{region}-{kind}.xlsx")
    (_, paper), *_ = papers_of(tasks, named, election.title, election.voting_day)
    return _file(papers.pdf(paper), "application/pdf", f"perintah-{region}-{kind}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs(Act.READ)
@require_safe
def risks(request: DeskRequest) -> HttpResponse:
    """The stations that stand out on a map and in a list, each with its reasons."""
    deployment = _deployment(request)
    if deployment is None:
        return index(request)
    rows = Exposed.objects.filter(deployment=deployment)
    spots = pages.spots(rows[: pages.SHOWN])
    grave = rows.exclude(risk=Risk.LOW).count()
    context = {
        "deployment": deployment,
        "spots": spots,
        "grave": grave,
        "all": rows.count(),
        "stations": deployment.proof["stations"],
        "points": _points(deployment, spots),
    }
    return render(request, "security/risks.html", context)


def _points(deployment: Deployment, spots: list[pages.Spot]) -> list[dict[str, object]]:
    at = {
        code: (lat, lon)
        for code, lat, lon in Station.objects.filter(
            run__in=deployment.runs, code__in=[spot.row.code for spot in spots]
        ).values_list("code", "lat", "lon")
        if lat is not None
    }
    return [
        {
            "at": at[spot.row.code],
            "name": f"TPS {spot.number}, {spot.village}",
            "voters": f"{spot.row.score:g}",
            "flag": ""
            if spot.row.risk == Risk.LOW and spot.row.guarded
            else str(spot.row.get_risk_display()),
            "there": reverse("stations:village", args=[spot.row.code[:13]]),
        }
        for spot in spots
        if spot.row.code in at
    ]
