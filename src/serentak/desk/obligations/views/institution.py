"""One institution: what it owes, whom it serves, who checks it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current, law
from serentak.desk.obligations import pages, replay
from serentak.desk.obligations.models import Obligation
from serentak.desk.obligations.views.tasks import sheet
from serentak.desk.places.models import Institution
from serentak.desk.shared.marks import needs
from serentak.engine.readiness import State


@needs(Act.READ)
@require_safe
def institution(request: DeskRequest, region: str, kind: str) -> HttpResponse:
    """Its duties by urgency, then what is done."""
    bodies = Institution.objects.select_related("region", "verifier")
    one = get_object_or_404(bodies, code=f"{region}/{kind}")
    election = current(request)
    duties = Obligation.objects.filter(election=election.id).select_related("region", "institution")
    rows = replay.asked(duties, at=request.at, wanted=replay.Wanted(bodies=[one.code]))
    made = pages.tasks(list(rows), at=request.at)
    if request.GET.get("unduh") == "xlsx":
        return sheet(f"{region}-{kind}", made)
    context = {
        "one": one,
        "kind": law().kinds[one.kind],
        "coverage": one.coverage.select_related("region").order_by("-primary", "region"),
        "groups": pages.grouped(made, at=request.at),
        "done": [task for task in made if task.status.state is State.MET],
        "late": sum(task.late for task in made),
        "total": len(made),
    }
    return render(request, "obligations/institution.html", context)
