"""The office's commands find the demo that was made in the folder they are run from."""

import os
from pathlib import Path

import pytest

from serentak.cli.main import main

pytestmark = pytest.mark.django_db
NAMED = ("SERENTAK_SECRET_KEY", "SERENTAK_DATA_DIR", "DATABASE_URL")


@pytest.fixture
def _nothing_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMED:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_nothing_named")
def test_the_demos_folder_and_secret_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "var" / "demo"
    folder.mkdir(parents=True)
    own = "rahasia peragaan"
    (folder / "secret").write_text(own)

    assert main(["audit", "verify"]) == 0

    said = capsys.readouterr()
    assert "Jejak audit utuh" in said.out
    assert said.err == f"Memakai peragaan di {folder}.\n"
    assert os.environ["SERENTAK_SECRET_KEY"] == own
    assert os.environ["SERENTAK_DATA_DIR"] == str(folder)


def test_a_desk_that_the_environment_names_is_left_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    named = {name: os.environ[name] for name in NAMED}

    assert main(["audit", "verify"]) == 0

    assert capsys.readouterr().err == ""
    assert {name: os.environ[name] for name in NAMED} == named
