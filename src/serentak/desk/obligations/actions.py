"""Every write on duties and evidence: one transaction, one audit line, cells recomputed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from serentak.desk.accounts.policy import Act, Member, allow
from serentak.desk.audit.actions import record
from serentak.desk.notices.actions import tell
from serentak.desk.obligations import facts, files
from serentak.desk.obligations.models import (
    AnchorEvent,
    Decision,
    Draft,
    Evidence,
    EvidenceKind,
    Exemption,
    Feed,
    Obligation,
    Verdict,
)
from serentak.desk.obligations.signals import touched
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.typed import one_line, several_lines, title
from serentak.engine.errors import BadData, NotAllowed
from serentak.engine.law.model import Election, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a reporter hands in; amounts are integers in `unit`, money whole rupiah."""

    kind: EvidenceKind
    title: str
    event_on: date
    note: str = ""
    value: int | None = None
    total: int | None = None
    unit: str = ""
    published: bool = False
    expires_at: datetime | None = None
    form: UUID | None = None


@transaction.atomic
def report(
    obligations: Sequence[Obligation],
    *,
    what: Report,
    file: UploadedFile | None,
    supersedes: Evidence | None = None,
    by: Member,
    at: datetime,
) -> Evidence:
    """Hand in evidence for one or several duties of one institution.

    The same form sent twice gives back the first. Raises NotAllowed, BadData.
    """
    institution = _one_bearer(obligations)
    allow(by, Act.REPORT, institution)
    if supersedes is not None:
        Evidence.objects.select_for_update().get(pk=supersedes.pk)
    known = _sent(what.form)
    if known is not None:
        return known
    _check(what, file=file, at=at)
    duties = obligations if supersedes is None else _corrected(supersedes, obligations)
    stored = files.store(file) if file else None
    evidence = Evidence(
        institution=institution,
        kind=what.kind,
        title=what.title,
        note=what.note,
        event_on=what.event_on,
        value=what.value,
        total=what.total,
        unit=what.unit,
        published=what.published,
        expires_at=what.expires_at,
        supersedes=supersedes,
        form=what.form,
        reported_by_id=by.user,
        reported_at=at,
        **_file_columns(stored),
    )
    twin = _save_once(evidence)
    if twin is not None:
        return twin
    evidence.obligations.set(duties)
    Draft.objects.filter(obligation__in=obligations, user_id=by.key).delete()
    _tell_verifier(evidence, obligations[0], at=at)
    record(
        "evidence.reported",
        subject=f"evidence:{evidence.pk}",
        by=by.user,
        at=at,
        institution=institution.code,
        obligations=[row.pk for row in duties],
        sha256=evidence.file_sha256,
        supersedes=supersedes.pk if supersedes else None,
    )
    touch(duties)
    return evidence


def _one_bearer(obligations: Sequence[Obligation]) -> Institution:
    bearers = {row.institution_id for row in obligations}
    if len(bearers) != 1:
        raise BadData("Satu bukti hanya untuk kewajiban satu lembaga. Pilih ulang kewajibannya.")
    if any(row.withdrawn for row in obligations):
        raise BadData("Kewajiban ini sudah dicabut karena aturannya berubah. Lihat daftar terbaru.")
    return obligations[0].institution


def _check(what: Report, *, file: UploadedFile | None, at: datetime) -> None:
    title(what.title)
    one_line(what.unit)
    several_lines(what.note)
    if what.event_on > at.date():
        raise BadData(
            "Tanggal dokumen ada di masa depan. Isi tanggal yang tercetak pada dokumennya."
        )
    if what.kind == EvidenceKind.DOCUMENT and file is None:
        raise BadData("Berkas belum dipilih. Lampirkan dokumennya (PDF, JPG, PNG, XLSX atau DOCX).")
    if what.kind == EvidenceKind.NUMBER and what.value is None:
        raise BadData("Angkanya belum diisi. Tulis jumlah yang sudah terpenuhi.")


