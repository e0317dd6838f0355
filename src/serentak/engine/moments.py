"""What people write when they mean a day, or a day and a time: one reading for pages and terminal."""

import re
from datetime import date, datetime, time

_CLOCK = r"(\d{1,2})[.:](\d{2})"  # 22.19 as it is printed, 22:19 as a browser sends it
_TIME = re.compile(_CLOCK, re.ASCII)
_MOMENT = re.compile(
    rf"(\d{{4}}-\d{{2}}-\d{{2}})(?:[Tt ]{_CLOCK}(?::(\d{{2}}))?(Z|[+-]\d{{2}}:\d{{2}})?)?",
    re.ASCII,
)


def moment(text: str) -> date | datetime | None:
    """`2024-12-03`, or `2024-12-03T22.19` with a zone or without; None for anything else."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    day, hour, minute, second, zone = match.groups()
    try:
        if hour is None:
            return date.fromisoformat(day)
        return datetime.fromisoformat(f"{day}T{int(hour):02}:{minute}:{second or '00'}{zone or ''}")
    except ValueError:  # the shape of a day, but of no month
        return None


def clock(text: str) -> time | None:
    """`22.19` or `22:19`; None for anything else."""
    match = _TIME.fullmatch(text)
    try:
        return time(int(match[1]), int(match[2])) if match else None
    except ValueError:  # 25.00
        return None
