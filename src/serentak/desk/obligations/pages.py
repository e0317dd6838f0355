"""Duties as pages show them: grouped by urgency, and one duty with its whole story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.obligations import facts, words
from serentak.desk.obligations.models import Decision, Evidence, Obligation, Verdict
from serentak.engine.law.model import Nature, Template
from serentak.engine.readiness import State, Status, Why, days_late, status


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A duty in a list."""

    obligation: Obligation
    template: Template
    status: Status
    icon: str
    area: str
    left: str
    late: bool
    proof: str
    newest: Evidence | None
    open: bool  # whether it is still ours to report


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Tasks of one urgency."""

    heading: str
    note: str
    tasks: tuple[Task, ...]


def tasks(rows: Sequence[Obligation], *, at: datetime) -> list[Task]:
    """Duties with their standing and newest evidence; two queries whatever their number."""
    links = facts.linked(rows)
    newest = facts.newest(links, at=at)
    items = facts.items(rows, links=links)
    return [
        _task(row, status(item, at=at), newest.get(row.pk), at)
        for row, item in zip(rows, items, strict=True)
    ]


def _task(row: Obligation, standing: Status, newest: Evidence | None, at: datetime) -> Task:
    return Task(
        obligation=row,
        template=facts.template(row),
        status=standing,
        icon=words.icon(standing),
        area=str(words.AREA_NAMES[row.area]),  # type: ignore[index]
        left=left(standing, at),
        late=standing.state is State.LATE,
        proof=_proof(standing, newest),
        newest=newest,
        open=standing.state not in (State.MET, State.NOT_APPLICABLE)
        and standing.why is not Why.WAITING,
    )


def left(standing: Status, at: datetime) -> str:
    """Time left or gone, in days: `5 hari lewat`, `besok`, `11 hari lagi`."""
    due = standing.item.due
    if standing.state in (State.MET, State.STANDING, State.NOT_APPLICABLE):
        return str(words.STATE_NAMES[standing.state])
    if due is None:
        return _("belum bertanggal")
    gone = days_late(due, at)
    return _gone(gone, standing.item.nature) if gone > 0 else _ahead(-gone)


def _gone(days: int, nature: Nature) -> str:
    if nature is Nature.TARGET:
        return ngettext("sasaran lewat %(n)s hari", "sasaran lewat %(n)s hari", days) % {"n": days}
    return ngettext("%(n)s hari lewat", "%(n)s hari lewat", days) % {"n": days}


def _ahead(days: int) -> str:
    if days < 2:
        return _("besok") if days else _("hari ini")
    return ngettext("%(n)s hari lagi", "%(n)s hari lagi", days) % {"n": days}


def _proof(standing: Status, newest: Evidence | None) -> str:
    if newest is None:
        return words.reason(standing.why)
    return f"{newest}: {words.reason(standing.why)}"


def grouped(made: Sequence[Task], *, at: datetime) -> list[Group]:
    """Late (oldest first), this week (to Sunday), later, undated; done ones are left out."""
    today = at.date()
    sunday = today + timedelta(days=6 - today.weekday())
    open_ones = [one for one in made if one.status.state not in (State.MET, State.NOT_APPLICABLE)]
    dated = [one for one in open_ones if one.obligation.due_day]
    past = [one for one in dated if _day(one) < today]
    late = [one for one in past if one.late]
    missed = [one for one in past if not one.late]
    week = [one for one in dated if today <= _day(one) <= sunday]
    later = [one for one in dated if _day(one) > sunday]
    standing = [one for one in open_ones if one.status.state is State.STANDING]
    undated = [one for one in open_ones if not one.obligation.due_day and one not in standing]
    until = _("sampai Minggu, %(day)s") % {"day": words.day(sunday)}
    groups = (
        (_("Lewat tenggat"), _("yang paling lama di atas"), late),
        (_("Sasaran terlewat atau menunggu pemeriksa"), _("bukan keterlambatan hukum"), missed),
        (_("Pekan ini"), until, week),
        (_("Nanti"), "", later),
        (_("Menunggu kejadian"), _("tanggalnya dihitung begitu kejadiannya dicatat"), undated),
        (_("Berulang"), _("iramanya belum bersumber, tidak ditagih per tanggal"), standing),
    )
    return [Group(heading=h, note=n, tasks=tuple(found)) for h, n, found in groups if found]


def _day(one: Task) -> date:
    return one.obligation.due_day or date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the evidence ledger."""

    evidence: Evidence
    icon: str
    said: str
    reason: str  # why not accepted whole, as the verifier wrote it
    replaced: bool
    expired: bool


def ledger(obligation: Obligation, *, at: datetime) -> list[Entry]:
    """All evidence of a duty up to a moment, newest first; replaced ones stay."""
    rows = (
        obligation.evidence.filter(reported_at__lte=at)
        .select_related("institution", "decision", "superseded_by__decision", "supersedes")
        .prefetch_related("obligations")
    )
    return [_entry(row, at) for row in rows]


def _entry(row: Evidence, at: datetime) -> Entry:
    decision = getattr(row, "decision", None)
    if decision is not None and decision.decided_at > at:
        decision = None
    newer = facts.correction(row)
    if newer is not None and newer.reported_at > at:
        newer = None
    replaced = facts.proof(row).replaced(at)
    expired = row.expires_at is not None and row.expires_at <= at
    icon, said, reason = _standing(row, decision, newer, gone=(replaced, expired))
    if newer is not None and not replaced:
        said += ", " + _correcting(newer, at)
    return Entry(
        evidence=row, icon=icon, said=said, reason=reason, replaced=replaced, expired=expired
    )


def _standing(
    row: Evidence, decision: Decision | None, newer: Evidence | None, *, gone: tuple[bool, bool]
) -> tuple[str, str, str]:
    """Shape, words and the verifier's reason; `gone` says whether replaced, whether expired."""
    replaced, expired = gone
    if replaced:
        return "void", _("diganti %(newer)s") % {"newer": newer}, ""
    if expired:
        return "expired", _("kedaluwarsa"), ""
    if decision is not None:
        return _decided(row, decision), words.verdict(decision), _reason(row, decision)
    if newer is not None:
        return "open", _("tidak diperiksa lagi"), ""
    return "wait", _("menunggu pemeriksa"), ""


def _reason(row: Evidence, decision: Decision) -> str:
    """What the verifier wrote; of a simulated decision in the page's language."""
    return _(decision.reason) if row.simulated and decision.reason else decision.reason


def _correcting(newer: Evidence, at: datetime) -> str:
    """What has become of a correction that has not taken effect."""
    decision = getattr(newer, "decision", None)
    if decision is not None and decision.decided_at <= at:
        return _("perbaikannya %(newer)s dikembalikan") % {"newer": newer}
    return _("perbaikannya %(newer)s menunggu pemeriksa") % {"newer": newer}


def _decided(row: Evidence, decision: Decision) -> str:
    """The shape of a decision; what was accepted in part is not done."""
    if decision.verdict == Verdict.RETURNED:
        return "returned"
    return "partial" if decision.verdict == Verdict.PARTIAL or row.coverage < 1 else "done"
