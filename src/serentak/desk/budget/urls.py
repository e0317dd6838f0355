"""Addresses of the room."""

from django.urls import path

from serentak.desk.budget.views import doors, grants, records

app_name = "budget"
urlpatterns = [
    path("anggaran/", grants.index, name="index"),
    path("anggaran/baru/", doors.open_grant, name="open"),
    path("anggaran/<int:pk>/", grants.grant, name="grant"),
    path("anggaran/<int:pk>/nilai/", records.state, name="state"),
    path("anggaran/<int:pk>/catat/<slug:slug>/", records.record, name="record"),
    path("anggaran/catatan/<int:pk>/jawab/", records.answer, name="answer"),
    path("anggaran/catatan/<int:pk>/berkas/", doors.entry_file, name="entry_file"),
    path("anggaran/nilai/<int:pk>/berkas/", doors.sum_file, name="sum_file"),
]
