"""Decide on evidence: what was reported beside what the document says."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.law.facts import frame
from serentak.desk.obligations import actions, counts, facts
from serentak.desk.obligations.forms import problems
from serentak.desk.obligations.models import Evidence, Verdict
from serentak.desk.obligations.queues import waiting_for
from serentak.desk.obligations.verdicts import ReviewForm
from serentak.desk.obligations.words import told
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.errors import BadData


@needs(Act.REVIEW)
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    """Evidence that waits for this verifier, oldest first."""
    rows = list(
        waiting_for(request.member, at=request.at)
        .select_related("institution")
        .prefetch_related("obligations__region")
    )
    made = [(row, duties) for row in rows if (duties := facts.named(row.obligations.all()))]
    if request.GET.get("unduh") == "xlsx":
        columns = {
            "id": "ID",
            "institution": _("Lembaga"),
            "title": _("Bukti"),
            "at": _("Dilaporkan"),
        }
        table = [
            {
                "id": str(row),
                "institution": row.institution.short,
                "title": told(row, "title"),
                "at": row.reported_at,
            }
            for row in rows
        ]
        return workbook("periksa", columns, table)
    return render(request, "obligations/reviews.html", {"rows": made})


@needs(Act.REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: DeskRequest, pk: int) -> HttpResponse:
    """One piece of evidence and the decision on it."""
    rows = Evidence.objects.select_related("institution", "decision", "superseded_by", "supersedes")
    evidence = get_object_or_404(rows, pk=pk)
    allow(request.member, Act.REVIEW, evidence.institution)
    duties = facts.named(evidence.obligations.select_related("region"))
    if not duties:
        raise Http404
    frame(request, duties[0][0].election)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _decided(request, evidence, form):
        return redirect("obligations:detail", pk=duties[0][0].pk)
    slips = problems(form) if form.is_bound else []
    same_file = Evidence.objects.filter(file_sha256=evidence.file_sha256).exclude(pk=pk)
    context = {
        "evidence": evidence,
        "duties": duties,
        "form": form,
        "errors": slips,
        "error": dict(reversed(slips)),
        "reused": list(same_file[:5]) if evidence.file_sha256 else [],
        "decision": getattr(evidence, "decision", None),
        "own": evidence.reported_by_id == request.member.user,
        "uncounted": counts.uncounted((one for _row, one in duties), evidence.value),
    }
    return render(request, "obligations/review.html", context, status=422 if slips else 200)


def _decided(request: DeskRequest, evidence: Evidence, form: ReviewForm) -> bool:
    try:
        actions.decide(
            evidence,
            verdict=Verdict(form.cleaned_data["putusan"]),
            reason=form.reason,
            percent=form.percent,
            by=request.member,
            at=request.now,
        )
    except BadData as slip:
        form.add_error("putusan", str(slip))
        return False
    return True
