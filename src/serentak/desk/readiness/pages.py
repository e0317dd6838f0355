"""The matrix as a page shows it: sorted rows, means, tiles, and the sentence on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.obligations import words
from serentak.desk.places.models import Region
from serentak.desk.readiness.facts import AREAS, Row, Standing
from serentak.engine.readiness import level_of

LOW = 60
TILE = 22  # pixels a tile takes in a small map


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A cell of the heat table."""

    area: str
    level: int
    score: int | None
    late: int
    warned: int
    held: bool  # its colour is lower than its number
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the heat table."""

    code: str
    name: str
    squares: tuple[Square, ...]
    total: int | None
    level: int
    change: int | None
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """An area with its mean and its regencies as squares."""

    area: str
    name: str
    short: str
    mean: int | None
    low: int
    weakest: str
    tiles: tuple[tuple[int, int, int, bool], ...]  # x, y, class, whether chosen


def lines(rows: Sequence[Row], *, by_name: bool, chosen: tuple[str, str]) -> list[Line]:
    """Worst first, or by name; a region with nothing due yet stands last."""
    made = [_line(row, chosen) for row in rows]
    if by_name:
        return sorted(made, key=lambda line: line.name)
    return sorted(made, key=lambda line: (line.total is None, line.total or 0, line.name))


def _line(row: Row, chosen: tuple[str, str]) -> Line:
    code = row.region.code
    return Line(
        code=code,
        name=str(row.region),
        squares=tuple(_square(area, row.cells.get(area), chosen == (code, area)) for area in AREAS),
        total=row.total.score if row.total else None,
        level=row.total.level if row.total else 0,
        change=row.change,
        chosen=chosen[0] == code,
    )


def _square(area: str, cell: Standing | None, chosen: bool) -> Square:  # noqa: FBT001
    return Square(
        area=area,
        level=cell.level if cell else 0,
        score=cell.score if cell else None,
        late=cell.late if cell else 0,
        warned=cell.warned if cell else 0,
        held=cell is not None and cell.score is not None and cell.level < level_of(cell.score),
        chosen=chosen,
    )


def mean(scores: Sequence[int | None]) -> int | None:
    """The plain mean of what is known, rounded down."""
    known = [score for score in scores if score is not None]
    return sum(known) // len(known) if known else None


def area_maps(rows: Sequence[Row], chosen: str) -> list[AreaMap]:
    """The seven small maps."""
    return [_area_map(area, rows, chosen) for area in AREAS]


def _area_map(area: str, rows: Sequence[Row], chosen: str) -> AreaMap:
    scored = [(row.cells[area].score, row) for row in rows if area in row.cells]
    known = sorted(
        ((score, str(row.region)) for score, row in scored if score is not None),
        key=lambda one: one,
    )
    return AreaMap(
        area=area,
        name=str(words.AREA_NAMES[area]),  # type: ignore[index]
        short=str(words.AREA_SHORT[area]),  # type: ignore[index]
        mean=mean([score for score, _row in scored]),
        low=sum(score < LOW for score, _name in known),
        weakest=", ".join(f"{name} {score}" for score, name in known[:3]),
        tiles=tuple(
            (
                (row.region.tile_col - 1) * TILE,
                (row.region.tile_row - 1) * TILE,
                row.cells[area].level if area in row.cells else 0,
                row.region.code == chosen,
            )
            for row in rows
            if row.region.tile_col and row.region.tile_row
        ),
    )


def proven(met: int, due: int, unknown: int) -> str:
    """How much of what must be true by now is; what waits for an event is not called due."""
    known = {"met": met, "due": due}
    if not unknown:
        return _("%(met)s dari %(due)s yang jatuh tempo terbukti") % known
    return ngettext(
        "%(met)s dari %(due)s yang seharusnya sudah benar terbukti; %(n)s belum bertanggal karena"
        " kejadiannya belum dilaporkan",
        "%(met)s dari %(due)s yang seharusnya sudah benar terbukti; %(n)s belum bertanggal karena"
        " kejadiannya belum dilaporkan",
        unknown,
    ) % {**known, "n": unknown}


def finding(made: Sequence[Line]) -> str:
    """The page's title: who is furthest from ready, if exactly one is."""
    known = [line for line in made if line.total is not None]
    if not known:
        return _("Belum ada kewajiban yang jatuh tempo")
    if all(line.level == 5 for line in known):
        return _("Semua daerah siap untuk yang jatuh tempo hari ini")
    low = min(line.total for line in known if line.total is not None)
    last = [line for line in known if line.total == low]
    if len(last) == 1:
        return _("%(region)s paling jauh dari siap") % {"region": last[0].name}
    return _("Kesiapan per daerah dan bidang")


def summary(made: Sequence[Line], maps: Sequence[AreaMap]) -> list[str]:
    """Sentences under the title, each computed."""
    said = []
    late = sum(any(square.late for square in line.squares) for line in made)
    known = [one for one in maps if one.mean is not None]
    if known:
        low = min(one.mean for one in known if one.mean is not None)
        names = [one.name.lower() for one in known if one.mean == low]
        said.append(
            _("Bidang terlemah: %(areas)s, rata-rata %(mean)s.")
            % {"areas": ", ".join(names), "mean": low}
        )
    if late:
        said.append(
            ngettext(
                "%(n)s daerah punya kewajiban lewat tenggat.",
                "%(n)s daerah punya kewajiban lewat tenggat.",
                late,
            )
            % {"n": late}
        )
    else:
        said.append(_("Tidak ada kewajiban yang lewat tenggat."))
    return said


def tile_lines(made: Sequence[Line], regions: Sequence[Region]) -> list[tuple[Region, Line]]:
    """Regions that have a place on the tile map, with their line."""
    by_code = {line.code: line for line in made}
    return [(r, by_code[r.code]) for r in regions if r.tile_col and r.code in by_code]
