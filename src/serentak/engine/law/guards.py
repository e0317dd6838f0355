"""What makes a station vulnerable, and how police regions guard stations of each class."""

from dataclasses import dataclass
from enum import StrEnum

from serentak.engine.errors import LawGap
from serentak.engine.law.basis import Basis
from serentak.engine.law.entry import Entry

GRAVEST = 5


class Risk(StrEnum):
    """The class that the police give a station, least first."""

    LOW = "low"
    HIGH = "high"
    SEVERE = "severe"
    SPECIAL = "special"


class Dimension(StrEnum):
    """What an indicator is about, in Bawaslu's order."""

    RIGHTS = "rights"
    ORDER = "order"
    MONEY = "money"
    HATRED = "hatred"
    NEUTRALITY = "neutrality"
    LOGISTICS = "logistics"
    PLACE = "place"
    NETWORK = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Something about a station that makes it vulnerable; its gravity is assumed."""

    id: str
    title: str
    title_en: str
    dimension: Dimension
    gravity: int
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """So many officers and civil guards for at most so many stations of a class."""

    risk: Risk
    polri: int
    linmas: int | None  # None: the plan names none; then what the act says of every station holds
    stations: int
    stations_least: int  # where a plan prints a range, its lower end


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A police region's plan; it may stand in for regions whose own was never printed."""

    id: str
    region: str
    title: str
    title_en: str
    election_kind: str
    stands_in_for: tuple[str, ...]
    guards: tuple[Guard, ...]
    basis: Basis

    def guard(self, risk: Risk) -> Guard | None:
        """Who guards a class of stations; None where the plan is silent on it."""
        return next((guard for guard in self.guards if guard.risk is risk), None)


def indicator(e: Entry) -> Indicator:
    """An indicator of a law file."""
    gravity = e.number("gravity")
    if not 0 < gravity <= GRAVEST:
        raise LawGap(f"{e.where}: 'gravity' harus antara 1 dan {GRAVEST}.")
    return Indicator(
        **e.texts(Indicator),
        dimension=e.one_of("dimension", Dimension),
        gravity=gravity,
        basis=e.basis(),
    )


def pattern(e: Entry) -> Pattern:
    """A plan of a law file."""
    guards = e.many("guards", _guard)
    if len({guard.risk for guard in guards}) < len(guards) or not guards:
        raise LawGap(f"{e.where}: tiap kelas kerawanan harus tertulis sekali, sedikitnya satu.")
    return Pattern(
        **e.texts(Pattern),
        stands_in_for=e.names("stands_in_for"),
        guards=guards,
        basis=e.basis(),
    )


def _guard(e: Entry) -> Guard:
    stations = e.number("stations")
    least = e.number("stations_least", stations)
    polri = e.number("polri")
    if not 0 < least <= stations or not polri:
        raise LawGap(
            f"{e.where}: 'polri' dan 'stations' harus lebih dari nol, 'stations_least' tidak lebih "
            "dari 'stations'."
        )
    return Guard(
        risk=e.one_of("risk", Risk),
        polri=polri,
        linmas=e.number("linmas", None),
        stations=stations,
        stations_least=least,
    )
