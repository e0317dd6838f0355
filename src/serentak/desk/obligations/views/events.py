"""Record an event of a region; the duties that waited for it get their dates at once."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, Member
from serentak.desk.law.facts import current, law
from serentak.desk.obligations import facts, generation
from serentak.desk.obligations.forms import EventForm, problems
from serentak.desk.obligations.generation import Happened
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.templatetags.desk import said
from serentak.engine.errors import BadData, NotAllowed
from serentak.engine.law.model import Election


@needs(Act.RECORD_EVENT)
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: DeskRequest, code: str) -> HttpResponse:
    """One short form; the answer is the change order, duty by duty."""
    region = get_object_or_404(Region, code=code)
    owners = _owners(request.member, region)
    election = current(request)
    names = _names(election, owners)
    form = EventForm(request.POST if request.method == "POST" else None, names=names)
    if form.is_bound and form.is_valid():
        answer = _recorded(request, election, region, owners, form)
        if answer is not None:
            return answer
    slips = problems(form) if form.is_bound else []
    recorded = facts.recorded(election.id, at=request.at).filter(region=region)
    context = {
        "region": region,
        "owners": list(owners.values()),
        "names": names,
        "form": form,
        "errors": slips,
        "error": dict(reversed(slips)),
        "known": [
            (row, said(law().events[row.name], "title"))
            for row in recorded.order_by("-on", "-id")
            if row.name in law().events
        ],
        "today": request.now.date(),
    }
    return render(request, "obligations/event.html", context, status=422 if slips else 200)


def _owners(member: Member, region: Region) -> dict[str, Institution]:
    """The bodies of the region for which this person may record, by kind; NotAllowed for none."""
    bodies = Institution.objects.filter(region=region).order_by("code")
    owners = {one.kind: one for one in bodies if member.may(Act.RECORD_EVENT, one)}
    if not owners:
        raise NotAllowed(
            "Kejadian di wilayah ini hanya dapat dicatat oleh lembaganya sendiri. "
            "Hubungi administrator bila ini keliru."
        )
    return owners


def _names(election: Election, owners: Mapping[str, Institution]) -> list[tuple[str, str]]:
    """The events of the election that belong to one of these bodies."""
    used = {one.anchor for one in law().templates.values() if one.election_kind == election.kind}
    return [
        (one.id, said(one, "title"))
        for one in law().events.values()
        if one.id in used and owners.keys() & set(one.owners)
    ]


def _recorded(
    request: DeskRequest,
    election: Election,
    region: Region,
    owners: Mapping[str, Institution],
    form: EventForm,
) -> HttpResponse | None:
    kinds = law().events[form.cleaned_data["nama"]].owners
    institution = next(owners[kind] for kind in kinds if kind in owners)
    happened = Happened(
        name=form.cleaned_data["nama"],
        on=form.cleaned_data["tanggal"],
        institution=institution,
        source=form.cleaned_data["sumber"],
    )
    try:
        order = generation.with_event(
            law=law(),
            election=election,
            region=region,
            event=happened,
            by=request.member,
            at=request.now,
        )
    except BadData as slip:
        form.add_error("tanggal", str(slip))
        return None
    if order is None:
        return redirect("obligations:event", code=region.code)
    return redirect("obligations:change", pk=order.pk)
