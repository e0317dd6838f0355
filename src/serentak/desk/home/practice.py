"""A register of invented people for the demo: made, built as any other run, put in force, guarded."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings

from serentak.desk.accounts import facts
from serentak.desk.accounts.models import Membership, Role
from serentak.desk.jobs.models import Job
from serentak.desk.law.facts import upcoming
from serentak.desk.places.models import Institution
from serentak.desk.register import actions, files, runner, words
from serentak.desk.register.models import Run, Stage
from serentak.desk.register.orders import Order
from serentak.desk.security import actions as guards
from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode

SYNTH = [sys.executable, "-m", "serentak.cli.main", "register", "synth"]
FILE = "register.parquet"
LISTS = {"deaths": "deaths.csv", "roster": "roster.csv"}  # what comes with a made register

Say = Callable[[str], None]


def fill(home: RegionCode, *, people: int, say: Say, at: datetime) -> Run:
    """The run of a made register of so many people, in force; once. Raises BadData."""
    post = Membership.objects.filter(role=Role.REGISTER_OFFICER, institution__region=home).first()
    if post is None:
        raise BadData("Belum ada petugas register. Muat akun peragaan lebih dahulu.")
    officer = facts.member(post.user, at=at)
    place = Path(settings.RUNS_DIR) / f"peraga-{people}"
    run = Run.objects.filter(folder=place.name).first()
    if run is None:
        register = _register(home, people, say)
        election = upcoming(at).id
        _build(register, place, say, election=election, region=home)
        order = Order(
            files=(files.named(_offered(register).name),),
            election=election,
            institution=post.institution_id,
            stage=Stage.DPT,
        )
        run = actions.record_run(place, order=order, by=officer.user, at=at)
    return run if run.accepted_at else actions.accept(run, by=officer, at=at)


def guard(run: Run, *, at: datetime) -> Job:
    """Ask for guards of a run's stations as the coordinator would, once; the worker plans them."""
    home = run.region_id
    chief = Membership.objects.filter(role=Role.COORDINATOR, institution__region=home).first()
    if chief is None:
        raise BadData("Belum ada koordinator. Muat akun peragaan lebih dahulu.")
    return guards.start(
        run.election,
        across=False,
        police=Institution.objects.get(pk=f"{home}/polri"),
        form=uuid5(NAMESPACE_OID, f"{run.election} {run.folder}"),
        by=facts.member(chief.user, at=at),
        at=at,
    )


def _register(home: RegionCode, people: int, say: Say) -> Path:
    """The folder of the made register; where its account stands it is whole."""
    folder = Path(settings.DATA_DIR) / "register" / f"penduduk-tiruan-{people}"
    if not (folder / "synth.json").exists():
        say(f"Membuat {people} penduduk tiruan …")
        asked = ["--region", home, "--people", str(people), "--force", "--out", str(folder)]
        done = subprocess.run([*SYNTH, *asked], capture_output=True, text=True, check=False)  # noqa: S603  our own command
        if done.returncode:
            raise BadData(f"Penduduk tiruan tidak jadi dibuat: {done.stderr.strip()[-300:]}")
    return folder


def _offered(register: Path) -> Path:
    """The rows where the form looks for files, so that a newcomer can start a run of them."""
    there = Path(settings.REGISTER_DIR or settings.INPUTS_DIR) / f"{register.name}.parquet"
    there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not there.exists():
        there.hardlink_to(register / FILE)
    return there


def _build(register: Path, place: Path, say: Say, *, election: str, region: str) -> None:
    """Build the run as the desk's worker would, and tell each step."""
    told: list[str] = []

    def _tell(step: str, _share: float, _words: str) -> None:
        if step and step not in told:
            told.append(step)
            say(f"Register: {words.named(words.STEPS, step)} …")

    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    asked = runner.Asked(
        files=[register / FILE],
        election=election,
        region=region,
        out=place,
        lists={name: register / file for name, file in LISTS.items()},
    )
    runner.run(settings.REGISTER_COMMAND, asked, tell=_tell)
