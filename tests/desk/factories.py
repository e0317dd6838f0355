"""Rows for the desk's tests: places, people and duties, each in one line and made as loading does."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import count
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from serentak.desk.accounts import facts as account_facts
from serentak.desk.accounts.models import Membership, Role, User
from serentak.desk.accounts.policy import Member
from serentak.desk.law.facts import law
from serentak.desk.obligations import actions
from serentak.desk.obligations.models import (
    Decision,
    Evidence,
    EvidenceKind,
    Obligation,
    Verdict,
)
from serentak.desk.places.models import Institution, Region
from serentak.engine.days import Zone
from serentak.engine.law.model import Nature, Per, Template
from serentak.engine.regions import NATION, Level, RegionCode, level, parent
from tests.desk.moment import NOW

ELECTION = "pilkada-2024"
PASSWORD = "kata-sandi-uji-2024"  # noqa: S105  of people who exist in tests only
_SERVES = {
    Level.REGENCY: (Level.REGENCY, Level.DISTRICT, Level.VILLAGE),
    Level.PROVINCE: (Level.PROVINCE,),
    Level.NATIONAL: (Level.NATIONAL,),
}
_numbers = count(1)


def region(code: str, *, name: str = "", zone: str = "WITA") -> Region:
    """A region by its code, with all above it; made once."""
    found = Region.objects.filter(pk=code).first()
    if found is not None:
        return found
    up = None if code == NATION else region(str(parent(RegionCode(code))))
    return Region.objects.create(
        code=code,
        name=name or f"Wilayah {code}",
        level=level(RegionCode(code)),
        parent=up,
        zone=zone,
    )


def institution(code: str) -> Institution:
    """A body by its code such as 74.12/kpu, with the body that checks it; made once."""
    found = Institution.objects.filter(pk=code).first()
    if found is not None:
        return found
    place, _, kind = code.partition("/")
    made = Institution.objects.create(
        code=code,
        kind=kind,
        region=region(place),
        name=f"Lembaga {kind} {place}",
        short=f"{kind} {place}",
        independent=law().kinds[kind].independent,
        vertical=law().kinds[kind].vertical,
    )
    made.verifier = made if place == NATION else institution(f"{place[:2]}/{_checks(kind)}")
    made.save(update_fields=["verifier"])
    return made


def _checks(kind: str) -> str:
    return law().kinds[kind].verifies


def person(*roles: tuple[Role, str], label: str = "", at: datetime = NOW) -> User:
    """Somebody with running roles, each (role, institution code); the bodies are made too."""
    number = next(_numbers)
    user = User(email=f"orang{number}@uji.test", label=label or f"Orang {number}")
    user.set_password(PASSWORD)
    user.save()
    for role, code in roles:
        Membership.objects.create(user=user, institution=institution(code), role=role, since=at)
    return user


def acting(user: User) -> Member:
    """A person as who is asking, for a call to an action."""
    return account_facts.member(user, at=NOW)


def member(*roles: tuple[Role, str]) -> Member:
    """Somebody new with these roles, as who is asking."""
    return acting(person(*roles))


def templates(kind: str, place: str) -> Iterator[Template]:
    """What the law asks of a kind of body there, once per regional election."""
    levels = _SERVES[level(RegionCode(place))]
    return (
        one
        for one in law().templates.values()
        if (one.bearer, one.per, one.election_kind) == (kind, Per.REGION, "pilkada")
        and one.level in levels
    )


def duty(
    code: str,
    *,
    due: date | None = date(2024, 11, 1),
    nth: int = 0,
    nature: Nature = Nature.LAW,
    place: str = "",
) -> Obligation:
    """The nth duty of a body, with a date of the test's choice; `place` when it serves another."""
    body = institution(code)
    where = region(place or body.region_id)
    template = [*templates(body.kind, where.code)][nth]
    last = due and datetime.combine(due, time(23, 59, 59), tzinfo=Zone(where.zone).tz)
    return Obligation.objects.create(
        key=f"{ELECTION}/{template.id}/{where.code}",
        election=ELECTION,
        template=template.id,
        area=template.area,
        nature=nature,
        region=where,
        institution=body,
        due=last,
        due_day=due,
    )


def report(
    *duties: Obligation,
    by: Member | None = None,
    at: datetime = NOW,
    file: UploadedFile | None = None,
    supersedes: Evidence | None = None,
    **what: Any,
) -> Evidence:
    """Evidence as an office hands it in; a plain date unless told otherwise."""
    usual: dict[str, Any] = {
        "kind": EvidenceKind.DOCUMENT if file else EvidenceKind.DATE,
        "title": "Berita acara",
        "event_on": at.date(),
    }
    return actions.report(
        duties,
        what=actions.Report(**(usual | what)),
        file=file,
        supersedes=supersedes,
        by=by or member((Role.REPORTER, duties[0].institution_id)),
        at=at,
    )


def decide(
    evidence: Evidence,
    verdict: Verdict = Verdict.ACCEPTED,
    *,
    by: Member | None = None,
    at: datetime = NOW,
    percent: int | None = None,
    reason: str = "",
) -> Decision:
    """What the body that checks makes of it."""
    body = evidence.institution.verifier_id or ""
    return actions.decide(
        evidence,
        verdict=verdict,
        percent=percent,
        reason=reason or ("" if verdict == Verdict.ACCEPTED else "Belum ditandatangani"),
        by=by or member((Role.VERIFIER, body)),
        at=at,
    )
