"""Report evidence: one short form, a receipt, the file."""

from uuid import uuid4

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.audit.actions import record
from serentak.desk.law.facts import frame
from serentak.desk.obligations import actions, facts, files, pages
from serentak.desk.obligations.forms import EvidenceForm, problems
from serentak.desk.obligations.models import Draft, Evidence, Obligation
from serentak.desk.obligations.views.detail import duty
from serentak.desk.shared.marks import needs
from serentak.desk.shared.templatetags.desk import said
from serentak.engine.errors import BadData


@needs(Act.REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """Save a draft, or check and hand in; values stay, a file never does."""
    row = duty(pk)
    frame(request, row.election)
    allow(request.member, Act.REPORT, row.institution)
    draft = Draft.objects.filter(obligation=row, user_id=request.member.key).first()
    if request.method != "POST":
        start = {
            "jenis": "document",
            "formulir": uuid4(),
            **(draft.values if draft else {}),
        }
        form = EvidenceForm(initial=start, duty=row, today=request.now.date())
        return _page(request, row, form, draft=draft)
    if "draf" in request.POST:
        values = {name: request.POST.get(name, "") for name in EvidenceForm.DRAFTED}
        actions.save_draft(row, values=values, by=request.member, at=request.now)
        return redirect("obligations:report", pk=pk)
    form = EvidenceForm(request.POST, request.FILES, duty=row, today=request.now.date())
    if form.is_valid():
        evidence = _hand_in(request, row, form)
        if evidence is not None:
            return redirect("obligations:receipt", pk=evidence.pk)
    return _page(request, row, form, draft=draft, status=422)


def _hand_in(request: DeskRequest, row: Obligation, form: EvidenceForm) -> Evidence | None:
    """The stored evidence; a refusal becomes a message on the form, nothing is lost."""
    try:
        return actions.report(
            [row, *form.cleaned_data["juga"]],
            what=form.report,
            file=form.file,
            supersedes=form.cleaned_data["gantikan"],
            by=request.member,
            at=request.now,
        )
    except BadData as slip:
        form.add_error("berkas" if form.file else "judul", str(slip))
        return None


def _page(
    request: DeskRequest,
    row: Obligation,
    form: EvidenceForm,
    *,
    draft: Draft | None,
    status: int = 200,
) -> HttpResponse:
    slips = problems(form) if form.is_bound else []
    context = {
        "row": row,
        "template": facts.template(row),
        "form": form,
        "errors": slips,
        "error": dict(reversed(slips)),
        "drafted": draft if not form.is_bound else None,
        "kinds": gettext(files.KINDS),
        "suffixes": ",".join(files.SUFFIXES),
        "entries": pages.ledger(row, at=request.now),
        "today": request.now.date(),
        "siblings": _siblings(form),
        "chosen_also": request.POST.getlist("juga"),
    }
    return render(request, "obligations/report.html", context, status=status)


def _siblings(form: EvidenceForm) -> list[dict[str, object]]:
    """The bearer's other duties, by name, for one proof that serves several."""
    rows: QuerySet[Obligation] = form.fields["juga"].queryset  # type: ignore[attr-defined]
    named = [{"pk": row.pk, "label": said(facts.template(row), "duty")} for row in rows]
    return sorted(named, key=lambda one: str(one["label"]))


@needs(Act.REPORT)
@require_safe
def receipt(request: DeskRequest, pk: int) -> HttpResponse:
    """What was recorded, to the second, and what comes next; it never says done."""
    evidence = _evidence(pk)
    allow(request.member, Act.REPORT, evidence.institution)
    duties = facts.named(evidence.obligations.select_related("region", "institution"))
    if not duties:
        raise Http404
    frame(request, duties[0][0].election)
    context = {"evidence": evidence, "duties": duties, "row": duties[0][0]}
    return render(request, "obligations/receipt.html", context)


def _evidence(pk: int) -> Evidence:
    rows = Evidence.objects.select_related(
        "institution", "institution__verifier", "decision", "reported_by", "superseded_by"
    )
    return get_object_or_404(rows, pk=pk)


@needs(Act.OPEN_FILE)
@require_safe
def file(request: DeskRequest, pk: int) -> StreamingHttpResponse:
    """The file itself, after its hash was checked; always a download, never a page of ours."""
    evidence = _evidence(pk)
    allow(request.member, Act.OPEN_FILE, evidence.institution, published=evidence.published)
    if not evidence.file_sha256:
        raise BadData("Bukti ini tidak membawa berkas. Kembali ke halaman kewajibannya.")
    try:
        content = files.verified(evidence.file_sha256)
    except BadData:
        record(
            "evidence.mismatch",
            subject=f"evidence:{evidence.pk}",
            by=request.member.user,
            at=request.now,
            institution=evidence.institution_id,
        )
        raise
    response = StreamingHttpResponse(content, content_type=evidence.file_type)
    header = content_disposition_header(as_attachment=True, filename=evidence.file_name)
    response.headers["Content-Disposition"] = header or "attachment"
    response.headers["Content-Length"] = str(evidence.file_size)
    return response
