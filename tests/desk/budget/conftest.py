"""Every test of the room stands at the same moment and keeps its files to itself."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.desk.moment import NOW


@pytest.fixture(autouse=True)
def _desk(settings: Settings, tmp_path: Path) -> None:
    settings.NOW = NOW
    settings.EVIDENCE_DIR = tmp_path
