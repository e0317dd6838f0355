"""Evidence and what becomes of it: handed in, accepted, returned, corrected, expired."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from serentak.desk.accounts.models import Role
from serentak.desk.law.facts import law
from serentak.desk.notices.models import Notice
from serentak.desk.obligations import facts
from serentak.desk.obligations.models import (
    Decision,
    Draft,
    Evidence,
    EvidenceKind,
    Obligation,
    Verdict,
)
from serentak.engine.errors import BadData, NotAllowed
from serentak.engine.readiness import State, Status, Why, status
from tests.desk.factories import decide, duty, institution, member, report
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATER = NOW + HOUR


def standing(row: Obligation, at: datetime = LATER) -> Status:
    return status(facts.items([row])[0], at=at)


def test_reported_evidence_waits_and_its_verifier_is_told() -> None:
    row = duty("74.12/kpu")

    report(row, title="SK penetapan")

    assert standing(row).why is Why.WAITING
    assert "SK penetapan" in Notice.objects.get(to="74/kpu").text


def test_accepted_evidence_meets_the_duty_and_its_bearer_is_told() -> None:
    row = duty("74.12/kpu")

    decide(report(row))

    assert standing(row).state is State.MET
    told = Notice.objects.get(to="74.12/kpu")
    assert told.text.startswith(f"{row.institution.verifier} menerima B-")
    assert f"“{law().templates[row.template].duty}” (Wilayah 74.12)" in told.text


def test_evidence_accepted_in_part_counts_with_its_share() -> None:
    row = duty("74.12/kpu")

    decide(report(row), Verdict.PARTIAL, percent=40, reason="Baru dua kecamatan")

    assert (standing(row).coverage, standing(row).why) == (0.4, Why.PARTIAL)
    told = Notice.objects.get(to="74.12/kpu")
    assert "menerima sebagian (40%) B-" in told.text
    assert told.text.endswith(": Baru dua kecamatan")


def test_a_number_counts_with_its_share_of_what_is_needed() -> None:
    row = duty("74.12/kpu")

    decide(report(row, kind=EvidenceKind.NUMBER, value=30, total=120))

    assert standing(row).coverage == 0.25


def test_returned_evidence_counts_for_nothing_and_says_why() -> None:
    row = duty("74.12/kpu")

    decide(report(row), Verdict.RETURNED, reason="Tanpa tanda tangan")

    assert (standing(row).coverage, standing(row).why) == (0.0, Why.RETURNED)
    assert "Tanpa tanda tangan" in Notice.objects.get(to="74.12/kpu").text


@pytest.mark.parametrize(
    ("verdict", "percent", "reason", "sentence"),
    [
        (Verdict.RETURNED, None, "  ", "Alasannya belum diisi"),
        (Verdict.PARTIAL, None, "Kurang", "persentase"),
        (Verdict.ACCEPTED, 50, "", "persentase"),
    ],
)
def test_a_half_filled_verdict_is_refused(
    verdict: Verdict, percent: int | None, reason: str, sentence: str
) -> None:
    evidence = report(duty("74.12/kpu"))

    with pytest.raises(BadData, match=sentence):
        decide(evidence, verdict, percent=percent, reason=reason or " ")

    assert not Decision.objects.exists()


def test_nobody_verifies_what_they_reported_themselves() -> None:
    both = member((Role.REPORTER, "74/kpu"), (Role.VERIFIER, "74/kpu"))
    evidence = report(duty("74/kpu"), by=both)

    with pytest.raises(BadData, match="buktinya sendiri"):
        decide(evidence, by=both)


def test_the_database_refuses_a_verdict_on_ones_own_evidence_too() -> None:
    both = member((Role.REPORTER, "74/kpu"), (Role.VERIFIER, "74/kpu"))
    evidence = report(duty("74/kpu"), by=both)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            evidence=evidence,
            verdict=Verdict.ACCEPTED,
            reporter=both.user,
            decided_by_id=both.user,
            decided_at=NOW,
        )


def test_a_colleague_verifies_what_another_reported() -> None:
    evidence = report(duty("74/kpu"), by=member((Role.REPORTER, "74/kpu")))

    decide(evidence, by=member((Role.VERIFIER, "74/kpu")))

    assert Decision.objects.get().verdict == Verdict.ACCEPTED


@pytest.mark.parametrize(
    "stranger",
    [
        (Role.VERIFIER, "74/kesbangpol"),
        (Role.VERIFIER, "74.01/kpu"),
        (Role.COORDINATOR, "74/kesbangpol"),
        (Role.ADMINISTRATOR, "74/kpu"),
        (Role.REPORTER, "74.12/kpu"),
    ],
)
def test_kpu_evidence_is_decided_by_nobody_but_the_kpu_above(stranger: tuple[Role, str]) -> None:
    evidence = report(duty("74.12/kpu"))

    with pytest.raises(NotAllowed, match="pemeriksa yang ditunjuk"):
        decide(evidence, by=member(stranger))

    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "stranger",
    [
        (Role.COORDINATOR, "74/kesbangpol"),
        (Role.REPORTER, "74.12/kesbangpol"),
        (Role.REPORTER, "74.01/kpu"),
        (Role.VERIFIER, "74/kpu"),
        (Role.ADMINISTRATOR, "74.12/kpu"),
    ],
)
def test_nobody_reports_for_the_kpu_but_the_kpu_itself(stranger: tuple[Role, str]) -> None:
    row = duty("74.12/kpu")

    with pytest.raises(NotAllowed, match="lembaga yang wajib"):
        report(row, by=member(stranger))

    assert not Evidence.objects.exists()


def test_evidence_is_decided_once() -> None:
    evidence = report(duty("74.12/kpu"))
    decide(evidence)

    with pytest.raises(BadData, match="sudah diputus"):
        decide(evidence, Verdict.RETURNED)


@pytest.mark.parametrize("table", [Evidence, Decision])
def test_evidence_and_verdicts_are_neither_changed_nor_deleted(table: type) -> None:
    decide(report(duty("74.12/kpu")))
    row = table.objects.get()  # type: ignore[attr-defined]

    with pytest.raises(NotAllowed, match="tidak dapat diubah"):
        row.save()
    with pytest.raises(NotAllowed, match="tidak dapat dihapus"):
        row.delete()


def test_a_correction_takes_over_only_once_it_is_accepted() -> None:
    row = duty("74.12/kpu")
    first = report(row, kind=EvidenceKind.NUMBER, value=40, total=100)
    decide(first, at=NOW)
    second = report(
        row, kind=EvidenceKind.NUMBER, value=80, total=100, supersedes=first, at=NOW + HOUR
    )
    assert standing(row, NOW + 2 * HOUR).coverage == 0.4

    decide(second, at=NOW + 3 * HOUR)

    assert standing(row, NOW + 3 * HOUR).coverage == 0.8
    assert set(row.evidence.all()) == {first, second}


def test_a_returned_correction_leaves_the_old_evidence_standing() -> None:
    row = duty("74.12/kpu")
    first = report(row, kind=EvidenceKind.NUMBER, value=40, total=100)
    decide(first)
    second = report(row, kind=EvidenceKind.NUMBER, value=80, total=100, supersedes=first)

    decide(second, Verdict.RETURNED)

    assert standing(row).coverage == 0.4


def test_two_corrections_of_the_same_evidence_are_told_apart_in_a_sentence() -> None:
    row = duty("74.12/kpu")
    first = report(row)
    report(row, title="Perbaikan pertama", supersedes=first)

    with pytest.raises(BadData, match=f"Bukti B-{first.pk} sudah diganti oleh laporan lain"):
        report(row, title="Perbaikan kedua", supersedes=first)

    assert Evidence.objects.count() == 2


def test_a_correction_of_another_bodys_evidence_is_refused() -> None:
    foreign = report(duty("74.01/kpu"))

    with pytest.raises(BadData, match="milik lembaga lain"):
        report(duty("74.12/kpu"), supersedes=foreign)


def test_the_same_form_sent_twice_is_one_piece_of_evidence() -> None:
    row, form, reporter = duty("74.12/kpu"), uuid4(), member((Role.REPORTER, "74.12/kpu"))

    first = report(row, form=form, by=reporter)
    second = report(row, form=form, by=reporter)

    assert first == second
    assert Evidence.objects.count() == 1
    assert Notice.objects.count() == 1


def test_a_date_in_the_future_is_refused() -> None:
    with pytest.raises(BadData, match="masa depan"):
        report(duty("74.12/kpu"), event_on=NOW.date() + timedelta(days=1))


def test_a_number_without_a_figure_is_refused() -> None:
    with pytest.raises(BadData, match="Angkanya belum diisi"):
        report(duty("74.12/kpu"), kind=EvidenceKind.NUMBER)


def test_a_share_of_nothing_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        report(duty("74.12/kpu"), kind=EvidenceKind.NUMBER, value=1, total=0)


def test_evidence_that_has_expired_no_longer_counts() -> None:
    row = duty("74.12/kpu")
    decide(report(row, expires_at=NOW + timedelta(days=10)))

    assert standing(row, NOW + timedelta(days=9)).state is State.MET
    after = standing(row, NOW + timedelta(days=10))

    assert (after.coverage, after.why) == (0.0, Why.EXPIRED)


def test_one_proof_serves_several_duties_of_its_body() -> None:
    rows = [duty("74.12/kpu", nth=n) for n in range(3)]

    decide(report(*rows))

    assert Evidence.objects.count() == 1
    assert {standing(row).state for row in rows} == {State.MET}


def test_one_proof_never_serves_two_bodies() -> None:
    with pytest.raises(BadData, match="satu lembaga"):
        report(duty("74.12/kpu"), duty("74.12/bawaslu"))


def test_handing_in_clears_the_draft() -> None:
    row, reporter = duty("74.12/kpu"), member((Role.REPORTER, "74.12/kpu"))
    Draft.objects.create(obligation=row, user_id=reporter.key, saved_at=NOW)

    report(row, by=reporter)

    assert not Draft.objects.exists()


def test_evidence_of_a_body_that_nobody_checks_is_still_taken() -> None:
    row = duty("74.12/kpu", due=date(2024, 10, 20))
    body = institution("74.12/kpu")
    body.verifier = None
    body.save()
    row.refresh_from_db()

    report(row)

    assert standing(row).why is Why.WAITING
    assert not Notice.objects.exists()


def test_what_a_correction_replaced_is_no_longer_decided() -> None:
    first = report(row := duty("74.12/kpu"))
    report(row, title="Perbaikan", supersedes=first)

    with pytest.raises(BadData, match="sudah diganti"):
        decide(first)
