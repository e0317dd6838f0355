"""Looking after other people's accounts: each write asks for the right, then leaves one audit line."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from serentak.desk.accounts import facts
from serentak.desk.accounts.models import Membership, Role, User
from serentak.desk.accounts.own import clear_factor
from serentak.desk.accounts.policy import Act, Member, allow
from serentak.desk.audit.actions import record
from serentak.desk.places.models import Institution
from serentak.desk.shared.typed import title
from serentak.engine.errors import BadData, NotAllowed

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
COORDINATOR_ELSEWHERE = (
    "Koordinator hanya ada di badan pemerintah daerah. Pilih peran lain untuk lembaga ini."
)
_ELSEWHERE = (
    "Orang ini juga bertindak untuk lembaga di luar jangkauan Anda. "
    "Minta administrator lembaga itu, atau akhiri dahulu perannya di sana."
)


@transaction.atomic
def first_administrator(*, email: str, label: str, institution: str, at: datetime) -> str:
    """A new desk's first administrator; gives the one-time password. Raises BadData, NotAllowed."""
    if Membership.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise NotAllowed(
            "Meja ini sudah punya administrator. Minta dia membuat akun baru dari halaman Akun."
        )
    body = Institution.objects.filter(pk=institution).first()
    if body is None:
        raise BadData(
            f"Lembaga '{institution}' tidak dikenal. Jalankan serentak load dahulu, "
            "lalu tulis kodenya seperti 74/kesbangpol."
        )
    user, password = _new_user(email, label)
    Membership.objects.create(user=user, institution=body, role=Role.ADMINISTRATOR, since=at)
    _record("account.created", user, by=None, at=at, institution=body, role=Role.ADMINISTRATOR)
    return password


@transaction.atomic
def create(
    *, email: str, label: str, institution: Institution, role: Role, by: Member, at: datetime
) -> tuple[User, str]:
    """A new person with a first role, and the one-time password. Raises BadData, NotAllowed."""
    allow(by, Act.ACCOUNTS, institution)
    _fits(role, institution)
    user, password = _new_user(email, label)
    Membership.objects.create(user=user, institution=institution, role=role, since=at)
    _record("account.created", user, by=by, at=at, institution=institution, role=role)
    return user, password


def _new_user(email: str, label: str) -> tuple[User, str]:
    title(label)
    password = _one_time()
    user = User(email=email.strip().lower(), label=label.strip(), must_change_password=True)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise BadData(
            "Surel ini sudah dipakai sebuah akun. Cari di daftar, atau pakai surel kantor lain."
        ) from None
    return user, password


def _one_time() -> str:
    """Sixteen letters in groups, to read out over the phone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _fits(role: Role, institution: Institution) -> None:
    if role is Role.COORDINATOR and not facts.is_government(institution):
        raise BadData(COORDINATOR_ELSEWHERE)


@transaction.atomic
def join(
    user: User, *, institution: Institution, role: Role, by: Member, at: datetime
) -> Membership:
    """One more role for a person, whose open sessions end. Raises BadData, NotAllowed."""
    _ask(user, by=by, at=at)
    allow(by, Act.ACCOUNTS, institution)
    _fits(role, institution)
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                user=user, institution=institution, role=role, since=at
            )
    except IntegrityError:
        raise BadData("Peran ini sudah berjalan di lembaga itu. Pilih peran lain.") from None
    _end_sessions(user)
    _record("membership.started", user, by=by, at=at, institution=institution, role=role)
    return made


@transaction.atomic
def leave(membership: Membership, *, by: Member, at: datetime) -> None:
    """End a role; the row stays as proof that it ran. Raises BadData, NotAllowed."""
    user, institution = membership.user, membership.institution
    _not_oneself(user, by=by)
    allow(by, Act.ACCOUNTS, institution)
    if not facts.running(at).filter(pk=membership.pk).update(until=at):
        raise BadData("Peran ini sudah berakhir. Muat ulang halamannya.")
    _end_sessions(user)
    _record("membership.ended", user, by=by, at=at, institution=institution, role=membership.role)


@transaction.atomic
def set_active(user: User, *, active: bool, by: Member, at: datetime) -> None:
    """Close an account, or open it again; roles stay as they are. Raises NotAllowed."""
    _ask_whole(user, by=by, at=at)
    user.is_active = active
    user.save(update_fields=["is_active"])
    _end_sessions(user)
    _record("account.opened" if active else "account.closed", user, by=by, at=at)


@transaction.atomic
def reset_password(user: User, *, by: Member, at: datetime) -> str:
    """A new one-time password; a lock is lifted, open sessions end. Raises NotAllowed."""
    _ask_whole(user, by=by, at=at)
    password = _one_time()
    user.set_password(password)
    user.must_change_password, user.failures, user.locked_until = True, 0, None
    user.save(update_fields=["password", "must_change_password", "failures", "locked_until"])
    _record("account.password_reset", user, by=by, at=at)
    return password


@transaction.atomic
def reset_factor(user: User, *, by: Member, at: datetime) -> None:
    """Take a lost second factor away; open sessions end. Raises NotAllowed."""
    _ask_whole(user, by=by, at=at)
    clear_factor(user)
    _end_sessions(user)
    _record("account.factor_reset", user, by=by, at=at)


def _ask(user: User, *, by: Member, at: datetime) -> None:
    """Somebody else's account, of an institution one looks after."""
    _not_oneself(user, by=by)
    if not facts.accounts_of(facts.managed(by), at=at).filter(pk=user.pk).exists():
        raise NotAllowed(
            "Akun ini milik lembaga di luar jangkauan Anda. Hubungi administrator lembaga itu."
        )


def _ask_whole(user: User, *, by: Member, at: datetime) -> None:
    """As above, and no role of that person stands outside one's reach."""
    _ask(user, by=by, at=at)
    rows = facts.running(at).filter(user=user).select_related("institution")
    if not all(by.may(Act.ACCOUNTS, row.institution) for row in rows):
        raise NotAllowed(_ELSEWHERE)


def _not_oneself(user: User, *, by: Member) -> None:
    if user.pk == by.user:
        raise NotAllowed(
            "Peran dan akun sendiri tidak dapat diubah sendiri. Minta administrator lain."
        )


def _end_sessions(user: User) -> None:
    user.session_round += 1
    user.save(update_fields=["session_round"])


def _record(
    act: str,
    user: User,
    *,
    by: Member | None,
    at: datetime,
    institution: Institution | None = None,
    role: str = "",
) -> None:
    record(
        act,
        subject=f"user:{user.pk}",
        by=by.user if by else None,
        at=at,
        institution=institution.code if institution else "",
        **({"role": str(role)} if role else {}),
    )
