"""Addresses of the room."""

from django.urls import path

from serentak.desk.shared import views

app_name = "shared"
urlpatterns = [
    path("tema/", views.theme, name="theme"),
    path("bahasa/<str:chosen>/", views.language, name="language"),
    path("saat/", views.set_clock, name="clock"),
]
