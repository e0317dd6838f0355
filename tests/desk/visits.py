"""Coming to the desk with a browser that only reads: who one is, and what a page said."""

from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from serentak.desk.accounts.models import Role, User
from tests.desk.factories import person


def sign_in(client: Client, *roles: tuple[Role, str]) -> User:
    """Somebody new with these roles, already signed in."""
    user = person(*roles)
    client.force_login(user)
    return user


def text(answer: HttpResponse) -> str:
    """The page as it was sent."""
    return answer.content.decode()


def sheet(answer: HttpResponse) -> list[tuple[Any, ...]]:
    """The rows of a downloaded workbook, heads first."""
    assert answer["Content-Disposition"].startswith("attachment; ")
    book = load_workbook(BytesIO(answer.content))
    (only,) = book.worksheets
    return [*only.iter_rows(values_only=True)]
