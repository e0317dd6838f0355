"""What an election needs: one line a norm and a place, with its formula in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from serentak.engine.errors import BadData
from serentak.engine.law.model import Confidence, Law, Norm
from serentak.engine.regions import RegionCode

Pair = tuple[str, str]  # Indonesian, English

BOTH = "both"  # opens the id of a norm that holds for every kind of election


class Room(StrEnum):
    """The area of readiness that a need belongs to."""

    PERSONNEL = "personnel"
    BUDGET = "budget"
    SECURITY = "security"
    LOGISTICS = "logistics"


class Known(StrEnum):
    """How sure the counts are that a need is computed from, surest first."""

    OFFICIAL = "official"
    PLAN = "plan"
    ESTIMATE = "estimate"


class Unit(StrEnum):
    """What a quantity counts."""

    PEOPLE = "people"
    RUPIAH = "rupiah"
    PIECES = "pieces"
    LITRES = "litres"


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A district and what is counted in it; `voters` per station, where somebody counted them."""

    region: RegionCode
    villages: int
    stations: int
    voters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regency:
    """A regency's districts, and its voters; `cap` is the most that a station may have."""

    region: RegionCode
    districts: tuple[District, ...]
    voters: int
    cap: int
    known: Known
    voters_known: Known

    @property
    def stations(self) -> int:
        """All its stations."""
        return sum(district.stations for district in self.districts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """So many of an item in a region, and why.

    `quantity` is what the counts prove to be needed; `most` is what it may rise to where they
    leave that open, and the same number where they do not.
    """

    region: RegionCode
    room: Room
    item: str
    label: Pair
    quantity: int
    most: int
    unit: Unit
    count: int  # of what the norm is multiplied with
    norms: tuple[Norm, ...]  # the one that gives the quantity first
    words: Pair  # the formula, with places for its numbers
    known: Known
    spender: str = ""  # the kind of institution that hires or buys
    payer: str = ""  # whose budget; of money alone

    @property
    def norm(self) -> Norm:
        """The norm that gives the quantity."""
        return self.norms[0]

    @property
    def cite(self) -> str:
        """The articles of its norms."""
        return "; ".join(dict.fromkeys(norm.basis.cite for norm in self.norms))

    @property
    def since(self) -> date:
        """The day from which all its norms hold."""
        return max(norm.basis.since for norm in self.norms)

    @property
    def confidence(self) -> Confidence:
        """That of its weakest norm."""
        sourced = all(norm.basis.confidence is Confidence.SOURCED for norm in self.norms)
        return Confidence.SOURCED if sourced else Confidence.MEMORY

    @property
    def formula(self) -> str:
        """How the quantity came about, in Indonesian."""
        return self._said(self.words[0], ".", ",")

    @property
    def formula_en(self) -> str:
        """The same in English."""
        return self._said(self.words[1], ",", ".")

    def _said(self, words: str, thousands: str, decimal: str) -> str:
        marks = str.maketrans({",": thousands, ".": decimal})
        numbers = {
            "each": self.norm.numbers[-1],
            "count": self.count,
            "quantity": self.quantity,
            "most": self.most,
        }
        return words.format(**{k: f"{n:,}".translate(marks) for k, n in numbers.items()})


def norm(law: Law, kind: str, name: str) -> Norm:
    """The norm of a kind of election, else the one of all kinds. Raises LawGap."""
    own = law.norms.get(f"{kind}.{name}")
    return own or law.norm(f"{BOTH}.{name}")


def check(regencies: Iterable[Regency]) -> None:
    """Raises BadData where the counts of a district contradict each other."""
    for district in (one for regency in regencies for one in regency.districts):
        if district.voters and len(district.voters) != district.stations:
            raise BadData(
                f"Kecamatan {district.region}: {district.stations} TPS, tetapi pemilihnya dihitung "
                f"di {len(district.voters)} TPS. Perbaiki hitungannya."
            )
        if min(district.villages, district.stations, *district.voters, 0) < 0:
            raise BadData(f"Kecamatan {district.region}: hitungan tidak boleh kurang dari nol.")


def summed(needs: Iterable[Need], to: Callable[[RegionCode], RegionCode]) -> tuple[Need, ...]:
    """Lines of the same norm added up over the regions that `to` sends to the same one."""
    found: dict[tuple[object, ...], Need] = {}
    for need in needs:
        region = to(need.region)
        key = (region, need.room, need.item, need.payer, need.spender, need.words)
        old = found.get(key)
        found[key] = _added(old, need) if old else replace(need, region=region)
    return tuple(found.values())


def _added(one: Need, other: Need) -> Need:
    return replace(
        one,
        quantity=one.quantity + other.quantity,
        most=one.most + other.most,
        count=one.count + other.count,
        known=weakest((one.known, other.known)),
    )


def weakest(known: Iterable[Known]) -> Known:
    """The least sure of several."""
    order = list(Known)
    return max(known, key=order.index)


def rupiah(needs: Iterable[Need], by: Callable[[Need], str]) -> Mapping[str, int]:
    """Money added up by whatever `by` reads off a line."""
    found: dict[str, int] = {}
    for need in money(needs):
        found[by(need)] = found.get(by(need), 0) + need.quantity
    return found


def money(needs: Iterable[Need]) -> Iterator[Need]:
    """The lines that are money."""
    return (need for need in needs if need.unit is Unit.RUPIAH)
