"""Addresses of the room."""

from django.urls import path

from serentak.desk.figures import views

app_name = "figures"
urlpatterns = [
    path("angka/", views.index, name="index"),
    path("angka/<str:measure>/<str:region>/", views.measure, name="measure"),
    path("pertentangan/", views.contradictions, name="contradictions"),
]
