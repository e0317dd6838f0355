"""Into which tranches a grant is split, and when each is due, by the rule of its day of signing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise

from serentak.engine.budget.grants import Grant
from serentak.engine.days import Zone
from serentak.engine.law.deadline import Derivation, deadline
from serentak.engine.law.model import Law, Norm, Rule

_RULES = tuple(f"pilkada.grant.{nth}-tranche" for nth in ("first", "second", "third"))
_SECURITY = frozenset({"polri", "tni"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a clock needs besides the grant: the law, the day of voting, the giver's zone."""

    law: Law
    voting_day: date
    zone: Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """A part of a grant with its share of the whole and its last day, as counted."""

    nth: int
    percent: int
    amount: int | None  # None while the signed sum is not known
    due: Derivation

    @property
    def last_day(self) -> date:
        """The last day in time."""
        return self.due.last_day


def split(amount: int, percents: Sequence[int]) -> tuple[int, ...]:
    """A sum in parts by percent: whole rupiah that add up to it, each limit rounded up.

    Whoever has paid the first part has paid at least its percent.
    """
    limits = [0, *(-(-amount * share // 100) for share in accumulate(percents))]
    return tuple(after - before for before, after in pairwise(limits))


def parts(grant: Grant, percents: Sequence[int]) -> tuple[int, ...] | None:
    """What each tranche must come to: as agreed, where that promises no less than the law asks.

    None while the signed sum is not known.
    """
    if grant.agreed is None:
        return None
    least = split(grant.agreed, percents)
    whole = len(grant.plan) == len(least) and sum(grant.plan) == grant.agreed
    own = (percent(part, grant.agreed) for part in accumulate(grant.plan))
    fits = all(said >= asked for said, asked in zip(own, accumulate(percents), strict=False))
    return grant.plan if whole and fits else least


def percent(part: int, whole: int) -> int:
    """To the nearest whole percent: the sums that offices and papers print are rounded."""
    return (200 * part + whole) // (2 * whole)


def regime(law: Law, kind: str, signed: date) -> Norm:
    """How a grant to a kind of body is split under the rule of its day of signing. Raises LawGap."""
    family = "security-shares" if kind in _SECURITY else "shares"
    return law.norm_on(f"pilkada.grant.{family}", signed)


def tranches(grant: Grant, *, terms: Terms) -> tuple[Tranche, ...]:
    """The tranches with their last days; none before a day of signing is known. Raises LawGap."""
    signed = grant.signed
    if signed is None or signed.on is None:
        return ()
    return tuple(_tranches(grant, signed.on, terms))


def _tranches(grant: Grant, signed: date, terms: Terms) -> Iterator[Tranche]:
    percents = regime(terms.law, grant.kind, signed).numbers
    amounts = parts(grant, percents) or (None,) * len(percents)
    for n, (of_whole, amount) in enumerate(zip(percents, amounts, strict=True)):
        rule = as_of(terms.law.rule(_RULES[n]), signed)
        anchor = terms.voting_day if rule.values[0].anchor else signed
        yield Tranche(
            nth=n + 1,
            percent=of_whole,
            amount=amount,
            due=deadline(rule, anchor, law=terms.law, local=terms.zone),
        )


def as_of(rule: Rule, day: date) -> Rule:
    """A rule as it stood on a day, whatever replaced it since. Raises LawGap."""
    return replace(rule, values=(rule.on(day),))
