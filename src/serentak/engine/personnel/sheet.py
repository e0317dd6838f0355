"""A sheet that came back, row by row: read by its headings, wherever its columns stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import digits

from serentak.engine.errors import BadData
from serentak.engine.personnel.returned import Complaint, Measure, Post, Slip, Written

DISTRICT, ROLE = "Kode kecamatan", "Kode peran"
COUNTED: Mapping[Measure, str] = {
    Measure.APPOINTED: "Diangkat",
    Measure.TRAINED: "Dilatih",
    Measure.ACTIVE: "Aktif",
}
NEEDED = (DISTRICT, ROLE, *COUNTED.values())
LOOKED_AT = 10  # rows among which the headings are looked for
MOST_ROWS = 5_000
_STALE = "Unduh lembar baru, lalu pindahkan angkanya."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its place such as F14, what it holds, whether it is merged with others."""

    place: str
    value: object
    merged: bool = False

    @property
    def text(self) -> str:
        """What it says, as text."""
        return "" if self.value is None else str(self.value).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells, numbered as a person counts them."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the rows say, what is wrong with them, and how many that were sent are gone."""

    written: tuple[Written, ...]
    slips: tuple[Complaint, ...]
    missing: int


def read(rows: Sequence[Row], *, sent: Collection[Post]) -> Reading:
    """Every count on a sheet. Raises BadData when its columns cannot be told apart."""
    if len(rows) > MOST_ROWS:
        raise BadData(f"Lembar memuat lebih dari {MOST_ROWS} baris. {_STALE}")
    above, columns = headings(rows)
    heads = rows[above - 1].cells
    districts = {district for district, _role in sent}
    first: dict[Post, int] = {}
    written: list[Written] = []
    slips: list[Complaint] = []
    for row in rows[above:]:
        cells = {name: _under(heads[n], row, n) for name, n in columns.items()}
        if not any(cell.text for cell in cells.values()):
            continue
        wrong = [*_wrong(cells, first, sent, districts)]
        slips += wrong
        if not wrong:
            post = (cells[DISTRICT].text, cells[ROLE].text)
            first[post] = row.number
            written += _counts(post, cells, hidden=row.hidden)
    return Reading(written=tuple(written), slips=tuple(slips), missing=len(set(sent) - set(first)))


def headings(rows: Sequence[Row]) -> tuple[int, Mapping[str, int]]:
    """How many rows end with the headings, and where each column is. Raises BadData."""
    texts = [[cell.text for cell in row.cells] for row in rows[:LOOKED_AT]]
    top = next((n for n, said in enumerate(texts, start=1) if DISTRICT in said), 0)
    if not top:
        raise BadData(f"Baris judul tidak ditemukan di lembar ini. {_STALE}")
    said = texts[top - 1]
    lost = [name for name in NEEDED if name not in said]
    if lost:
        raise BadData(f"Lembar kehilangan kolom {', '.join(lost)}. {_STALE}")
    twice = [name for name in NEEDED if said.count(name) > 1]
    if twice:
        raise BadData(f"Kolom {', '.join(twice)} ada dua kali. {_STALE}")
    return top, {name: said.index(name) for name in NEEDED}


def _under(head: Cell, row: Row, column: int) -> Cell:
    """The cell of a row under a heading; a row ends with its last value."""
    if column < len(row.cells):
        return row.cells[column]
    return Cell(place=f"{head.place.rstrip(digits)}{row.number}", value=None)


def _wrong(
    cells: Mapping[str, Cell],
    first: Mapping[Post, int],
    sent: Collection[Post],
    districts: Collection[str],
) -> Iterator[Complaint]:
    """Why a row as a whole cannot be taken; merged cells hide which value is whose."""
    merged = [cell for cell in cells.values() if cell.merged]
    if merged:
        yield from (Complaint(what=Slip.MERGED, place=cell.place) for cell in merged)
        return
    post = (cells[DISTRICT].text, cells[ROLE].text)
    if post in first:
        told = {"row": first[post]}
        yield Complaint(what=Slip.DUPLICATE, place=cells[DISTRICT].place, numbers=told)
    elif post not in sent:
        lost = post[0] not in districts
        what, name = (Slip.UNKNOWN_DISTRICT, DISTRICT) if lost else (Slip.UNKNOWN_ROLE, ROLE)
        yield Complaint(what=what, place=cells[name].place)


def _counts(post: Post, cells: Mapping[str, Cell], *, hidden: bool) -> Iterator[Written]:
    for measure, name in COUNTED.items():
        cell = cells[name]
        yield Written(place=cell.place, key=(*post, measure), value=cell.value, hidden=hidden)
