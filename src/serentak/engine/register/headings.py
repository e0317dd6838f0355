"""Which line of a file holds its headings: titles, notes and empty lines may stand above it."""

from collections.abc import Iterable, Sequence

from serentak.engine.errors import BadData
from serentak.engine.register.columns import Source, found

LOOKED_AT = 25
NUMBER = "file_row_number"  # the database's own column, which no heading may be called
ENOUGH = 2  # headings we know; a line with fewer is a title, unless it has nothing else


def best(lines: Iterable[Sequence[str]], source: Source) -> tuple[int, int, Sequence[str]]:
    """How many headings the best line has, its place from 0, and its cells; none: (0, 0, ())."""
    scored = ((_known(line, source), -n, line) for n, line in enumerate(lines))
    known, n, line = max(scored, key=lambda one: one[:2], default=(0, 0, ()))
    cells = [cell for cell in line if cell]
    return (known, -n, line) if known >= min(ENOUGH, len(cells)) else (0, 0, ())


def _known(line: Sequence[str], source: Source) -> int:
    return sum(source.column_of(cell) is not None for cell in line if cell)


def settled(name: str, line: Sequence[str], below: Sequence[str], source: Source) -> list[str]:
    """The headings of a file, all different. Raises BadData when they cannot be relied on."""
    if not line:
        raise BadData(
            f"Berkas {name}: baris judul kolom tidak ditemukan dalam {LOOKED_AT} baris pertama. "
            "Beri judul seperti NIK, NAMA, TANGGAL LAHIR, atau tulis judulnya dalam berkas pemetaan."
        )
    found(line, source)
    if _known(below, source) >= ENOUGH:
        raise BadData(f"Berkas {name}: ada dua baris judul kolom berturut-turut. Hapus salah satu.")
    return _distinct(line)


def _distinct(line: Sequence[str]) -> list[str]:
    """The second KET becomes `KET (2)`, a missing heading gets the number of its column."""
    names: list[str] = []
    for n, heading in enumerate(line, start=1):
        name = heading or f"kolom {n}"
        again = 2
        while name in names or name.lower() == NUMBER:
            name = f"{heading or 'kolom'} ({again})"
            again += 1
        names.append(name)
    return names


def places(numbers: Sequence[int | str], *, most: int = 20) -> str:
    """Places named in a refusal; when there are many, the first and how many more."""
    more = f" dan {len(numbers) - most} lagi" if len(numbers) > most else ""
    return ", ".join(map(str, numbers[:most])) + more
