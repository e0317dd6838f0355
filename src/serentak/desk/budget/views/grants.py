"""All grants of an election, and one of them."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.budget import clock, facts, ledger, pages, red, words
from serentak.desk.budget.models import Grant, Kind
from serentak.desk.figures import facts as figures
from serentak.desk.figures import versus, written
from serentak.desk.law.facts import current, day_shown, frame, law
from serentak.desk.law.sheet import sheet
from serentak.desk.places.models import Region
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.budget import standing, tranches
from serentak.engine.regions import Level

_TOPIC = "nphd"  # of contradictions on record that are about grants


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """Agreed, paid and due by region and grantee; the red list; every sum as a table."""
    election = current(request)
    rows = list(facts.of_election(election.id))
    known = pages.lines(rows, facts.accounts(rows, at=request.at), facts.simulated(rows))
    if request.GET.get("unduh") == "xlsx":
        return _sheet(election.id, known)
    disagree = [one for one in figures.contradictions(day=day_shown(request)) if _about(one)]
    context = {
        "summary": pages.summary(known, limit=standing.red_limit(law())),
        "rows": pages.table(known, _regions()),
        "columns": pages.COLUMNS,
        "red": red.red_list(known),
        "lines": known,
        "disagree": [one for one in disagree if not one.resolution],
        "simulated": any(one.simulated for one in known),
        "may_open": request.member.could(Act.RECORD_GRANT),
    }
    return render(request, "budget/index.html", context)


def _about(row: Any) -> bool:
    return bool(row.topic == _TOPIC)


def _regions() -> list[Region]:
    """The province and its regencies."""
    home = settings.PROVINCE
    own = Region.objects.filter(pk=home) | Region.objects.filter(parent=home, level=Level.REGENCY)
    return list(own.order_by("code"))


def _sheet(election: str, lines: list[pages.Line]) -> HttpResponse:
    columns = {
        "region": _("Daerah"),
        "code": _("Kode"),
        "grantee": _("Penerima"),
        "agreed": _("Disepakati"),
        "paid": _("Cair"),
        "confirmed": _("Dibenarkan penerima"),
        "due": _("Seharusnya"),
        "short": _("Kurang"),
        "days": _("Hari lewat"),
        "state": _("Keadaan"),
    }
    table = [
        {
            "region": str(line.row.region),
            "code": line.row.region_id,
            "grantee": line.row.grantee.short,
            "agreed": line.account.agreed,
            "paid": line.account.paid,
            "confirmed": line.account.confirmed,
            "due": line.account.due,
            "short": line.account.short,
            "days": line.account.days_late,
            "state": line.state,
        }
        for line in lines
    ]
    return workbook(f"hibah-{election}", columns, table)


def found(request: DeskRequest, pk: int) -> Grant:
    """A grant, with its election as the page's own; or 404."""
    grant = get_object_or_404(facts.both_sides(), pk=pk)
    frame(request, grant.election)
    return grant


@needs(Act.READ)
@require_safe
def grant(request: DeskRequest, pk: int) -> HttpResponse:
    """One grant: the way to its sum, its tranche clock, payments and their proof, its end."""
    row = found(request, pk)
    account = facts.accounts([row], at=request.at)[row.pk]
    today = localtime(request.at).date()
    ending = facts.ending(row, account, at=request.at)
    sums = facts.sums([row], at=request.at)[row.pk]
    may, member = request.member.may, request.member
    context = {
        "grant": row,
        "account": account,
        "line": pages.Line(row=row, account=account, simulated=row.pk in facts.simulated([row])),
        "headline": words.headline(row, account),
        "agreed": words.money(account.agreed),
        "paid": words.paid(account),
        "clock": clock.clock(account, today=today),
        "steps": clock.step_lines(account, today=today),
        "stages": list(ledger.stages(sums, who=member)),
        "entries": ledger.entries(row, account, who=member, at=request.at),
        "regime": _regime(account),
        "ending": ending,
        "return_sheet": sheet(ending.returning.due, today=today) if ending.returning.due else None,
        "rivals": _rivals(row, account, request),
        "may_pay": may(Act.RECORD_GRANT, row.giver),
        "may_return": may(Act.RECORD_GRANT, row.grantee),
        "kinds": Kind,
    }
    return render(request, "budget/grant.html", context)


def _regime(account: standing.Account) -> Any:
    """The split that binds this grant, as the law states it; none before it is signed."""
    signed = account.grant.signed
    if signed is None or signed.on is None:
        return None
    return tranches.regime(law(), account.grant.kind, signed.on)


def _rivals(row: Grant, account: standing.Account, request: DeskRequest) -> list[versus.Versus]:
    """Contradictions on record about this grant's own sum."""
    day = day_shown(request)
    rows = [
        one
        for one in figures.contradictions(day=day)
        if _about(one)
        and one.region_id == row.region_id
        and any(account.agreed in two for _region, two in written.pairs(one))
    ]
    return versus.recorded(rows, figures.in_use(day=day), day=day) if rows else []
