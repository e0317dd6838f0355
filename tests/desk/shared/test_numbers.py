"""Numbers as pages are sent them: whatever stands there, an answer follows."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.shared.numbers import LARGEST, whole
from tests.desk.factories import duty, institution
from tests.desk.visits import routes, sign_in, text

ODD = ["", "x", "-1", "²", "٣", "1.5", "9" * 30, "9" * 5_001]


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("07", 7), (str(LARGEST), LARGEST)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("text", [*ODD, str(LARGEST + 1)])
def test_what_no_column_holds_is_no_number(text: str) -> None:
    assert whole(text) is None


def test_a_number_beyond_the_bound_is_none() -> None:
    assert whole("401", most=400) is None


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_no_notice_is_marked_by_a_number_nobody_has(client: Client, odd: str) -> None:
    sign_in(client, (Role.REPORTER, "74.12/kpu"))

    answer = client.post("/pemberitahuan/dibaca/", {"nomor": odd})

    assert "Muat ulang halamannya" in text(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD[1:])
@pytest.mark.parametrize("field", ["juga", "gantikan"])
def test_no_report_is_about_what_nobody_has(client: Client, field: str, odd: str) -> None:
    row = duty("74.12/kpu")
    sign_in(client, (Role.REPORTER, "74.12/kpu"))
    sent = {"judul": "SK", "jenis": "date", "tanggal": "2024-09-30", "benar": "1", field: odd}

    answer = client.post(f"/kewajiban/{row.pk}/lapor/", sent)

    assert answer.status_code == 422
    assert f'href="#{field}"' in text(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("path", ["/audit/?sebelum=", "/kewajiban/?hal=", "/data-pemilih/?hal="])
def test_a_page_nobody_can_turn_to_is_another_page(client: Client, path: str, odd: str) -> None:
    sign_in(client, *((role, "74/kpu") for role in Role))

    assert client.get(f"{path}{odd}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["9" * 30, "9" * 5_001])
def test_an_address_with_a_number_nobody_has_is_not_found(client: Client, odd: str) -> None:
    sign_in(client, *((role, "74/kpu") for role in Role))
    institution("74.12/kpu")
    numbered = [
        (name, route.pattern.converters)
        for name, route in routes()
        if {*route.pattern.converters} <= {"pk", "other", "role"} and route.pattern.converters
    ]

    answers = {}
    for name, keys in numbered:
        path = reverse(name, kwargs=dict.fromkeys(keys, odd))
        answer = client.get(path)
        answers[name] = (client.post(path) if answer.status_code == 405 else answer).status_code

    assert len(answers) > 10
    assert answers == dict.fromkeys(answers, 404)


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_nobody_with_such_a_number_comes_to_the_demo(
    client: Client, settings: Settings, odd: str
) -> None:
    settings.DEMO = True

    assert client.post(reverse("accounts:try_role"), {"akun": odd}).status_code == 404
