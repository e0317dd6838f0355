"""Who is who: creating accounts, giving and ending roles, closing, resetting."""

from datetime import timedelta

import pytest
from django.test import Client

from serentak.desk.accounts import actions, facts
from serentak.desk.accounts.models import Role, User
from serentak.desk.audit.models import Line
from serentak.engine.errors import BadData, NotAllowed
from tests.desk.accounts import phone
from tests.desk.factories import PASSWORD, institution, member, person
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def last() -> Line:
    found = Line.objects.order_by("-seq").first()
    assert found is not None
    return found


def test_the_first_administrator_is_made_once() -> None:
    institution("74/kesbangpol")
    first = {"email": "Dinas@Sultra.go.id", "label": "Dinas", "institution": "74/kesbangpol"}

    password = actions.first_administrator(**first, at=NOW)

    user = User.objects.get(email="dinas@sultra.go.id")
    assert user.check_password(password)
    assert user.must_change_password
    assert facts.member(user, at=NOW).roles == ((Role.ADMINISTRATOR, "74/kesbangpol"),)
    with pytest.raises(NotAllowed, match="sudah punya administrator"):
        actions.first_administrator(**first, at=NOW)


def test_the_first_administrator_needs_a_known_institution() -> None:
    with pytest.raises(BadData, match="tidak dikenal"):
        actions.first_administrator(email="a@b.test", label="A", institution="99/apa", at=NOW)


def test_a_new_account_has_a_role_and_a_one_time_password() -> None:
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))

    user, password = actions.create(
        email="Baru@Kantor.test",
        label="Baru",
        institution=institution("74.12/kesbangpol"),
        role=Role.REPORTER,
        by=boss,
        at=NOW,
    )

    assert len(password) == 19
    assert user.check_password(password)
    assert str(user.memberships.get()) == "74.12/kesbangpol reporter"
    assert (last().act, last().subject, last().actor, last().institution) == (
        "account.created",
        f"user:{user.pk}",
        boss.user,
        "74.12/kesbangpol",
    )
    assert "kantor.test" not in str([*Line.objects.values()]).lower()


def test_one_e_mail_one_account() -> None:
    known = person()
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))

    with pytest.raises(BadData, match="sudah dipakai"):
        actions.create(
            email=known.email.upper(),
            label="Kembar",
            institution=institution("74/kesbangpol"),
            role=Role.READER,
            by=boss,
            at=NOW,
        )


def test_a_role_is_added_and_ends_open_sessions(client: Client) -> None:
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))
    user = person((Role.READER, "74/kesbangpol"))
    client.force_login(user)

    actions.join(
        user, institution=institution("74/kesbangpol"), role=Role.VERIFIER, by=boss, at=LATER
    )

    assert client.get("/profil/")["Location"].startswith("/masuk/")
    assert len(facts.member(user, at=LATER).roles) == 2
    assert last().details == {"role": "verifier"}


def test_the_same_role_does_not_run_twice() -> None:
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))
    user = person((Role.READER, "74/kesbangpol"))

    with pytest.raises(BadData, match="sudah berjalan"):
        actions.join(
            user, institution=institution("74/kesbangpol"), role=Role.READER, by=boss, at=NOW
        )


def test_only_government_has_coordinators() -> None:
    boss = member((Role.ADMINISTRATOR, "74/kpu"))
    user = person((Role.READER, "74/kpu"))

    with pytest.raises(BadData, match="badan pemerintah daerah"):
        actions.join(
            user, institution=institution("74/kpu"), role=Role.COORDINATOR, by=boss, at=NOW
        )


def test_a_role_ends_and_stays_on_record(client: Client) -> None:
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))
    user = person((Role.READER, "74/kesbangpol"))
    role = user.memberships.get()
    client.force_login(user)

    actions.leave(role, by=boss, at=LATER)

    role.refresh_from_db()
    assert role.until == LATER
    assert facts.member(user, at=LATER).roles == ()
    assert facts.member(user, at=NOW).roles != ()
    assert client.get("/profil/")["Location"].startswith("/masuk/")
    with pytest.raises(BadData, match="sudah berakhir"):
        actions.leave(role, by=boss, at=LATER)


def test_an_ended_role_can_start_again() -> None:
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))
    user = person((Role.READER, "74/kesbangpol"))
    actions.leave(user.memberships.get(), by=boss, at=NOW)

    actions.join(
        user, institution=institution("74/kesbangpol"), role=Role.READER, by=boss, at=LATER
    )

    assert user.memberships.count() == 2


def test_nobody_changes_their_own_roles_or_account() -> None:
    user = person((Role.ADMINISTRATOR, "74/kesbangpol"))
    me = facts.member(user, at=NOW)
    body = institution("74/kesbangpol")

    with pytest.raises(NotAllowed, match="sendiri"):
        actions.join(user, institution=body, role=Role.VERIFIER, by=me, at=NOW)
    with pytest.raises(NotAllowed, match="sendiri"):
        actions.leave(user.memberships.get(), by=me, at=NOW)
    with pytest.raises(NotAllowed, match="sendiri"):
        actions.set_active(user, active=False, by=me, at=NOW)
    with pytest.raises(NotAllowed, match="sendiri"):
        actions.reset_password(user, by=me, at=NOW)
    with pytest.raises(NotAllowed, match="sendiri"):
        actions.reset_factor(user, by=me, at=NOW)
    assert not Line.objects.exists()


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(client: Client) -> None:
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))
    user = person((Role.READER, "74/kesbangpol"))
    client.force_login(user)

    actions.set_active(user, active=False, by=boss, at=NOW)
    assert client.get("/profil/")["Location"].startswith("/masuk/")
    actions.set_active(user, active=True, by=boss, at=NOW)

    assert client.get("/profil/")["Location"].startswith("/masuk/")
    client.post("/masuk/", {"surel": user.email, "sandi": PASSWORD})
    assert client.get("/profil/").status_code == 200


def test_a_reset_password_lifts_the_lock_and_ends_sessions(client: Client) -> None:
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))
    user = person((Role.READER, "74/kesbangpol"))
    User.objects.filter(pk=user.pk).update(locked_until=LATER, failures=3)
    user.refresh_from_db()
    client.force_login(user)

    password = actions.reset_password(user, by=boss, at=NOW)

    user.refresh_from_db()
    assert user.check_password(password)
    assert user.must_change_password
    assert not user.locked(NOW)
    assert client.get("/profil/")["Location"].startswith("/masuk/")


def test_a_lost_phone_is_taken_away() -> None:
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))
    user = person((Role.READER, "74/kesbangpol"))
    phone.device(user)
    phone.paper(user)

    actions.reset_factor(user, by=boss, at=NOW)

    assert not facts.has_factor(user)
    assert last().act == "account.factor_reset"
