"""The desk stands at nine on 1 October 2024, with an empty folder for runs."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.desk.moment import NOW


@pytest.fixture(autouse=True)
def desk(settings: Settings, tmp_path: Path) -> None:
    """Fix the moment and the folder."""
    settings.NOW = NOW
    settings.RUNS_DIR = tmp_path / "runs"
