"""Two people, or two clicks, at the same moment, each on a connection of its own."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from serentak.desk.accounts.models import Role
from serentak.desk.audit.actions import flaws
from serentak.desk.obligations.models import Decision, Evidence, Obligation, Verdict
from serentak.engine.errors import BadData
from tests.desk.at_once import Act, both_at_once
from tests.desk.factories import decide, duty, member, report
from tests.desk.uploads import PDF

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row() -> Obligation:
    return duty("74.12/kpu")


def test_a_form_sent_twice_at_once_is_one_piece_of_evidence(row: Obligation) -> None:
    form, by = uuid4(), member((Role.REPORTER, "74.12/kpu"))

    raised = both_at_once(
        lambda: report(row, form=form, by=by), lambda: report(row, form=form, by=by)
    )

    assert raised == [None, None]
    assert Evidence.objects.count() == 1
    assert [*flaws()] == []


def test_a_form_that_comes_again_while_its_file_is_written_is_one_piece_of_evidence(
    row: Obligation,
) -> None:
    form, by = uuid4(), member((Role.REPORTER, "74.12/kpu"))
    slow = SlowUpload(meanwhile=lambda: report(row, form=form, by=by))

    late = report(row, form=form, by=by, file=slow)

    assert late == Evidence.objects.get()
    assert late.file_sha256 == ""


class SlowUpload(SimpleUploadedFile):
    """A file during whose reading something else happens."""

    def __init__(self, meanwhile: Act) -> None:
        super().__init__("sk.pdf", PDF)
        self.meanwhile = meanwhile

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The whole content, once the other thing is done."""
        self.meanwhile()
        return super().chunks(chunk_size)


def test_of_two_corrections_at_once_the_second_is_told_why(row: Obligation) -> None:
    old, by = report(row), member((Role.REPORTER, "74.12/kpu"))

    _, second = both_at_once(
        lambda: report(row, supersedes=old, by=by), lambda: report(row, supersedes=old, by=by)
    )

    assert isinstance(second, BadData)
    assert "sudah diganti oleh laporan lain" in str(second)
    assert Evidence.objects.count() == 2


def test_a_verdict_that_comes_while_a_correction_is_written_is_told_why(row: Obligation) -> None:
    old = report(row)
    reporter, verifier = member((Role.REPORTER, "74.12/kpu")), member((Role.VERIFIER, "74/kpu"))

    first, second = both_at_once(
        lambda: report(row, supersedes=old, by=reporter), lambda: decide(old, by=verifier)
    )

    assert first is None
    assert isinstance(second, BadData)
    assert "sudah diganti perbaikan" in str(second)
    assert not Decision.objects.exists()


def test_a_correction_waits_for_the_verdict_on_what_it_corrects(row: Obligation) -> None:
    old = report(row)
    reporter, verifier = member((Role.REPORTER, "74.12/kpu")), member((Role.VERIFIER, "74/kpu"))

    raised = both_at_once(
        lambda: decide(old, Verdict.RETURNED, by=verifier),
        lambda: report(row, supersedes=old, by=reporter),
    )

    assert raised == [None, None]
    assert Evidence.objects.filter(supersedes=old).count() == 1


def test_a_correction_sent_twice_at_once_is_one_piece_of_evidence(row: Obligation) -> None:
    old, form, by = report(row), uuid4(), member((Role.REPORTER, "74.12/kpu"))

    raised = both_at_once(
        lambda: report(row, supersedes=old, form=form, by=by),
        lambda: report(row, supersedes=old, form=form, by=by),
    )

    assert raised == [None, None]
    assert Evidence.objects.count() == 2


def test_of_two_verdicts_at_once_the_second_is_told_why(row: Obligation) -> None:
    evidence = report(row)
    one, two = member((Role.VERIFIER, "74/kpu")), member((Role.VERIFIER, "74/kpu"))

    _, second = both_at_once(
        lambda: decide(evidence, by=one), lambda: decide(evidence, Verdict.RETURNED, by=two)
    )

    assert isinstance(second, BadData)
    assert "sudah diputus orang lain" in str(second)
    assert Decision.objects.get().verdict == Verdict.ACCEPTED


def test_two_reports_at_once_keep_the_trail_whole(row: Obligation) -> None:
    other, by = (
        duty("74.01/kpu"),
        member((Role.REPORTER, "74.12/kpu"), (Role.REPORTER, "74.01/kpu")),
    )

    raised = both_at_once(lambda: report(row, by=by), lambda: report(other, by=by))

    assert raised == [None, None]
    assert Evidence.objects.count() == 2
    assert [*flaws()] == []
