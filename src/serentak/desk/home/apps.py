"""The room as Django knows it."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Beranda."""

    name = "serentak.desk.home"
    label = "home"
