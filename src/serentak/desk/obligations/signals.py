"""What other rooms may want to know of a write here, inside its transaction, or add to a page."""

from django.dispatch import Signal

touched = Signal()  # election: str, regions: set[str]
shown = Signal()  # obligation: Obligation, at: datetime; answered with figures to show beside it
