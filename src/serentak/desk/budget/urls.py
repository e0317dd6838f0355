"""Addresses of the room."""

app_name = "budget"
urlpatterns: list[object] = []
