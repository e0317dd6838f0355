"""The terminal inside the test: run a command, read what it prints."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from serentak.cli.main import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str


Terminal = Callable[[str], Said]


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Run a command as typed, without the program's name."""

    def _run(line: str) -> Said:
        try:
            code = main(shlex.split(line))
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        said = capsys.readouterr()
        return Said(code=code, out=said.out, err=said.err)

    return _run
