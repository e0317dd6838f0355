"""The room as Django knows it."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Wilayah dan lembaga."""

    name = "serentak.desk.places"
    label = "places"
