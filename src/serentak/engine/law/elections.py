"""The next election of a kind, before its own regulations exist."""

from dataclasses import replace
from datetime import date, timedelta

from serentak.engine.errors import LawGap
from serentak.engine.law.basis import Confidence
from serentak.engine.law.model import Anchor, Election, Law, Stage


def coming(law: Law, kind: str, voting_day: date) -> Election:
    """An election assumed on a day: stages keep the last cycle's distance and say so.

    Raises LawGap when no election of the kind is known or a date leaves the calendar.
    """
    past = [election for election in law.elections.values() if election.kind == kind]
    if not past:
        known = ", ".join(sorted({election.kind for election in law.elections.values()}))
        raise LawGap(f"Jenis pemilihan '{kind}' tidak dikenal. Pilih: {known}.")
    last = max(past, key=lambda election: election.voting_day)
    try:
        return _moved(last, voting_day)
    except OverflowError:
        raise LawGap(
            f"Hari pemungutan suara {voting_day} terlalu jauh. Periksa tahunnya."
        ) from None


def _moved(last: Election, voting_day: date) -> Election:
    shift = voting_day - last.voting_day
    basis = replace(
        last.basis, cite=f"andaian menurut jarak {last.id}", confidence=Confidence.MEMORY
    )
    return Election(
        id=f"{last.kind}-{voting_day.year}",
        kind=last.kind,
        title=last.title.replace(str(last.voting_day.year), str(voting_day.year)),
        title_en=last.title_en.replace(str(last.voting_day.year), str(voting_day.year)),
        voting_day=voting_day,
        anchors=(
            *(_moved_anchor(named, shift) for named in last.anchors),
            Anchor(
                id="last-voting-day",
                title="Hari pemungutan suara siklus lalu",
                title_en="Voting day of the last cycle",
                on=last.voting_day,
                basis=last.basis,
            ),
        ),
        stages=tuple(_moved_stage(stage, shift) for stage in last.stages),
        basis=basis,
        hypothetical=True,
    )


def _moved_anchor(named: Anchor, shift: timedelta) -> Anchor:
    return replace(named, on=named.on + shift)


def _moved_stage(stage: Stage, shift: timedelta) -> Stage:
    return replace(
        stage,
        start=stage.start and stage.start + shift,
        end=stage.end and stage.end + shift,
    )
