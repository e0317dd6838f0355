"""Addresses of the room."""

from django.urls import URLPattern, path

from serentak.desk.places import views

app_name = "places"
urlpatterns: list[URLPattern] = []
