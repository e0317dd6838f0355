"""Addresses of the room."""

from django.urls import path

from serentak.desk.audit import views

app_name = "audit"
urlpatterns = [path("audit/", views.index, name="index")]
