"""Every write of counts: held against what stands now, all or nothing, one audit line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from serentak.desk.accounts.policy import Act, Member, allow
from serentak.desk.audit.actions import record
from serentak.desk.personnel import facts
from serentak.desk.personnel.models import Count, Reason, Replacement, Report, Way
from serentak.desk.personnel.needed import needed
from serentak.desk.places.models import Institution, Region
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election
from serentak.engine.personnel.returned import (
    Against,
    Counts,
    Judged,
    Measure,
    Written,
    judge,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Which counts somebody was looking at: those after a report, at a moment."""

    report: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of what was sent: a report, or nothing and why."""

    report: Report | None
    judged: Judged


@transaction.atomic
def take(
    institution: Institution,
    *,
    election: Election,
    written: Sequence[Written],
    base: Base,
    way: Way,
    sha256: str = "",
    by: Member,
    at: datetime,
) -> Taken:
    """Write the counts that changed, if nothing at all is wrong. Raises NotAllowed, BadData."""
    allow(by, Act.REPORT_PERSONNEL, institution)
    _alone(institution)
    own = set(facts.posts(institution, election))
    if any(one.key[:2] not in own for one in written):
        raise BadData("Ada kecamatan atau peran milik lembaga lain. Muat ulang halaman ini.")
    judged = examine(institution, election=election, written=written, base=base, at=at)
    if judged.slips or not judged.changes:
        return Taken(report=None, judged=judged)
    report = Report.objects.create(
        election=election.id, institution=institution, way=way, sha256=sha256, by_id=by.user, at=at
    )
    _write(report, judged.changes)
    record(
        "personnel.reported",
        subject=f"personnel:{report.pk}",
        by=by.user,
        at=at,
        institution=institution.code,
        kind=way,
        counts=len(judged.changes),
        sha256=sha256,
    )
    return Taken(report=report, judged=judged)


def examine(
    institution: Institution,
    *,
    election: Election,
    written: Sequence[Written],
    base: Base,
    at: datetime,
) -> Judged:
    """What would be written, and what is wrong; nothing is."""
    inside = institution.region_id
    against = Against(
        was=facts.standing(election.id, at=base.at, inside=inside, upto=base.report),
        now=facts.standing(election.id, at=at, inside=inside),
        need={post: one.quantity for post, one in needed(election.id, at=at).items()},
    )
    return judge(written, against)


def _alone(institution: Institution) -> None:
    """Writers of one body wait for each other, so that a count is judged by what stands."""
    Institution.objects.select_for_update().get(pk=institution.pk)


def _write(report: Report, changes: Counts) -> None:
    Count.objects.bulk_create(
        [
            Count(
                report=report,
                election=report.election,
                region_id=place,
                role=role,
                measure=measure,
                value=value,
                at=report.at,
            )
            for (place, role, measure), value in changes.items()
        ],
        batch_size=500,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """So many left a role in a district, and so many came in their place."""

    region: Region
    role: str
    left: int
    joined: int
    left_trained: int
    joined_trained: int
    reason: Reason
    form: UUID | None = None


@transaction.atomic
def replace(
    institution: Institution, *, election: Election, what: Swap, by: Member, at: datetime
) -> Report:
    """Record a replacement and what it leaves of the counts; the same form twice is one.

    Raises NotAllowed, BadData.
    """
    allow(by, Act.REPORT_PERSONNEL, institution)
    _alone(institution)
    known = Report.objects.filter(form=what.form).first() if what.form else None
    if known is not None:
        return known
    if (what.region.code, what.role) not in facts.posts(institution, election):
        raise BadData("Kecamatan atau peran itu bukan milik lembaga ini. Pilih dari daftar.")
    counts = facts.standing(election.id, at=at, inside=institution.region_id)
    changes = _moved(what, counts)
    report = Report.objects.create(
        election=election.id,
        institution=institution,
        way=Way.REPLACEMENT,
        form=what.form,
        by_id=by.user,
        at=at,
    )
    Replacement.objects.create(
        report=report,
        region=what.region,
        role=what.role,
        left=what.left,
        left_trained=what.left_trained,
        joined=what.joined,
        joined_trained=what.joined_trained,
        reason=what.reason,
    )
    _write(report, changes)
    record(
        "personnel.replaced",
        subject=f"personnel:{report.pk}",
        by=by.user,
        at=at,
        institution=institution.code,
        region=what.region.code,
        kind=what.role,
        count=what.left,
    )
    return report


def _moved(what: Swap, counts: Counts) -> Counts:
    """The counts after a replacement; a measure nobody reported stays unreported."""
    moves = {
        Measure.APPOINTED: what.joined - what.left,
        Measure.TRAINED: what.joined_trained - what.left_trained,
        Measure.ACTIVE: what.joined - what.left,
    }
    keys = {one: (what.region.code, what.role, one) for one in moves}
    appointed = counts.get(keys[Measure.APPOINTED])
    if appointed is None:
        raise BadData("Belum ada yang dilaporkan diangkat di sana. Laporkan dulu jumlahnya.")
    if not 1 <= what.left <= appointed or not 0 <= what.joined <= what.left:
        raise BadData(
            f"Yang keluar harus 1 sampai {appointed}, dan penggantinya tidak lebih dari itu."
        )
    if not (0 <= what.left_trained <= what.left and 0 <= what.joined_trained <= what.joined):
        raise BadData("Yang terlatih tidak boleh lebih banyak daripada yang keluar atau masuk.")
    after = {keys[one]: counts[keys[one]] + n for one, n in moves.items() if keys[one] in counts}
    if any(n < 0 for n in after.values()) or max(after.values()) > after[keys[Measure.APPOINTED]]:
        raise BadData(
            "Setelah penggantian ini yang dilatih atau aktif lebih banyak daripada yang diangkat. "
            "Perbaiki dulu jumlahnya."
        )
    return {key: n for key, n in after.items() if n != counts[key]}
