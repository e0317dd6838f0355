"""The room as Django knows it."""

from django.apps import AppConfig


class StationsConfig(AppConfig):
    """TPS."""

    name = "serentak.desk.stations"
    label = "stations"
