"""The room as Django knows it."""

from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    """Petugas."""

    name = "serentak.desk.personnel"
    label = "personnel"
