"""Need against supply beside a cell: what the rooms count, in their own units, with the reason."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.law.facts import election
from serentak.desk.readiness.gaps import gaps, of_cell
from serentak.desk.security.models import Deployment, Need, Team
from serentak.engine.law.model import Area
from tests.desk.budget.rows import enter, grant
from tests.desk.factories import ELECTION, region
from tests.desk.logistics.cargo import DISTRICTS, supply
from tests.desk.logistics.moments import LAST
from tests.desk.moment import NOW
from tests.desk.personnel.offices import due_on, office
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db
PILKADA = election(ELECTION)
HERE = "74.12"


@pytest.fixture(autouse=True)
def _desk(settings: Settings) -> None:
    settings.NOW = NOW


def test_officers_whose_date_has_passed_are_late_and_the_others_ahead() -> None:
    office()
    due_on("ppk", (NOW - timedelta(days=30)).date())
    due_on("kpps", (NOW + timedelta(days=30)).date())

    found = gaps(Area.PERSONNEL, PILKADA, at=NOW)[HERE]

    assert (found.need - found.ahead, found.short, found.there) == (35, 35, 0)
    assert found.ahead > 600
    assert found.why.startswith("35 orang kurang dari 35 yang sudah jatuh tempo.")


def test_money_is_late_by_what_the_clock_of_its_grant_says() -> None:
    enter(grant(amount=1_000), 300, on=date(2023, 11, 10))

    found = gaps(Area.BUDGET, PILKADA, at=NOW)[HERE]

    assert (found.need, found.there, found.short, found.ahead) == (1_000, 300, 700, 0)
    assert found.share == 0.7
    assert found.lines[2] == ("Kurang, lewat tenggat", "Rp700")
    assert "kurang Rp700, lewat" in found.why


def test_a_region_that_has_paid_all_is_not_late() -> None:
    enter(grant(amount=1_000), 1_000, on=date(2023, 11, 10))

    found = gaps(Area.BUDGET, PILKADA, at=NOW)[HERE]

    assert (found.short, found.ahead, found.why) == (0, 0, "Tidak ada yang terlambat.")


def test_supplies_are_late_only_from_the_moment_the_law_wants_them_there() -> None:
    supply(DISTRICTS[0])

    before = gaps(Area.SUPPORT, PILKADA, at=LAST)[HERE]
    after = gaps(Area.SUPPORT, PILKADA, at=LAST + timedelta(seconds=1))[HERE]

    assert (before.there, before.short, before.ahead) == (1, 0, 6)
    assert (after.there, after.short, after.ahead) == (1, 6, 0)
    assert "belum menerima" in after.why


def test_a_regency_with_all_its_supplies_says_so() -> None:
    for district in DISTRICTS:
        supply(district)

    found = gaps(Area.SUPPORT, PILKADA, at=LAST)[HERE]

    assert (found.short, found.ahead) == (0, 0)
    assert found.why == "Semua kecamatan sudah menghitung barangnya lengkap."


def guarded(reported: int | None) -> None:
    """Two teams of one unit for a regency; the second has no post."""
    plan = Deployment.objects.create(election=ELECTION, runs=[], proof={}, made_at=NOW)
    whole = {"officers": 4, "needed": 5, "reinforcement": 0, "missing": 2, "helped": 0}
    Need.objects.create(
        deployment=plan,
        unit=f"{HERE}/polri",
        regencies=[HERE],
        stations=4,
        classes={},
        teams=2,
        reported=reported,
        unguarded=2,
        **whole,
    )
    for post in ("Polsek Wawonii", ""):
        Team.objects.create(
            deployment=plan,
            unit=f"{HERE}/polri",
            post=post,
            number=1,
            officers=2,
            risk="low",
            arrives=NOW,
            minutes=10,
            way=[],
            base=f"{HERE}.01.2001",
            stations=[],
            linmas=4,
            watches=[],
        )


def test_guards_are_there_once_their_post_is_known_and_its_unit_has_reported() -> None:
    guarded(reported=2)
    eve = datetime.combine(PILKADA.voting_day, time(), tzinfo=NOW.tzinfo)

    before = gaps(Area.SECURITY, PILKADA, at=NOW)[HERE]
    on_the_day = gaps(Area.SECURITY, PILKADA, at=eve)[HERE]

    assert (before.need, before.there, before.short, before.ahead) == (4, 2, 0, 2)
    assert (on_the_day.short, on_the_day.ahead) == (2, 0)
    assert before.why == "Semua satuan sudah melaporkan kekuatannya."


def test_a_unit_that_reported_nothing_guards_nothing_yet() -> None:
    guarded(reported=None)

    found = gaps(Area.SECURITY, PILKADA, at=NOW)[HERE]

    assert (found.there, found.ahead) == (0, 4)
    assert found.why == f"Belum melaporkan kekuatannya: {HERE}/polri."


def test_without_a_deployment_nobody_counts_guards() -> None:
    assert gaps(Area.SECURITY, PILKADA, at=NOW) == {}


def test_an_area_that_no_room_counts_has_no_gap() -> None:
    assert of_cell(PILKADA, HERE, Area.DISPUTES, at=NOW) is None


def test_the_opened_cell_shows_the_gap_and_leads_to_its_room(client: Client) -> None:
    region(HERE)
    enter(grant(amount=1_000), 300, on=date(2023, 11, 10))
    sign_in(client, (Role.READER, "74/governor"))

    page = text(client.get(f"/rincian/{HERE}/budget/"))

    assert "Hibah yang dicairkan" in page
    assert "Rp700" in page
    assert '<a href="/anggaran/' in page


@pytest.mark.parametrize("area", [Area.PERSONNEL, Area.BUDGET, Area.SECURITY, Area.SUPPORT])
def test_one_cell_is_counted_as_it_stands_among_all(area: Area) -> None:
    office()
    enter(grant(amount=1_000), 300, on=date(2023, 11, 10))
    supply(DISTRICTS[0])
    guarded(reported=2)

    assert of_cell(PILKADA, HERE, area, at=LAST) == gaps(area, PILKADA, at=LAST)[HERE]
