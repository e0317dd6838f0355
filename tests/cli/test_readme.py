"""What both front pages show of the terminal is what it says."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "README.id.md")
SHOWN = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"\$ \.venv/bin/serentak ((?:[^\n]*\\\n)*[^\n]+)\n([^$]*)")
Session = list[tuple[str, str]]  # a command and what it prints, one after the other


def sessions(page: str) -> list[Session]:
    """What a page shows; a line that ends in a backslash goes on in the next."""
    shown = SHOWN.findall((ROOT / page).read_text(encoding="utf-8"))
    return [
        [(line.replace("\\\n", " "), output) for line, output in COMMAND.findall(one)]
        for one in shown
    ]


@pytest.mark.parametrize("session", sessions(PAGES[0]), ids=lambda one: one[0][0][:40])
def test_a_shown_output_is_the_real_one(
    terminal: Terminal, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    for line, output in session:
        found = terminal(line)
        assert (found.code, found.out.rstrip("\n")) == (0, output.rstrip("\n"))


def test_both_pages_show_the_same_commands_and_the_same_answers() -> None:
    first, second = map(sessions, PAGES)

    assert first == second != []
