"""Pieces of a report's page: numbers as Indonesians write them, sections, tables."""

from collections.abc import Iterable, Sequence
from html import escape

Cell = str | int | float | None
Cells = Sequence[Cell]
_MARKS = str.maketrans(",.-", ".,−")


def number(value: float | None) -> str:
    """Thousands with points, decimals with a comma; a dash for what is not known."""
    if value is None:
        return "–"
    return f"{value:,}".translate(_MARKS)


def section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


def table(headings: Sequence[str], rows: Iterable[Cells], *, texts: int) -> str:
    """A table whose first columns are texts and whose others are numbers."""
    head = "".join(f"<th scope=col>{escape(one)}</th>" for one in headings)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return (
        f"<div class=wide><table class=t{texts}><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _cells(row: Cells) -> str:
    return "".join(
        f"<td>{escape(cell)}</td>" if isinstance(cell, str) else f"<td class=n>{number(cell)}</td>"
        for cell in row
    )
