"""The room as Django knows it."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """Kewajiban."""

    name = "serentak.desk.obligations"
    label = "obligations"
