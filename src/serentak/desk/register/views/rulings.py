"""Put a run in force, take it out, put it back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act
from serentak.desk.register import actions
from serentak.desk.register.views.runs import seen
from serentak.desk.shared.marks import needs


@needs(Act.RUN_REGISTER)
@require_POST
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    """From now on this run counts."""
    actions.accept(seen(request, pk), by=request.member, at=request.now)
    return redirect("register:run", pk=pk)


@needs(Act.RUN_REGISTER)
@require_POST
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """It counts no more."""
    reason = request.POST.get("alasan", "")
    actions.withdraw(seen(request, pk), reason=reason, by=request.member, at=request.now)
    return redirect("register:run", pk=pk)


@needs(Act.RUN_REGISTER)
@require_POST
def restore(request: DeskRequest, pk: int) -> HttpResponse:
    """It counts again."""
    actions.restore(seen(request, pk), by=request.member, at=request.now)
    return redirect("register:run", pk=pk)
