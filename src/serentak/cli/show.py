"""Print answers as a table, JSON, CSV or a calendar."""

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from serentak.cli.words import word

Row = Mapping[str, Any]


def emit(text: str) -> None:
    """Write to the terminal."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def rows(table: Sequence[Row], columns: Mapping[str, str], form: str) -> None:
    """A list of answers; `columns` maps keys to headings for the table form."""
    if form == "json":
        emit(as_json(list(table)))
    elif form == "csv":
        emit(_csv(table))
    else:
        emit(_table([{k: _cell(k, r.get(k)) for k in columns} for r in table], columns))


def one(answer: Row, lines: Sequence[tuple[str, str]], form: str) -> None:
    """A single answer; `lines` are its label and text for the table form."""
    if form == "json":
        emit(as_json(answer))
    elif form == "csv":
        emit(_csv([answer]))
    else:
        width = max(len(label) for label, _ in lines)
        emit("\n".join(f"{label.ljust(width)}  {text}" for label, text in lines))


def as_json(value: object) -> str:
    """JSON people can read."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def _csv(table: Sequence[Row]) -> str:
    out = io.StringIO()
    if table:
        writer = csv.DictWriter(out, fieldnames=list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _flat(v) for k, v in row.items()} for row in table)
    return out.getvalue()


def _flat(value: object) -> object:
    if isinstance(value, list | tuple):
        return "; ".join(_flat_item(item) for item in value)
    return "" if value is None else value


def _flat_item(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    return _reading(item) if "label" in item else " ".join(str(part) for part in item.values())


def _reading(item: Row) -> str:
    """A reading as its day, its name and who stands behind it; JSON holds the rest."""
    behind = [str(item["article"]), word("confidence", item["confidence"]), str(item["holder"])]
    said = ", ".join(part for part in behind if part)
    used = " [dipakai]" if item["in_use"] else ""
    return f"{item['last_day']}: {item['label']}{f' ({said})' if said else ''}{used}"


def _cell(key: str, value: object) -> str:
    if value is None or value == "":
        return "–"
    return word(key, _flat(value))


def _table(table: Sequence[Mapping[str, str]], columns: Mapping[str, str]) -> str:
    if not table:
        return "Tidak ada baris."
    widths = {
        key: max(_wide(heading), *(_wide(row[key]) for row in table))
        for key, heading in columns.items()
    }
    lines = [columns, dict.fromkeys(columns, ""), *table]
    text = []
    for n, line in enumerate(lines):
        fill = "─" if n == 1 else " "
        text.append("  ".join(_pad(line[key], widths[key], fill) for key in columns).rstrip())
    return "\n".join(text)


def _wide(text: str) -> int:
    return sum(1 for char in text if not unicodedata.combining(char))


def _pad(text: str, width: int, fill: str) -> str:
    return text + fill * (width - _wide(text))


def calendar(
    events: Sequence[tuple[str, date | datetime, date | None, str, str]], name: str
) -> str:
    """An iCalendar of (uid, day or moment, last day or None, title, description)."""
    from icalendar import Calendar, Event  # noqa: PLC0415  loads slowly, and few answers are calendars

    book = Calendar()
    book.add("prodid", "-//Serentak//ID")
    book.add("version", "2.0")
    book.add("x-wr-calname", name)
    stamp = datetime.fromisoformat("2022-01-01T00:00:00+00:00")  # the same input, the same bytes
    for uid, start, end, title, description in events:
        event = Event()
        event.add("uid", f"{uid}@serentak")
        event.add("dtstamp", stamp)
        event.add("summary", title)
        event.add("description", description)
        event.add("dtstart", start)
        if not isinstance(start, datetime):
            event.add("dtend", (end or start) + timedelta(days=1))
        book.add_component(event)
    text: str = book.to_ical().decode()
    return text
