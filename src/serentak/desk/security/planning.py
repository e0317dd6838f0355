"""Planning guards as background work: the engine, then its counts kept."""

from serentak.desk.jobs.kinds import Ticket
from serentak.desk.law.facts import law
from serentak.desk.register.models import Station
from serentak.desk.security import actions, facts
from serentak.desk.shared.clock import desk_now
from serentak.engine.errors import BadData


def plan(ticket: Ticket) -> None:
    """Plan for the stations in force."""
    from serentak.engine.pipeline.guarding import Asked, guarded  # noqa: PLC0415  loads slowly

    asked = Asked(**ticket.arguments)
    election, at = law().election(asked.election), desk_now()
    runs = facts.runs(election, at=at)
    own = (
        Station.objects.filter(run=run, village__startswith=f"{regency}.")
        for regency, run in runs.items()
    )
    codes = sorted(code for rows in own for code in rows.values_list("code", flat=True))
    if not codes:
        raise BadData(
            "Belum ada rencana TPS yang berlaku. Berlakukan satu putaran register dahulu."
        )
    ticket.tell("security", 0.1)
    found = guarded(codes, asked)
    actions.keep(
        found,
        election=election.id,
        runs=list({run.pk: run for run in runs.values()}.values()),
        job=ticket.job,
        by=ticket.job.by,
        at=at,
    )
