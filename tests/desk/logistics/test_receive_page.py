"""The receiver's page: on a phone, by people of the receiving body alone, and photos kept close."""

from typing import cast
from uuid import uuid4

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from serentak.desk.accounts.models import Role
from serentak.desk.audit.models import Line as AuditLine
from serentak.desk.logistics import facts
from serentak.desk.logistics.models import Movement, Shipment
from serentak.desk.obligations.files import path_of
from serentak.engine.logistics.shipments import Step
from tests.desk.logistics.cargo import BOXES, KPU, arrive, leave, planned
from tests.desk.logistics.moments import HOUR, NOW
from tests.desk.logistics.pictures import PLACE, photo
from tests.desk.visits import Answer, sign_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Shipment:
    """A shipment that has left."""
    made = planned(18, at=NOW - HOUR)
    leave(made, at=NOW - HOUR)
    return made


def filled(**more: object) -> dict[str, object]:
    usual = {"jam": "2024-11-25T08:50", f"hitung-{BOXES}": "18", "formulir": str(uuid4())}
    return {**usual, **more}


def hand_in(client: Client, row: Shipment, **more: object) -> Answer:
    return client.post(reverse("logistics:receive", args=[row.pk]), filled(**more))


def test_a_count_with_a_photo_is_recorded_and_receipted(client: Client, row: Shipment) -> None:
    user = sign_in(client, (Role.RECEIVER, KPU))
    more = {f"hitung-{BOXES}": "17", f"rusak-{BOXES}": "2", f"sebab-{BOXES}": "basah"}

    answer = hand_in(client, row, foto=photo(), catatan="Dermaga Langara", **more)

    assert answer["Location"] == reverse("logistics:receipt", args=[row.pk])
    made = Movement.objects.get(step="counted")
    assert (made.recorded_by, made.note, made.photo_type) == (
        user,
        "Dermaga Langara",
        "image/jpeg",
    )
    assert facts.state(row, at=NOW).stocks[BOXES].short == 1
    assert PLACE not in path_of(made.photo_sha256).read_bytes()


def test_what_only_came_is_recorded_without_counting(client: Client, row: Shipment) -> None:
    sign_in(client, (Role.RECEIVER, KPU))

    answer = hand_in(client, row, tiba="1", **{f"hitung-{BOXES}": ""})

    assert answer["Location"] == reverse("logistics:shipment", args=[row.pk])
    assert facts.state(row, at=NOW).step is Step.ARRIVED


def test_the_same_form_sent_twice_is_one_count(client: Client, row: Shipment) -> None:
    sign_in(client, (Role.RECEIVER, KPU))
    form = filled()

    there = reverse("logistics:receive", args=[row.pk])
    answers = [client.post(there, form).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Movement.objects.filter(step="counted").count() == 1


def test_no_number_is_filled_in_beforehand_and_every_item_is_asked(
    client: Client, row: Shipment
) -> None:
    sign_in(client, (Role.RECEIVER, KPU))

    shown = text(client.get(reverse("logistics:receive", args=[row.pk])))
    empty = hand_in(client, row, **{f"hitung-{BOXES}": ""})

    assert f'name="hitung-{BOXES}" value=""' in shown
    assert "surat jalan 18" in shown
    assert empty.status_code == 422
    assert "tulis 0 bila tidak ada" in text(empty)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({f"rusak-{BOXES}": "2"}, "tanpa sebab"),
        ({f"rusak-{BOXES}": "19", f"sebab-{BOXES}": "basah"}, "melebihi yang dihitung"),
        ({f"hitung-{BOXES}": "delapan belas"}, "Tulis angka bulat"),
        ({"jam": "2024-11-26T08:50"}, "Jamnya belum lewat"),
        ({"foto": photo(b"MZ\x90\x00", "foto.jpg")}, "bukan JPG atau PNG"),
    ],
)
def test_a_count_that_cannot_be_keeps_what_was_typed(
    client: Client, row: Shipment, more: dict[str, object], sentence: str
) -> None:
    sign_in(client, (Role.RECEIVER, KPU))

    answer = hand_in(client, row, **more)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Galat:" in text(answer)
    assert facts.state(row, at=NOW).step is Step.SENT


def test_what_has_not_left_cannot_be_received(client: Client) -> None:
    sign_in(client, (Role.RECEIVER, KPU))
    waiting = planned(18)

    shown = text(client.get(reverse("logistics:receive", args=[waiting.pk])))
    answer = hand_in(client, waiting)

    assert "belum dapat diterima" in shown
    assert answer.status_code == 422
    assert not Movement.objects.filter(step="counted").exists()


@pytest.mark.parametrize("role", [Role.RECEIVER, Role.REPORTER])
def test_another_regency_s_people_can_neither_open_nor_send_the_form(
    client: Client, row: Shipment, role: Role
) -> None:
    sign_in(client, (role, "74.01/kpu"))

    opened = client.get(reverse("logistics:receive", args=[row.pk]))
    sent = hand_in(client, row)

    assert (opened.status_code, sent.status_code) == (403, 403)
    assert facts.state(row, at=NOW).step is Step.SENT


@pytest.fixture
def seen(row: Shipment) -> Movement:
    """A count of which a photo was taken."""
    return arrive(row, 18, at=NOW, photo=photo())


@pytest.mark.parametrize(
    ("role", "body", "status"),
    [
        (Role.REPORTER, KPU, 200),
        (Role.RECEIVER, KPU, 200),
        (Role.COORDINATOR, "74/kesbangpol", 200),
        (Role.COORDINATOR, "74.12/kesbangpol", 200),
        (Role.COORDINATOR, "74.01/kesbangpol", 403),
        (Role.REPORTER, "74.01/kpu", 403),
        (Role.RECEIVER, "74.01/kpu", 403),
        (Role.VERIFIER, "74/kpu", 403),
        (Role.READER, KPU, 403),
        (Role.ADMINISTRATOR, "74/kesbangpol", 403),
    ],
)
def test_a_photo_opens_for_sender_receiver_and_coordinator_alone(
    client: Client, seen: Movement, role: Role, body: str, status: int
) -> None:
    sign_in(client, (role, body))

    answer = client.get(reverse("logistics:photo", args=[seen.pk]))

    assert answer.status_code == status


def test_a_photo_is_a_download_of_what_was_kept(client: Client, seen: Movement) -> None:
    sign_in(client, (Role.RECEIVER, KPU))

    answer = client.get(reverse("logistics:photo", args=[seen.pk]))

    content = cast(StreamingHttpResponse, answer).getvalue()
    assert content == path_of(seen.photo_sha256).read_bytes()
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Length"] == str(len(content))


def test_a_photo_that_was_changed_on_disk_stays_shut_and_is_noted(
    client: Client, seen: Movement
) -> None:
    sign_in(client, (Role.RECEIVER, KPU))
    path_of(seen.photo_sha256).write_bytes(b"lain")

    answer = client.get(reverse("logistics:photo", args=[seen.pk]))

    assert "tidak lagi sama" in text(answer)
    assert AuditLine.objects.filter(act="shipment.mismatch").count() == 1


def test_a_step_without_a_photo_says_so(client: Client, row: Shipment) -> None:
    sign_in(client, (Role.RECEIVER, KPU))
    first = row.movements.order_by("pk")[0]

    assert "tidak membawa foto" in text(client.get(reverse("logistics:photo", args=[first.pk])))
