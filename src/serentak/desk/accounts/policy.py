"""One table says who may do what; everything it does not say is refused."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from serentak.desk.accounts.models import Role
from serentak.engine.errors import NotAllowed
from serentak.engine.regions import RegionCode, within


class Act(StrEnum):
    """What can be asked of the desk."""

    READ = "read"
    OPEN_FILE = "evidence.open"
    REPORT = "evidence.report"
    REVIEW = "evidence.review"
    EXEMPT = "obligation.exempt"
    RECORD_EVENT = "event.record"
    REGENERATE = "obligation.regenerate"
    FEED = "feed.manage"
    ACCOUNTS = "accounts.manage"
    AUDIT = "audit.read"
    RUN_REGISTER = "register.run"
    REVIEW_PAIRS = "register.review"
    RECORD_GRANT = "grant.record"
    CONFIRM_GRANT = "grant.confirm"
    REPORT_PERSONNEL = "personnel.report"
    SEE_SHIPMENT = "shipment.see"
    SHIP = "shipment.send"
    RECEIVE = "shipment.receive"
    OPEN_PHOTO = "shipment.photo"
    PLAN_GUARDS = "security.plan"
    OPEN_ORDERS = "security.orders"
    PROFILE = "profile"


class Reach(StrEnum):
    """On whose things: one's own, those one checks, regional government's, one's region's, anybody's."""

    OWN = "own"
    CHECKED = "checked"
    GOVERNMENT = (
        "government"  # for such a body: those of its region, none independent or of the centre
    )
    REGION = "region"  # those of any body there, also an independent one
    PUBLISHED = "published"
    ANY = "any"


_ALL = tuple(Role)
_EVERYBODY = frozenset((role, Reach.ANY) for role in _ALL)

MAY: dict[Act, frozenset[tuple[Role, Reach]]] = {
    Act.READ: _EVERYBODY,
    Act.PROFILE: _EVERYBODY,
    Act.OPEN_FILE: frozenset(
        {
            *((role, Reach.OWN) for role in _ALL),
            *((role, Reach.PUBLISHED) for role in _ALL),
            (Role.VERIFIER, Reach.CHECKED),
            (Role.COORDINATOR, Reach.GOVERNMENT),
        }
    ),
    Act.REPORT: frozenset({(Role.REPORTER, Reach.OWN)}),
    Act.REVIEW: frozenset({(Role.VERIFIER, Reach.CHECKED)}),
    Act.EXEMPT: frozenset({(Role.VERIFIER, Reach.CHECKED)}),
    Act.RECORD_EVENT: frozenset({(Role.REPORTER, Reach.OWN), (Role.COORDINATOR, Reach.GOVERNMENT)}),
    Act.REGENERATE: frozenset({(Role.COORDINATOR, Reach.ANY)}),
    Act.FEED: frozenset({(role, Reach.OWN) for role in _ALL if role is not Role.READER}),
    Act.ACCOUNTS: frozenset(
        {(Role.ADMINISTRATOR, Reach.OWN), (Role.ADMINISTRATOR, Reach.GOVERNMENT)}
    ),
    Act.AUDIT: frozenset({(Role.ADMINISTRATOR, Reach.ANY)}),
    Act.RUN_REGISTER: frozenset({(Role.REGISTER_OFFICER, Reach.OWN)}),
    Act.REVIEW_PAIRS: frozenset({(Role.REGISTER_OFFICER, Reach.OWN)}),
    Act.RECORD_GRANT: frozenset({(Role.REPORTER, Reach.OWN)}),
    Act.CONFIRM_GRANT: frozenset({(Role.REPORTER, Reach.OWN)}),
    Act.REPORT_PERSONNEL: frozenset({(Role.REPORTER, Reach.OWN)}),
    Act.SEE_SHIPMENT: _EVERYBODY,  # with a role: no visitor learns when ballots are at sea
    Act.SHIP: frozenset({(Role.REPORTER, Reach.OWN)}),
    Act.RECEIVE: frozenset({(Role.REPORTER, Reach.OWN), (Role.RECEIVER, Reach.OWN)}),
    Act.OPEN_PHOTO: frozenset(
        {
            (Role.REPORTER, Reach.OWN),
            (Role.RECEIVER, Reach.OWN),
            (Role.COORDINATOR, Reach.REGION),
        }
    ),
    Act.PLAN_GUARDS: frozenset({(Role.REPORTER, Reach.OWN), (Role.COORDINATOR, Reach.ANY)}),
    Act.OPEN_ORDERS: frozenset(
        {*((role, Reach.OWN) for role in _ALL), (Role.VERIFIER, Reach.CHECKED)}
    ),
}


