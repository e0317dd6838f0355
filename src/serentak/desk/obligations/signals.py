"""What other rooms may want to know of a write here, inside its transaction, or add to a page."""

from dataclasses import dataclass

from django.dispatch import Signal

touched = Signal()  # election: str, regions: set[str]
shown = Signal()  # obligation: Obligation, at: datetime; answered with a Shown, or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Figures of another room beside a duty: whose they are, where to read on, label and value."""

    title: str
    address: str
    lines: tuple[tuple[str, str], ...]
