"""Addresses of the room."""

from django.urls import URLPattern, path

from serentak.desk.audit import views

app_name = "audit"
urlpatterns: list[URLPattern] = []
