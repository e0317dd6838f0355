"""The room as Django knows it."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Hukum."""

    name = "serentak.desk.law"
    label = "law"
