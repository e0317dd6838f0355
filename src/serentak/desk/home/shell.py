"""What every page needs: navigation, election, moment, theme."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from serentak.desk.accounts.policy import Act, Member
from serentak.desk.law.facts import COOKIE, current, elections, framed, kept
from serentak.desk.notices.models import Notice
from serentak.desk.obligations.queues import waiting_for
from serentak.desk.shared.clock import FIRST_YEAR, LAST_YEAR, misread
from serentak.engine import store
from serentak.engine.law.model import Election
from serentak.engine.regions import RegionCode

_PARENTS = {
    "readiness:cell": "readiness:matrix",
    "obligations:detail": "obligations:tasks",
    "obligations:report": "obligations:tasks",
    "obligations:receipt": "obligations:tasks",
    "obligations:review": "obligations:reviews",
    "obligations:change": "obligations:changes",
    "law:instrument": "law:index",
    "law:rule": "law:index",
    "budget:grant": "budget:index",
    "budget:open": "budget:index",
    "budget:state": "budget:index",
    "budget:record": "budget:index",
    "figures:measure": "figures:index",
    "register:start": "register:index",
    "register:job": "register:index",
    "register:run": "register:index",
    "register:villages": "register:index",
    "register:compare": "register:index",
    "register:pairs": "register:index",
    "stations:region": "stations:index",
    "stations:village": "stations:index",
    "stations:map": "stations:index",
    "personnel:region": "personnel:index",
    "personnel:vacancies": "personnel:index",
    "personnel:reopened": "personnel:index",
    "personnel:replacements": "personnel:index",
    "personnel:own": "personnel:index",
    "personnel:body": "personnel:index",
    "personnel:district": "personnel:index",
    "personnel:replace": "personnel:index",
    "logistics:region": "logistics:index",
    "logistics:new": "logistics:index",
    "logistics:shipment": "logistics:index",
    "logistics:amend": "logistics:index",
    "logistics:send": "logistics:index",
    "logistics:receive": "logistics:index",
    "logistics:note": "logistics:index",
    "logistics:receipt": "logistics:index",
    "security:unit": "security:index",
    "security:risks": "security:index",
    "accounts:account": "accounts:accounts",
    "accounts:create": "accounts:accounts",
}
Nav = list[tuple[str, list[tuple[str, str, int]]]]


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame's context; two small queries for a signed-in person, none for others."""
    match = request.resolver_match
    name = match.view_name if match else ""
    member: Member = getattr(request, "member", Member(user=None))
    if not hasattr(request, "now"):
        return {"theme": request.COOKIES.get("tema", "")}
    election = current(request)
    return {
        "nav": _nav(member, request),
        "here": _PARENTS.get(name, name),
        "room": match.app_name if match else "readiness",
        "member": member,
        "user": getattr(request, "user", None),
        "election": election,
        "elections": elections(),
        "days_left": (election.voting_day - localtime(request.at).date()).days,  # type: ignore[attr-defined]
        "now": request.now,
        "at": request.at,  # type: ignore[attr-defined]
        "replay": request.at != request.now,  # type: ignore[attr-defined]
        "misread": misread(request),
        "years": (FIRST_YEAR, LAST_YEAR),
        "keep": kept(request),
        "others": list(_others(request, election)),
        "theme": request.COOKIES.get("tema", ""),
        "language": translation.get_language(),
        "demo": settings.DEMO,
        "province_name": _province(settings.PROVINCE),
    }


def _others(request: HttpRequest, shown: Election) -> Iterator[tuple[Election, str]]:
    """The other elections and where to see them: this page, or the matrix from one's own page."""
    page = reverse("readiness:matrix") if framed(request) else request.path
    for one in elections():
        if one.id != shown.id:
            yield one, page + kept(request, **{COOKIE: one.id})


@lru_cache(maxsize=4)
def _province(code: str) -> str:
    return dict(store.provinces()).get(RegionCode(code), "Indonesia")


def _nav(member: Member, request: HttpRequest) -> Nav:
    if not member.could(Act.READ):
        return [
            ("", [("readiness:public", _("Kesiapan terbuka"), 0), ("law:index", _("Hukum"), 0)])
        ]
    work = [("readiness:matrix", _("Matriks kesiapan"), 0)]
    if member.roles:
        work += _own(member, request)
    work.append(("law:stages", _("Tahapan"), 0))
    found: Nav = [
        ("", work),
        (
            _("Kebutuhan"),
            [
                ("budget:index", _("Anggaran NPHD"), 0),
                ("register:index", _("Data pemilih"), 0),
                ("stations:index", _("TPS per desa"), 0),
                ("personnel:index", _("Petugas"), 0),
                ("logistics:index", _("Logistik"), 0),
                ("security:index", _("Pengamanan TPS"), 0),
            ],
        ),
        (
            _("Data"),
            [
                ("obligations:list", _("Semua kewajiban"), 0),
                ("figures:contradictions", _("Pertentangan data"), 0),
                ("figures:index", _("Angka resmi"), 0),
                ("readiness:regions", _("Wilayah dan lembaga"), 0),
            ],
        ),
        (
            _("Dasar"),
            [
                ("law:index", _("Hukum"), 0),
                ("law:calendar", _("Kalender"), 0),
                ("obligations:changes", _("Perubahan tanggal"), 0),
            ],
        ),
    ]
    office = _office(member)
    return [*found, (_("Pengelolaan"), office)] if office else found


def _own(member: Member, request: HttpRequest) -> list[tuple[str, str, int]]:
    at = request.at  # type: ignore[attr-defined]
    unread = Notice.objects.filter(to__in=member.institutions, read_at__isnull=True).count()
    own = []
    if member.could(Act.REPORT):
        own.append(("obligations:tasks", _("Tugas instansi saya"), 0))
    if member.could(Act.REVIEW):
        own.append(("obligations:reviews", _("Periksa bukti"), waiting_for(member, at=at).count()))
    own.append(("notices:index", _("Pemberitahuan"), unread))
    return own


def _office(member: Member) -> list[tuple[str, str, int]]:
    if not member.could(Act.ACCOUNTS):
        return []
    return [("accounts:accounts", _("Akun"), 0), ("audit:index", _("Jejak audit"), 0)]
