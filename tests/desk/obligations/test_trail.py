"""Every write leaves exactly one line in the audit trail, or, when that fails, nothing at all."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from serentak.desk.accounts.models import Role
from serentak.desk.audit.actions import START, flaws
from serentak.desk.audit.models import Head, Line
from serentak.desk.obligations import actions
from serentak.desk.obligations.generation import regenerate
from serentak.desk.obligations.models import Feed, Verdict
from serentak.engine.errors import BadData
from tests.desk.factories import decide, duty, institution, member, region, report
from tests.desk.moment import NOW
from tests.desk.obligations.book import book, election, event, template
from tests.desk.uploads import pdf

pytestmark = pytest.mark.django_db
Write = Callable[[], object]


def reporting() -> Write:
    row, by = duty("74.12/kpu"), member((Role.REPORTER, "74.12/kpu"))
    return lambda: report(row, by=by, file=pdf())


def correcting() -> Write:
    row, by = duty("74.12/kpu"), member((Role.REPORTER, "74.12/kpu"))
    first = report(row)
    return lambda: report(row, by=by, supersedes=first)


def deciding(verdict: Verdict, percent: int | None = None) -> Callable[[], Write]:
    def prepare() -> Write:
        evidence, by = report(duty("74.12/kpu")), member((Role.VERIFIER, "74/kpu"))
        return lambda: decide(evidence, verdict, percent=percent, by=by)

    return prepare


def exempting(*, applies: bool) -> Callable[[], Write]:
    def prepare() -> Write:
        row, by = duty("74.12/kpu"), member((Role.VERIFIER, "74/kpu"))
        return lambda: actions.exempt(row, applies=applies, reason="Tanpa pulau", by=by, at=NOW)

    return prepare


def recording_an_event() -> Write:
    body, by = institution("74.12/kpu"), member((Role.REPORTER, "74.12/kpu"))
    return lambda: actions.record_event(
        election=election(),
        region=region("74.12"),
        event=event("dpt-fixed"),
        on=date(2024, 9, 20),
        institution=body,
        source="Berita acara",
        by=by,
        at=NOW,
    )


def regenerating() -> Write:
    institution("74.12/kpu")
    place = region("74.12")
    return lambda: regenerate(
        law=book(template("uji")),
        election=election(),
        regions=[place],
        cause="Uji",
        by=None,
        at=NOW,
    )


def opening_a_feed() -> Write:
    body, by = institution("74.12/kpu"), member((Role.REPORTER, "74.12/kpu"))
    return lambda: actions.open_feed(body, digest="d" * 64, by=by, at=NOW)


def revoking_a_feed() -> Write:
    body, by = institution("74.12/kpu"), member((Role.REPORTER, "74.12/kpu"))
    feed = actions.open_feed(body, digest="d" * 64, by=by, at=NOW)
    return lambda: actions.revoke_feed(feed, by=by, at=NOW)


WRITES: Mapping[str, Callable[[], Write]] = {
    "evidence.reported": reporting,
    "evidence.reported again": correcting,
    "evidence.accepted": deciding(Verdict.ACCEPTED),
    "evidence.partial": deciding(Verdict.PARTIAL, 50),
    "evidence.returned": deciding(Verdict.RETURNED),
    "obligation.exempted": exempting(applies=False),
    "obligation.applies": exempting(applies=True),
    "event.recorded": recording_an_event,
    "obligations.regenerated": regenerating,
    "feed.opened": opening_a_feed,
    "feed.revoked": revoking_a_feed,
}


@pytest.mark.parametrize("act", WRITES)
def test_a_write_leaves_exactly_one_line(act: str) -> None:
    write = WRITES[act]()
    before = Line.objects.count()

    write()

    assert Line.objects.count() == before + 1
    assert Line.objects.last().act == act.removesuffix(" again")  # type: ignore[union-attr]
    assert [*flaws()] == []


@pytest.mark.parametrize("act", WRITES)
def test_a_write_that_cannot_be_recorded_is_undone_whole(act: str) -> None:
    write = WRITES[act]()
    _block_the_trail()
    before = _everything()

    with pytest.raises(IntegrityError), transaction.atomic():
        write()

    assert _everything() == before


def _block_the_trail() -> None:
    """Take the next number, as only somebody who writes past the actions could."""
    head, _ = Head.objects.get_or_create(pk=1)
    line = Line(seq=head.seq + 1, at=NOW, act="forged", subject="x", previous=START, seal=START)
    Line.objects.bulk_create([line])


def _everything() -> dict[str, list[Any]]:
    return {
        str(table): [*table._default_manager.order_by("pk").values_list()]  # noqa: SLF001
        for table in apps.get_models(include_auto_created=True)
    }


def test_a_draft_is_nobodys_record_and_leaves_no_line() -> None:
    row, by = duty("74.12/kpu"), member((Role.REPORTER, "74.12/kpu"))

    actions.save_draft(row, values={"judul": "SK"}, by=by, at=NOW)
    actions.save_draft(row, values={"judul": "SK 12"}, by=by, at=NOW)

    assert not Line.objects.exists()
    assert row.drafts.get().values == {"judul": "SK 12"}


def test_revoking_a_feed_again_changes_nothing() -> None:
    revoking_a_feed()()
    before = _everything()

    actions.revoke_feed(Feed.objects.get(), by=member((Role.VERIFIER, "74.12/kpu")), at=NOW)

    changed = {name for name, rows in _everything().items() if rows != before[name]}
    assert not any("obligations" in name or "audit" in name for name in changed)


def test_a_line_names_people_and_things_by_number_only() -> None:
    write = WRITES["evidence.returned"]()

    write()

    line = Line.objects.last()
    assert line is not None
    assert set(line.details) == {"obligations", "percent"}
    assert line.subject.startswith("evidence:")


@pytest.mark.parametrize(
    ("act", "sentence"),
    [("exempt", "Alasannya belum diisi"), ("event", "belum terjadi")],
)
def test_a_write_without_what_it_needs_is_refused_without_a_line(act: str, sentence: str) -> None:
    row = duty("74.12/kpu")
    verifier, reporter = member((Role.VERIFIER, "74/kpu")), member((Role.REPORTER, "74.12/kpu"))
    writes: dict[str, Write] = {
        "exempt": lambda: actions.exempt(row, applies=False, reason=" ", by=verifier, at=NOW),
        "event": lambda: actions.record_event(
            election=election(),
            region=row.region,
            event=event("dpt-fixed"),
            on=date(2024, 10, 2),
            institution=row.institution,
            source="Keputusan",
            by=reporter,
            at=NOW,
        ),
    }

    with pytest.raises(BadData, match=sentence):
        writes[act]()

    assert not Line.objects.exists()
