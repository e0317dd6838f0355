"""Cells over time: what is stored says at every moment what the engine would say."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import transaction
from django.db.models import QuerySet

from serentak.desk.accounts.models import Role
from serentak.desk.obligations import actions as duties
from serentak.desk.obligations import facts
from serentak.desk.obligations.models import EvidenceKind, Obligation, Verdict
from serentak.desk.readiness.actions import BEGINNING, FOREVER, project
from serentak.desk.readiness.models import Spell
from serentak.engine.law.model import Nature
from serentak.engine.readiness import Cell, cell
from tests.desk.factories import ELECTION, decide, duty, member, report
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db
SEED = 9
AREA = "support"


def stored(at: datetime, area: str = "", place: str = "74.12") -> Spell:
    return Spell.objects.get(
        election=ELECTION, region=place, area=area, since__lte=at, until__gt=at
    )


def duties_of(area: str) -> QuerySet[Obligation]:
    rows = Obligation.objects.order_by("region", "area", "due", "key").select_related("region")
    return rows.filter(area=area) if area else rows


def same(spell: Spell, now: Cell) -> bool:
    worst = str(spell.worst_id) if spell.worst_id else ""
    columns = ("score", "level", "state", "due", "met", "late", "warned", "total", "why")
    return worst == now.worst and all(getattr(spell, n) == getattr(now, n) for n in columns)


def eventful_autumn(chance: Random) -> None:
    """A regency with twenty duties of several kinds and whatever befell them."""
    rows = [_owed(n, chance) for n in range(20)]
    for row in rows:
        for _ in range(chance.randrange(3)):
            _befalls(row, chance)


def _owed(n: int, chance: Random) -> Obligation:
    day = date(2024, 9, 1) + timedelta(days=chance.randrange(80))
    return duty(
        f"74.12/{('kpu', 'regent', 'bawaslu')[n % 3]}",
        due=day if chance.random() > 0.1 else None,
        nth=n // 3,
        nature=chance.choice([*Nature]),
    )


def _befalls(row: Obligation, chance: Random) -> None:
    when = NOW + timedelta(hours=chance.randrange(-900, 900))
    until = when + timedelta(days=chance.randrange(5, 40)) if chance.random() < 0.3 else None
    evidence = report(
        row,
        at=when,
        kind=EvidenceKind.NUMBER,
        value=chance.randrange(1, 11),
        total=10,
        expires_at=until,
    )
    verdict = chance.choice([None, Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.RETURNED])
    if verdict:
        decide(evidence, verdict, at=when + timedelta(hours=chance.randrange(1, 200)))


def moments(chance: Random, spells: QuerySet[Spell]) -> list[datetime]:
    """Some at random, and every edge with the instant before it."""
    tick = timedelta(microseconds=1)
    anywhere = [NOW + timedelta(seconds=chance.randrange(-(10**7), 10**7)) for _ in range(40)]
    edges = [spell.since for spell in spells]
    return [*anywhere, *edges, *(edge - tick for edge in edges if edge > BEGINNING)]


@pytest.mark.parametrize("seed", [7, 8])
def test_what_is_stored_agrees_with_the_engine_at_every_moment(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  the same autumn every time
    eventful_autumn(chance)
    areas = [*Spell.objects.order_by("area").values_list("area", flat=True).distinct()]

    for area in areas:
        items = [*facts.items(duties_of(area))]
        for at in moments(chance, Spell.objects.filter(region="74.12", area=area)):
            assert same(stored(at, area), cell(items, at=at)), (area, at)
    assert len(areas) > 3


def test_the_stretches_of_a_cell_follow_each_other_without_gap() -> None:
    eventful_autumn(Random(SEED))  # noqa: S311  the same autumn every time

    for area in Spell.objects.values_list("area", flat=True).distinct():
        spells = Spell.objects.filter(region="74.12", area=area).order_by("since")
        assert spells[0].since == BEGINNING
        assert all(one.until == two.since for one, two in pairwise(spells))
        assert spells[len(spells) - 1].until == FOREVER


def test_projecting_again_changes_nothing() -> None:
    eventful_autumn(Random(SEED))  # noqa: S311  the same autumn every time
    known = _rows()

    project(ELECTION, ["74.12"])

    assert _rows() == known


def _rows() -> list[tuple[object, ...]]:
    columns = [field.attname for field in Spell._meta.fields if field.name != "id"]  # noqa: SLF001
    return [*Spell.objects.order_by("region", "area", "since").values_list(*columns)]


def test_an_accepted_proof_turns_the_cell_in_the_same_transaction() -> None:
    row = duty("74.12/kpu", due=NOW.date() - timedelta(days=2))
    evidence = report(row)
    before = stored(NOW, row.area)

    decide(evidence)

    after = stored(NOW, row.area)
    assert (before.score, before.level, before.late) == (0, 1, 1)
    assert (after.score, after.level, after.late) == (100, 5, 0)


def test_a_verdict_that_is_undone_turns_the_cell_back() -> None:
    row = duty("74.12/kpu", due=NOW.date() - timedelta(days=2))
    evidence = report(row)

    with transaction.atomic():
        decide(evidence)
        turned = stored(NOW, row.area).score
        transaction.set_rollback(True)

    assert (turned, stored(NOW, row.area).score) == (100, 0)


def test_the_past_of_a_cell_stays_as_it_was() -> None:
    row = duty("74.12/kpu", due=NOW.date() - timedelta(days=20))

    decide(report(row), at=NOW)

    assert stored(NOW - timedelta(seconds=1), row.area).late == 1
    assert stored(NOW, row.area).late == 0


def test_a_late_duty_holds_its_cell_down_whatever_the_score() -> None:
    for n in range(3):
        decide(report(duty("74.12/regent", nth=n, due=NOW.date() - timedelta(days=2))))
    row = duty("74.12/regent", nth=3, due=NOW.date() - timedelta(days=2))
    project(ELECTION, ["74.12"])

    total = stored(NOW)
    assert (total.score, total.level) == (75, 2)
    assert total.worst == row


def test_one_region_leaves_the_others_alone() -> None:
    report(duty("74.01/kpu"))
    known = set(Spell.objects.values_list("pk", flat=True))

    report(duty("74.12/kpu"))

    assert known <= set(Spell.objects.values_list("pk", flat=True))


def test_a_duty_that_does_not_apply_leaves_its_cell() -> None:
    row = duty("74.12/kpu", due=NOW.date() - timedelta(days=2))
    verifier = member((Role.VERIFIER, "74/kpu"))

    duties.exempt(row, applies=False, reason="Tanpa pulau", by=verifier, at=NOW)
    without = stored(NOW, row.area)
    duties.exempt(row, applies=True, reason="Ada pulau", by=verifier, at=NOW)

    assert (without.score, without.total, without.state) == (None, 0, "not-applicable")
    assert stored(NOW, row.area).late == 1


def test_a_withdrawn_duty_leaves_its_cell() -> None:
    row = duty("74.12/kpu", due=NOW.date() - timedelta(days=2))
    Obligation.objects.filter(pk=row.pk).update(withdrawn=True)

    project(ELECTION, ["74.12"])

    assert not Spell.objects.exists()


def test_the_first_moment_lies_before_every_election() -> None:
    assert datetime(2017, 1, 1, tzinfo=UTC) > BEGINNING
