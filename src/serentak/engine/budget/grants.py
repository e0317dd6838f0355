"""A grant (NPHD) from a region to a body: what was asked, reviewed, signed, paid, returned and reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode


class Step(StrEnum):
    """How far a grant has come, in order; each may carry a sum of its own."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    SIGNED = "signed"


class Kind(StrEnum):
    """What moved: money to the body, money back to the treasury, or a report of what was spent."""

    PAID = "paid"
    RETURNED = "returned"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum in whole rupiah at a step; None where the step is known and its sum is not."""

    step: Step
    amount: int | None
    on: date | None
    precise: bool = True  # False: only the month or about the day is known

    def __post_init__(self) -> None:
        rupiah(self.amount, least=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Money that moved or was accounted for on a day, and what the other side said of it."""

    kind: Kind
    amount: int
    on: date
    precise: bool = True  # False: happened at the latest on that day, or about then
    confirmed: bool = False
    denied: bool = False

    def __post_init__(self) -> None:
        rupiah(self.amount, least=0 if self.kind is Kind.REPORTED else 1)


def rupiah(amount: int | None, *, least: int) -> None:
    """Refuse what is no whole number of rupiah, or too small a one. Raises BadData."""
    if amount is not None and (type(amount) is not int or amount < least):
        raise BadData(f"Jumlah uang harus rupiah bulat, paling sedikit {least}. Periksa angkanya.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One agreement; the giver is a region, the grantee a body that may have its seat elsewhere."""

    key: str
    giver: RegionCode
    grantee: str  # the body's code, e.g. 74.71/polri
    sums: tuple[Sum, ...] = ()  # as recorded; of one step the last counts
    entries: tuple[Entry, ...] = ()
    plan: tuple[int, ...] = ()  # the tranches as the agreement itself writes them

    def sum(self, step: Step) -> Sum | None:
        """What counts at a step."""
        found = [one for one in self.sums if one.step is step]
        return found[-1] if found else None

    @property
    def signed(self) -> Sum | None:
        """The agreement, once signed."""
        return self.sum(Step.SIGNED)

    @property
    def agreed(self) -> int | None:
        """The signed sum; None while nothing is signed or the sum is not known."""
        return self.signed.amount if self.signed else None

    @property
    def kind(self) -> str:
        """What kind of body receives it."""
        return self.grantee.partition("/")[2]

    @property
    def elsewhere(self) -> bool:
        """Whether the grantee has its seat in another region, as a neighbour's police resort has."""
        return self.grantee.partition("/")[0] != self.giver

    def of(self, kind: Kind, *, by: date) -> tuple[Entry, ...]:
        """What was recorded of a kind up to a day, oldest first; what the other side denies is out."""
        rows = [e for e in self.entries if e.kind is kind and e.on <= by and not e.denied]
        return tuple(sorted(rows, key=lambda one: one.on))

    def paid(self, *, by: date) -> int:
        """Rupiah paid up to a day."""
        return total(self.of(Kind.PAID, by=by))

    def returned(self, *, by: date) -> int:
        """Rupiah returned up to a day."""
        return total(self.of(Kind.RETURNED, by=by))


def total(entries: Iterable[Entry]) -> int:
    """Rupiah of several entries."""
    return sum(one.amount for one in entries)
