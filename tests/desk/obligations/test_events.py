"""A region's own events on the page: recorded by its bodies, and the dates follow at once."""

from datetime import date

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.law.facts import election, law
from serentak.desk.obligations import generation
from serentak.desk.obligations.actions import record_event
from serentak.desk.obligations.models import AnchorEvent, ChangeOrder, Obligation
from serentak.desk.places.models import Region
from serentak.engine.errors import NotAllowed
from tests.desk.factories import ELECTION, institution, member, region
from tests.desk.moment import NOW
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
REGENT = (Role.REPORTER, "74.12/regent")
PATH = "/wilayah/74.12/kejadian/"
SIGNED = {"nama": "nphd-signed:kpu", "tanggal": "2024-09-20", "sumber": "Berita acara NPHD"}


@pytest.fixture(autouse=True)
def _duties() -> None:
    """A regency whose treasury waits for the grant agreement."""
    for kind in ("regent", "bpkad", "kpu"):
        institution(f"74.12/{kind}")
    generation.regenerate(
        law=law(),
        election=election(ELECTION),
        regions=list(Region.objects.order_by("code")),
        cause="Pemuatan",
        by=None,
        at=NOW,
        quiet=True,
    )


def waiting() -> list[Obligation]:
    names = [one.id for one in law().templates.values() if one.anchor == SIGNED["nama"]]
    return [*Obligation.objects.filter(template__in=names, region="74.12")]


def test_a_recorded_event_dates_what_waited_and_shows_the_change_order(client: Client) -> None:
    assert {one.due_day for one in waiting()} == {None}
    sign_in(client, REGENT)

    answer = client.post(PATH, SIGNED)

    order = ChangeOrder.objects.latest("pk")
    assert answer["Location"] == f"/perubahan/{order.pk}/"
    assert all(one.due_day for one in waiting())
    assert "2024-09-20" in order.cause
    assert "Berita acara NPHD" in text(client.get(PATH))


def test_an_event_that_dates_nothing_new_leads_back_to_the_form(client: Client) -> None:
    sign_in(client, REGENT)
    client.post(PATH, SIGNED)
    orders = ChangeOrder.objects.count()

    answer = client.post(PATH, SIGNED)

    assert answer["Location"] == PATH
    assert ChangeOrder.objects.count() == orders
    assert AnchorEvent.objects.count() == 2


@pytest.mark.parametrize(
    "slip", [{"tanggal": "2024-10-02"}, {"tanggal": ""}, {"nama": "hujan"}, {"sumber": ""}]
)
def test_a_slip_is_named_and_nothing_is_recorded(client: Client, slip: dict[str, str]) -> None:
    sign_in(client, REGENT)

    answer = client.post(PATH, {**SIGNED, **slip})

    assert answer.status_code == 422
    assert "<title>Galat:" in text(answer)
    assert not AnchorEvent.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ((Role.REPORTER, "74.12/kpu"), 200),
        ((Role.COORDINATOR, "74/kesbangpol"), 200),
        ((Role.COORDINATOR, "74.01/kesbangpol"), 403),
        ((Role.REPORTER, "74.01/regent"), 403),
        ((Role.VERIFIER, "74/kesbangpol"), 403),
    ],
)
def test_an_event_is_recorded_by_the_regions_own_bodies(
    client: Client, role: tuple[Role, str], status: int
) -> None:
    sign_in(client, role)

    assert client.get(PATH).status_code == status


def test_the_coordinator_renews_the_duties_and_says_why(client: Client) -> None:
    AnchorEvent.objects.create(
        election=ELECTION,
        region=region("74.12"),
        name=SIGNED["nama"],
        on=date(2024, 9, 20),
        recorded_at=NOW,
    )
    sign_in(client, (Role.COORDINATOR, "74/kesbangpol"))

    first = client.post("/perubahan/susun/", {"sebab": "NPHD menyusul"})
    again = client.post("/perubahan/susun/", {"sebab": "Sekali lagi"})

    order = ChangeOrder.objects.latest("pk")
    assert first["Location"] == f"/perubahan/{order.pk}/"
    assert again["Location"] == "/perubahan/"
    assert "Tidak ada yang bergeser" in text(client.get("/perubahan/"))
    assert "NPHD menyusul" in [row[1] for row in sheet(client.get("/perubahan/?unduh=xlsx"))]


def test_renewing_without_a_cause_is_refused_in_a_sentence(client: Client) -> None:
    sign_in(client, (Role.COORDINATOR, "74/kesbangpol"))

    answer = client.post("/perubahan/susun/", {"sebab": " "})

    assert answer.status_code == 400
    assert "Sebabnya belum diisi" in text(answer)


def test_an_event_of_another_body_is_refused_and_not_even_offered(client: Client) -> None:
    sign_in(client, REGENT)

    page = text(client.get(PATH))
    answer = client.post(PATH, {**SIGNED, "nama": "dpt-fixed"})

    assert "dpt-fixed" not in page
    assert answer.status_code == 422
    assert not AnchorEvent.objects.exists()


def test_a_year_long_before_the_election_is_refused(client: Client) -> None:
    sign_in(client, REGENT)

    answer = client.post(PATH, {**SIGNED, "tanggal": "1900-01-01"})

    assert answer.status_code == 422
    assert "Periksa tahunnya" in text(answer)
    assert not AnchorEvent.objects.exists()


def test_a_body_cannot_record_what_belongs_to_another() -> None:
    kpu_event = law().events["dpt-fixed"]

    with pytest.raises(NotAllowed, match="milik lembaga lain"):
        record_event(
            election=election(ELECTION),
            region=region("74.12"),
            event=kpu_event,
            on=NOW.date(),
            institution=institution("74.12/regent"),
            source="Surat",
            by=member(REGENT),
            at=NOW,
        )


def test_what_has_not_happened_yet_does_not_stand_among_what_is_recorded(client: Client) -> None:
    sign_in(client, REGENT)
    for name, day in (("nphd-signed:kpu", date(2024, 9, 20)), ("mk-decision", date(2025, 2, 5))):
        AnchorEvent.objects.create(
            election=ELECTION, region=region("74.12"), name=name, on=day, recorded_at=NOW
        )

    page = text(client.get(PATH))

    assert "20 Sep 2024" in page
    assert "2025" not in page
