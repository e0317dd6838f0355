"""Nothing in code knows an election's year: numbers and dates of the law live in the law."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "serentak"
YEAR = re.compile(r"(?<!\d)202[2-5](?!\d)")
EXAMPLE = re.compile(r"misalnya|Misalnya|Tulis|tulis")  # a sentence that shows how to write one

# Where a year may stand, and why.
ALLOWED = {
    "cli/office.py": "the demo's own moment",
    "cli/show.py": "a fixed stamp, so that the same input gives the same calendar file",
    "desk/home/people.py": "the demo's printed password",
    "engine/law/lint.py": "any day, to try every rule on",
}


def _constants(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every number and text in code; docstrings are prose."""
    tree = ast.parse(file.read_text("utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in prose:
            yield node.lineno, str(node.value)


def _years(file: Path) -> list[str]:
    return [
        f"{file.relative_to(SOURCE)}:{line} {text}"
        for line, text in _constants(file)
        if YEAR.search(text) and not EXAMPLE.search(text)
    ]


FILES = [file for file in sorted(SOURCE.rglob("*.py")) if "migrations" not in file.parts]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_year_of_an_election_stands_in_code(file: Path) -> None:
    if file.relative_to(SOURCE).as_posix() not in ALLOWED:
        assert _years(file) == []


def test_every_exception_is_still_one() -> None:
    gone = [name for name in ALLOWED if not (SOURCE / name).exists() or not _years(SOURCE / name)]

    assert gone == []
