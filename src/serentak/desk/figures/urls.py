"""Addresses of the room."""

from django.urls import URLPattern, path

from serentak.desk.figures import views

app_name = "figures"
urlpatterns: list[URLPattern] = []
