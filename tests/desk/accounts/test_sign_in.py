"""Coming in with e-mail and password, and going out."""

import pytest
from django.test import Client
from pytest_django import Settings

from serentak.desk.accounts.models import Role, User
from serentak.desk.audit.models import Line
from tests.desk.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
REFUSED = "Surel dan kata sandi tidak cocok"


def enter(client: Client, user: User, password: str = PASSWORD, **more: str) -> int:
    form = {"surel": user.email, "sandi": password, **more}
    return client.post("/masuk/", form).status_code


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def last() -> Line:
    found = Line.objects.order_by("-seq").first()
    assert found is not None
    return found


def test_the_right_password_lets_in(client: Client) -> None:
    user = person()

    assert enter(client, user) == 302
    assert who(client) == str(user.pk)
    assert (last().act, last().subject, last().actor) == (
        "account.signed_in",
        f"user:{user.pk}",
        user.pk,
    )


def test_the_case_of_an_e_mail_does_not_matter(client: Client) -> None:
    user = person()
    user.email = user.email.upper()

    assert enter(client, user) == 302


def test_a_wrong_password_is_refused_and_noted_without_the_e_mail(client: Client) -> None:
    user = person()

    assert enter(client, user, "bukan-ini-sandinya") == 422
    assert who(client) is None
    assert (last().act, last().subject, last().actor) == (
        "account.sign_in_failed",
        f"user:{user.pk}",
        None,
    )
    assert user.email not in str([*Line.objects.values()])


def test_an_unknown_e_mail_gets_the_same_sentence(client: Client) -> None:
    known = client.post("/masuk/", {"surel": person().email, "sandi": "keliru"})
    unknown = client.post("/masuk/", {"surel": "siapa@uji.test", "sandi": "keliru"})

    assert REFUSED in known.content.decode()
    assert unknown.context["errors"] == known.context["errors"]
    assert last().subject == "user:unknown"


def test_an_unknown_e_mail_costs_a_hash_as_well(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = list[str]()
    monkeypatch.setattr(User, "set_password", lambda _user, raw: hashed.append(raw))

    client.post("/masuk/", {"surel": "siapa@uji.test", "sandi": "keliru"})

    assert hashed == ["keliru"]


def test_a_closed_account_does_not_come_in(client: Client) -> None:
    user = person()
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert enter(client, user) == 422


def test_what_is_missing_is_said_at_its_field(client: Client) -> None:
    answer = client.post("/masuk/", {"surel": "bukan surel", "sandi": ""})

    assert [field for field, _text in answer.context["errors"]] == ["surel", "sandi"]
    assert "<title>Galat:" in answer.content.decode()


def test_a_new_session_has_a_new_key(client: Client) -> None:
    session = client.session
    session["sebelum"] = "ada"
    session.save()
    before = session.session_key

    enter(client, person())

    assert client.session.session_key != before


def test_the_page_asked_for_comes_after_the_door(client: Client) -> None:
    asked = client.get("/akun/?keadaan=aktif")
    user = person((Role.ADMINISTRATOR, "74/kesbangpol"))

    answer = client.post(asked["Location"], {"surel": user.email, "sandi": PASSWORD})

    assert answer["Location"] == "/akun/?keadaan=aktif"


@pytest.mark.parametrize("address", ["https://lain.example/", "//lain.example", "javascript:1"])
def test_no_foreign_page_comes_after_the_door(client: Client, address: str) -> None:
    user = person()
    answer = client.post("/masuk/", {"surel": user.email, "sandi": PASSWORD, "lanjut": address})

    assert answer["Location"] == "/"


def test_whoever_is_in_is_not_asked_again(client: Client) -> None:
    client.force_login(person())

    assert client.get("/masuk/")["Location"] == "/"


def test_going_out_ends_the_session(client: Client) -> None:
    client.force_login(person())

    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").status_code == 302
    assert who(client) is None


def test_a_desk_in_service_has_no_role_buttons(client: Client) -> None:
    user = person()
    User.objects.update(purpose="Melihat-lihat")

    assert "tanpa kata sandi" not in client.get("/masuk/").content.decode()
    assert client.post("/masuk/peran/", {"akun": user.pk}).status_code == 404
    assert who(client) is None


def test_a_demo_role_comes_in_without_a_password(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    user = person(label="Peran contoh")
    User.objects.filter(pk=user.pk).update(purpose="Melihat-lihat")

    assert "Melihat-lihat" in client.get("/masuk/").content.decode()
    assert client.post("/masuk/peran/", {"akun": user.pk}).status_code == 302
    assert who(client) == str(user.pk)
    assert last().details == {"demo": True}


@pytest.mark.parametrize("email", ["orang@kantor.go.id", "orang@uji.test"])
def test_only_the_demos_own_people_come_in_that_way(
    client: Client, settings: Settings, email: str
) -> None:
    settings.DEMO = True
    user = person()
    kept = "Melihat-lihat" if email.endswith("go.id") else ""
    User.objects.filter(pk=user.pk).update(email=email, purpose=kept)

    assert client.post("/masuk/peran/", {"akun": user.pk}).status_code == 403
    assert client.post("/masuk/peran/", {"akun": "satu"}).status_code == 404
    assert who(client) is None
