"""Every write on deployments: one transaction, one audit line."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from serentak.desk.accounts.policy import Act, Member, allow
from serentak.desk.audit.actions import record
from serentak.desk.jobs import actions as jobs
from serentak.desk.jobs.models import Job
from serentak.desk.places.models import Institution
from serentak.desk.register.models import Run
from serentak.desk.security.models import Deployment, Exposed, Need, Team
from serentak.engine.law.guards import Risk
from serentak.engine.pipeline.guarding import Guarded
from serentak.engine.security.balance import balances
from serentak.engine.security.duty import Task

KIND = "security.plan"


def start(
    election: str, *, across: bool, police: Institution, form: UUID | None, by: Member, at: datetime
) -> Job:
    """Ask for a plan; the same form sent twice is one job. Raises NotAllowed."""
    allow(by, Act.PLAN_GUARDS, police)
    asked = {"election": election, "across": across}
    return jobs.submit(KIND, arguments=asked, form=form, institution=police.code, by=by.user, at=at)


@transaction.atomic
def keep(
    plan: Guarded,
    *,
    election: str,
    runs: Sequence[Run],
    job: Job | None,
    by: int | None,
    at: datetime,
) -> Deployment:
    """Take a plan over, once for its job."""
    known = Deployment.objects.filter(job=job).first() if job else None
    if known is not None:
        return known
    made = Deployment.objects.create(
        election=election,
        runs=sorted(run.pk for run in runs),
        proof=plan.proof,
        simulated=any(run.simulated for run in runs),
        job=job,
        made_by=by,
        made_at=at,
    )
    Need.objects.bulk_create(_needs(made, plan))
    Team.objects.bulk_create([_team(made, task) for task in plan.tasks], batch_size=500)
    Exposed.objects.bulk_create(_exposed(made, plan), batch_size=500)
    record(
        "security.planned",
        subject=f"deployment:{made.pk}",
        by=by,
        at=at,
        institution=job.institution if job else "",
        count=len(plan.tasks),
    )
    return made


def _needs(made: Deployment, plan: Guarded) -> Iterator[Need]:
    for one in balances(plan.scene, plan.plan, plan.wish):
        yield Need(
            deployment=made,
            unit=one.unit,
            regencies=list(one.regencies),
            stations=sum(one.stations.values()),
            classes={str(risk): number for risk, number in one.stations.items()},
            teams=one.teams,
            officers=one.officers,
            needed=one.needed,
            reported=one.reported,
            reinforcement=one.reinforcement,
            missing=one.missing,
            helped=one.helped,
            unguarded=len(one.unguarded),
        )


def _team(made: Deployment, task: Task) -> Team:
    return Team(
        deployment=made,
        unit=task.unit,
        post=task.post,
        number=task.number,
        officers=task.officers,
        risk=task.risk,
        leaves=_zoned(task.leaves) if task.leaves else None,
        arrives=_zoned(task.arrives),
        minutes=task.minutes,
        way=list(task.way),
        base=task.base,
        stations=list(task.stations),
        linmas=task.linmas,
        watches=list(task.watches),
    )


def _zoned(moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def _exposed(made: Deployment, plan: Guarded) -> Iterator[Exposed]:
    bare = set(plan.proof["unguarded"])
    unit = dict(zip(plan.scene.stations.code, plan.scene.stations.unit, strict=True))
    for one in plan.judged:
        if one.score or one.risk is not Risk.LOW or one.station in bare:
            yield Exposed(
                deployment=made,
                unit=unit[one.station],
                code=one.station,
                score=one.score,
                risk=one.risk,
                told=one.told,
                guarded=one.station not in bare,
                reasons=[[reason.indicator.id, reason.points] for reason in one.reasons],
            )
