"""The days around a voting day; no Django here, since conftests come before it."""

from datetime import datetime, timedelta

from serentak.engine.days import Zone

NOW = datetime(2024, 11, 25, 9, tzinfo=Zone.WITA.tz)  # voting is on the 27th
LAST = datetime(2024, 11, 26, 23, 59, 59, tzinfo=Zone.WITA.tz)  # by when stations have all
HOUR = timedelta(hours=1)
