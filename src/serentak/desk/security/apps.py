"""The room as Django knows it; it offers the planning of guards as background work."""

from django.apps import AppConfig


class SecurityConfig(AppConfig):
    """Pengamanan TPS."""

    name = "serentak.desk.security"
    label = "security"

    def ready(self) -> None:
        """Offer the work."""
        from serentak.desk.jobs.kinds import offer  # noqa: PLC0415  needs loaded apps
        from serentak.desk.security.actions import KIND  # noqa: PLC0415
        from serentak.desk.security.planning import plan  # noqa: PLC0415

        offer(KIND, plan)
