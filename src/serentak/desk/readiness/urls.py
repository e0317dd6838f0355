"""Addresses of the room."""

from django.urls import URLPattern, path

from serentak.desk.readiness import views

app_name = "readiness"
urlpatterns: list[URLPattern] = []
