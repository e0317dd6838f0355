"""Pages for what is not there and for what broke."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from serentak.desk.shared.marks import open_to_all
from serentak.desk.shared.middleware import refused
from serentak.engine.errors import NotAllowed


@open_to_all
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404, with a way back."""
    return render(request, "shared/not_found.html", status=404)


@open_to_all
def stale(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without its token: the page stood open too long, or somebody else's page sent it."""
    return refused(request, NotAllowed(_STALE))


_STALE = (
    "Halaman ini terlalu lama terbuka atau kukinya terhapus, jadi tidak ada yang disimpan. "
    "Buka lagi halamannya, lalu kirim ulang."
)


@open_to_all
def broken(_request: HttpRequest) -> HttpResponse:
    """500: plain, without context, because anything may be broken."""
    return HttpResponse(_BROKEN, status=500)


_BROKEN = """<!doctype html><html lang="id"><meta charset="utf-8"><title>Serentak</title>
<main><h1>Ada yang rusak di sisi kami</h1>
<p>Tidak ada yang tersimpan sebagian. Muat ulang halaman; bila tetap, beri tahu administrator.</p>
</main></html>"""
