"""Who must do what, by when, under which article, for one region and one election."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from serentak.engine.days import Direction, Term, Unit, Zone
from serentak.engine.errors import LawGap, SerentakError
from serentak.engine.law.basis import Basis
from serentak.engine.law.deadline import Derivation, deadline, plain_rule
from serentak.engine.law.model import Election, Law, Nature, Per, Template
from serentak.engine.regions import Level, RegionCode, level

Events = Mapping[str, date | datetime]

_OFFSET = re.compile(r"([+-])(\d+) (days|working-days|months|hours)")
_UNITS = {
    "days": Unit.CALENDAR,
    "working-days": Unit.WORKING,
    "months": Unit.MONTHS,
    "hours": Unit.HOURS,
}
_ANSWERS_FOR = {
    Level.NATIONAL: frozenset({Level.NATIONAL}),
    Level.PROVINCE: frozenset({Level.PROVINCE}),
    Level.REGENCY: frozenset({Level.REGENCY, Level.DISTRICT, Level.VILLAGE}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The day an anchor stands for, or why it is not known; both languages."""

    when: date | datetime | None
    title: str
    title_en: str
    provisional: bool = False
    why: str = ""
    why_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A duty of a kind of institution in a region; `due` is None while its date is unknown."""

    key: str
    election_id: str
    region: RegionCode
    template: Template
    anchor: Found
    due: Derivation | None
    expected: Derivation | None = None  # when an event it waits for should have happened

    @property
    def provisional(self) -> bool:
        """Whether the date still waits for a regulation or a decree."""
        return self.anchor.provisional or bool(self.due and self.due.provisional)

    @property
    def estimated(self) -> bool:
        """Whether the day it counts from is only the last cycle's, carried over; a target claims no more."""
        return self.anchor.provisional and self.template.nature is not Nature.TARGET


def obligations(
    law: Law, election: Election, *, region: RegionCode, local: Zone, events: Events
) -> Iterator[Obligation]:
    """Every duty that falls on a region's institutions in an election, in catalogue order.

    `events` are the region's own anchors by name. A recurring duty stands once, without a date;
    duties per case open with their case.
    Raises LawGap for an anchor or an offset the data does not define.
    """
    for template in law.templates.values():
        if template.per is Per.CASE or template.election_kind not in (election.kind, "both"):
            continue
        if template.level not in _ANSWERS_FOR.get(level(region), frozenset()):
            continue
        found = located(law, election, template, events=events)
        yield Obligation(
            key=f"{election.id}/{template.id}/{region}",
            election_id=election.id,
            region=region,
            template=template,
            anchor=found,
            due=derive(template, found, law=law, local=local),
            expected=_expected(law, election, template, region=region, local=local),
        )


def _expected(
    law: Law, election: Election, template: Template, *, region: RegionCode, local: Zone
) -> Derivation | None:
    """By when the event a duty waits for should have happened: the due date of what causes it."""
    event = law.events.get(template.anchor)
    causes = [law.template(cause) for cause in event.by] if event else []
    for cause in causes:
        if cause.level in _ANSWERS_FOR[level(region)] and cause.election_kind == election.kind:
            found = anchor(law, election, cause.anchor, events={})
            return derive(cause, found, law=law, local=local)
    return None


def derive(template: Template, found: Found, *, law: Law, local: Zone) -> Derivation | None:
    """The due date counted from its anchor, by the template's rule or its own offset."""
    if found.when is None:
        return None
    if template.rule:
        return deadline(law.rule(template.rule), found.when, law=law, local=local)
    rule = plain_rule(
        term(template.offset, template.id),
        zone=None,
        basis=_timeless(template.basis),
        title=template.duty,
    )
    return deadline(rule, found.when, law=law, local=local)


def _timeless(basis: Basis) -> Basis:
    """A template holds for the elections of its kind, whenever its anchor falls."""
    return replace(basis, since=date.min)


def term(offset: str, where: str) -> Term:
    """The term an offset such as `-6 months` stands for. Raises LawGap."""
    if offset in ("", "0"):
        return Term(limit=0, unit=Unit.CALENDAR)
    match = _OFFSET.fullmatch(offset)
    if match is None:
        raise LawGap(f"{where}: offset '{offset}' tidak terbaca. Contoh: +14 working-days.")
    sign, length, unit = match.groups()
    return Term(
        limit=int(length),
        unit=_UNITS[unit],
        direction=Direction.AFTER if sign == "+" else Direction.BEFORE,
    )


_WITHOUT_DATE = {
    Per.CASE: Found(
        when=None,
        title="Kejadian perkara",
        title_en="Case event",
        why="Terbuka per perkara.",
        why_en="Opens per case.",
    ),
    Per.RECURRING: Found(
        when=None,
        title="Berulang",
        title_en="Recurring",
        why="Iramanya belum bersumber, jadi tidak ditagih per tanggal.",
        why_en="Its rhythm has no source yet, so it is not asked by date.",
    ),
}


