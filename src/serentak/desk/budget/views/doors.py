"""Open a grant that the desk does not know yet, and the file behind a record."""

from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.audit.actions import record
from serentak.desk.budget import actions, facts
from serentak.desk.budget.forms import OpenForm
from serentak.desk.budget.models import Entry, Sum
from serentak.desk.law.facts import current
from serentak.desk.obligations import files
from serentak.desk.obligations.forms import problems
from serentak.desk.places.models import Institution
from serentak.desk.shared.marks import needs
from serentak.engine.errors import BadData


@needs(Act.RECORD_GRANT)
@require_http_methods(["GET", "HEAD", "POST"])
def open_grant(request: DeskRequest) -> HttpResponse:
    """Begin to keep a grant of one's own treasury."""
    election = current(request)
    own = [one for one in request.member.institutions if one.endswith(f"/{facts.TREASURY}")]
    givers = Institution.objects.filter(code__in=own).select_related("region").order_by("code")
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        givers=givers,
        bodies=Institution.objects.filter(_eligible(own)).distinct().order_by("code"),
    )
    if form.is_bound and form.is_valid():
        try:
            grant = actions.open_grant(
                election,
                giver=form.cleaned_data["pemberi"],
                grantee=form.cleaned_data["penerima"],
                by=request.member,
                at=request.now,
            )
            return redirect("budget:grant", pk=grant.pk)
        except BadData as slip:
            form.add_error("penerima", str(slip))
    slips = problems(form) if form.is_bound else []
    context = {"form": form, "givers": givers, "errors": slips, "error": dict(reversed(slips))}
    return render(request, "budget/open.html", context, status=422 if slips else 200)


def _eligible(treasuries: list[str]) -> Q:
    """Bodies of the treasuries' regions, those that serve them, and the province's own."""
    regions = [one.partition("/")[0] for one in treasuries]
    above = {one.partition(".")[0] for one in regions}
    near = Q(region__in=regions) | Q(coverage__region__in=regions)
    guards = Q(region__in=above, kind__in=("polri", "tni"))
    return Q(kind__in=facts.GRANTEES) & (near | guards)


@needs(Act.OPEN_FILE)
@require_safe
def entry_file(request: DeskRequest, pk: int) -> StreamingHttpResponse:
    """The proof of money that moved."""
    rows = Entry.objects.select_related("grant__giver", "grant__grantee")
    return _file(request, get_object_or_404(rows, pk=pk))


@needs(Act.OPEN_FILE)
@require_safe
def sum_file(request: DeskRequest, pk: int) -> StreamingHttpResponse:
    """The proposal, the review or the agreement itself."""
    rows = Sum.objects.select_related("grant__giver", "grant__grantee")
    return _file(request, get_object_or_404(rows, pk=pk))


def _file(request: DeskRequest, row: Entry | Sum) -> StreamingHttpResponse:
    """The file, after its hash was checked; always a download, never a page of ours."""
    if not facts.may_open(row, request.member):
        allow(request.member, Act.OPEN_FILE, row.grant.giver)
    if not row.file_sha256:
        raise BadData("Catatan ini tidak membawa berkas. Kembali ke halaman hibahnya.")
    try:
        content = files.verified(row.file_sha256)
    except BadData:
        record(
            "evidence.mismatch",
            subject=f"grant:{row.grant_id}",
            by=request.member.user,
            at=request.now,
            institution=row.grant.giver_id,
        )
        raise
    response = StreamingHttpResponse(content, content_type=row.file_type)
    header = content_disposition_header(as_attachment=True, filename=row.file_name)
    response.headers["Content-Disposition"] = header or "attachment"
    response.headers["Content-Length"] = str(row.file_size)
    return response
