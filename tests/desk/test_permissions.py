"""Every address of the desk for every role: what the table of rights says, and nothing else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from serentak.desk.accounts.models import Role, User
from serentak.desk.accounts.policy import MAY, Act, Reach
from serentak.desk.budget.models import Entry, Grant
from serentak.desk.jobs.models import Job
from serentak.desk.law.facts import law
from serentak.desk.logistics.models import Shipment
from serentak.desk.obligations import actions
from serentak.desk.obligations.models import ChangeOrder, Evidence, Feed, Obligation
from serentak.desk.places.models import Institution
from serentak.desk.register.models import Run
from serentak.desk.security.models import Class, Deployment, Team
from tests.desk.budget.rows import enter, grant
from tests.desk.factories import ELECTION, duty, institution, member, person, report
from tests.desk.logistics.cargo import photographed
from tests.desk.moment import NOW
from tests.desk.register.runs import asked, in_force
from tests.desk.uploads import pdf
from tests.desk.visits import Answer, routes, text

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """One body and what belongs to it."""

    body: Institution
    duty: Obligation
    evidence: Evidence
    feed: Feed
    user: User
    run: Run
    job: Job
    shipment: Shipment


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address with the act it is marked with; `owners` where the right depends on whose it is."""

    name: str
    path: str
    act: Act | None
    owners: tuple[Institution, ...] = ()


BODIES = ("74.12/kpu", "74.12/kesbangpol", "74.01/bawaslu")
GRANTS = (("74.12/bpkad", "74.12/kpu"), ("74.01/bpkad", "74.01/bawaslu"))


def _of_body(its: "Things") -> dict[str, Any]:
    return {"region": its.body.region_id, "kind": its.body.kind}


HELD = {
    Role.REPORTER: "74.12/kpu",
    Role.VERIFIER: "74/kpu",
    Role.COORDINATOR: "74/kesbangpol",
    Role.READER: "74.12/kpu",
    Role.ADMINISTRATOR: "74/kesbangpol",
    Role.REGISTER_OFFICER: "74.12/kpu",
    Role.RECEIVER: "74.12/kpu",
}
# What stands in the addresses that name a thing of some body ...
OWNED: Mapping[str, Callable[[Things], dict[str, Any]]] = {
    "obligations:detail": lambda its: {"pk": its.duty.pk},
    "obligations:report": lambda its: {"pk": its.duty.pk},
    "obligations:exempt": lambda its: {"pk": its.duty.pk},
    "obligations:receipt": lambda its: {"pk": its.evidence.pk},
    "obligations:file": lambda its: {"pk": its.evidence.pk},
    "obligations:review": lambda its: {"pk": its.evidence.pk},
    "obligations:revoke": lambda its: {"pk": its.feed.pk},
    "obligations:institution": lambda its: {"region": its.body.region_id, "kind": its.body.kind},
    "register:run": lambda its: {"pk": its.run.pk},
    "register:villages": lambda its: {"pk": its.run.pk},
    "register:compare": lambda its: {"pk": its.run.pk, "other": its.run.pk},
    "register:pairs": lambda its: {"pk": its.run.pk},
    "register:accept": lambda its: {"pk": its.run.pk},
    "register:withdraw": lambda its: {"pk": its.run.pk},
    "register:restore": lambda its: {"pk": its.run.pk},
    "register:job": lambda its: {"pk": its.job.pk},
    "register:cancel": lambda its: {"pk": its.job.pk},
    "personnel:body": _of_body,
    "personnel:download": _of_body,
    "personnel:replace": _of_body,
    "personnel:district": lambda its: _of_body(its) | {"code": f"{its.body.region_id}.01"},
    "logistics:shipment": lambda its: {"pk": its.shipment.pk},
    "logistics:amend": lambda its: {"pk": its.shipment.pk},
    "logistics:cancel": lambda its: {"pk": its.shipment.pk},
    "logistics:send": lambda its: {"pk": its.shipment.pk},
    "logistics:receive": lambda its: {"pk": its.shipment.pk},
    "logistics:note": lambda its: {"pk": its.shipment.pk},
    "logistics:receipt": lambda its: {"pk": its.shipment.pk},
    "logistics:photo": lambda its: {"pk": its.shipment.movements.get().pk},
    "security:orders": lambda its: {"region": its.body.region_id, "kind": its.body.kind},
    "accounts:account": lambda its: {"pk": its.user.pk},
    "accounts:join": lambda its: {"pk": its.user.pk},
    "accounts:leave": lambda its: {"pk": its.user.pk, "role": its.user.memberships.get().pk},
    "accounts:set_active": lambda its: {"pk": its.user.pk},
    "accounts:reset_password": lambda its: {"pk": its.user.pk},
    "accounts:reset_factor": lambda its: {"pk": its.user.pk},
}
# ... and in those that name what is nobody's own.
COMMON: Mapping[str, Callable[[], dict[str, Any]]] = {
    "readiness:cell": lambda: {"code": "74.12", "area": "budget"},
    "readiness:brief": lambda: {"form": "pdf"},
    "readiness:region": lambda: {"code": "74.12"},
    "readiness:data": lambda: {"name": "kewajiban", "form": "csv"},
    "obligations:change": lambda: {"pk": ChangeOrder.objects.get().pk},
    "obligations:feed": lambda: {"token": "tidak-ada"},
    "budget:grant": lambda: {"pk": Grant.objects.earliest("pk").pk},
    "figures:measure": lambda: {"measure": "dpt", "region": "74.12"},
    "stations:region": lambda: {"code": "74.12"},
    "stations:village": lambda: {"code": "74.12.01.2002"},
    "stations:map": lambda: {"code": "74.12"},
    "personnel:region": lambda: {"code": "74.12"},
    "logistics:region": lambda: {"code": "74.12"},
    "security:unit": lambda: {"region": "74.12", "kind": "kpu"},
    "law:calendar": lambda: {"number": 2024},
    "law:rule": lambda: {"rule_id": next(iter(law().rules))},
    "law:instrument": lambda: {"instrument_id": next(iter(law().instruments))},
    "shared:language": lambda: {"chosen": "en"},
}
# Of a grant: what stands in the address, and whose it is to ask; the first body pays.
OF_GRANTS: Mapping[
    str, tuple[Callable[[Entry], dict[str, Any]], Callable[[Grant], tuple[str, ...]]]
] = {
    "budget:state": (
        lambda one: {"pk": one.grant_id},
        lambda made: (made.giver_id, made.grantee_id),
    ),
    "budget:record": (
        lambda one: {"pk": one.grant_id, "slug": "pencairan"},
        lambda made: (made.giver_id,),
    ),
    "budget:answer": (lambda one: {"pk": one.pk}, lambda made: (made.grantee_id,)),
    "budget:entry_file": (
        lambda one: {"pk": one.pk},
        lambda made: (made.giver_id, made.grantee_id),
    ),
    "budget:sum_file": (
        lambda one: {"pk": one.grant.sums.get().pk},
        lambda made: (made.giver_id, made.grantee_id),
    ),
}
# Here any body of the region gives the right.
BY_REGION = {
    "obligations:event": ("74.12", "74.01"),
    "logistics:plan": ("74.12", "74.01"),
    "logistics:new": ("74.12", "74.01"),
}
# Open addresses that still refuse: the door of the demo on a desk in service, a closed calendar.
CLOSED = {"accounts:try_role", "obligations:feed", "shared:clock"}


