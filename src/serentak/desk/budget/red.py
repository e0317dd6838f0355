"""The red list: every tranche past its day and not whole, as the ministry looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from serentak.desk.budget import words
from serentak.desk.budget.pages import Line
from serentak.engine.budget.standing import Standing, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A tranche past its day and not whole: the ministry's own view of a region."""

    line: Line
    standing: Standing

    @property
    def due(self) -> date:
        """Its last day."""
        return self.standing.tranche.last_day

    @property
    def tranche(self) -> str:
        """Its number."""
        return words.roman(self.standing.tranche.nth)

    @property
    def days(self) -> str:
        """How long it is past it."""
        return words.days_late(self.standing.days_late)

    @property
    def why(self) -> str:
        """Why it stands here."""
        return words.why(self.standing)

    @property
    def rough(self) -> bool:
        """Whether the day of signing is known only roughly, and the last day with it."""
        signed = self.line.account.grant.signed
        return signed is not None and not signed.precise and self.standing.tranche.nth == 1

    @property
    def rank(self) -> tuple[bool, int, str, int]:
        """What falls short by report first, then the longest."""
        silent = self.line.account.state is not State.LATE
        return silent, -self.standing.days_late, self.line.row.key, self.standing.tranche.nth


def red_list(lines: Sequence[Line]) -> list[Late]:
    """Every open tranche past its day, worst first."""
    found = [Late(line=line, standing=one) for line in lines for one in line.account.overdue]
    return sorted(found, key=lambda one: one.rank)
