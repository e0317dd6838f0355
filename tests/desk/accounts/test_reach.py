"""Whose accounts an administrator reaches, and whose not."""

import pytest
from django.test import Client

from serentak.desk.accounts import actions, facts
from serentak.desk.accounts.models import Role, User
from serentak.desk.accounts.policy import Act, Member, allow
from serentak.engine.errors import NotAllowed
from tests.desk.factories import institution, member, person
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db


def reaches(own: str, other: str) -> bool:
    return member((Role.ADMINISTRATOR, own)).may(Act.ACCOUNTS, institution(other))


def as_administrator(client: Client, body: str = "74/kesbangpol") -> User:
    user = person((Role.ADMINISTRATOR, body), label="Administrator uji")
    client.force_login(user)
    return user


def test_the_provinces_administrator_reaches_regional_government() -> None:
    assert reaches("74/kesbangpol", "74/kesbangpol")
    assert reaches("74/kesbangpol", "74.12/kesbangpol")


@pytest.mark.parametrize("other", ["74/kpu", "74.12/kpu", "74/bawaslu", "74/polri"])
def test_independent_and_vertical_bodies_look_after_themselves(other: str) -> None:
    assert not reaches("74/kesbangpol", other)
    assert reaches(other, other)


@pytest.mark.parametrize("other", ["74/kesbangpol", "74.12/kesbangpol", "74.12/kpu"])
def test_the_commissions_administrator_reaches_nobody_else(other: str) -> None:
    assert not reaches("74/kpu", other)


@pytest.mark.parametrize("other", ["74/kesbangpol", "74.71/kesbangpol"])
def test_a_regencys_administrator_does_not_reach_up_or_sideways(other: str) -> None:
    assert not reaches("74.12/kesbangpol", other)
    assert reaches("74.12/kesbangpol", "74.12/kesbangpol")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_looks_after_accounts(client: Client, role: Role) -> None:
    client.force_login(person((role, "74/kesbangpol")))

    for address in ("/akun/", "/akun/baru/", "/akun/1/", "/audit/"):
        assert client.get(address).status_code == 403, address


def test_an_account_out_of_reach_does_not_exist(client: Client) -> None:
    as_administrator(client)
    other = person((Role.REPORTER, "74/kpu"), label="Orang KPU")

    assert "Orang KPU" not in client.get("/akun/").content.decode()
    assert client.get(f"/akun/{other.pk}/").status_code == 404
    role = other.memberships.get()
    for address in ("peran/", f"peran/{role.pk}/akhiri/", "keadaan/", "sandi/", "kode-kedua/"):
        assert client.post(f"/akun/{other.pk}/{address}").status_code == 404, address
    assert other.check_password("kata-sandi-uji-2024")


def test_a_role_of_somebody_else_cannot_be_ended_through_ones_own_people(client: Client) -> None:
    as_administrator(client)
    mine = person((Role.REPORTER, "74/kesbangpol"))
    other = person((Role.REPORTER, "74/kpu"))
    role = other.memberships.get()

    assert client.post(f"/akun/{mine.pk}/peran/{role.pk}/akhiri/").status_code == 404
    role.refresh_from_db()
    assert role.until is None


def test_the_actions_refuse_by_themselves() -> None:
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))
    other = person((Role.REPORTER, "74/kpu"))

    with pytest.raises(NotAllowed):
        actions.leave(other.memberships.get(), by=boss, at=NOW)
    with pytest.raises(NotAllowed, match="di luar jangkauan"):
        actions.reset_password(other, by=boss, at=NOW)
    with pytest.raises(NotAllowed):
        actions.create(
            email="baru@kpu.test",
            label="Baru",
            institution=institution("74/kpu"),
            role=Role.READER,
            by=boss,
            at=NOW,
        )


def test_who_also_acts_for_others_is_only_partly_in_reach(client: Client) -> None:
    as_administrator(client)
    both = person((Role.REPORTER, "74/kesbangpol"), (Role.READER, "74/kpu"))
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))

    assert "di luar jangkauan" in client.get(f"/akun/{both.pk}/").content.decode()
    with pytest.raises(NotAllowed, match="juga bertindak"):
        actions.reset_password(both, by=boss, at=NOW)
    with pytest.raises(NotAllowed):
        actions.join(both, institution=institution("74/kpu"), role=Role.READER, by=boss, at=NOW)
    role = both.memberships.get(institution="74/kesbangpol")
    assert client.post(f"/akun/{both.pk}/peran/{role.pk}/akhiri/")["Location"] == "/akun/"


def test_who_left_for_another_body_leaves_the_list() -> None:
    here = [institution("74/kesbangpol")]
    boss = member((Role.ADMINISTRATOR, "74/kesbangpol"))
    gone = person((Role.REPORTER, "74/kesbangpol"))
    actions.leave(gone.memberships.get(), by=boss, at=NOW)

    assert gone in facts.accounts_of(here, at=NOW)
    gone.memberships.create(institution=institution("74/kpu"), role=Role.READER, since=NOW)
    assert gone not in facts.accounts_of(here, at=NOW)


def test_a_visitor_and_a_guest_manage_nothing() -> None:
    assert not Member(user=None).could(Act.ACCOUNTS)
    guest = Member(user=None, guest=True)
    assert guest.could(Act.READ)
    assert not guest.could(Act.PROFILE)
    assert not guest.may(Act.OPEN_FILE, published=True)
    with pytest.raises(NotAllowed):
        allow(guest, Act.ACCOUNTS, institution("74/kesbangpol"))
