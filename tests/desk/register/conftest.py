"""The desk stands at nine on 1 October 2024, with empty folders for evidence, inputs and runs."""

import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.desk.moment import NOW


@pytest.fixture(autouse=True)
def desk(settings: Settings, tmp_path: Path) -> Path:
    """Fix the moment, the folders and the program that builds runs."""
    settings.NOW = NOW
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    settings.RUNS_DIR = tmp_path / "runs"
    settings.INPUTS_DIR = tmp_path / "inputs"
    settings.REGISTER_DIR = tmp_path / "there"
    settings.REGISTER_DIR.mkdir()
    settings.REGISTER_COMMAND = [sys.executable, "-m", "tests.desk.register.engine"]
    return tmp_path
