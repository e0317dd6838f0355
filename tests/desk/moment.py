"""The moment most of the desk's tests stand at; no Django here, since conftests come before it."""

from datetime import datetime

from serentak.engine.days import Zone

NOW = datetime(2024, 10, 1, 9, tzinfo=Zone.WITA.tz)
