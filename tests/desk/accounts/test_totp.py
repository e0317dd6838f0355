"""The second factor: set up, asked for at the door, lost and taken away."""

import re

import pytest
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from serentak.desk.accounts import facts
from serentak.desk.accounts.models import Role, User
from serentak.desk.audit.models import Line
from tests.desk.accounts import phone
from tests.desk.factories import PASSWORD, person

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User) -> None:
    client.post("/masuk/", {"surel": user.email, "sandi": PASSWORD})


def set_up(client: Client, *, code: str = "") -> str:
    """Open the page and answer with the code of its key, or with another."""
    client.get("/profil/kode-kedua/")
    key = client.session["kunci-baru"]
    form = {"kode": code or phone.code(key)}
    return client.post("/profil/kode-kedua/", form).content.decode()


def acts() -> list[str]:
    return list(Line.objects.order_by("seq").values_list("act", flat=True))


def test_the_setup_page_shows_a_picture_and_the_same_key_to_type(client: Client) -> None:
    client.force_login(person())

    answer = client.get("/profil/kode-kedua/")

    assert answer["Cache-Control"] == "no-store"
    assert answer.context["qr"].startswith("data:image/svg+xml")
    assert len("".join(answer.context["secret"])) == 32


def test_a_code_of_the_new_key_installs_it_and_shows_ten_codes_once(client: Client) -> None:
    user = person()
    client.force_login(user)

    page = set_up(client)

    assert len(set(re.findall(r"<code>([a-z2-7]{8})</code>", page))) == 10
    assert facts.has_factor(user)
    assert "<code>" not in client.get("/profil/kode-kedua/").content.decode()
    assert client.get("/profil/").status_code == 200
    assert acts()[-1] == "account.factor_installed"


def test_a_wrong_code_installs_nothing(client: Client) -> None:
    user = person()
    client.force_login(user)
    client.get("/profil/kode-kedua/")

    page = set_up(client, code=phone.wrong(client.session["kunci-baru"]))

    assert "Kode tidak cocok" in page
    assert not facts.has_factor(user)


def test_an_empty_code_is_asked_for_again(client: Client) -> None:
    client.force_login(person())

    answer = client.post("/profil/kode-kedua/", {"kode": ""})

    assert answer.context["errors"] == [("kode", "Tulis enam angka yang tampil di aplikasi.")]


def test_without_the_code_every_page_leads_to_it(client: Client) -> None:
    user = person((Role.READER, "74/kesbangpol"))
    phone.device(user)
    sign_in(client, user)

    for address in ("/", "/profil/", "/sandi/", "/publik/", "/profil/kode-kedua/"):
        assert client.get(address)["Location"].startswith("/kode/"), address
    assert client.get("/kode/").status_code == 200
    assert client.post("/keluar/").status_code == 302


def test_the_code_opens_the_desk_under_a_new_session_key(client: Client) -> None:
    user = person()
    device = phone.device(user)
    sign_in(client, user)
    before = client.session.session_key

    answer = client.post("/kode/?lanjut=/profil/", {"kode": phone.code(device.key)})

    assert answer["Location"] == "/profil/"
    assert client.session.session_key != before
    assert client.get("/profil/").status_code == 200
    assert client.get("/kode/")["Location"] == "/"
    assert acts()[-1] == "account.code_accepted"


def test_a_code_serves_once(client: Client) -> None:
    user = person()
    device = phone.device(user)
    code = phone.code(device.key)
    sign_in(client, user)
    client.post("/kode/", {"kode": code})
    client.post("/keluar/")
    sign_in(client, user)

    answer = client.post("/kode/", {"kode": code})

    assert "Kode tidak cocok" in answer.content.decode()


def test_after_a_wrong_code_one_has_to_wait(client: Client) -> None:
    user = person()
    device = phone.device(user)
    sign_in(client, user)

    first = client.post("/kode/", {"kode": phone.wrong(device.key)})
    second = client.post("/kode/", {"kode": phone.code(device.key)})

    assert "Kode tidak cocok" in first.content.decode()
    assert "detik lagi" in second.content.decode()
    assert acts()[-1] == "account.code_failed"


def test_a_recovery_code_serves_once(client: Client, settings: Settings) -> None:
    settings.OTP_STATIC_THROTTLE_FACTOR = 0
    user = person()
    phone.device(user)
    token = phone.paper(user)
    sign_in(client, user)

    assert client.post("/kode/", {"pemulihan": token.upper()})["Location"] == "/"
    assert client.get("/profil/").status_code == 200
    client.post("/keluar/")
    sign_in(client, user)
    assert client.post("/kode/", {"pemulihan": token}).status_code == 422


def test_whoever_has_no_recovery_codes_is_told_that_none_fits(client: Client) -> None:
    user = person()
    phone.device(user)
    sign_in(client, user)

    answer = client.post("/kode/", {"pemulihan": "abcd2345"})

    assert answer.status_code == 422
    assert client.post("/kode/", {"pemulihan": ""}).context["errors"][0][0] == "pemulihan"


def test_whoever_has_no_factor_is_not_asked(client: Client) -> None:
    client.force_login(person())

    assert client.get("/kode/")["Location"] == "/"


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_decides_sets_it_up_before_anything_else(
    client: Client, settings: Settings, role: Role
) -> None:
    settings.REQUIRE_TOTP = True
    client.force_login(person((role, "74/kesbangpol")))

    assert client.get("/profil/")["Location"].startswith("/profil/kode-kedua/?lanjut=")
    set_up(client)
    assert client.get("/profil/").status_code == 200


def test_who_reports_or_reads_may_do_without(client: Client, settings: Settings) -> None:
    settings.REQUIRE_TOTP = True
    client.force_login(person((Role.REPORTER, "74/kesbangpol"), (Role.READER, "74/kpu")))

    assert client.get("/profil/").status_code == 200


def test_removing_it_needs_the_password(client: Client) -> None:
    user = person()
    client.force_login(user)
    set_up(client)

    refused = client.post("/profil/kode-kedua/ubah/", {"lepas": "", "sandi": "keliru"})
    assert "Kata sandi Anda tidak cocok" in refused.content.decode()
    assert facts.has_factor(user)
    assert client.post("/profil/kode-kedua/ubah/", {"lepas": "", "sandi": ""}).status_code == 422

    client.post("/profil/kode-kedua/ubah/", {"lepas": "", "sandi": PASSWORD})
    assert not TOTPDevice.objects.filter(user=user).exists()
    assert not StaticToken.objects.exists()
    assert client.get("/profil/").status_code == 200
    assert acts()[-1] == "account.factor_removed"


def test_fresh_recovery_codes_make_the_old_ones_worthless(client: Client) -> None:
    client.force_login(person())
    set_up(client)
    old = set(StaticToken.objects.values_list("token", flat=True))

    client.post("/profil/kode-kedua/ubah/", {"kode": "", "sandi": PASSWORD})

    new = set(StaticToken.objects.values_list("token", flat=True))
    assert len(new) == 10
    assert not old & new


def test_what_is_not_there_cannot_be_changed(client: Client) -> None:
    client.force_login(person())

    answer = client.post("/profil/kode-kedua/ubah/", {"lepas": "", "sandi": PASSWORD})

    assert answer["Location"] == "/profil/kode-kedua/"
