"""A body reports without a sheet: a district's numbers, a replacement."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.law.facts import current
from serentak.desk.obligations.forms import problems
from serentak.desk.personnel import actions, facts, forms, sheets, words
from serentak.desk.personnel.models import Way
from serentak.desk.personnel.views.reporting import own_body, tell, to_body
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.marks import needs
from serentak.engine.errors import BadData
from serentak.engine.personnel.returned import Complaint, Measure, Post
from serentak.engine.regions import Level


@needs(Act.REPORT_PERSONNEL)
@require_http_methods(["GET", "HEAD", "POST"])
def district(request: DeskRequest, region: str, kind: str, code: str) -> HttpResponse:
    """A district's numbers as a form, for whoever has no spreadsheet."""
    found, election = own_body(request, region, kind)
    place = get_object_or_404(Region, pk=code, parent=found.region_id, level=Level.DISTRICT)
    roles = facts.roles(election.kind, owner=found.kind)
    slips: tuple[Complaint, ...] = ()
    if request.method == "POST":
        taken = actions.take(
            found,
            election=election,
            written=list(forms.written(request.POST, code, roles)),
            base=sheets.signed(request.POST.get("dasar", ""), found, election),
            way=Way.FORM,
            by=request.member,
            at=request.now,
        )
        slips = taken.judged.slips
        if not slips:
            tell(request, taken.judged)
            return to_body(request, found)
    return _district(request, found, place, slips)


def _district(
    request: DeskRequest, found: Institution, place: Region, slips: tuple[Complaint, ...]
) -> HttpResponse:
    election = current(request)
    board = facts.board(election.id, at=request.now, inside=found.region_id)
    wrong = {one.place: words.complaint(one) for one in slips}
    of = sheets.base(found, election.id, at=request.now)
    context = {
        "found": found,
        "place": place,
        "rows": [
            _row(request, (place.code, role.code), board, wrong)
            for role in facts.roles(election.kind, owner=found.kind)
        ],
        "measures": [words.measure(one) for one in Measure],
        "sign": request.POST.get("dasar") or sheets.sign(found, election.id, of),
        "errors": [(one.place, wrong[one.place]) for one in slips],
    }
    return render(request, "personnel/district.html", context, status=422 if slips else 200)


def _row(
    request: DeskRequest, post: Post, board: facts.Board, wrong: Mapping[str, str]
) -> dict[str, Any]:
    """A role of the form: what was typed, else what stands."""
    fields = []
    for measure in Measure:
        name = forms.field(post[1], measure)
        fields.append(
            {
                "id": name,
                "label": words.measure(measure),
                "value": request.POST.get(name, board.counts.get((*post, measure))),
                "error": wrong.get(name, ""),
            }
        )
    return {
        "name": words.role(post[1]),
        "need": board.need.get(post),
        "fields": fields,
        "wrong": any(one["error"] for one in fields),
    }


@needs(Act.REPORT_PERSONNEL)
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: DeskRequest, region: str, kind: str) -> HttpResponse:
    """Who left and who came in their place, in numbers."""
    found, election = own_body(request, region, kind)
    districts = list(Region.objects.filter(parent=found.region_id, level=Level.DISTRICT))
    roles = [
        (one.code, words.role(one.code)) for one in facts.roles(election.kind, owner=found.kind)
    ]
    form = forms.ReplaceForm(
        request.POST if request.method == "POST" else None,
        districts=districts,
        roles=roles,
        initial={"formulir": uuid4(), "kecamatan": request.GET.get("kecamatan", "")},
    )
    if form.is_bound and form.is_valid():
        try:
            actions.replace(
                found, election=election, what=form.swap, by=request.member, at=request.now
            )
        except BadData as slip:
            form.add_error("keluar", str(slip))
        else:
            messages.success(request, words.replaced(form.swap.left, form.swap.joined))
            return to_body(request, found)
    slips = problems(form) if form.is_bound else []
    context = {
        "found": found,
        "form": form,
        "numbers": [
            (form["keluar"], form["keluar_terlatih"]),
            (form["masuk"], form["masuk_terlatih"]),
        ],
        "errors": slips,
        "error": dict(reversed(slips)),
    }
    return render(request, "personnel/replace.html", context, status=422 if slips else 200)
