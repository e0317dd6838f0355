"""Every write on grants: one transaction, one audit line; a correction is a row of its own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from serentak.desk.accounts.policy import Act, Member, allow
from serentak.desk.audit.actions import record
from serentak.desk.budget import duties, facts, telling
from serentak.desk.budget.models import Answer, Entry, Grant, Kind, Step, Sum
from serentak.desk.obligations import files
from serentak.desk.places.models import Institution
from serentak.desk.shared.typed import several_lines, title
from serentak.engine.budget.grants import rupiah
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What stands behind a record: the number of its document, a note, the form it came by."""

    reference: str
    note: str = ""
    form: UUID | None = None


@transaction.atomic
def open_grant(
    election: Election, *, giver: Institution, grantee: Institution, by: Member, at: datetime
) -> Grant:
    """Begin to keep a grant of a region's treasury; once each. Raises NotAllowed, BadData."""
    allow(by, Act.RECORD_GRANT, giver)
    if giver.kind != facts.TREASURY or grantee.kind not in facts.GRANTEES:
        raise BadData(
            "Hibah diberikan kas daerah kepada KPU, Bawaslu, Polri atau TNI. Pilih ulang lembaganya."
        )
    key = f"{election.id}/{giver.region_id}/{grantee.code}"
    if Grant.objects.filter(key=key).exists():
        raise BadData("Hibah untuk lembaga ini sudah ada. Buka hibahnya, lalu catat nilainya.")
    grant = Grant.objects.create(
        key=key, election=election.id, region=giver.region, giver=giver, grantee=grantee
    )
    record("grant.opened", subject=f"grant:{grant.pk}", by=by.user, at=at, institution=giver.code)
    return grant


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A sum at a step; `plan` are the tranches as the agreement writes them."""

    step: Step
    amount: int
    on: date
    plan: tuple[int, ...] = ()


@transaction.atomic
def state_sum(
    grant: Grant,
    *,
    what: Stated,
    paper: Paper,
    file: UploadedFile | None,
    by: Member,
    at: datetime,
) -> Sum:
    """Record what a grant comes to at a step; the grantee may state what it asked for.

    Raises NotAllowed, BadData.
    """
    own = what.step == Step.PROPOSED and by.may(Act.RECORD_GRANT, grant.grantee)
    side, other = (grant.grantee, grant.giver) if own else (grant.giver, grant.grantee)
    allow(by, Act.RECORD_GRANT, side)
    Grant.objects.select_for_update().get(pk=grant.pk)
    known = Sum.objects.filter(form=paper.form).first() if paper.form else None
    if known is not None:
        return known
    rupiah(what.amount, least=1)
    _check(paper, on=what.on, at=at)
    if what.plan and sum(what.plan) != what.amount:
        raise BadData(
            "Jumlah tahapnya tidak sama dengan nilai NPHD. Periksa angkanya, atau kosongkan tahapnya."
        )
    row = Sum.objects.create(
        grant=grant,
        step=what.step,
        amount=what.amount,
        on=what.on,
        plan=list(what.plan),
        **_columns(paper, file, by=by, at=at),
    )
    record(
        "grant.sum_stated",
        subject=f"grant:{grant.pk}",
        by=by.user,
        at=at,
        institution=side.code,
        kind=what.step,
        on=what.on.isoformat(),
        sha256=row.file_sha256,
    )
    telling.stated(grant, what.step, to=other, at=at)
    duties.follow(grant, right=(Act.RECORD_GRANT, side), by=by, at=at)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Money paid or returned, or what was spent; whole rupiah."""

    kind: Kind
    amount: int
    on: date
    void: bool = False


