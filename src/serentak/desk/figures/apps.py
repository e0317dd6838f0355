"""The room as Django knows it."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Angka resmi."""

    name = "serentak.desk.figures"
    label = "figures"
