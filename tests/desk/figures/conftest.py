"""The desk stands at nine in the morning of 1 October 2024, with an empty folder for evidence."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.desk.moment import NOW


@pytest.fixture(autouse=True)
def morning(settings: Settings) -> None:
    """Fix the desk's moment."""
    settings.NOW = NOW


@pytest.fixture(autouse=True)
def cabinet(settings: Settings, tmp_path: Path) -> Path:
    """The folder evidence files lie in."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return tmp_path / "evidence"
