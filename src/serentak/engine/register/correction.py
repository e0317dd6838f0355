"""A sheet of findings that an office corrects: which cells it changed, and whether they may stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from serentak.engine.errors import BadData
from serentak.engine.law.model import Check, Severity
from serentak.engine.register.columns import HEADINGS, Column
from serentak.engine.register.headings import places

# What tells an office where a finding is; none of it is read back as a correction.
FILE, ROW, RULE, COLUMN, ARTICLE, ADVICE = "BERKAS", "BARIS", "TEMUAN", "KOLOM", "PASAL", "TINDAKAN"
TOLD = (FILE, ROW, RULE, COLUMN, ARTICLE, ADVICE)
CELLS = tuple(c for c in Column if c not in (Column.ID, Column.LAT, Column.LON))

Place = tuple[int, int]  # file and row
Row = Mapping[str, str | None]


def heading(column: Column) -> str:
    """The heading of a column in a sheet."""
    return HEADINGS[column][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell of a sheet that differs from the register."""

    place: Place
    column: Column
    value: str | None
    cell: str  # where it stands in the sheet, e.g. H12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the sheet as it came back."""

    number: int
    place: Place
    cells: Mapping[Column, str | None]
    letters: Mapping[Column, str]


def changes(lines: Iterable[Line], register: Mapping[Place, Row]) -> Iterator[Change]:
    """Every cell that an office changed; an emptied cell is a change too."""
    for line in lines:
        for column, value in line.cells.items():
            if (value or "") != (register[line.place][column] or "").strip():
                cell = f"{line.letters[column]}{line.number}"
                yield Change(place=line.place, column=column, value=value, cell=cell)


def strangers(lines: Sequence[Line], register: Mapping[Place, Row]) -> list[str]:
    """Rows of the sheet that the register does not have, in words."""
    lost = [line.number for line in lines if line.place not in register]
    if not lost:
        return []
    return [f"Baris {places(lost)} menunjuk berkas atau baris yang tidak ada dalam register."]


def agreed(found: Sequence[Change]) -> tuple[dict[tuple[Place, Column], Change], list[str]]:
    """One change for each cell of the register, and where two rows of the sheet differ."""
    chosen: dict[tuple[Place, Column], Change] = {}
    slips = []
    for change in found:
        first = chosen.setdefault((change.place, change.column), change)
        if first.value != change.value:
            slips.append(
                f"Sel {first.cell} dan {change.cell} mengisi data yang sama dengan isi berbeda."
            )
    return chosen, slips


def refused(
    chosen: Iterable[Change], failing: Mapping[Place, Sequence[str]], rules: Mapping[str, Check]
) -> list[str]:
    """Changed cells that still break a rule which must be kept, in words."""
    return [
        f"Sel {change.cell} ({heading(change.column)}): {rules[rule].title}. {rules[rule].advice}"
        for change in chosen
        for rule in failing.get(change.place, ())
        if rules[rule].column == change.column and rules[rule].severity is Severity.ERROR
    ]


def all_or_nothing(slips: Sequence[str]) -> None:
    """Raises BadData that tells every slip of a sheet at once."""
    if slips:
        told = "\n".join(f"  {slip}" for slip in slips)
        raise BadData(f"Lembar koreksi belum dapat dipakai; tidak ada yang diubah.\n{told}")
