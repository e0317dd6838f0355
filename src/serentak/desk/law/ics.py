"""Whole days as a calendar file for people's own calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpResponse
from icalendar import Calendar, Event

TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; `last` is its last day."""

    uid: str
    title: str
    first: date
    last: date
    about: str = ""


def file(name: str, title: str, entries: Iterable[Entry], *, stamp: datetime) -> HttpResponse:
    """A calendar file; the same entries and stamp give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Serentak//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for entry in entries:
        calendar.add_component(_event(entry, stamp))
    response = HttpResponse(calendar.to_ical(), content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _event(entry: Entry, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@serentak")
    event.add("dtstamp", stamp)
    event.add("summary", entry.title)
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if entry.about:
        event.add("description", entry.about)
    return event
