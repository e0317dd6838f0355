"""The room as Django knows it."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Bagian bersama."""

    name = "serentak.desk.shared"
    label = "shared"
