"""Addresses of the room."""

from django.urls import path

from serentak.desk.personnel.views import board, entry, lists, reporting

app_name = "personnel"
_BODY = "personel/lapor/<str:region>/<str:kind>"
urlpatterns = [
    path("personel/", board.index, name="index"),
    path("personel/lowong/", lists.vacancies, name="vacancies"),
    path("personel/perpanjangan/", lists.reopened, name="reopened"),
    path("personel/penggantian/", lists.replacements, name="replacements"),
    path("personel/lapor/", reporting.own, name="own"),
    path(f"{_BODY}/", reporting.body, name="body"),
    path(f"{_BODY}/lembar/", reporting.download, name="download"),
    path(f"{_BODY}/ganti/", entry.replace, name="replace"),
    path(f"{_BODY}/<str:code>/", entry.district, name="district"),
    path("personel/<str:code>/", board.region, name="region"),
]