class Target(Protocol):
    """The institution whose thing is touched."""

    code: str
    verifier_id: str | None
    independent: bool
    vertical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Who is asking: a person's running roles, or a visitor without any."""

    user: int | None
    roles: tuple[tuple[Role, str], ...] = ()  # role, institution code
    government: frozenset[str] = frozenset()  # of these, the bodies of regional government
    guest: bool = False  # a visitor on a desk that is open for reading

    @property
    def key(self) -> int:
        """The account's id for look-ups; no account has 0."""
        return self.user or 0

    @property
    def institutions(self) -> tuple[str, ...]:
        """The institutions acted for, in order of code."""
        return tuple(sorted({institution for _, institution in self.roles}))

    def could(self, act: Act) -> bool:
        """Whether the act is open to this person at all, on whatever it may reach."""
        if act == Act.PROFILE:
            return self.user is not None
        if self.guest:
            return act == Act.READ
        held = {role for role, _ in self.roles}
        return any(role in held for role, _ in MAY[act])

    def may(self, act: Act, target: Target | None = None, *, published: bool = False) -> bool:
        """Whether the act is open to this person on a thing of that institution."""
        if self.guest:
            return act == Act.READ
        return any(
            role is held and self._reaches(reach, own, target, published=published)
            for role, reach in MAY[act]
            for held, own in self.roles
        )

    def _reaches(self, reach: Reach, own: str, target: Target | None, *, published: bool) -> bool:
        if reach in (Reach.ANY, Reach.PUBLISHED):
            return published or reach is Reach.ANY
        if target is None:
            return False
        there = within(_region(target.code), _region(own))
        central = target.independent or target.vertical
        return {
            Reach.OWN: target.code == own,
            Reach.CHECKED: target.verifier_id == own,
            Reach.REGION: there,
            Reach.GOVERNMENT: there and own in self.government and not central,
        }[reach]


def _region(institution: str) -> RegionCode:
    """74.01/kpu lies in 74.01."""
    return RegionCode(institution.partition("/")[0])


_REFUSALS = {
    Act.OPEN_FILE: "Berkas ini hanya dapat dibuka oleh lembaga pelapor dan pemeriksanya.",
    Act.REPORT: "Bukti hanya dapat dilaporkan oleh pelapor dari lembaga yang wajib.",
    Act.REVIEW: "Bukti hanya dapat diperiksa oleh pemeriksa yang ditunjuk untuk lembaga ini.",
    Act.EXEMPT: "Hanya pemeriksa lembaga ini yang dapat menyatakan kewajiban tidak berlaku.",
    Act.RECORD_EVENT: "Kejadian hanya dapat dicatat oleh lembaga yang mengalaminya.",
    Act.ACCOUNTS: "Akun hanya dapat diatur oleh administrator lembaganya.",
    Act.RUN_REGISTER: "Putaran register hanya dijalankan petugas register dari lembaga pemiliknya.",
    Act.RECORD_GRANT: "Hibah hanya dicatat oleh lembaga yang membayar, mengembalikan atau melapor.",
    Act.CONFIRM_GRANT: "Catatan hibah hanya dijawab oleh lembaga di seberangnya.",
    Act.PLAN_GUARDS: "Rencana pengamanan hanya disusun koordinator atau pelapor Polda.",
    Act.OPEN_ORDERS: "Perintah tugas hanya dibuka satuannya sendiri dan yang memeriksanya.",
    Act.REVIEW_PAIRS: "Pasangan ganda hanya dibuka petugas register dari lembaga pemilik putaran.",
    Act.REPORT_PERSONNEL: "Jumlah petugas hanya dilaporkan pelapor dari lembaga yang mengangkatnya.",
    Act.SHIP: "Kiriman hanya disusun dan diberangkatkan oleh pelapor dari lembaga pengirimnya.",
    Act.RECEIVE: "Kiriman hanya dicatat tiba oleh orang dari lembaga penerimanya.",
    Act.OPEN_PHOTO: "Foto kiriman hanya dibuka pengirim, penerima dan koordinator wilayahnya.",
}


def allow(
    member: Member, act: Act, target: Target | None = None, *, published: bool = False
) -> None:
    """Raise NotAllowed, in a sentence, unless the act is open to this person on that thing."""
    if not member.may(act, target, published=published):
        raise NotAllowed(
            _REFUSALS.get(act, "Peran Anda tidak mencakup tindakan ini.")
            + " Hubungi administrator bila ini keliru."
        )
