"""What the desk's tests share: a clean cache of the law's readers and the database under test."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection


def pytest_report_header() -> str:
    """Say which database this run speaks to."""
    return f"desk on {os.environ.get('SERENTAK_TEST_DB', 'sqlite')}"


@pytest.fixture
def on_postgres() -> bool:
    """Whether this run speaks to PostgreSQL, for the few tests of what only one of them does."""
    return connection.vendor == "postgresql"


@pytest.fixture(autouse=True)
def nothing_drawn() -> Iterator[None]:
    """No test sees a page that another has drawn; their rows may carry the same numbers."""
    cache.clear()
    yield
    cache.clear()
