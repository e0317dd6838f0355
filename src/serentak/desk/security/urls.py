"""Addresses of the room."""

from django.urls import path

from serentak.desk.security import views

app_name = "security"
urlpatterns = [
    path("pengamanan/", views.index, name="index"),
    path("pengamanan/susun/", views.start, name="start"),
    path("pengamanan/kerawanan/", views.risks, name="risks"),
    path("pengamanan/<str:region>/<str:kind>/", views.unit, name="unit"),
    path("pengamanan/<str:region>/<str:kind>/perintah/", views.orders, name="orders"),
]
