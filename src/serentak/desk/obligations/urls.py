"""Addresses of the room."""

from django.urls import URLPattern, path

from serentak.desk.obligations import views

app_name = "obligations"
urlpatterns: list[URLPattern] = []
