"""Addresses of the room."""

from django.urls import URLPattern, path

from serentak.desk.law import views

app_name = "law"
urlpatterns: list[URLPattern] = []
