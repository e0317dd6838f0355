"""What the desk's tests share: a clean cache of the law's readers and the database under test."""

import os

import pytest
from django.db import connection


def pytest_report_header() -> str:
    """Say which database this run speaks to."""
    return f"desk on {os.environ.get('SERENTAK_TEST_DB', 'sqlite')}"


@pytest.fixture
def on_postgres() -> bool:
    """Whether this run speaks to PostgreSQL, for the few tests of what only one of them does."""
    return connection.vendor == "postgresql"
