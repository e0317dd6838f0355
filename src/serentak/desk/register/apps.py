"""The room as Django knows it; it offers the building of a run as background work."""

from typing import Any

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Data pemilih."""

    name = "serentak.desk.register"
    label = "register"

    def ready(self) -> None:
        """Offer the work, and say what runs measured when a duty is shown."""
        from serentak.desk.jobs.kinds import offer  # noqa: PLC0415  needs loaded apps
        from serentak.desk.obligations.signals import shown  # noqa: PLC0415
        from serentak.desk.register.builds import build  # noqa: PLC0415
        from serentak.desk.register.orders import KIND  # noqa: PLC0415

        offer(KIND, build)
        shown.connect(_measured, dispatch_uid="register.measured")


def _measured(*, obligation: Any, at: Any, **_: Any) -> Any:
    from serentak.desk.register.duties import lines  # noqa: PLC0415  needs loaded apps

    return lines(obligation, at=at)