@pytest.fixture(autouse=True)
def _desk(settings: Settings, tmp_path: Any) -> None:
    settings.NOW = NOW
    settings.EVIDENCE_DIR = tmp_path
    settings.RUNS_DIR = tmp_path / "runs"


def things(code: str) -> Things:
    body = institution(code)
    row = duty(code)
    ordered(code)
    return Things(
        body=body,
        duty=row,
        evidence=report(row, file=pdf(mark=code)),
        feed=actions.open_feed(
            body, digest=code.ljust(64, "0"), by=member((Role.REPORTER, code)), at=NOW
        ),
        user=person((Role.REPORTER, code)),
        run=in_force(code),
        job=asked(code),
        shipment=photographed(code),
    )


def ordered(code: str) -> None:
    """A team that the body sends, were it the police."""
    Team.objects.create(
        deployment=Deployment.objects.first()
        or Deployment.objects.create(
            election=ELECTION, runs=[], proof={"stations": 1, "words": []}, made_at=NOW
        ),
        unit=code,
        post="Pos",
        number=1,
        officers=2,
        risk=Class.LOW,
        arrives=NOW,
        minutes=0,
        way=[],
        base="74.12.01.2002",
        stations=["74.12.01.2002-001"],
        linmas=2,
        watches=[],
    )


