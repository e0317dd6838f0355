"""Every write on runs and pairs: one transaction, one audit line, nobody's name in either."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max

from serentak.desk.accounts.policy import Act, Member, allow
from serentak.desk.audit.actions import record
from serentak.desk.jobs import actions as jobs
from serentak.desk.jobs.models import Job
from serentak.desk.places.models import Institution, Region
from serentak.desk.register import duties, folder, reviews, rows, tables
from serentak.desk.register.models import Run, VillageCount
from serentak.desk.register.orders import KIND, Order
from serentak.desk.register.reviews import SETTLING, Review, Verdict
from serentak.desk.shared.typed import several_lines
from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode, within
from serentak.engine.register import groups


def start(
    order: Order, *, institution: Institution, form: UUID | None, by: Member, at: datetime
) -> Job:
    """Ask for a run; the same form sent twice is one job. Raises NotAllowed, BadData."""
    allow(by, Act.RUN_REGISTER, institution)
    if not order.files:
        raise BadData("Belum ada berkas. Unggah berkas register, atau pilih dari folder peladen.")
    if order.cap is not None and not order.trial:
        raise BadData(
            "Batas pemilih yang ditulis sendiri hanya untuk percobaan. Tandai percobaan, atau "
            "kosongkan agar batasnya dari data hukum."
        )
    return jobs.submit(
        KIND,
        arguments=order.arguments,
        form=form,
        institution=institution.code,
        by=by.user,
        at=at,
    )


def cancel(job: Job, *, by: Member, at: datetime) -> Job:
    """Stop a run that is not finished. Raises NotAllowed, BadData."""
    allow(by, Act.RUN_REGISTER, Institution.objects.get(pk=job.institution))
    return jobs.cancel(job, by=by.user, at=at)


@transaction.atomic
def record_run(
    place: Path, *, order: Order, job: Job | None = None, by: int | None, at: datetime
) -> Run:
    """Take a finished run's counts and stations over from its folder, once. Raises BadData."""
    known = Run.objects.filter(folder=place.name).first()
    if known is not None:
        return known
    report = folder.read(place)
    institution = Institution.objects.select_for_update().get(pk=order.institution)
    _check(report, order, institution)
    run = Run.objects.create(
        number=_next_number(institution, report.election),
        institution=institution,
        stage=order.stage,
        trial=order.trial,
        job=job,
        folder=place.name,
        recorded_by=by,
        recorded_at=at,
        simulated=settings.DEMO,
        **rows.columns(report),
    )
    rows.fill(run, report, place)
    record(
        "register.recorded",
        subject=f"run:{run.pk}",
        by=by,
        at=at,
        institution=institution.code,
        sha256=run.digest,
        count=run.records,
    )
    return run


def _check(report: folder.Report, order: Order, institution: Institution) -> None:
    if report.election != order.election:
        raise BadData("Laporan putaran untuk pemilihan lain daripada yang diminta. Mulai lagi.")
    home, where = RegionCode(institution.region_id), RegionCode(report.region)
    if not within(where, home) or not Region.objects.filter(pk=report.region).exists():
        raise BadData(
            f"Register ini dari wilayah {report.region}, di luar wilayah {institution.short} "
            f"({home}). Periksa berkasnya."
        )
    strange = [one["village"] for one in report.villages if not _lies_in(one["village"], where)]
    if strange:
        raise BadData(
            f"{len(strange)} desa dalam laporan di luar wilayah {where}, misalnya {strange[0]}. "
            "Periksa berkasnya."
        )


def _lies_in(village: str, region: RegionCode) -> bool:
    return within(RegionCode(village), region)


def _next_number(institution: Institution, election: str) -> int:
    earlier = Run.objects.filter(institution=institution, election=election)
    last: int | None = earlier.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@transaction.atomic
def accept(run: Run, *, by: Member, at: datetime) -> Run:
    """Put a run in force; it then counts as measured. Raises NotAllowed, BadData."""
    now = _locked(run, by)
    if now.trial:
        raise BadData("Ini percobaan. Jalankan putaran tanpa percobaan untuk diberlakukan.")
    if now.accepted_at is not None:
        raise BadData("Putaran ini sudah diberlakukan. Muat ulang halaman.")
    now.accepted_at, now.accepted_by = at, by.user
    now.save(update_fields=["accepted_at", "accepted_by"])
    return _ruled(now, "accepted", by=by, at=at)


@transaction.atomic
def withdraw(run: Run, *, reason: str, by: Member, at: datetime) -> Run:
    """Take a run out of force; the one before it counts again. Raises NotAllowed, BadData."""
    now = _locked(run, by)
    if now.accepted_at is None or now.withdrawn_at is not None:
        raise BadData("Putaran ini tidak sedang berlaku. Muat ulang halaman.")
    if not reason.strip():
        raise BadData("Alasannya belum diisi. Tulis mengapa putaran ini ditarik.")
    several_lines(reason)
    now.withdrawn_at, now.withdrawn_by, now.reason = at, by.user, reason.strip()[:300]
    now.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    return _ruled(now, "withdrawn", by=by, at=at)