def _corrected(old: Evidence, obligations: Sequence[Obligation]) -> list[Obligation]:
    """Every duty of a correction: those of what it replaces that nobody can name now go along."""
    if old.institution_id != obligations[0].institution_id:
        raise BadData("Bukti yang diperbaiki milik lembaga lain. Laporkan sebagai bukti baru.")
    if Evidence.objects.filter(supersedes=old).exists():
        raise BadData(
            f"Bukti {old} sudah diganti oleh laporan lain. Muat ulang halaman dan "
            "perbaiki bukti yang terbaru."
        )
    rest = facts.left_out(old, by=obligations)
    missing = facts.open_to(old.institution, rest)
    if missing:
        raise BadData(
            f"Bukti {old} juga membuktikan kewajiban lain: {facts.titles(missing)}. "
            "Sertakan kewajiban itu dalam perbaikannya."
        )
    return [*obligations, *rest]


def _file_columns(stored: files.Stored | None) -> dict[str, Any]:
    if stored is None:
        return {}
    return {
        "file_name": stored.name,
        "file_type": stored.type,
        "file_size": stored.size,
        "file_sha256": stored.sha256,
    }


def _sent(form: UUID | None) -> Evidence | None:
    """The evidence this form has already become."""
    return Evidence.objects.filter(form=form).first() if form else None


def _save_once(evidence: Evidence) -> Evidence | None:
    """None, or the twin that the same form became meanwhile."""
    try:
        with transaction.atomic():
            evidence.save(force_insert=True)
    except IntegrityError:
        twin = _sent(evidence.form)
        if twin is None:
            raise
        return twin
    return None


def _tell_verifier(evidence: Evidence, duty: Obligation, *, at: datetime) -> None:
    verifier = evidence.institution.verifier
    if verifier is None:
        return
    tell(
        verifier,
        kind="evidence.reported",
        subject=f"obligation:{duty.pk}",
        text=f"{evidence.institution.short} melaporkan bukti B-{evidence.pk}: {evidence.title}",
        text_en=f"{evidence.institution.short} reported evidence B-{evidence.pk}: {evidence.title}",
        at=at,
    )


@transaction.atomic
def decide(
    evidence: Evidence,
    *,
    verdict: Verdict,
    reason: str,
    percent: int | None = None,
    by: Member,
    at: datetime,
) -> Decision:
    """Accept, accept in part or return a piece of evidence. Raises NotAllowed, BadData."""
    allow(by, Act.REVIEW, evidence.institution)
    if evidence.reported_by_id == by.user:
        raise BadData("Pelapor tidak boleh memeriksa buktinya sendiri. Minta pemeriksa lain.")
    if verdict != Verdict.ACCEPTED and not reason.strip():
        raise BadData("Alasannya belum diisi. Tulis apa yang kurang agar pelapor tahu.")
    several_lines(reason)
    if (verdict == Verdict.PARTIAL) != (percent is not None):
        raise BadData("Isi persentase yang diterima (1 sampai 99) hanya untuk terima sebagian.")
    Evidence.objects.select_for_update().get(pk=evidence.pk)
    if Evidence.objects.filter(supersedes=evidence).exists():
        raise BadData("Bukti ini sudah diganti perbaikan. Periksa bukti yang terbaru saja.")
    if Decision.objects.filter(evidence=evidence).exists():
        raise BadData("Bukti ini sudah diputus orang lain. Muat ulang halaman untuk melihatnya.")
    decision = Decision.objects.create(
        evidence=evidence,
        verdict=verdict,
        percent=percent,
        reason=reason.strip(),
        reporter=evidence.reported_by_id,
        decided_by_id=by.user,
        decided_at=at,
    )
    duties = list(evidence.obligations.select_related("institution", "region"))
    _tell_reporter(evidence, decision, duties[0], at=at)
    record(
        f"evidence.{verdict}",
        subject=f"evidence:{evidence.pk}",
        by=by.user,
        at=at,
        institution=evidence.institution_id,
        obligations=[row.pk for row in duties],
        percent=percent,
    )
    touch(list(Obligation.objects.filter(evidence__in=facts.chain(evidence)).distinct()))
    return decision


def _tell_reporter(
    evidence: Evidence, decision: Decision, duty: Obligation, *, at: datetime
) -> None:
    did, did_en = {
        Verdict.ACCEPTED: ("menerima", "accepted"),
        Verdict.PARTIAL: ("menerima sebagian", "accepted in part"),
        Verdict.RETURNED: ("mengembalikan", "returned"),
    }[Verdict(decision.verdict)]
    share = f" ({decision.percent}%)" if decision.percent else ""
    because = f": {decision.reason}" if decision.reason else ""
    named = facts.template(duty)
    who, number = evidence.institution.verifier or "Pemeriksa", f"B-{evidence.pk}"
    tell(
        evidence.institution,
        kind=f"evidence.{decision.verdict}",
        subject=f"obligation:{duty.pk}",
        text=f"{who} {did}{share} {number} untuk “{named.duty}” ({duty.region}){because}",
        text_en=f"{who} {did_en}{share} {number} for “{named.duty_en}” ({duty.region}){because}",
        at=at,
    )


