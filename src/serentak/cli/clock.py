"""The terminal's clock, for what is kept with the moment it happened."""

from datetime import datetime

from serentak.engine.days import Zone


def now() -> datetime:
    """This moment, on the province's clock."""
    return datetime.now(Zone.WITA.tz).replace(microsecond=0)
