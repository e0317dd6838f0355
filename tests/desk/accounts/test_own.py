"""One's own account: password, language, profile."""

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role, User
from serentak.desk.audit.models import Line
from tests.desk.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
NEW = "tiga ekor anoa menyeberang"


def change(client: Client, **fields: str) -> list[tuple[str, str]]:
    form = {"sekarang": PASSWORD, "baru": NEW, "ulang": NEW, **fields}
    answer = client.post("/sandi/", form)
    found: list[tuple[str, str]] = answer.context["errors"] if answer.context else []
    return found


def test_a_new_password_replaces_the_old_and_ends_other_sessions(client: Client) -> None:
    user, elsewhere = person(), Client()
    client.force_login(user)
    elsewhere.force_login(user)

    assert change(client) == []

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert client.get("/profil/").status_code == 200
    assert elsewhere.get("/profil/")["Location"].startswith("/masuk/")
    assert Line.objects.filter(act="account.password_changed", actor=user.pk).count() == 1


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"sekarang": "keliru"}, "sekarang", "Kata sandi Anda tidak cocok"),
        ({"sekarang": ""}, "sekarang", "Tulis kata sandi yang sekarang"),
        ({"ulang": "lain sama sekali"}, "ulang", "tidak sama"),
        ({"baru": "pendek"}, "baru", "terlalu pendek"),
        ({"baru": "password1234"}, "baru", "paling sering dipakai"),
        ({"baru": "orang-uji-utama"}, "baru", "terlalu mirip"),
        ({"baru": PASSWORD, "ulang": PASSWORD}, "baru", "yang berbeda"),
        ({"baru": "x" * 201}, "baru", "paling panjang 200"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(
    client: Client, fields: dict[str, str], field: str, sentence: str
) -> None:
    client.force_login(person(label="Orang uji utama"))

    found = dict(change(client, **fields))

    assert sentence in found[field]


def test_guessing_the_present_password_locks_the_account(client: Client) -> None:
    user = person()
    client.force_login(user)

    for _n in range(5):
        change(client, sekarang="keliru")

    assert "sekarang" in dict(change(client))
    user.refresh_from_db()
    assert user.locked_until is not None


def test_a_one_time_password_is_replaced_before_anything_else(client: Client) -> None:
    user = person((Role.READER, "74/kesbangpol"))
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    client.force_login(user)

    assert client.get("/profil/")["Location"] == "/sandi/?lanjut=%2Fprofil%2F"
    assert b'name="sekarang"' not in client.get("/sandi/").content
    answer = client.post("/sandi/?lanjut=/tahapan/", {"baru": NEW, "ulang": NEW})

    assert answer["Location"] == "/tahapan/"
    assert client.get("/profil/").status_code == 200


def test_the_profile_says_for_whom_and_in_which_role_one_acts(client: Client) -> None:
    client.force_login(person((Role.VERIFIER, "74/kesbangpol")))

    page = client.get("/profil/").content.decode()

    assert "kesbangpol 74" in page
    assert "Pemeriksa" in page


def test_whoever_has_lost_all_roles_still_reaches_the_profile(client: Client) -> None:
    client.force_login(person())

    assert "Belum ada peran" in client.get("/profil/").content.decode()


def test_a_visitor_has_no_profile(client: Client) -> None:
    for address in ("/profil/", "/sandi/", "/kode/", "/profil/kode-kedua/", "/pemberitahuan/"):
        assert client.get(address)["Location"].startswith("/masuk/?lanjut="), address


def test_the_language_is_kept_with_the_account(client: Client) -> None:
    user = person()
    client.force_login(user)
    client.cookies["bahasa"] = "id"

    client.post("/profil/bahasa/", {"bahasa": "en"})

    user.refresh_from_db()
    assert user.language == "en"
    assert '<html lang="en"' in client.get("/profil/").content.decode()
    client.post("/profil/bahasa/", {"bahasa": "klingon"})
    user.refresh_from_db()
    assert user.language == "id"
