"""The administrator's pages, as an administrator uses them."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from serentak.desk.accounts.models import Role, User
from tests.desk.accounts import phone
from tests.desk.factories import institution, person

pytestmark = pytest.mark.django_db
BODY = "74/kesbangpol"


@pytest.fixture
def boss(client: Client) -> User:
    user = person((Role.ADMINISTRATOR, BODY), label="Administrator uji")
    client.force_login(user)
    return user


def texts(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_list_counts_accounts_and_bodies(client: Client, boss: User) -> None:
    person((Role.REPORTER, "74.12/kesbangpol"))

    page = texts(client, "/akun/")

    assert "2 akun bertindak untuk 2 lembaga" in page
    assert "belum memasang kode kedua" in page
    assert boss.email in page


def test_the_list_asks_the_database_the_same_for_one_and_for_many(
    client: Client, boss: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _n in range(12):
        person((Role.REPORTER, BODY))

    with django_assert_max_num_queries(16):
        client.get("/akun/")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?keadaan=semua", {"Administrator uji", "Aktif", "Tertutup", "Tanpa", "Terkunci"}),
        ("?keadaan=aktif", {"Administrator uji", "Aktif", "Tanpa"}),
        ("?keadaan=ditutup", {"Tertutup"}),
        ("?keadaan=terkunci", {"Terkunci"}),
        ("?keadaan=tanpa-peran", {"Tanpa"}),
        ("?keadaan=tanpa-kode", {"Administrator uji"}),
        ("?cari=TERTUTUP", {"Tertutup"}),
        ("?lembaga=74.12/kesbangpol", {"Terkunci"}),
        ("?keadaan=entah", {"Administrator uji", "Aktif", "Tertutup", "Tanpa", "Terkunci"}),
    ],
)
def test_filters_keep_what_they_say(
    client: Client, boss: User, query: str, shown: set[str]
) -> None:
    person((Role.REPORTER, BODY), label="Aktif")
    closed = person((Role.REPORTER, BODY), label="Tertutup")
    person((Role.REPORTER, BODY), label="Tanpa").memberships.update(
        until=boss.memberships.get().since
    )
    locked = person((Role.REPORTER, "74.12/kesbangpol"), label="Terkunci")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    User.objects.filter(pk=locked.pk).update(locked_until="2999-01-01T00:00Z")

    answer = client.get(f"/akun/{query}")

    assert {row.user.label for row in answer.context["page"].object_list} == shown


def test_the_list_comes_out_as_a_sheet(client: Client, boss: User) -> None:
    phone.device(person((Role.REPORTER, BODY)))
    answer = client.get("/akun/?unduh=xlsx")

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.max_row == 3


def test_a_new_account_shows_its_password_once(client: Client, boss: User) -> None:
    form = {"surel": "baru@kantor.test", "nama": "Baru", "lembaga": BODY, "peran": "reporter"}
    assert "Pilih lembaga" in texts(client, "/akun/baru/")

    answer = client.post("/akun/baru/", form)

    password = answer.context["password"]
    user = User.objects.get(email="baru@kantor.test")
    assert password in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert user.check_password(password)
    assert password not in texts(client, f"/akun/{user.pk}/")
    assert "sekali pakai, belum diganti" in texts(client, f"/akun/{user.pk}/")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"surel": "bukan surel"}, "surel"),
        ({"nama": ""}, "nama"),
        ({"lembaga": "74/kpu"}, "lembaga"),
        ({"peran": "raja"}, "peran"),
    ],
)
def test_a_bad_form_says_what_to_mend(
    client: Client, boss: User, fields: dict[str, str], field: str
) -> None:
    institution("74/kpu")
    good = {"surel": "baru@kantor.test", "nama": "Baru", "lembaga": BODY, "peran": "reporter"}

    answer = client.post("/akun/baru/", {**good, **fields})

    assert answer.status_code == 422
    assert [name for name, _text in answer.context["errors"]] == [field]
    assert User.objects.count() == 1


def test_an_e_mail_in_use_is_said_at_its_field(client: Client, boss: User) -> None:
    form = {"surel": boss.email, "nama": "Kembar", "lembaga": BODY, "peran": "reporter"}

    answer = client.post("/akun/baru/", form)

    assert answer.context["errors"][0][0] == "surel"


def test_a_coordinator_is_refused_on_the_form_where_none_can_be(client: Client) -> None:
    client.force_login(person((Role.ADMINISTRATOR, "74/kpu")))
    form = {"surel": "b@kpu.test", "nama": "B", "lembaga": "74/kpu", "peran": "coordinator"}

    answer = client.post("/akun/baru/", form)

    assert answer.context["errors"][0][0] == "peran"


def test_a_role_is_added_and_ended_from_the_page(client: Client, boss: User) -> None:
    user = person((Role.REPORTER, BODY))

    client.post(f"/akun/{user.pk}/peran/", {"lembaga": BODY, "peran": "verifier"})
    again = client.post(f"/akun/{user.pk}/peran/", {"lembaga": BODY, "peran": "verifier"})
    empty = client.post(f"/akun/{user.pk}/peran/", {})
    role = user.memberships.get(role="verifier")
    answer = client.post(f"/akun/{user.pk}/peran/{role.pk}/akhiri/")

    assert again.context["errors"] == [
        ("peran", "Peran ini sudah berjalan di lembaga itu. Pilih peran lain.")
    ]
    assert empty.status_code == 422
    assert answer["Location"] == f"/akun/{user.pk}/"
    assert "Peran berakhir" in texts(client, f"/akun/{user.pk}/")


def test_ones_own_page_offers_no_change(client: Client, boss: User) -> None:
    page = texts(client, f"/akun/{boss.pk}/")

    assert "Ini akun Anda sendiri" in page
    assert "Tambah peran" not in page
    assert client.post(f"/akun/{boss.pk}/sandi/").status_code == 403


def test_closing_opening_and_resetting_from_the_page(client: Client, boss: User) -> None:
    user = person((Role.REPORTER, BODY), label="Orang")
    phone.device(user)

    client.post(f"/akun/{user.pk}/kode-kedua/")
    client.post(f"/akun/{user.pk}/keadaan/", {"tutup": ""})
    assert "Orang: akun ditutup" in texts(client, f"/akun/{user.pk}/")
    client.post(f"/akun/{user.pk}/keadaan/", {"buka": ""})
    answer = client.post(f"/akun/{user.pk}/sandi/")

    user.refresh_from_db()
    assert user.is_active
    assert user.check_password(answer.context["password"])


def test_the_finding_counts_several_bodies_or_none(client: Client, boss: User) -> None:
    many = person((Role.REPORTER, BODY), (Role.REPORTER, "74.12/kesbangpol"), label="Banyak")
    none = person((Role.REPORTER, BODY), label="Nihil")
    none.memberships.update(until=none.memberships.get().since)

    assert "Banyak bertindak untuk 2 lembaga" in texts(client, f"/akun/{many.pk}/")
    assert "Nihil tidak bertindak" in texts(client, f"/akun/{none.pk}/")