@transaction.atomic
def record_entry(
    grant: Grant,
    *,
    what: Moved,
    paper: Paper,
    file: UploadedFile | None,
    supersedes: Entry | None = None,
    by: Member,
    at: datetime,
) -> Entry:
    """Record money that moved or was accounted for, with its proof; or correct a record of it.

    The same form sent twice gives back the first. Raises NotAllowed, BadData.
    """
    side = facts.side(what.kind, grant)
    allow(by, Act.RECORD_GRANT, side)
    Grant.objects.select_for_update().get(pk=grant.pk)
    known = Entry.objects.filter(form=paper.form).first() if paper.form else None
    if known is not None:
        return known
    rupiah(what.amount, least=0 if what.kind == Kind.REPORTED else 1)
    _check(paper, on=what.on, at=at)
    _check_proof(what, file, supersedes, paper)
    _check_correction(grant, what, supersedes)
    row = Entry.objects.create(
        grant=grant,
        kind=what.kind,
        amount=what.amount,
        on=what.on,
        void=what.void,
        supersedes=supersedes,
        **_columns(paper, file, by=by, at=at),
    )
    record(
        f"grant.{what.kind}",
        subject=f"grant:{grant.pk}",
        by=by.user,
        at=at,
        institution=side.code,
        on=what.on.isoformat(),
        sha256=row.file_sha256,
        supersedes=supersedes.pk if supersedes else None,
    )
    telling.moved(grant, what.kind, at=at)
    duties.follow(grant, right=(Act.RECORD_GRANT, side), by=by, at=at)
    return row


def _check(paper: Paper, *, on: date, at: datetime) -> None:
    title(paper.reference)
    several_lines(paper.note)
    if on > at.date():
        raise BadData("Tanggalnya ada di masa depan. Isi tanggal yang tercetak pada dokumennya.")


def _check_proof(
    what: Moved, file: UploadedFile | None, supersedes: Entry | None, paper: Paper
) -> None:
    if what.void and supersedes is None:
        raise BadData("Hanya catatan yang sudah ada dapat dibatalkan. Pilih catatannya.")
    if supersedes is not None and not paper.note.strip():
        raise BadData("Alasan perbaikannya belum diisi. Tulis apa yang keliru pada catatan lama.")
    if file is None and not what.void:
        raise BadData(
            "Buktinya belum dipilih. Lampirkan SP2D, bukti setor atau laporannya (PDF, JPG, PNG, "
            "XLSX atau DOCX)."
        )


def _check_correction(grant: Grant, what: Moved, old: Entry | None) -> None:
    if old is None:
        return
    if (old.grant_id, old.kind) != (grant.pk, what.kind):
        raise BadData("Catatan yang diperbaiki milik hibah lain. Catat sebagai baris baru.")
    if old.void or Entry.objects.filter(supersedes=old).exists():
        raise BadData(f"Catatan {old} sudah diganti. Muat ulang, lalu perbaiki yang terbaru.")


def _columns(
    paper: Paper, file: UploadedFile | None, *, by: Member, at: datetime
) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "reference": paper.reference,
        "note": paper.note.strip(),
        "form": paper.form,
        "recorded_by_id": by.user,
        "recorded_at": at,
    }
    if file is not None:
        stored = files.store(file)
        columns |= {
            "file_name": stored.name,
            "file_type": stored.type,
            "file_size": stored.size,
            "file_sha256": stored.sha256,
        }
    return columns


@transaction.atomic
def answer(entry: Entry, *, confirmed: bool, reason: str, by: Member, at: datetime) -> Answer:
    """Say that an entry of the other side is so, or why it is not. Raises NotAllowed, BadData."""
    grant = entry.grant
    side = facts.other_side(entry.kind, grant)
    allow(by, Act.CONFIRM_GRANT, side)
    Grant.objects.select_for_update().get(pk=grant.pk)
    if entry.recorded_by_id == by.user:
        raise BadData("Pencatat tidak boleh menjawab catatannya sendiri. Minta rekan lain.")
    if not confirmed and not reason.strip():
        raise BadData("Alasannya belum diisi. Tulis apa yang tidak cocok, misalnya jumlahnya.")
    several_lines(reason)
    if entry.void or Entry.objects.filter(supersedes=entry).exists():
        raise BadData("Catatan ini sudah diganti. Muat ulang, lalu jawab yang terbaru saja.")
    if Answer.objects.filter(entry=entry).exists():
        raise BadData("Catatan ini sudah dijawab. Muat ulang halaman untuk melihatnya.")
    row = Answer.objects.create(
        entry=entry,
        confirmed=confirmed,
        reason=reason.strip(),
        recorder=entry.recorded_by_id,
        answered_by_id=by.user,
        answered_at=at,
    )
    record(
        "grant.confirmed" if confirmed else "grant.denied",
        subject=f"grant:{grant.pk}",
        by=by.user,
        at=at,
        institution=side.code,
        entry=entry.pk,
    )
    telling.answered(row, at=at)
    duties.follow(grant, right=(Act.CONFIRM_GRANT, side), by=by, at=at)
    return row
