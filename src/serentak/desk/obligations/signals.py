"""What other rooms may want to know of a write here, inside its transaction."""

from django.dispatch import Signal

touched = Signal()  # election: str, regions: set[str]
