"""The room as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Jejak audit."""

    name = "serentak.desk.audit"
    label = "audit"
