"""The room as Django knows it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Pemberitahuan."""

    name = "serentak.desk.notices"
    label = "notices"
