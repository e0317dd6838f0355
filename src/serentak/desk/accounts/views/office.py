"""Looking after the accounts of the institutions within reach."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serentak.desk.accounts import actions, facts, pages
from serentak.desk.accounts.forms import AccountForm, RoleForm
from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.models import Membership, User
from serentak.desk.accounts.policy import Act
from serentak.desk.accounts.words import ROLE_DUTIES, ROLE_NAMES
from serentak.desk.audit.models import Line
from serentak.desk.audit.words import act_name
from serentak.desk.shared.clock import real_now
from serentak.desk.shared.marks import needs
from serentak.desk.shared.xlsx import workbook
from serentak.engine.errors import BadData

_PAGE = 100
_TRAIL = 8


@needs(Act.ACCOUNTS)
@require_safe
def accounts(request: DeskRequest) -> HttpResponse:
    """The accounts within reach, filtered by state, institution and name."""
    at = real_now()
    managed = facts.managed(request.member)
    every = pages.lines(facts.accounts_of(managed, at=at), at=at)
    text, institution = request.GET.get("cari", ""), request.GET.get("lembaga", "")
    chosen = request.GET.get("keadaan", "semua")
    found = pages.kept(every, text=text, institution=institution)
    shown = pages.matching(found, chosen)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(shown)
    query = request.GET.copy()
    for name in ("hal", "unduh"):
        query.pop(name, None)
    served = {role.membership.institution_id for row in every for role in row.roles}
    context: dict[str, Any] = {
        "page": Paginator(shown, _PAGE).get_page(request.GET.get("hal")),
        "finding": pages.finding(every),
        "without_factor": sum(row.wants_factor for row in every),
        "filters": pages.filters(found, chosen),
        "institutions": [one for one in managed if one.code in served],
        "managed": len(managed),
        "text": text,
        "institution": institution,
        "chosen": chosen,
        "query": query.urlencode(),
    }
    return render(request, "accounts/accounts.html", context)


def _sheet(rows: list[pages.AccountLine]) -> HttpResponse:
    columns = {
        "id": _("Nomor"),
        "label": _("Nama tampilan"),
        "email": _("Surel"),
        "roles": _("Lembaga dan peran"),
        "state": _("Keadaan"),
        "factor": _("Kode kedua"),
        "seen": _("Masuk terakhir"),
    }
    table = [
        {
            "id": row.user.pk,
            "label": row.user.label,
            "email": row.user.email,
            "roles": "; ".join(f"{r.membership.institution.short}: {r.name}" for r in row.roles),
            "state": row.state_name,
            "factor": _("terpasang") if row.factor else _("belum"),
            "seen": row.user.last_login,
        }
        for row in rows
    ]
    return workbook("akun", columns, table)


@needs(Act.ACCOUNTS)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: DeskRequest) -> HttpResponse:
    """A new person; the one-time password is shown on the answer and never again."""
    managed = facts.managed(request.member)
    form = AccountForm(request.POST if request.method == "POST" else None, institutions=managed)
    if form.is_bound and form.is_valid():
        try:
            user, password = actions.create(
                email=form.cleaned_data["surel"],
                label=form.cleaned_data["nama"],
                institution=form.institution,
                role=form.role,
                by=request.member,
                at=real_now(),
            )
        except BadData as slip:
            form.add_error("surel", str(slip))
        else:
            return _secret(request, user, password, new=True)
    context = {"form": form, "errors": form.problems, "duties": _duties()}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/create.html", context, status=status)


def _duties() -> list[tuple[str, str]]:
    return [(str(ROLE_NAMES[role]), str(duty)) for role, duty in ROLE_DUTIES.items()]


def _secret(request: DeskRequest, user: User, password: str, *, new: bool) -> HttpResponse:
    context = {"account": user, "password": password, "new": new}
    response = render(request, "accounts/one_time.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _within_reach(request: DeskRequest, pk: int) -> User:
    """An account one looks after; any other does not exist here."""
    managed = facts.managed(request.member)
    return get_object_or_404(facts.accounts_of(managed, at=real_now()), pk=pk)


@needs(Act.ACCOUNTS)
@require_safe
def account(request: DeskRequest, pk: int) -> HttpResponse:
    """One account: roles, safety, what happened to it."""
    return _page(request, _within_reach(request, pk))


def _page(request: DeskRequest, user: User, form: RoleForm | None = None) -> HttpResponse:
    at, managed = real_now(), facts.managed(request.member)
    codes = {one.code for one in managed}
    form = form or RoleForm(institutions=managed)
    row = pages.line(user, at=at)
    trail = Line.objects.filter(subject=f"user:{user.pk}").order_by("-seq")[:_TRAIL]
    context: dict[str, Any] = {
        "row": row,
        "account": user,
        "finding": pages.account_finding(row),
        "roles": [
            (one, one.runs and one.membership.institution_id in codes)
            for one in pages.all_roles(user, at=at)
        ],
        "oneself": user.pk == request.member.user,
        "whole": all(one.membership.institution_id in codes for one in row.roles),
        "required": settings.REQUIRE_TOTP,
        "form": form,
        "errors": form.problems,
        "duties": _duties(),
        "trail": [(one, act_name(one.act)) for one in trail],
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/account.html", context, status=status)


@needs(Act.ACCOUNTS)
@require_POST
def join(request: DeskRequest, pk: int) -> HttpResponse:
    """One more role."""
    user = _within_reach(request, pk)
    form = RoleForm(request.POST, institutions=facts.managed(request.member))
    if not form.is_valid():
        return _page(request, user, form)
    try:
        actions.join(
            user, institution=form.institution, role=form.role, by=request.member, at=real_now()
        )
    except BadData as slip:
        form.add_error("peran", str(slip))
        return _page(request, user, form)
    messages.success(request, _("Peran ditambahkan. Sesi orang ini yang terbuka sudah diakhiri."))
    return redirect("accounts:account", pk=pk)


@needs(Act.ACCOUNTS)
@require_POST
def leave(request: DeskRequest, pk: int, role: int) -> HttpResponse:
    """End a role."""
    rows = Membership.objects.select_related("user", "institution")
    row = get_object_or_404(rows, pk=role, user=_within_reach(request, pk))
    actions.leave(row, by=request.member, at=real_now())
    messages.success(request, _("Peran diakhiri. Sesi orang ini yang terbuka sudah diakhiri."))
    still = facts.accounts_of(facts.managed(request.member), at=real_now()).filter(pk=pk).exists()
    return redirect("accounts:account", pk=pk) if still else redirect("accounts:accounts")


@needs(Act.ACCOUNTS)
@require_POST
def set_active(request: DeskRequest, pk: int) -> HttpResponse:
    """Close or open an account."""
    active = "buka" in request.POST
    actions.set_active(_within_reach(request, pk), active=active, by=request.member, at=real_now())
    messages.success(request, _("Akun dibuka lagi.") if active else _("Akun ditutup."))
    return redirect("accounts:account", pk=pk)


@needs(Act.ACCOUNTS)
@require_POST
def reset_password(request: DeskRequest, pk: int) -> HttpResponse:
    """A new one-time password, shown on the answer and never again."""
    user = _within_reach(request, pk)
    password = actions.reset_password(user, by=request.member, at=real_now())
    return _secret(request, user, password, new=False)


@needs(Act.ACCOUNTS)
@require_POST
def reset_factor(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a lost second factor away."""
    actions.reset_factor(_within_reach(request, pk), by=request.member, at=real_now())
    messages.success(request, _("Kode kedua dilepas. Orang ini masuk dengan kata sandi saja."))
    return redirect("accounts:account", pk=pk)
