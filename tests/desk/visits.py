"""Coming to the desk with a browser that only reads: who one is, and what a page said."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Protocol

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from openpyxl import load_workbook

from serentak.desk.accounts.models import Role, User
from tests.desk.factories import person


class Answer(Protocol):
    """What the desk sent back, as far as tests look at it."""

    status_code: int

    @property
    def content(self) -> bytes:
        """The page as bytes."""
        ...

    def __getitem__(self, header: str, /) -> str:
        """A header."""
        ...


def sign_in(client: Client, *roles: tuple[Role, str]) -> User:
    """Somebody new with these roles, already signed in."""
    user = person(*roles)
    client.force_login(user)
    return user


def text(answer: Answer) -> str:
    """The page as it was sent."""
    return answer.content.decode()


def sheet(answer: Answer) -> list[tuple[Any, ...]]:
    """The rows of a downloaded workbook, heads first."""
    assert answer["Content-Disposition"].startswith("attachment; ")
    book = load_workbook(BytesIO(answer.content))
    (only,) = book.worksheets
    return [*only.iter_rows(values_only=True)]


def routes(resolver: URLResolver | None = None, room: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the desk with its name."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, one.namespace or room)
        else:
            yield f"{room}:{one.name}", one
