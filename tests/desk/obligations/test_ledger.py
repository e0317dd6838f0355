"""The ledger of a duty and its readiness read a correction by one rule: it counts once accepted."""

from datetime import datetime, timedelta

import pytest

from serentak.desk.figures import proofs
from serentak.desk.obligations import facts, pages
from serentak.desk.obligations.models import Evidence, Obligation, Verdict
from serentak.engine.readiness import Status, status
from tests.desk.factories import ELECTION, decide, duty, report
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATER = NOW + 9 * HOUR


@pytest.fixture
def row() -> Obligation:
    return duty("74.12/kpu")


def entry(evidence: Evidence, *, at: datetime = LATER) -> pages.Entry:
    row = evidence.obligations.get()
    return next(one for one in pages.ledger(row, at=at) if one.evidence == evidence)


def standing(row: Obligation, *, at: datetime = LATER) -> Status:
    return status(facts.items([row])[0], at=at)


def accepted(row: Obligation) -> Evidence:
    evidence = report(row, title="SK lama")
    decide(evidence)
    return evidence


def test_accepted_evidence_stays_in_force_while_its_correction_waits(row: Obligation) -> None:
    old = accepted(row)
    new = report(row, supersedes=old, at=NOW + HOUR)

    found = entry(old)

    assert not found.replaced
    assert found.icon == "done"
    assert found.said.startswith("diterima")
    assert found.said.endswith(f"perbaikannya {new} menunggu pemeriksa")
    assert standing(row).coverage == 1


def test_evidence_is_replaced_from_the_second_its_correction_is_accepted(row: Obligation) -> None:
    old = accepted(row)
    new = report(row, supersedes=old, at=NOW + HOUR)
    decide(new, at=NOW + 2 * HOUR)

    before = entry(old, at=NOW + 2 * HOUR - timedelta(seconds=1))
    after = entry(old, at=NOW + 2 * HOUR)

    assert (before.replaced, after.replaced) == (False, True)
    assert after.said == f"diganti {new}"


def test_a_returned_correction_is_told_beside_what_stays_in_force(row: Obligation) -> None:
    old = accepted(row)
    new = report(row, supersedes=old)
    decide(new, Verdict.RETURNED)

    found = entry(old)

    assert (found.replaced, found.icon) == (False, "done")
    assert found.said.endswith(f"perbaikannya {new} dikembalikan")


def test_undecided_evidence_with_a_correction_is_not_offered_for_review(row: Obligation) -> None:
    old = report(row)
    new = report(row, supersedes=old)

    found = entry(old)

    assert (found.replaced, found.icon) == (False, "open")
    assert found.said == f"tidak diperiksa lagi, perbaikannya {new} menunggu pemeriksa"


def test_the_correction_of_a_returned_correction_replaces_the_first_too(row: Obligation) -> None:
    first = accepted(row)
    second = report(row, supersedes=first)
    decide(second, Verdict.RETURNED)
    third = report(row, supersedes=second, expires_at=NOW + 3 * HOUR)
    decide(third, at=NOW + HOUR)

    assert [entry(one).replaced for one in (first, second, third)] == [True, True, False]
    assert standing(row, at=NOW + 2 * HOUR).coverage == 1
    assert standing(row, at=NOW + 4 * HOUR).coverage == 0


def test_a_later_correction_does_not_show_in_the_past(row: Obligation) -> None:
    old = accepted(row)
    report(row, supersedes=old, at=NOW + HOUR)

    assert "perbaikannya" not in entry(old, at=NOW).said


def test_a_misfit_is_shown_until_its_correction_is_accepted() -> None:
    row = duty("74.12/kpu", due=NOW.date() - timedelta(days=9))
    old = accepted(row)
    new = report(row, supersedes=old, event_on=NOW.date() - timedelta(days=20))

    waiting = proofs.misfits(ELECTION, at=LATER, simulated=True)
    decide(new, at=NOW + HOUR)
    done = proofs.misfits(ELECTION, at=LATER, simulated=True)

    assert [one.evidence for one in waiting] == [old]
    assert done == []
