"""Addresses of the room."""

from django.urls import path

from serentak.desk.obligations.views import (
    changes,
    detail,
    events,
    feeds,
    institution,
    report,
    review,
    tasks,
)

app_name = "obligations"
urlpatterns = [
    path("tugas/", tasks.tasks, name="tasks"),
    path("kewajiban/", tasks.listing, name="list"),
    path("kewajiban/<int:pk>/", detail.detail, name="detail"),
    path("kewajiban/<int:pk>/lapor/", report.report, name="report"),
    path("kewajiban/<int:pk>/berlaku/", detail.exempt, name="exempt"),
    path("bukti/<int:pk>/tanda-terima/", report.receipt, name="receipt"),
    path("bukti/<int:pk>/berkas/", report.file, name="file"),
    path("bukti/<int:pk>/periksa/", review.review, name="review"),
    path("periksa/", review.queue, name="reviews"),
    path("perubahan/", changes.listing, name="changes"),
    path("perubahan/<int:pk>/", changes.change, name="change"),
    path("perubahan/susun/", changes.renew, name="renew"),
    path("wilayah/<str:code>/kejadian/", events.event, name="event"),
    path("lembaga/<str:region>/<slug:kind>/", institution.institution, name="institution"),
    path("umpan/", feeds.feeds, name="feeds"),
    path("umpan/<int:pk>/cabut/", feeds.revoke, name="revoke"),
    path("kalender/<str:token>.ics", feeds.feed, name="feed"),
]