@transaction.atomic
def restore(run: Run, *, by: Member, at: datetime) -> Run:
    """Put a withdrawn run back in force. Raises NotAllowed, BadData."""
    now = _locked(run, by)
    if now.withdrawn_at is None:
        raise BadData("Putaran ini tidak sedang ditarik. Muat ulang halaman.")
    now.withdrawn_at, now.withdrawn_by, now.reason = None, None, ""
    now.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    return _ruled(now, "restored", by=by, at=at)


def _locked(run: Run, by: Member, act: Act = Act.RUN_REGISTER) -> Run:
    """The run as it stands, for this writer alone. Raises NotAllowed."""
    held = Run.objects.select_for_update(of=("self",)).select_related("institution", "region")
    now = held.get(pk=run.pk)
    allow(by, act, now.institution)
    return now


def _ruled(run: Run, act: str, *, by: Member, at: datetime) -> Run:
    record(
        f"register.{act}",
        subject=f"run:{run.pk}",
        by=by.user,
        at=at,
        institution=run.institution_id,
        sha256=run.digest,
    )
    duties.follow(run, by=by, at=at)
    return run


def look(
    run: Run, *, region: str, answered: bool, page: tuple[int, int], by: Member, at: datetime
) -> tuple[list[tables.Pair], bool]:
    """Open pairs for review, (how many, from which on), and whether more follow.

    Every look leaves its trace, by key. Raises NotAllowed, BadData.
    """
    allow(by, Act.REVIEW_PAIRS, run.institution)
    place = place_of(run)
    keys = list(reviews.standing(place))
    size, offset = page
    one_more = tables.pairs(
        place, region=region, keys=keys, chosen=answered, page=(size + 1, offset)
    )
    found = one_more[:size]
    record(
        "register.pairs_seen",
        subject=f"run:{run.pk}",
        by=by.user,
        at=at,
        institution=run.institution_id,
        pairs=[pair.key for pair in found],
        count=len(found),
    )
    return found, len(one_more) > size


@transaction.atomic
def decide(
    run: Run, *, key: str, verdict: Verdict, reason: str, by: Member, at: datetime
) -> Review:
    """Answer a pair, or take an answer back; the newest answer counts. Raises NotAllowed, BadData.

    The line in the run's folder is written last: if it fails, nothing of this happened.
    """
    now = _locked(run, by, Act.REVIEW_PAIRS)
    place, reason = place_of(now), reason.strip()[:200]
    if not reason:
        raise BadData("Alasannya belum diisi. Tulis singkat dasar jawabannya, tanpa nama dan NIK.")
    several_lines(reason)
    before = reviews.standing(place).get(key)
    pair = _pair(place, key, answered=before is not None)
    if before is not None and (before.verdict, before.reason) == (verdict, reason):
        return before
    if before is None and verdict == Verdict.WITHDRAWN:
        raise BadData("Pasangan ini belum dijawab, jadi tidak ada yang ditarik.")
    review = Review(
        id_a=pair.id_a,
        id_b=pair.id_b,
        kind=pair.kind,
        verdict=verdict,
        reason=reason,
        by=by.user,
        at=at,
    )
    _settle(now, pair, before, review)
    record(
        "register.pair_decided",
        subject=f"run:{now.pk}",
        by=by.user,
        at=at,
        institution=now.institution_id,
        pairs=[key],
        verdict=verdict,
    )
    reviews.add(place, review)
    return review


def torn(run: Run) -> frozenset[str]:
    """Keys of the answers that cannot be true beside the other decisions. Raises BadData."""
    place = place_of(run)
    said = reviews.standing(place)
    different = {_rows(one): key for key, one in said.items() if one.verdict == Verdict.DIFFERENT}
    if not different:
        return frozenset()
    answered = {_rows(one) for one in said.values() if one.verdict in SETTLING}
    same = {_rows(one) for one in said.values() if one.verdict == Verdict.SAME}
    found = groups.decided(same | (set(tables.sure(place)) - answered), different)
    return frozenset(different[pair] for pair in found.torn)


def _rows(review: Review) -> tuple[str, str]:
    return review.id_a, review.id_b


def _pair(place: Path, key: str, *, answered: bool) -> tables.Waiting:
    """The pair of a key, if it waits or was answered. Raises BadData."""
    found = tables.waiting(place, key) if key else []
    if not found or not (found[0].review or answered):
        raise BadData("Pasangan itu tidak ada dalam putaran ini. Muat ulang halaman.")
    return found[0]


def _settle(run: Run, pair: tables.Waiting, before: Review | None, now: Review) -> None:
    """Count the pair in its village as answered, or as waiting again; not one that never waited."""
    if not pair.review:
        return
    change = (now.verdict in SETTLING) - (before is not None and before.verdict in SETTLING)
    counts = VillageCount.objects.filter(run=run, village=pair.village)
    counts.update(pairs_settled=F("pairs_settled") + change)


def place_of(run: Run) -> Path:
    """The run's own folder."""
    folder_of_runs: Path = settings.RUNS_DIR
    return folder_of_runs / run.folder
