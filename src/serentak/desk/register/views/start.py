"""Start a run, watch it, stop it."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.jobs.models import Job, State
from serentak.desk.law.facts import current
from serentak.desk.obligations.forms import problems
from serentak.desk.places.models import Institution
from serentak.desk.register import actions, files, pages
from serentak.desk.register.forms import StartForm
from serentak.desk.register.orders import KIND
from serentak.desk.shared.marks import needs


@needs(Act.RUN_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    """Choose files and options; the run itself goes on without this page."""
    bodies = _own(request)
    if request.method != "POST":
        start_with = {"pemilihan": current(request).id, "formulir": uuid4()}
        return _page(request, StartForm(initial=start_with, bodies=bodies), status=200)
    uploads = request.FILES.getlist("berkas")
    form = StartForm(request.POST, bodies=bodies, uploads=uploads)
    order = form.order() if form.is_valid() else None
    if order is None:
        return _page(request, form, status=422)
    job = actions.start(
        order,
        institution=next(one for one in bodies if one.code == order.institution),
        form=form.cleaned_data["formulir"],
        by=request.member,
        at=request.now,
    )
    return redirect("register:job", pk=job.pk)


def _own(request: DeskRequest) -> list[Institution]:
    """The bodies this person runs the register for."""
    rows = Institution.objects.filter(code__in=request.member.institutions)
    return [one for one in rows if request.member.may(Act.RUN_REGISTER, one)]


def _page(request: DeskRequest, form: StartForm, *, status: int) -> HttpResponse:
    slips = problems(form) if form.is_bound else []
    context = {
        "form": form,
        "errors": [("berkas" if field == "__all__" else field, said) for field, said in slips],
        "error": {("berkas" if f == "__all__" else f): said for f, said in reversed(slips)},
        "kinds": files.KINDS,
        "suffixes": ",".join(files.SUFFIXES),
        "there": files.there(),
        "chosen": request.POST.getlist("dari_folder"),
    }
    return render(request, "register/start.html", context, status=status)


@needs(Act.RUN_REGISTER)
@require_safe
@vary_on_headers("HX-Request")
def job(request: DeskRequest, pk: int) -> HttpResponse:
    """How far a run is: the steps alone for htmx; on to its report once it is there.

    A run that ended without one shows the whole page anew, for its title changes.
    """
    one = _own_job(request, pk)
    run = getattr(one, "run", None)
    if run is not None and one.over:
        there = reverse("register:run", args=[run.pk])
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": there})
        return redirect(there)
    if request.htmx and one.over:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {
        "job": one,
        "steps": pages.steps_of_job(one),
        "failed": one.state == State.FAILED,
        "body": Institution.objects.get(pk=one.institution),
    }
    whole = not request.htmx or request.htmx.history_restore_request
    return render(request, "register/job.html" if whole else "register/_progress.html", context)


@needs(Act.RUN_REGISTER)
@require_POST
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Stop a run."""
    actions.cancel(_own_job(request, pk), by=request.member, at=request.now)
    return redirect("register:job", pk=pk)


def _own_job(request: DeskRequest, pk: int) -> Job:
    """A run in the making of one's own body. Raises NotAllowed."""
    one = get_object_or_404(Job.objects.select_related("run"), pk=pk, kind=KIND)
    allow(request.member, Act.RUN_REGISTER, Institution.objects.get(pk=one.institution))
    return one
