"""Addresses of the room."""

from django.urls import URLPattern, path

from serentak.desk.notices import views

app_name = "notices"
urlpatterns: list[URLPattern] = []
