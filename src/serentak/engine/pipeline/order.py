"""What a run is asked for: the same order gives the same bytes."""

from dataclasses import dataclass
from typing import Any

from serentak.engine.pipeline.people import Given, Ruling
from serentak.engine.stations import limits, plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Files, the law, and how stations are to be planned."""

    given: Given
    ruling: Ruling
    cap: int | None = None  # voters at a station; None: as the law data has it
    compact: bool = False
    threads: int = 1  # of the planner; no byte depends on it

    def options(self) -> dict[str, Any]:
        """What the stations depend on. Raises BadData for a cap that the act does not allow."""
        wish = self.wish()
        return {"cap": wish.cap, "mode": wish.mode}

    def wish(self) -> plan.Order:
        """The same as the planner is asked. Raises BadData for a cap that the act does not allow."""
        return plan.Order(
            cap=limits.cap(self.ruling.law, self.ruling.election.kind, self.cap),
            compact=self.compact,
            threads=self.threads,
        )
