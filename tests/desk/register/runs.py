"""Runs on the desk, each in one line and recorded as the worker records them."""

from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from serentak.desk.accounts.models import Role
from serentak.desk.accounts.policy import Member
from serentak.desk.jobs.models import Job
from serentak.desk.register import actions
from serentak.desk.register.models import Run
from serentak.desk.register.orders import Order
from tests.desk.factories import ELECTION, institution, member, region
from tests.desk.moment import NOW
from tests.desk.register.folders import Made, Village, make

KPU = "74.12/kpu"
VILLAGE = "74.12.01.2002"
_folders = count(1)


def officer(body: str = KPU) -> Member:
    """Somebody who runs the register there."""
    return member((Role.REGISTER_OFFICER, body))


def order(body: str = KPU, **asked_for: object) -> Order:
    """What an officer asks for."""
    usual = {"files": ("berkas:contoh.csv",), "election": ELECTION, "institution": body}
    return Order(**(usual | asked_for))  # type: ignore[arg-type]


def folder(made: Made) -> Path:
    """A finished run's folder where the desk looks for it; its regions stand on the desk."""
    region(made.region)
    for village in made.villages:
        region(village.code)
    return make(Path(settings.RUNS_DIR) / f"uji-{next(_folders)}", made)


def recorded(
    body: str = KPU, made: Made | None = None, *, at: datetime = NOW, **asked_for: object
) -> Run:
    """A run whose counts the desk has taken over."""
    institution(body)
    place = folder(made or in_home(body))
    by = officer(body)
    return actions.record_run(place, order=order(body, **asked_for), by=by.user, at=at)


def in_home(body: str) -> Made:
    """A small register of one village where a body is at home."""
    home = body.partition("/")[0]
    village = VILLAGE if home in ("74", "74.12") else f"{home}.01.2002"
    return Made(region=home, villages=(Village(code=village),))


def in_force(body: str = KPU, made: Made | None = None, *, at: datetime = NOW) -> Run:
    """A run that counts."""
    return actions.accept(recorded(body, made, at=at), by=officer(body), at=at)


def asked(body: str = KPU) -> Job:
    """A run that waits to be built."""
    return actions.start(
        order(body), institution=institution(body), form=uuid4(), by=officer(body), at=NOW
    )
