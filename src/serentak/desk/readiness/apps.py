"""The room as Django knows it; its cells follow every write on duties and evidence."""

from typing import Any

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    """Kesiapan."""

    name = "serentak.desk.readiness"
    label = "readiness"

    def ready(self) -> None:
        """Listen for touched duties."""
        from serentak.desk.obligations.signals import touched  # noqa: PLC0415  needs loaded apps

        touched.connect(_project, dispatch_uid="readiness.project")


def _project(*, election: str, regions: set[str], **_: Any) -> None:
    from serentak.desk.readiness.actions import project  # noqa: PLC0415  needs loaded apps

    project(election, regions)
