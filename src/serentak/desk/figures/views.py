"""Official figures, one figure's versions, and what contradicts what."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from serentak.desk.accounts.policy import Act
from serentak.desk.shared.http import DeskRequest
from serentak.desk.shared.marks import needs


@needs(Act.READ)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """All figures of the election."""
    return render(request, "figures/index.html", {})


@needs(Act.READ)
@require_safe
def measure(request: DeskRequest, measure: str, region: str) -> HttpResponse:
    """One figure's versions."""
    return render(request, "figures/index.html", {"measure": measure, "region": region})


@needs(Act.READ)
@require_safe
def contradictions(request: DeskRequest) -> HttpResponse:
    """What contradicts what."""
    return render(request, "figures/index.html", {})
