"""The whole desk, loaded once: what is in it, that a second loading adds nothing, and every page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from serentak.desk.accounts.models import User
from serentak.desk.audit.actions import flaws
from serentak.desk.budget.models import Entry, Sum
from serentak.desk.figures.models import Contradiction, Figure
from serentak.desk.home import loading
from serentak.desk.law.facts import elections, law
from serentak.desk.logistics.models import Movement, Shipment
from serentak.desk.obligations.models import Evidence, Obligation
from serentak.desk.personnel import facts as officers
from serentak.desk.personnel.models import Report, Way
from serentak.desk.places.models import Institution, Region
from serentak.desk.readiness.models import Spell
from serentak.engine.personnel.returned import Measure
from tests.desk.moment import NOW
from tests.desk.register.seeding import seed
from tests.desk.tour import addresses, kind, onward, slips
from tests.desk.visits import Answer, sheet

Counts = dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """How many rows each table held after loading what is real, all, and all again."""

    real: Counts
    full: Counts
    again: Counts
    made_up: int  # simulated evidence before any was asked for


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Loaded]:
    """A desk as `serentak demo` fills it, with runs of a small register; gone afterwards."""
    usual = settings.RUNS_DIR
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load(simulate=False, accounts=False, say=_silent, at=NOW)
        real, made_up = _counts(), Evidence.objects.filter(simulated=True).count()
        loading.load(simulate=True, accounts=True, say=_silent, at=NOW)
        full = _counts()
        loading.load(simulate=True, accounts=True, say=_silent, at=NOW)
        again = _counts()
        settings.RUNS_DIR = tmp_path_factory.mktemp("runs")
        seed(at=NOW)
        yield Loaded(real=real, full=full, again=again, made_up=made_up)
        settings.RUNS_DIR = usual
        transaction.set_rollback(True)


@pytest.fixture
def desk(loaded: Loaded, db: None, settings: Settings) -> Loaded:
    """The loaded desk on the first of October; what a test changes is undone."""
    settings.NOW, settings.DEMO = NOW, True
    return loaded


def _silent(_text: str) -> None:
    """Loading tells a person how far it is; tests need not know."""


def _counts() -> Counts:
    tables = apps.get_models(include_auto_created=True)
    return {str(table._meta.label): table._default_manager.count() for table in tables}  # noqa: SLF001


def test_the_province_has_its_regencies_districts_and_villages(desk: Loaded) -> None:
    levels = Counter(Region.objects.values_list("level", flat=True))

    assert levels == {"national": 1, "province": 1, "regency": 17, "district": 221, "village": 2285}


def test_loading_without_simulation_invents_nothing(desk: Loaded) -> None:
    assert desk.made_up == 0
    assert desk.real["obligations.Evidence"] > 0
    assert desk.real["accounts.User"] == 0
    assert desk.real["personnel.Report"] == 0


def test_a_second_loading_adds_nothing(desk: Loaded) -> None:
    assert desk.again == desk.full


def test_every_simulated_proof_is_labelled_and_no_real_one_is(desk: Loaded) -> None:
    made_up = Evidence.objects.filter(simulated=True)
    real = Evidence.objects.filter(simulated=False)

    assert made_up.count() == desk.full["obligations.Evidence"] - desk.real["obligations.Evidence"]
    assert all(
        one.title.startswith("Simulasi")
        and one.confidence == "simulated"
        and "simulasi" in one.source
        for one in made_up
    )
    assert all(one.source and one.confidence != "simulated" for one in real)


def test_simulated_shipments_are_labelled_and_go_to_every_counted_district(desk: Loaded) -> None:
    shipments = Shipment.objects.filter(election="pilkada-2024")

    assert desk.real["logistics.Shipment"] == 0
    assert shipments.count() == 17 + 221
    assert all(row.simulated for row in Shipment.objects.all())
    assert all(row.simulated for row in Movement.objects.all())


def test_every_simulated_report_of_officers_is_labelled_and_adds_up(desk: Loaded) -> None:
    assert set(Report.objects.values_list("way", flat=True)) == {Way.SIMULATED}

    for one in elections():
        counts = officers.standing(one.id, at=NOW + timedelta(days=90))
        posts = {key[:2] for key in counts}
        assert len(posts) > 2_000
        for post in posts:
            appointed, trained, active = (counts[*post, measure] for measure in Measure)
            assert appointed >= max(trained, active)


def test_simulation_leaves_duties_with_real_proof_alone(desk: Loaded) -> None:
    mixed = Obligation.objects.filter(evidence__simulated=True).filter(evidence__simulated=False)

    assert not mixed.exists()


def test_every_regency_has_the_same_duties_in_each_election(desk: Loaded) -> None:
    for election in elections():
        per_region = Counter(
            Obligation.objects.filter(election=election.id, region__level="regency").values_list(
                "region", flat=True
            )
        )
        assert len(per_region) == 17
        assert len(set(per_region.values())) == 1


def test_every_duty_has_a_bearer_that_somebody_checks(desk: Loaded) -> None:
    assert not Obligation.objects.filter(institution__verifier__isnull=True).exists()
    assert {one.kind for one in Institution.objects.all()} <= set(law().kinds)


def test_every_regency_has_a_cell_in_each_area_and_a_total(desk: Loaded) -> None:
    now = Spell.objects.filter(
        election="pilkada-2024", region__level="regency", since__lte=NOW, until__gt=NOW
    )

    areas = {*now.values_list("area", flat=True)}
    assert len(areas) == 8
    assert now.count() == 17 * 8


def test_figures_come_with_their_source(desk: Loaded) -> None:
    assert Figure.objects.exists()
    assert not Figure.objects.filter(source="").exists()


def test_published_grants_keep_their_sums_and_simulated_payments_say_so(desk: Loaded) -> None:
    amounts = {
        row.grant.key: row.amount for row in Sum.objects.filter(step="signed", amount__isnull=False)
    }
    made_up = Entry.objects.filter(simulated=True)
    real = Entry.objects.filter(simulated=False)

    assert amounts["pilkada-2024/74/74/kpu"] == 233_300_000_000
    assert amounts["pilkada-2024/74.02/74.71/polri"] == 1_110_707_500
    assert desk.real["budget.Entry"] == real.count() > 0
    assert all(one.confidence == "simulated" for one in made_up)
    assert made_up.exists()
    assert not {one.grant_id for one in made_up} & {one.grant_id for one in real}


def test_an_upgrade_brings_the_texts_of_its_release(desk: Loaded) -> None:
    Contradiction.objects.filter(key="dpt-kolut").update(title="Lama", title_en="", answers=None)

    loading.refresh(at=NOW)

    renewed = Contradiction.objects.get(key="dpt-kolut")
    assert "Kolaka Utara" in renewed.title
    assert "Kolaka Utara" in renewed.title_en
    assert renewed.answers_id == "74.08/kpu"
    assert Contradiction.objects.count() == desk.full["figures.Contradiction"]


def test_the_audit_trail_is_whole(desk: Loaded) -> None:
    assert [*flaws()] == []


def test_regenerating_after_loading_moves_nothing(desk: Loaded) -> None:
    assert loading.regenerate(cause="Uji", at=NOW) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_can_be_read_in_both_languages(
    desk: Loaded, client: Client, language: str
) -> None:
    client.cookies["bahasa"] = language

    pages = [(address, answer) for _, address, answer in _tour(client)]

    assert [slip for address, page in pages for slip in slips(address, page, language)] == []
    assert len(pages) > 100


def test_every_link_leads_to_a_page_and_every_sheet_opens(desk: Loaded, client: Client) -> None:
    ways: dict[str, str] = {}
    for who, address, answer in _tour(client):
        for there in onward(address, answer.content.decode()):
            ways.setdefault(f"{who} {kind(there)}", there)

    broken = []
    for way, there in sorted(ways.items()):
        client.force_login(User.objects.get(email=way.split()[0]))
        client.cookies.pop("pemilihan", None)
        answer = client.get(there)
        if answer.status_code >= 400:
            broken.append(f"{answer.status_code} {there}")
        elif "unduh=xlsx" in there:
            assert sheet(answer)

    assert broken == []


def test_links_between_pages_take_election_and_moment_along(desk: Loaded, client: Client) -> None:
    lost = set()
    for _who, address, answer in _tour(client, "pemilihan=pemilu-2024&at=2024-02-10"):
        for there in onward(address, answer.content.decode()):
            parts = urlsplit(there)
            asked = {name for name, _ in parse_qsl(parts.query)}
            if not {"pemilihan", "at"} <= asked and parts.path != address:
                lost.add(f"{kind(address)} > {kind(there)}")

    assert sorted(lost) == []


def _tour(client: Client, query: str = "") -> Iterator[tuple[str, str, Answer]]:
    """Who read what, and what the desk sent."""
    signed_in = ""
    for who, address in sorted(addresses()):
        if who != signed_in:
            client.force_login(User.objects.get(email=who))
            signed_in = who
        yield who, address, client.get(f"{address}?{query}")
