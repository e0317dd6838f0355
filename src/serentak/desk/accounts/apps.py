"""The room as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Akun."""

    name = "serentak.desk.accounts"
    label = "accounts"
