"""Officers as pages show them: totals, vacancies, and where each need is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from serentak.desk.law.facts import law
from serentak.desk.obligations.words import CONFIDENCE_NAMES
from serentak.desk.personnel import facts, words
from serentak.desk.personnel.facts import Board
from serentak.desk.places.models import Region
from serentak.desk.shared.templatetags.desk import ribu, said
from serentak.engine.counts import weakest
from serentak.engine.law.model import Election, Norm
from serentak.engine.needs import Need, summed
from serentak.engine.personnel.gaps import Gap
from serentak.engine.personnel.returned import Measure, Post
from serentak.engine.regions import RegionCode, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A role in the whole region: need, counts, who appoints and until when."""

    role: str
    name: str
    owner: str
    due: date | None
    passed: bool
    gap: Gap
    trained: int | None
    active: int | None


def totals(
    board: Board, election: Election, dates: Mapping[Post, date], *, inside: str, today: date
) -> list[Total]:
    """Every role; shortages are added up, so that a surplus elsewhere hides none."""
    known = facts.duties(election.kind)
    made = []
    for role in facts.roles(election.kind):
        days = [
            day
            for (region, code), day in dates.items()
            if code == role.code and _in(region, inside)
        ]
        due = max(days, default=None)
        made.append(
            Total(
                role=role.code,
                name=words.role(role.code),
                owner=law().kinds[known[role.code].bearer].short,
                due=due,
                passed=due is not None and due <= today,
                gap=board.total(role=role.code, inside=inside),
                trained=board.counted(Measure.TRAINED, role=role.code, inside=inside),
                active=board.counted(Measure.ACTIVE, role=role.code, inside=inside),
            )
        )
    return made


def lede(made: Sequence[Total]) -> str:
    """How many are missing by now, in which roles most, and how many more are still ahead."""
    passed = sorted((one for one in made if one.passed and one.gap.short), key=_shortage)
    ahead = sum(one.gap.short for one in made if not one.passed)
    said = [_("Tidak ada yang kurang pada peran yang sudah jatuh tempo.")]
    if passed:
        most = ", ".join(f"{one.name} {ribu(one.gap.short)}" for one in passed[:3])
        short = sum(one.gap.short for one in passed)
        text = _("%(people)s kurang pada peran yang sudah jatuh tempo, terbanyak %(most)s.")
        said = [text % {"people": words.people(short), "most": most}]
    if ahead:
        text = _("%(people)s lagi harus diangkat sampai jatuh temponya.")
        said.append(text % {"people": words.people(ahead)})
    return " ".join(said)


def _shortage(one: Total) -> int:
    return -one.gap.short


def _in(region: str, outer: str) -> bool:
    return within(RegionCode(region), RegionCode(outer))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a need is from: its formula with the region's numbers, and every norm in it."""

    role: str
    name: str
    formula: str
    known: str
    norms: tuple[tuple[Norm, str], ...]  # each with how firm it is

    @classmethod
    def of(cls, need: Need) -> "Ground":
        """Of one need."""
        return cls(
            role=need.item,
            name=words.role(need.item),
            formula=said(need, "formula"),
            known=str(words.KNOWN[need.known]),
            norms=tuple(
                (one, str(CONFIDENCE_NAMES[str(one.basis.confidence)])) for one in need.norms
            ),
        )


def known(board: Board) -> str:
    """What the needs are counted from, the least sure of it."""
    found = {one.known for one in board.need.values()}
    return str(words.KNOWN[weakest(found)]) if found else _("TPS yang belum dihitung")


def grounds(board: Board, *, inside: str) -> list[Ground]:
    """Of every role in a region, its districts added up."""
    own = [one for one in board.need.values() if _in(one.region, inside)]
    return [Ground.of(one) for one in summed(own, lambda _region: RegionCode(inside))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A post that lacks people."""

    region: Region
    role: str
    name: str
    gap: Gap
    due: date | None
    late: int  # days past it; below zero while it is ahead


def vacancies(
    board: Board, dates: Mapping[Post, date], regions: Mapping[str, Region], *, today: date
) -> list[Vacancy]:
    """Every post that lacks people, the largest shortage first."""
    found = []
    for (place, role), one in board.gaps.items():
        if not one.short or place not in regions:
            continue
        due = dates.get((place[:5], role))
        found.append(
            Vacancy(
                region=regions[place],
                role=role,
                name=words.role(role),
                gap=one,
                due=due,
                late=(today - due).days if due else 0,
            )
        )
    return sorted(found, key=lambda one: (-one.gap.short, one.region.code, one.role))
