"""Addresses of the room."""

from django.urls import path

from serentak.desk.stations import views

app_name = "stations"
urlpatterns = [
    path("tps/", views.index, name="index"),
    path("tps/<str:code>/", views.region, name="region"),
    path("tps/desa/<str:code>/", views.village, name="village"),
    path("tps/peta/<str:code>/", views.map_, name="map"),
]
