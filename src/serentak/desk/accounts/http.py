"""What a request carries once the gate has let it in."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from serentak.desk.accounts.policy import Member


class DeskRequest(HttpRequest):
    """A request with who is asking, the desk's moment and the moment shown."""

    member: Member
    now: datetime
    at: datetime
    htmx: HtmxDetails