def addresses() -> Iterator[Page]:
    """Every address, those of a body's things once for each body."""
    ChangeOrder.objects.create(election=ELECTION, cause="Uji", at=NOW)
    institution("74.01/kpu")  # without it nothing could be sent from there
    bodies = [things(code) for code in BODIES]
    paid = [enter(grant(to, giver=by)) for by, to in GRANTS]
    for name, route in routes():
        act = vars(route.callback)["act"]  # without a mark: a mistake, and loud
        if name in OWNED:
            for its in bodies:
                path = reverse(name, kwargs=OWNED[name](its))
                yield Page(name=name, path=path, act=act, owners=(its.body,))
        elif name in BY_REGION:
            yield from _by_region(name, act)
        elif name in OF_GRANTS:
            yield from _of_grants(name, act, paid)
        else:
            wanted = route.pattern.converters
            assert not wanted or name in COMMON, f"{name}: say in COMMON or OWNED what to ask for"
            kwargs = COMMON[name]() if wanted else {}
            yield Page(name=name, path=reverse(name, kwargs=kwargs), act=act)


def _by_region(name: str, act: Act) -> Iterator[Page]:
    for code in BY_REGION[name]:
        bodies = tuple(Institution.objects.filter(region=code))
        yield Page(name=name, path=reverse(name, kwargs={"code": code}), act=act, owners=bodies)


def _of_grants(name: str, act: Act, paid: list[Entry]) -> Iterator[Page]:
    kwargs, owners = OF_GRANTS[name]
    for one in paid:
        bodies = tuple(institution(code) for code in owners(one.grant))
        yield Page(name=name, path=reverse(name, kwargs=kwargs(one)), act=act, owners=bodies)


def knocks(client: Client, page: Page) -> Answer:
    """Ask for a page, or send it an empty form where it takes nothing else; undo what that did."""
    known = dict(client.cookies)
    with transaction.atomic():
        answer = client.get(page.path)
        if answer.status_code == 405:
            answer = client.post(page.path)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(known)
    return answer


def has(role: Role, act: Act) -> bool:
    return any(role is held for held, _ in MAY[act])


def reaches(role: Role, act: Act, target: Institution) -> bool:
    own = institution(HELD[role])
    return any(_within(reach, own, target) for held, reach in MAY[act] if held is role)


def _within(reach: Reach, own: Institution, target: Institution) -> bool:
    government = not any((own.independent, own.vertical, target.independent, target.vertical))
    return {
        Reach.ANY: True,
        Reach.OWN: target == own,
        Reach.CHECKED: target.verifier == own,
        Reach.GOVERNMENT: government and target.region_id.startswith(own.region_id),
        Reach.REGION: target.region_id.startswith(own.region_id),
        Reach.PUBLISHED: False,  # none of these files is
    }[reach]


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_the_table_grants_and_is_refused_the_rest(
    client: Client, role: Role
) -> None:
    pages = [*addresses()]
    client.force_login(person((role, HELD[role])))

    answers = [(page, knocks(client, page).status_code) for page in pages]

    assert [one for one in answers if not _right(role, *one)] == []


def _right(role: Role, page: Page, status: int) -> bool:
    if page.act is not None and not has(role, page.act):
        return status == 403
    if page.act is None or not page.owners:
        return status != 403 or page.name in CLOSED
    reached = any(reaches(role, page.act, one) for one in page.owners)
    return (status in (403, 404)) != reached


def test_who_holds_no_role_reads_and_looks_after_oneself_only(client: Client) -> None:
    pages = [*addresses()]
    client.force_login(person())

    wrong = [
        (page, answer.status_code)
        for page in pages
        if page.name not in CLOSED
        for answer in [knocks(client, page)]
        if (answer.status_code != 403) != (page.act in (None, Act.PROFILE))
    ]

    assert wrong == []


@pytest.mark.parametrize("guests", [False, True], ids=["closed", "open for reading"])
def test_a_visitor_is_led_to_the_door(client: Client, settings: Settings, *, guests: bool) -> None:
    settings.GUEST = guests
    pages = [*addresses()]
    door = reverse("accounts:sign_in")

    wrong = []
    for page in pages:
        answer = knocks(client, page)
        led = answer.status_code == 302 and answer["Location"].startswith(door)
        opens = page.act is None or (guests and page.act is Act.READ)
        if led == opens and page.name != "accounts:sign_out":
            wrong.append(f"{answer.status_code} {page}")

    assert wrong == []


def test_no_form_is_taken_without_its_token() -> None:
    pages = [*addresses()]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person(*((role, HELD[role]) for role in Role)))

    answers = {page.path: strict.post(page.path) for page in pages}

    assert {path: one.status_code for path, one in answers.items()} == dict.fromkeys(answers, 403)
    assert all("kirim ulang" in text(one) for one in answers.values())


def test_no_page_lifts_the_check_of_the_token() -> None:
    exempt = [name for name, one in routes() if getattr(one.callback, "csrf_exempt", False)]

    assert exempt == []


def test_the_table_covers_every_act_and_every_act_is_somebodys() -> None:
    assert set(MAY) == set(Act)
    assert all(MAY.values())
