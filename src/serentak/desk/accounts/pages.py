"""Accounts as the pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from serentak.desk.accounts import facts
from serentak.desk.accounts.models import Membership, Role, User
from serentak.desk.accounts.words import ROLE_DUTIES, ROLE_NAMES, STATES

_ROOM = 4  # roles of one account in the list


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """One role in one institution."""

    membership: Membership
    name: str
    duty: str
    runs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One account with the roles that run now."""

    user: User
    roles: tuple[RoleLine, ...]
    state: str
    factor: bool
    wants_factor: bool  # its roles ask for a second factor, and none is installed

    @property
    def first_roles(self) -> tuple[RoleLine, ...]:
        """The roles a list has room for."""
        return self.roles if len(self.roles) <= _ROOM else self.roles[: _ROOM - 1]

    @property
    def further(self) -> int:
        """How many roles the list leaves to the account's own page."""
        return len(self.roles) - len(self.first_roles)

    @property
    def state_name(self) -> str:
        """The state in words."""
        return str(STATES[self.state])


def role_line(row: Membership, *, at: datetime) -> RoleLine:
    """A membership in words."""
    role = Role(row.role)
    return RoleLine(
        membership=row,
        name=str(ROLE_NAMES[role]),
        duty=str(ROLE_DUTIES[role]),
        runs=row.until is None or row.until > at,
    )


def own_roles(user: User, *, at: datetime) -> list[RoleLine]:
    """The running roles of a person, by institution."""
    rows = facts.running(at).filter(user=user).select_related("institution__region")
    return [role_line(row, at=at) for row in rows.order_by("institution_id", "role")]


def all_roles(user: User, *, at: datetime) -> list[RoleLine]:
    """Running roles first, then those that ended, newest first."""
    rows = user.memberships.select_related("institution").order_by(
        "-since", "institution_id", "role"
    )
    return sorted((role_line(row, at=at) for row in rows), key=lambda line: not line.runs)


def lines(users: QuerySet[User], *, at: datetime) -> list[AccountLine]:
    """Accounts by name, in three queries however many there are."""
    now = facts.running(at).select_related("institution").order_by("institution_id", "role")
    factor = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    rows = users.annotate(factor=Exists(factor)).prefetch_related(
        Prefetch("memberships", queryset=now)
    )
    return [_line(user, at=at) for user in rows.order_by("label", "pk")]


def line(user: User, *, at: datetime) -> AccountLine:
    """One account."""
    return lines(User.objects.filter(pk=user.pk), at=at)[0]


def _line(user: User, *, at: datetime) -> AccountLine:
    roles = tuple(role_line(row, at=at) for row in user.memberships.all())
    factor: bool = user.factor  # type: ignore[attr-defined]  # annotated above
    deciding = any(row.membership.role in facts.TWO_FACTOR for row in roles)
    return AccountLine(
        user=user,
        roles=roles,
        state=_state(user, at),
        factor=factor,
        wants_factor=deciding and user.is_active and not factor,
    )


def _state(user: User, at: datetime) -> str:
    if not user.is_active:
        return "closed"
    return "locked" if user.locked(at) else "active"


def kept(rows: Iterable[AccountLine], *, text: str, institution: str) -> list[AccountLine]:
    """Those whose name or e-mail holds the text, in that institution."""
    wanted = text.strip().casefold()
    return [
        row
        for row in rows
        if wanted in f"{row.user.label} {row.user.email}".casefold()
        and (not institution or institution in {r.membership.institution_id for r in row.roles})
    ]


FILTERS = ("semua", "aktif", "tanpa-kode", "tanpa-peran", "terkunci", "ditutup")


def matching(rows: Sequence[AccountLine], chosen: str) -> list[AccountLine]:
    """The rows a filter keeps."""
    return [row for row in rows if chosen in _slugs(row) or chosen not in FILTERS]


def _slugs(row: AccountLine) -> set[str]:
    """The filters that keep an account."""
    tests = {
        "semua": True,
        "aktif": row.state == "active",
        "tanpa-kode": row.wants_factor,
        "tanpa-peran": not row.roles,
        "terkunci": row.state == "locked",
        "ditutup": row.state == "closed",
    }
    return {slug for slug, holds in tests.items() if holds}


def filters(rows: Sequence[AccountLine], chosen: str) -> list[tuple[str, str, int, bool]]:
    """(slug, name, how many, chosen) for each filter that would show something."""
    names = {
        "semua": _("Semua"),
        "aktif": _("Aktif"),
        "tanpa-kode": _("Belum memasang kode kedua"),
        "tanpa-peran": _("Tanpa peran"),
        "terkunci": _("Terkunci"),
        "ditutup": _("Ditutup"),
    }
    found = [(slug, names[slug], len(matching(rows, slug)), slug == chosen) for slug in FILTERS]
    return [one for one in found if one[2] or one[3] or one[0] == "semua"]


def finding(rows: Sequence[AccountLine]) -> str:
    """What the list says first."""
    bodies = {role.membership.institution_id for row in rows for role in row.roles}
    accounts = ngettext("%(n)s akun", "%(n)s akun", len(rows)) % {"n": len(rows)}
    places = ngettext("%(n)s lembaga", "%(n)s lembaga", len(bodies)) % {"n": len(bodies)}
    return _("%(accounts)s bertindak untuk %(places)s") % {"accounts": accounts, "places": places}


def account_finding(row: AccountLine) -> str:
    """A person's standing in a sentence."""
    bodies = {role.membership.institution_id for role in row.roles}
    if row.state == "closed":
        return _("%(name)s: akun ditutup") % {"name": row.user.label}
    if not bodies:
        return _("%(name)s tidak bertindak untuk lembaga mana pun") % {"name": row.user.label}
    if len(bodies) == 1:
        body = row.roles[0].membership.institution.short
        return _("%(name)s bertindak untuk %(body)s") % {"name": row.user.label, "body": body}
    return _("%(name)s bertindak untuk %(n)s lembaga") % {
        "name": row.user.label,
        "n": len(bodies),
    }
