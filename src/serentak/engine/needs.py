"""What an election needs: one line a norm and a place, with its formula in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from serentak.engine.counts import Known, weakest
from serentak.engine.law.basis import Confidence
from serentak.engine.law.model import Law, Norm
from serentak.engine.regions import RegionCode

Pair = tuple[str, str]  # Indonesian, English

BOTH = "both"  # opens the id of a norm that holds for every kind of election


class Room(StrEnum):
    """The area of readiness that a need belongs to."""

    PERSONNEL = "personnel"
    BUDGET = "budget"
    SECURITY = "security"
    LOGISTICS = "logistics"


class Unit(StrEnum):
    """What a quantity counts."""

    PEOPLE = "people"
    RUPIAH = "rupiah"
    PIECES = "pieces"
    LITRES = "litres"


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
    words: Pair  # the formula up to its result, with places for `each` and `count`
    known: Known
    spender: str = ""  # the kind of institution that hires or buys
    payer: str = ""  # whose budget; of money and of what is bought

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
        return self._said(self.words[0], to="sampai", thousands=".")

    @property
    def formula_en(self) -> str:
        """The same in English."""
        return self._said(self.words[1], to="to", thousands=",")

    def _said(self, words: str, *, to: str, thousands: str) -> str:
        sign = "Rp" if self.unit is Unit.RUPIAH else ""
        numbers = (self.norm.numbers[-1], self.count, self.quantity, self.most)
        each, count, least, most = (f"{n:,}".replace(",", thousands) for n in numbers)
        stem = words.format(each=each, count=count)
        exact = self.quantity == self.most
        return f"{stem} = {sign}{least}" if exact else f"{stem}: {sign}{least} {to} {sign}{most}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is needed, before anybody counts how many."""

    room: Room
    code: str
    label: Pair
    unit: Unit
    spender: str
    payer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a norm is multiplied with, in a region."""

    region: RegionCode
    number: int
    known: Known


_UNITS: dict[Unit, Pair] = {
    Unit.PEOPLE: ("orang", "people"),
    Unit.PIECES: ("buah", "pieces"),
    Unit.LITRES: ("liter", "litres"),
}


def times(item: Item, rule: Norm, count: Count, noun: Pair) -> Need:
    """The norm's number for each of what was counted."""
    unit = _UNITS[item.unit]
    words = tuple(f"{{each}} {unit[n]} × {{count}} {noun[n]}" for n in (0, 1))
    quantity = rule.number * count.number
    return between(item, (rule,), count, (quantity, quantity), (words[0], words[1]))


def between(
    item: Item, norms: tuple[Norm, ...], count: Count, bounds: tuple[int, int], words: Pair
) -> Need:
    """A line whose quantity lies within bounds."""
    return Need(
        region=count.region,
        room=item.room,
        item=item.code,
        label=item.label,
        quantity=bounds[0],
        most=bounds[1],
        unit=item.unit,
        count=count.number,
        norms=norms,
        words=words,
        known=count.known,
        spender=item.spender,
        payer=item.payer,
    )


def norm(law: Law, kind: str, name: str) -> Norm:
    """The norm of a kind of election, else the one of all kinds. Raises LawGap."""
    own = law.norms.get(f"{kind}.{name}")
    return own or law.norm(f"{BOTH}.{name}")


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


def rupiah(needs: Iterable[Need]) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Money by who spends it and whose budget it comes from: at least, and at most."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for need in needs:
        if need.unit is Unit.RUPIAH:
            least, most = found.get((need.spender, need.payer), (0, 0))
            found[need.spender, need.payer] = least + need.quantity, most + need.most
    return found
