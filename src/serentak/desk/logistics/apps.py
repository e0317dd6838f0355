"""The room as Django knows it."""

from django.apps import AppConfig


class LogisticsConfig(AppConfig):
    """Kiriman logistik."""

    name = "serentak.desk.logistics"
    label = "logistics"
