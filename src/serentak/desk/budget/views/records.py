"""Write about a grant: state a sum, record money with its proof, correct it, answer it."""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.budget import actions, facts, words
from serentak.desk.budget.forms import EntryForm, PaperForm, SumForm, own_steps
from serentak.desk.budget.models import Entry, Grant, Kind
from serentak.desk.budget.views.grants import found
from serentak.desk.obligations import files
from serentak.desk.obligations.forms import problems
from serentak.desk.shared.marks import needs
from serentak.desk.shared.numbers import whole
from serentak.engine.errors import BadData

_SLUGS = {"pencairan": Kind.PAID, "pengembalian": Kind.RETURNED, "laporan": Kind.REPORTED}


@needs(Act.RECORD_GRANT)
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: DeskRequest, pk: int) -> HttpResponse:
    """What the grant comes to: asked, reviewed, signed."""
    grant = found(request, pk)
    steps = own_steps(request.member, grant)
    if not steps:
        allow(request.member, Act.RECORD_GRANT, grant.giver)
    today = localtime(request.now).date()
    start = {"formulir": uuid4(), "tahap": steps[-1]}
    if request.method != "POST":
        return _page(request, grant, SumForm(initial=start, today=today, steps=steps))
    form = SumForm(request.POST, request.FILES, today=today, steps=steps)
    if form.is_valid():
        try:
            actions.state_sum(
                grant,
                what=form.stated,
                paper=form.paper,
                file=form.file,
                by=request.member,
                at=request.now,
            )
        except BadData as slip:
            form.add_error("jumlah", str(slip))
        else:
            return redirect("budget:grant", pk=pk)
    return _page(request, grant, form)


@needs(Act.RECORD_GRANT)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: DeskRequest, pk: int, slug: str) -> HttpResponse:
    """Money that moved, or a report, with its proof; `?perbaiki=` corrects a record."""
    grant = found(request, pk)
    kind = _SLUGS.get(slug)
    if kind is None:
        raise Http404
    allow(request.member, Act.RECORD_GRANT, facts.side(kind, grant))
    old = _corrected(request, grant, kind)
    today = localtime(request.now).date()
    if request.method != "POST":
        form = EntryForm(initial=_start(old), today=today, kind=kind, corrects=old)
        return _page(request, grant, form)
    form = EntryForm(request.POST, request.FILES, today=today, kind=kind, corrects=old)
    if form.is_valid() and _kept(request, grant, form):
        return redirect("budget:grant", pk=pk)
    return _page(request, grant, form)


def _kept(request: DeskRequest, grant: Grant, form: EntryForm) -> bool:
    """Whether it was recorded; a refusal becomes a message on the form, nothing is lost."""
    try:
        actions.record_entry(
            grant,
            what=form.moved,
            paper=form.paper,
            file=form.file,
            supersedes=form.corrects,
            by=request.member,
            at=request.now,
        )
    except BadData as slip:
        form.add_error("berkas" if form.file else "jumlah", str(slip))
        return False
    return True


def _corrected(request: DeskRequest, grant: Grant, kind: Kind) -> Entry | None:
    """The record to correct, as long as nothing has taken its place; 404 for any other."""
    wanted = request.GET.get("perbaiki", "")
    if not wanted:
        return None
    rows = grant.entries.filter(kind=kind, void=False, superseded_by__isnull=True)
    return get_object_or_404(rows, pk=whole(wanted) or 0)


def _start(old: Entry | None) -> dict[str, object]:
    if old is None:
        return {"formulir": uuid4()}
    return {
        "formulir": uuid4(),
        "tanggal": old.on,
        "jumlah": old.amount,
        "nomor": old.reference,
    }


def _page(request: DeskRequest, grant: Grant, form: PaperForm) -> HttpResponse:
    slips = problems(form) if form.is_bound else []
    context = {
        "grant": grant,
        "form": form,
        "title": words.form_title(form.kind if isinstance(form, EntryForm) else ""),
        "proof": words.form_proof(form.kind if isinstance(form, EntryForm) else ""),
        "corrects": form.corrects if isinstance(form, EntryForm) else None,
        "entry": isinstance(form, EntryForm),
        "errors": slips,
        "error": dict(reversed(slips)),
        "kinds": words.file_kinds(),
        "suffixes": ",".join(files.SUFFIXES),
    }
    return render(request, "budget/record.html", context, status=422 if slips else 200)


@needs(Act.CONFIRM_GRANT)
@require_POST
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that the other side's record is so, or why it is not."""
    entry = get_object_or_404(
        Entry.objects.select_related("grant__giver", "grant__grantee", "grant__region"), pk=pk
    )
    actions.answer(
        entry,
        confirmed=request.POST.get("jawaban") == "benar",
        reason=request.POST.get("alasan", "")[:400],
        by=request.member,
        at=request.now,
    )
    return redirect("budget:grant", pk=entry.grant_id)
