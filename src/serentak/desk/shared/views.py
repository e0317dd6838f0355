"""Theme, language and the demo's clock: each a cookie, so that nothing flashes."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from serentak.desk.shared import clock
from serentak.desk.shared.marks import open_to_all
from serentak.desk.shared.middleware import LANGUAGE_COOKIE

YEAR = 365 * 24 * 60 * 60
NEXT_THEME = {"": "dark", "dark": "light", "light": "dark"}


def _back(request: HttpRequest) -> HttpResponseRedirect:
    back = request.GET.get("kembali") or request.POST.get("kembali") or "/"
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    return HttpResponseRedirect(back)


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SECURE)
    return response


@open_to_all
@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """Light or dark, written into the page by the server."""
    shown = request.COOKIES.get("tema", "")
    return _remember(_back(request), "tema", NEXT_THEME.get(shown, "dark"))


@open_to_all
@require_safe
def language(request: HttpRequest, chosen: str) -> HttpResponse:
    """Indonesian or English, for this browser."""
    return _remember(_back(request), LANGUAGE_COOKIE, "en" if chosen == "en" else "id")


@open_to_all
@require_POST
def set_clock(request: HttpRequest) -> HttpResponse:
    """The demo's date; no such thing on a real desk."""
    if not settings.DEMO:
        raise Http404
    wanted = clock.parse(request.POST.get("saat", ""))
    response = _back(request)
    if wanted is None:
        response.delete_cookie(clock.COOKIE)
        return response
    return _remember(response, clock.COOKIE, wanted.isoformat())
