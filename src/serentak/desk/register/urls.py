"""Addresses of the room."""

from django.urls import path

from serentak.desk.register.views import pairs, rulings, runs, start, villages

app_name = "register"
urlpatterns = [
    path("data-pemilih/", runs.index, name="index"),
    path("data-pemilih/mulai/", start.start, name="start"),
    path("data-pemilih/pekerjaan/<int:pk>/", start.job, name="job"),
    path("data-pemilih/pekerjaan/<int:pk>/batal/", start.cancel, name="cancel"),
    path("data-pemilih/<int:pk>/", runs.run, name="run"),
    path("data-pemilih/<int:pk>/desa/", villages.villages, name="villages"),
    path("data-pemilih/<int:pk>/banding/<int:other>/", runs.compare, name="compare"),
    path("data-pemilih/<int:pk>/ganda/", pairs.pairs, name="pairs"),
    path("data-pemilih/<int:pk>/berlaku/", rulings.accept, name="accept"),
    path("data-pemilih/<int:pk>/tarik/", rulings.withdraw, name="withdraw"),
    path("data-pemilih/<int:pk>/pulihkan/", rulings.restore, name="restore"),
]
