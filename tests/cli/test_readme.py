"""What both front pages show of the terminal is what it says."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

ROOT = Path(__file__).resolve().parents[2]
SHOWN = re.compile(r"```console\n\$ \.venv/bin/serentak ([^\n]+)\n(.*?)```", re.DOTALL)
EXAMPLES = [
    (page, line, output)
    for page in ("README.md", "README.id.md")
    for line, output in SHOWN.findall((ROOT / page).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("page", "line", "output"), EXAMPLES)
def test_a_shown_output_is_the_real_one(
    terminal: Terminal, page: str, line: str, output: str
) -> None:
    found = terminal(line)

    assert (found.code, found.err) == (0, "")
    assert found.out.rstrip("\n") == output.rstrip("\n"), page


def test_both_pages_show_the_same_commands() -> None:
    by_page = [
        [line for page, line, _ in EXAMPLES if page == name]
        for name in ("README.md", "README.id.md")
    ]

    assert by_page[0] == by_page[1] != []
