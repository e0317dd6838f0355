"""Heat cells and map squares as markup, drawn in Python: a nation has 4,000 of them a page."""

from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from serentak.desk.readiness.pages import Line, Square

MINUS = "\N{MINUS SIGN}"


def body(lines: Iterable[Line], *, cells: str, query: str = "", linked: bool = True) -> SafeString:
    """The rows of the heat table; a drill-down is at `cells`, code and area, then `query`."""
    late, held = escape(_("lewat tenggat")), escape(_("warna ditahan yang belum terbukti"))
    rows = (
        f'<tr><th scope="row">{escape(line.name)}</th>'
        + "".join(
            _square(one, f"{cells}{line.code}/{one.area}/{query}", (late, held), linked=linked)
            for one in line.squares
        )
        + f'<td class="tot-cell">{_score(line.total)}{_change(line.change) if linked else ""}</td></tr>'
        for line in lines
    )
    return mark_safe("\n".join(rows))  # noqa: S308  names are escaped, the rest is ours


def _square(one: Square, address: str, said: tuple[str, str], *, linked: bool) -> str:
    late, held = said
    why = f"{one.late} {late}" if one.late else held if one.held else ""
    words = f'<span class="vh">, {why}</span>' if why else ""
    if not linked:
        dot = '<span class="dotmark" aria-hidden="true"></span>' if one.late else ""
        return f'<td class="l{one.level}">{_score(one.score)}{dot}{words}</td>'
    mark = ' class="late-mark"' if one.late else ""
    here = ' aria-current="true"' if one.chosen else ""
    return (
        f'<td class="l{one.level}"><a href="{address}"{mark}{here}>'
        f"{_score(one.score)}{words}</a></td>"
    )


def _score(score: int | None) -> str:
    return "–" if score is None else str(score)


def _change(change: int | None) -> str:
    if change is None or change == 0:
        return f'<span class="delta">{0 if change == 0 else ""}</span>'
    sign, kind = (MINUS, " neg") if change < 0 else ("+", "")
    return f'<span class="delta{kind}">{sign}{abs(change)}</span>'


def squares(tiles: Sequence[tuple[int, int, int, bool]], side: int = 20) -> SafeString:
    """The regencies of a small map; the chosen one has a ring."""
    found = "".join(
        f'<rect class="f{level}" x="{x}" y="{y}" width="{side}" height="{side}"/>'
        + (
            f'<rect class="ring" x="{x + 1}" y="{y + 1}" width="{side - 2}" height="{side - 2}"/>'
            if chosen
            else ""
        )
        for x, y, level, chosen in tiles
    )
    return mark_safe(found)  # noqa: S308  numbers only
