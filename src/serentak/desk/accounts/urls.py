"""Addresses of the room."""

from django.urls import URLPattern, path

from serentak.desk.accounts import views

app_name = "accounts"
urlpatterns: list[URLPattern] = []
