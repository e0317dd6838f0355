"""The desk stands two days before voting, with an empty folder for photos."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.desk.logistics.moments import NOW


@pytest.fixture(autouse=True)
def morning(settings: Settings) -> None:
    """Fix the desk's moment."""
    settings.NOW = NOW


@pytest.fixture(autouse=True)
def cabinet(settings: Settings, tmp_path: Path) -> Path:
    """The folder photos lie in."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return tmp_path / "evidence"
