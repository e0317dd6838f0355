"""A tour of the loaded desk: every page that can be read, who reads it, and what is amiss on it."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve, reverse

from serentak.desk.accounts.models import User
from serentak.desk.budget.models import Grant
from serentak.desk.figures.facts import versions
from serentak.desk.jobs.models import Job
from serentak.desk.law.facts import law
from serentak.desk.logistics.models import Shipment
from serentak.desk.obligations.models import ChangeOrder, Evidence, Obligation
from serentak.desk.register.models import Run
from tests.desk.factories import ELECTION
from tests.desk.moment import NOW
from tests.desk.register.seeding import OFFICER, VILLAGES
from tests.desk.visits import Answer, routes


def _examples() -> dict[str, list[dict[str, object]]]:
    """For each address with a blank: what to fill in, several where pages differ."""
    dated = Obligation.objects.filter(due__isnull=False, election=ELECTION)
    undated = Obligation.objects.filter(due__isnull=True, election=ELECTION)
    proven = Evidence.objects.filter(simulated=False, decision__isnull=False)
    figures = {row.measure: row.region_id for row in versions(ELECTION, day=NOW.date())}
    return {
        "readiness:cell": [
            {"code": "74.12", "area": "budget"},
            {"code": "74.71", "area": "support"},
        ],
        "readiness:region": [{"code": code} for code in ("00", "74", "74.12")],
        "readiness:brief": [],
        "readiness:data": [
            {"name": name, "form": form}
            for name in ("kesiapan", "kewajiban", "angka")
            for form in ("csv", "json")
        ],
        "obligations:detail": [
            {"pk": row.pk}
            for row in (dated.first(), undated.first(), proven[0].obligations.first())
            if row
        ],
        "obligations:report": [{"pk": _own("74.12/regent").pk}],
        "obligations:receipt": [{"pk": _own("74.12/regent").evidence.get().pk}],
        "obligations:review": [{"pk": _own("74.12/regent").evidence.get().pk}],
        "obligations:file": [],
        "obligations:change": [{"pk": order.pk} for order in ChangeOrder.objects.all()],
        "obligations:event": [{"code": "74.12"}],
        "obligations:institution": [
            {"region": "74.12", "kind": "kpu"},
            {"region": "74", "kind": "kesbangpol"},
            {"region": "00", "kind": "kemendagri"},
        ],
        "obligations:feed": [],
        "figures:measure": [{"measure": one, "region": at} for one, at in figures.items()],
        "budget:grant": [{"pk": row.pk} for row in Grant.objects.all()],
        "budget:state": [{"pk": _grant("74.12/kpu").pk}],
        "budget:record": [
            {"pk": _grant("74.12/kpu").pk, "slug": "pencairan"},
        ],
        "budget:entry_file": [],
        "budget:sum_file": [],
        "register:run": [{"pk": run.pk} for run in Run.objects.all()],
        "register:villages": [{"pk": _run(trial=False).pk}],
        "register:compare": [{"pk": _run(trial=False).pk, "other": _run(trial=True).pk}],
        "register:pairs": [{"pk": _run(trial=False).pk}],
        "register:job": [{"pk": job.pk} for job in Job.objects.all()],
        "stations:region": [{"code": code} for code in ("74.12", "74.12.01", "74.01")],
        "stations:village": [{"code": village.code} for village in VILLAGES],
        "stations:map": [{"code": "74.12"}, {"code": "74.71"}],
        "personnel:region": [{"code": code} for code in ("74.12", "74.71")],
        "personnel:body": [{"region": "74.12", "kind": "kpu"}],
        "personnel:download": [],
        "personnel:replace": [{"region": "74.12", "kind": "kpu"}],
        "personnel:district": [{"region": "74.12", "kind": "kpu", "code": "74.12.01"}],
        "logistics:region": [{"code": code} for code in ("74.12", "74.15", "74.15.04")],
        "logistics:new": [{"code": "74.12"}, {"code": "74.12.01"}],
        "logistics:amend": [{"pk": _ship("74.12.01").pk}],
        "logistics:send": [{"pk": _ship("74.12.01").pk}],
        "logistics:receive": [{"pk": _ship("74.12.01").pk}],
        "logistics:shipment": [{"pk": _ship(code).pk} for code in ("74.12", "74.15.04")],
        "logistics:note": [{"pk": _ship("74.15.04").pk}],
        "logistics:receipt": [{"pk": _ship("74.15.04").pk}],
        "logistics:photo": [],
        "security:unit": [{"region": "74.71", "kind": "polri"}],
        "security:orders": [],
        "law:calendar": [{"number": 2023}, {"number": 2024}],
        "law:rule": [{"rule_id": one} for one in law().rules],
        "law:instrument": [{"instrument_id": one} for one in law().instruments],
        "accounts:account": [{"pk": User.objects.get(email="koordinator@sultra.test").pk}],
    }


def _own(body: str) -> Obligation:
    """A duty of a body with simulated evidence."""
    found = Obligation.objects.filter(institution=body, evidence__simulated=True).first()
    assert found is not None
    return found


def _grant(grantee: str) -> Grant:
    found = Grant.objects.filter(grantee=grantee).first()
    assert found is not None
    return found


def _ship(to: str) -> Shipment:
    """The simulated shipment to a region, of the election that is over."""
    found = Shipment.objects.filter(destination=to, election="pemilu-2024").first()
    assert found is not None
    return found


def _run(*, trial: bool) -> Run:
    found = Run.objects.filter(trial=trial).first()
    assert found is not None
    return found


READERS = {
    "budget:open": "pelapor@konkep.test",
    "budget:state": "pelapor@konkep.test",
    "budget:record": "pelapor@konkep.test",
    "obligations:report": "pelapor@konkep.test",
    "obligations:receipt": "pelapor@konkep.test",
    "obligations:event": "pelapor@konkep.test",
    "obligations:tasks": "pelapor@konkep.test",
    "obligations:feeds": "pelapor@konkep.test",
    "personnel:own": "pelapor@konkep.test",
    "personnel:body": "pelapor@kpu-konkep.test",
    "personnel:download": "pelapor@kpu-konkep.test",
    "personnel:replace": "pelapor@kpu-konkep.test",
    "personnel:district": "pelapor@kpu-konkep.test",
    "logistics:new": "pelapor@kpu-konkep.test",
    "logistics:amend": "pelapor@kpu-konkep.test",
    "logistics:send": "pelapor@kpu-konkep.test",
    "logistics:receive": "penerima@kpu-konkep.test",
}
# Only written to, or answered by leading elsewhere.
NOT_READ = {
    "obligations:renew",
    "budget:answer",
    "notices:mark_read",
    "accounts:sign_in",
    "accounts:try_role",
    "accounts:code",
    "accounts:language",
    "accounts:change_totp",
    "shared:clock",
    "register:cancel",
    "security:start",
    "register:accept",
    "register:withdraw",
    "register:restore",
    "logistics:plan",
    "logistics:cancel",
    "obligations:exempt",
    "obligations:revoke",
    "accounts:join",
    "accounts:leave",
    "accounts:set_active",
    "accounts:reset_password",
    "accounts:reset_factor",
    "accounts:sign_out",
    "shared:theme",
    "shared:language",
}


def addresses() -> Iterator[tuple[str, str]]:
    """Each page that can be read, with the person who reads it."""
    examples = _examples()
    for name, route in routes():
        if name in NOT_READ:
            continue
        who = READERS.get(name, "koordinator@sultra.test")
        if name.startswith(("accounts:", "audit:")):
            who = "admin@sultra.test"
        if name.startswith(("register:", "stations:")):
            who = OFFICER
        blanks = route.pattern.converters
        assert not blanks or name in examples, (
            f"{name}: give an example, or say that it is not read"
        )
        for values in examples[name] if blanks else [{}]:
            yield who, reverse(name, kwargs=values)


def onward(address: str, page: str) -> Iterator[str]:
    """Where the links of a page lead, as far as it is this desk."""
    for found in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', page):
        there, _ = urldefrag(urljoin(address, unescape(found)))
        if there.startswith("/") and not there.startswith(_CHOICES):
            yield there


_CHOICES = ("/static/", "/bahasa/", "/tema/")


def kind(address: str) -> str:
    """Pages that differ only in what they show are of one kind."""
    parts = urlsplit(address)
    asked = sorted(name for name, _ in parse_qsl(parts.query))
    try:
        return " ".join([resolve(parts.path).view_name, *asked])
    except Resolver404:
        return parts.path


def slips(address: str, answer: Answer, language: str) -> Iterator[str]:
    """What a reader should never see on a page."""
    if answer.status_code != 200:
        yield f"{address}: {answer.status_code}"
    if not answer["Content-Type"].startswith("text/html"):
        return
    page = answer.content.decode()
    if page.count("<h1") != 1:
        yield f"{address}: {page.count('<h1')} h1"
    if f'<html lang="{language}"' not in page:
        yield f"{address}: not in {language}"
    words = unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL))
    for slip in re.findall(_NOT_WORDS if language == "en" else rf"\bNone\b|{_NOT_WORDS}", words):
        at = words.index(slip)
        yield f"{address}: {' '.join(words[max(at - 40, 0) : at + 40].split())}"


_NOT_WORDS = r"%\(\w*|\{\{|\{%|\bnan\b|datetime\."  # `None` is also an English word
