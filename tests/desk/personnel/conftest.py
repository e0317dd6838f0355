"""The desk stands at nine on 1 October 2024."""

import pytest
from pytest_django import Settings

from tests.desk.moment import NOW


@pytest.fixture(autouse=True)
def desk(settings: Settings) -> None:
    """Fix the moment."""
    settings.NOW = NOW