@transaction.atomic
def exempt(
    obligation: Obligation, *, applies: bool, reason: str, by: Member, at: datetime
) -> Exemption:
    """Say that a duty does not apply here, or applies again. Raises NotAllowed, BadData."""
    allow(by, Act.EXEMPT, obligation.institution)
    if not reason.strip():
        raise BadData("Alasannya belum diisi. Tulis mengapa kewajiban ini tidak berlaku di sini.")
    several_lines(reason)
    row = Exemption.objects.create(
        obligation=obligation,
        applies=applies,
        reason=reason.strip(),
        decided_by=by.user,
        decided_at=at,
    )
    record(
        "obligation.applies" if applies else "obligation.exempted",
        subject=f"obligation:{obligation.pk}",
        by=by.user,
        at=at,
        institution=obligation.institution_id,
    )
    touch([obligation])
    return row


@transaction.atomic
def record_event(
    *,
    election: Election,
    region: Region,
    event: Event,
    on: date,
    institution: Institution,
    source: str,
    by: Member,
    at: datetime,
) -> AnchorEvent:
    """Record a region's own event that starts clocks; dates follow by regeneration.

    Raises NotAllowed, BadData.
    """
    allow(by, Act.RECORD_EVENT, institution)
    if institution.kind not in event.owners:
        raise NotAllowed("Kejadian ini milik lembaga lain; hanya lembaga itu yang mencatatnya.")
    title(source)
    if on < _beginning(election):
        raise BadData("Tanggalnya mendahului tahapan pemilihan ini. Periksa tahunnya.")
    if on > at.date():
        raise BadData("Kejadian belum terjadi pada tanggal itu. Isi tanggal yang sudah lewat.")
    row = AnchorEvent.objects.create(
        election=election.id,
        region=region,
        name=event.id,
        on=on,
        source=source,
        recorded_by=by.user,
        recorded_at=at,
    )
    record(
        "event.recorded",
        subject=f"event:{row.pk}",
        by=by.user,
        at=at,
        institution=institution.code,
        name=event.id,
        region=region.code,
        on=on.isoformat(),
    )
    return row


def _beginning(election: Election) -> date:
    """The first day of an election's calendar."""
    starts = (stage.start for stage in election.stages if stage.start is not None)
    return min(starts, default=date.min)


def save_draft(
    obligation: Obligation, *, values: dict[str, str], by: Member, at: datetime
) -> Draft:
    """Keep an unfinished report; a draft is nobody's record, so it leaves no audit line."""
    allow(by, Act.REPORT, obligation.institution)
    draft, _ = Draft.objects.update_or_create(
        obligation=obligation, user_id=by.key, defaults={"values": values, "saved_at": at}
    )
    return draft


def touch(obligations: Sequence[Obligation]) -> None:
    """Let the cells of the duties' regions be recomputed in this transaction."""
    regions: dict[str, set[str]] = defaultdict(set)
    for row in obligations:
        regions[row.election].add(row.region_id)
    for election, codes in regions.items():
        touched.send(sender=None, election=election, regions=codes)


@transaction.atomic
def open_feed(institution: Institution, *, digest: str, by: Member, at: datetime) -> Feed:
    """A new private calendar address. Raises NotAllowed."""
    allow(by, Act.FEED, institution)
    feed = Feed.objects.create(
        institution=institution, digest=digest, created_by=by.user or 0, created_at=at
    )
    record(
        "feed.opened", subject=f"feed:{feed.pk}", by=by.user, at=at, institution=institution.code
    )
    return feed


@transaction.atomic
def revoke_feed(feed: Feed, *, by: Member, at: datetime) -> None:
    """Close a calendar address; a second time changes nothing. Raises NotAllowed."""
    allow(by, Act.FEED, feed.institution)
    if feed.revoked_at is not None:
        return
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    record(
        "feed.revoked",
        subject=f"feed:{feed.pk}",
        by=by.user,
        at=at,
        institution=feed.institution_id,
    )
