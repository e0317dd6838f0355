"""Addresses of the room."""

from django.urls import path

from serentak.desk.notices import views

app_name = "notices"
urlpatterns = [
    path("pemberitahuan/", views.index, name="index"),
    path("pemberitahuan/dibaca/", views.mark_read, name="mark_read"),
]
