"""Addresses of the room."""

from django.urls import path

from serentak.desk.law.views import book, calendar, rule, stages

app_name = "law"
urlpatterns = [
    path("hukum/", book.index, name="index"),
    path("hukum/kalender/", calendar.calendar, name="calendar"),
    path("hukum/kalender/<int:number>/", calendar.calendar, name="calendar"),
    path("hukum/aturan/<str:rule_id>/", rule.rule, name="rule"),
    path("hukum/<slug:instrument_id>/", book.instrument, name="instrument"),
    path("tahapan/", stages.stages, name="stages"),
]
