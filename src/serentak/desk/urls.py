"""Where each room's pages are."""

from django.urls import include, path

urlpatterns = [
    path("", include("serentak.desk.readiness.urls")),
    path("", include("serentak.desk.obligations.urls")),
    path("", include("serentak.desk.figures.urls")),
    path("", include("serentak.desk.budget.urls")),
    path("", include("serentak.desk.register.urls")),
    path("", include("serentak.desk.stations.urls")),
    path("", include("serentak.desk.personnel.urls")),
    path("", include("serentak.desk.logistics.urls")),
    path("", include("serentak.desk.security.urls")),
    path("", include("serentak.desk.law.urls")),
    path("", include("serentak.desk.notices.urls")),
    path("", include("serentak.desk.accounts.urls")),
    path("", include("serentak.desk.audit.urls")),
    path("", include("serentak.desk.shared.urls")),
]
handler404 = "serentak.desk.shared.errors.not_found"
handler500 = "serentak.desk.shared.errors.broken"
