"""The room as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Pekerjaan latar."""

    name = "serentak.desk.jobs"
    label = "jobs"
