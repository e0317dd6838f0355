"""Duties from the law for every region, again and again with the same result."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from serentak.desk.accounts.policy import Member
from serentak.desk.audit.actions import record
from serentak.desk.notices.actions import tell
from serentak.desk.obligations import facts
from serentak.desk.obligations.actions import record_event
from serentak.desk.obligations.models import ChangeLine, ChangeOrder, Obligation
from serentak.desk.obligations.signals import touched
from serentak.desk.places.models import Coverage, Institution, Region
from serentak.desk.shared.typed import title
from serentak.engine import obligations as engine
from serentak.engine.law.model import Election, Law

_COLUMNS = (
    "area",
    "nature",
    "institution_id",
    "due",
    "due_day",
    "expected",
    "provisional",
    "withdrawn",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An event as its institution reports it."""

    name: str
    on: date
    institution: Institution
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One line of a change order before it has an id; `was` is the row before."""

    row: Obligation
    what: str
    was: Obligation | None = None

    @property
    def line(self) -> dict[str, Any]:
        """The line's columns; of a new duty, which was nothing before, its own stand in."""
        was = self.was or self.row
        return {
            "obligation": self.row,
            "what": self.what,
            "before": self.was and self.was.due,
            "before_day": self.was and self.was.due_day,
            "before_expected": self.was and self.was.expected,
            "before_area": was.area,
            "before_nature": was.nature,
            "before_institution_id": was.institution_id,
            "before_provisional": was.provisional,
            "after": None if self.row.withdrawn else self.row.due,
        }


@transaction.atomic
def regenerate(  # noqa: PLR0913  all keyword-only: what, where, why, who, when
    *,
    law: Law,
    election: Election,
    regions: Sequence[Region],
    cause: str,
    by: int | None,
    at: datetime,
    quiet: bool = False,
) -> ChangeOrder | None:
    """Bring the duties of some regions in line with the law and their events.

    Idempotent; a change order lists what was added, moved or withdrawn, or None. `quiet` skips
    the notices (first loading). Raises LawGap, BadData.
    """
    title(cause)
    wanted = {row.key: row for region in regions for row in _wanted(law, election, region)}
    have = {
        row.key: row
        for row in Obligation.objects.select_for_update().filter(
            election=election.id, region__in=regions
        )
    }
    changes = [*_compare(wanted, have)]
    if not changes:
        return None
    added = [c.row for c in changes if c.what == "added"]
    Obligation.objects.bulk_create(added, batch_size=500)
    altered = [c.row for c in changes if c.what != "added"]
    Obligation.objects.bulk_update(altered, _COLUMNS, batch_size=200)
    order = _order(election, changes, cause=cause, by=by, at=at)
    if not quiet:
        _tell(changes, at=at)
    touched.send(sender=None, election=election.id, regions={c.row.region_id for c in changes})
    return order


@transaction.atomic
def with_event(  # noqa: PLR0913  all keyword-only
    *,
    law: Law,
    election: Election,
    region: Region,
    event: Happened,
    by: Member,
    at: datetime,
) -> ChangeOrder | None:
    """Record a region's event and date the duties that waited for it, in one transaction.

    Raises NotAllowed, BadData.
    """
    record_event(
        election=election,
        region=region,
        event=law.events[event.name],
        on=event.on,
        institution=event.institution,
        source=event.source,
        by=by,
        at=at,
    )
    happened = law.events[event.name].title
    return regenerate(
        law=law,
        election=election,
        regions=[region],
        cause=f"{happened}, {region}: {event.on.isoformat()}",
        by=by.user,
        at=at,
    )


def _wanted(law: Law, election: Election, region: Region) -> Iterator[Obligation]:
    bearers = _bearers(region)
    found = engine.obligations(
        law,
        election,
        region=region.code,  # type: ignore[arg-type]
        local=facts.zone(region),
        events=facts.events(election.id, region.code),
    )
    for one in found:
        bearer = bearers.get(one.template.bearer)
        if bearer is None:
            continue
        yield Obligation(
            key=one.key,
            election=election.id,
            template=one.template.id,
            area=one.template.area,
            nature=one.template.nature,
            region=region,
            institution=bearer,
            due=one.due.due if one.due else None,
            due_day=one.due.last_day if one.due else None,
            expected=one.expected.due if one.expected and one.due is None else None,
            provisional=one.provisional,
        )


def _bearers(region: Region) -> dict[str, Institution]:
    """The institution of each kind that answers for a region: its own, else who covers it."""
    found = {
        row.institution.kind: row.institution
        for row in Coverage.objects.filter(region=region, primary=True).select_related(
            "institution"
        )
    }
    found.update({row.kind: row for row in Institution.objects.filter(region=region)})
    return found


def _compare(wanted: dict[str, Obligation], have: dict[str, Obligation]) -> Iterator[Changed]:
    for key, row in wanted.items():
        old = have.get(key)
        if old is None:
            yield Changed(row=row, what="added")
            continue
        if all(getattr(old, name) == getattr(row, name) for name in _COLUMNS):
            continue
        what = "restored" if old.withdrawn else "moved" if old.due != row.due else "changed"
        was = copy(old)
        for name in _COLUMNS:
            setattr(old, name, getattr(row, name))
        yield Changed(row=old, what=what, was=was)
    for key in sorted(have.keys() - wanted.keys()):
        old = have[key]
        if not old.withdrawn:
            was = copy(old)
            old.withdrawn = True
            yield Changed(row=old, what="withdrawn", was=was)


def _order(
    election: Election,
    changes: Sequence[Changed],
    *,
    cause: str,
    by: int | None,
    at: datetime,
) -> ChangeOrder:
    order = ChangeOrder.objects.create(election=election.id, cause=cause, at=at, by=by)
    ChangeLine.objects.bulk_create(
        [ChangeLine(order=order, **change.line) for change in changes], batch_size=1000
    )
    record(
        "obligations.regenerated",
        subject=f"change:{order.pk}",
        by=by,
        at=at,
        election=election.id,
        counts=dict(Counter(c.what for c in changes)),
    )
    return order


def _tell(changes: Sequence[Changed], *, at: datetime) -> None:
    """One message an institution, not one a duty; another to whom duties were taken from."""
    changed, handed_over = defaultdict(list), defaultdict(list)
    for change in changes:
        changed[change.row.institution_id].append(change.row)
        if change.was is not None and change.was.institution_id != change.row.institution_id:
            handed_over[change.was.institution_id].append(change.row)
    bodies = Institution.objects.in_bulk([*changed, *handed_over])
    for code, own in changed.items():
        tell(
            bodies[code],
            kind="obligations.changed",
            subject=f"obligation:{own[0].pk}",
            text=f"{len(own)} kewajiban berubah tanggal atau isi. Lihat perintah perubahan terbaru.",
            text_en=f"{len(own)} duties changed. See the latest change order.",
            at=at,
        )
    for code, gone in handed_over.items():
        tell(
            bodies[code],
            kind="obligations.handed-over",
            subject=f"obligation:{gone[0].pk}",
            text=f"{len(gone)} kewajiban beralih ke lembaga lain. Lihat perintah perubahan terbaru.",
            text_en=f"{len(gone)} duties passed to another body. See the latest change order.",
            at=at,
        )