def located(law: Law, election: Election, template: Template, *, events: Events) -> Found:
    """The anchor of a duty; in an assumed election only what the law itself sets is settled."""
    if template.per is not Per.REGION:
        return _WITHOUT_DATE[template.per]
    found = anchor(law, election, template.anchor, events=events)
    if election.hypothetical and template.nature is not Nature.LAW and not found.provisional:
        return replace(found, provisional=True, why=_PROPOSED[0], why_en=_PROPOSED[1])
    return found


def anchor(law: Law, election: Election, name: str, *, events: Events) -> Found:
    """The day an anchor name stands for in an election and a region. Raises LawGap."""
    if name in events:
        return replace(
            _named(law, election, name), when=events[name], provisional=False, why="", why_en=""
        )
    if name in _OF_EVERY_ELECTION:
        return _OF_EVERY_ELECTION[name](election)
    if name.startswith("stage:"):
        return _stage(election, name)
    if name[:4].isdigit():
        return _printed(election, name)
    return _named(law, election, name)


def _voting_day(election: Election) -> Found:
    return Found(when=election.voting_day, title="Hari pemungutan suara", title_en="Voting day")


def _year_end(election: Election) -> Found:
    return Found(
        when=date(election.voting_day.year - 1, 12, 31),
        title="Akhir tahun sebelum pemungutan suara",
        title_en="End of the year before voting",
    )


_OF_EVERY_ELECTION = {"voting-day": _voting_day, "year-end": _year_end}

_WAITS = (
    "Tanggalnya menunggu kejadian di daerah ini dilaporkan.",
    "Its date waits for this region's event to be reported.",
)
_PROPOSED = (
    "Jarak menurut siklus lalu, bukan ketetapan; peraturannya belum ada.",
    "Distance of the last cycle, not settled; the regulation is still to come.",
)
_PROJECTED = (
    "Perkiraan menurut jarak siklus lalu; peraturannya belum ada.",
    "Projected from the last cycle's distance; the regulation is still to come.",
)


def _stage(election: Election, name: str) -> Found:
    stage_id, _, end = name.removeprefix("stage:").partition(" ")
    for stage in election.stages:
        if stage.id == stage_id:
            when = stage.end if end == "end" else stage.start
            edge, edge_en = (
                ("Akhir tahapan", "End of stage") if end == "end" else ("Awal tahapan", "Start of")
            )
            unknown = ("Tanggal tahapan belum ada.", "The stage has no date yet.")
            why, why_en = _PROJECTED if election.hypothetical else ("", "")
            return Found(
                when=when,
                title=f"{edge}: {stage.title}",
                title_en=f"{edge_en}: {stage.title_en}",
                provisional=election.hypothetical,
                why=why if when else unknown[0],
                why_en=why_en if when else unknown[1],
            )
    raise LawGap(f"Tahapan '{stage_id}' tidak ada dalam pemilihan {election.id}.")


def _printed(election: Election, name: str) -> Found:
    """A date printed in a document; for a coming election only its distance carries over."""
    title, title_en = "Tanggal tercetak", "Printed date"
    if not election.hypothetical:
        return Found(when=date.fromisoformat(name), title=title, title_en=title_en)
    shift = election.voting_day - _last_voting_day(election)
    return Found(
        when=date.fromisoformat(name) + shift,
        title=title,
        title_en=title_en,
        provisional=True,
        why=_PROJECTED[0],
        why_en=_PROJECTED[1],
    )


def _last_voting_day(election: Election) -> date:
    return next(named.on for named in election.anchors if named.id == "last-voting-day")


def _named(law: Law, election: Election, name: str) -> Found:
    for named in election.anchors:
        if named.id == name:
            why, why_en = _PROJECTED if election.hypothetical else ("", "")
            return Found(
                when=named.on,
                title=named.title,
                title_en=named.title_en,
                provisional=election.hypothetical,
                why=why,
                why_en=why_en,
            )
    event = law.events.get(name)
    if event is None:
        raise LawGap(f"Jangkar '{name}' tidak dikenal dalam pemilihan {election.id}.")
    return Found(
        when=None, title=event.title, title_en=event.title_en, why=_WAITS[0], why_en=_WAITS[1]
    )


def undatable(law: Law) -> Iterator[str]:
    """Duties whose date the data cannot give in an election of their kind, one sentence each."""
    for election in law.elections.values():
        for template in law.templates.values():
            if template.per is not Per.REGION or template.election_kind != election.kind:
                continue
            try:
                found = anchor(law, election, template.anchor, events={})
                derive(template, found, law=law, local=Zone.WITA)
            except (SerentakError, ValueError) as slip:
                yield f"{template.id}: {slip}"
