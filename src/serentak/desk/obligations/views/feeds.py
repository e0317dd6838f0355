"""A private calendar address per institution, shown once, revocable."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from icalendar import Alarm, Calendar, Event

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.accounts.policy import Act, allow
from serentak.desk.obligations import actions, facts, replay
from serentak.desk.obligations.models import Feed, Obligation
from serentak.desk.places.models import Institution
from serentak.desk.shared.marks import needs, open_to_all


@needs(Act.FEED)
@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: DeskRequest) -> HttpResponse:
    """The addresses of one's institutions; a new one is shown once."""
    own = _own(request)
    address = ""
    if request.method == "POST":
        one = get_object_or_404(own, code=request.POST.get("lembaga", ""))
        token = secrets.token_urlsafe(24)
        actions.open_feed(one, digest=_digest(token), by=request.member, at=request.now)
        address = request.build_absolute_uri(reverse("obligations:feed", args=[token]))
    rows = Feed.objects.filter(institution__in=own, revoked_at__isnull=True)
    context = {"institutions": own, "feeds": rows.select_related("institution"), "address": address}
    return render(request, "obligations/feeds.html", context)


def _own(request: DeskRequest) -> QuerySet[Institution]:
    """The bodies one acts for, without those one only reads for."""
    rows = Institution.objects.filter(code__in=request.member.institutions)
    return rows.filter(code__in=[one.code for one in rows if request.member.may(Act.FEED, one)])


@needs(Act.FEED)
@require_POST
def revoke(request: DeskRequest, pk: int) -> HttpResponse:
    """Close an address for good."""
    feed = get_object_or_404(Feed.objects.select_related("institution"), pk=pk)
    allow(request.member, Act.FEED, feed.institution)
    actions.revoke_feed(feed, by=request.member, at=request.now)
    return redirect("obligations:feeds")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@open_to_all
@require_safe
def feed(request: DeskRequest, token: str) -> HttpResponse:
    """The calendar itself: whoever holds the address may read these dates, nothing else."""
    row = Feed.objects.filter(digest=_digest(token), revoked_at__isnull=True).first()
    if row is None:
        raise Http404
    rows = Obligation.objects.select_related("region")
    owed = replay.asked(rows, at=request.at, wanted=replay.Wanted(bodies=[row.institution_id]))
    duties = [duty for duty in owed if duty.due_day is not None]
    response = HttpResponse(_calendar(duties, request), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="serentak.ics"'
    return response


def _calendar(duties: Sequence[Obligation], request: DeskRequest) -> bytes:
    book = Calendar()
    book.add("prodid", "-//Serentak//ID")
    book.add("version", "2.0")
    book.add("x-wr-calname", "Serentak")
    for row in duties:
        template = facts.template(row)
        event = Event()
        event.add("uid", f"{row.key}@serentak")
        event.add("dtstamp", request.now)
        event.add("dtstart", row.due_day)
        event.add("dtend", (row.due_day or request.now.date()) + timedelta(days=1))
        event.add("summary", f"{template.duty} ({row.region})")
        event.add("description", f"{template.basis.cite}\n{_link(request, row)}")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", template.duty)
        alarm.add("trigger", timedelta(days=-3))
        event.add_component(alarm)
        book.add_component(event)
    content: bytes = book.to_ical()
    return content


def _link(request: DeskRequest, row: Obligation) -> str:
    return request.build_absolute_uri(reverse("obligations:detail", args=[row.pk]))
