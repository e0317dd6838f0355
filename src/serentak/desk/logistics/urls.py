"""Addresses of the room."""

from django.urls import path

from serentak.desk.logistics.views import overview, planning, receipts, shipments

app_name = "logistics"
urlpatterns = [
    path("logistik/", overview.index, name="index"),
    path("logistik/<str:code>/", overview.region, name="region"),
    path("logistik/<str:code>/susun/", planning.plan, name="plan"),
    path("logistik/<str:code>/baru/", planning.new, name="new"),
    path("logistik/kiriman/<int:pk>/", shipments.detail, name="shipment"),
    path("logistik/kiriman/<int:pk>/ubah/", planning.amend, name="amend"),
    path("logistik/kiriman/<int:pk>/batal/", planning.cancel, name="cancel"),
    path("logistik/kiriman/<int:pk>/berangkat/", shipments.send, name="send"),
    path("logistik/kiriman/<int:pk>/terima/", receipts.receive, name="receive"),
    path("logistik/kiriman/<int:pk>/surat-jalan/", shipments.note, name="note"),
    path("logistik/kiriman/<int:pk>/tanda-terima/", receipts.receipt, name="receipt"),
    path("logistik/foto/<int:pk>/", receipts.photo, name="photo"),
]
