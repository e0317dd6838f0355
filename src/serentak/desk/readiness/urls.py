"""Addresses of the room."""

from django.urls import path

from serentak.desk.readiness import public, regions, views

app_name = "readiness"
urlpatterns = [
    path("", views.matrix, name="matrix"),
    path("rincian/<str:code>/<slug:area>/", views.cell, name="cell"),
    path("ringkasan.<slug:form>", views.brief, name="brief"),
    path("wilayah/", regions.regions, name="regions"),
    path("wilayah/<str:code>/", regions.region, name="region"),
    path("publik/", public.public, name="public"),
    path("publik/data/<slug:name>.<slug:form>", public.data, name="data"),
]
