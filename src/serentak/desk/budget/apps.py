"""The room as Django knows it; it says what was paid when a duty about a grant is shown."""

from typing import Any

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    """Anggaran."""

    name = "serentak.desk.budget"
    label = "budget"

    def ready(self) -> None:
        """Listen to duties being shown."""
        from serentak.desk.obligations.signals import shown  # noqa: PLC0415  needs loaded apps

        shown.connect(_paid, dispatch_uid="budget.paid")


def _paid(*, obligation: Any, at: Any, **_: Any) -> Any:
    from serentak.desk.budget.duties import beside  # noqa: PLC0415  needs loaded apps

    return beside(obligation, at=at)
