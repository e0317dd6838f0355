"""What offices hand in about posts and vulnerable stations, row by row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from serentak.engine.errors import BadData
from serentak.engine.law.guards import Risk
from serentak.engine.security.posts import Post
from serentak.engine.security.risk import Mark

Row = Mapping[str, str | None]
T = TypeVar("T")

POSTS = ("KIND", "INSTITUTION", "NAME", "PLACE", "OFFICERS")
MARKS = ("PLACE", "INDICATOR", "CLASS")
ARMY = ("kodim", "koramil")


def posts(rows: Iterable[Row], standing: Callable[[str], int | None]) -> list[Post]:
    """Posts; `standing` gives the village of a place, None where there is none. Raises BadData."""
    return list(_read(rows, lambda row: _post(row, standing)))


def marks(rows: Iterable[Row]) -> list[Mark]:
    """Indicators and classes of places. Raises BadData."""
    return list(_read(rows, _mark))


def _read(rows: Iterable[Row], build: Callable[[Mapping[str, str]], T]) -> Iterator[T]:
    """Every wrong row is told at once."""
    wrong = []
    for n, row in enumerate(rows, start=2):
        try:
            yield build({key: (value or "").strip() for key, value in row.items()})
        except BadData as slip:
            wrong.append(f"baris {n}: {slip}")
    if wrong:
        raise BadData(" ".join(wrong))


def _post(row: Mapping[str, str], standing: Callable[[str], int | None]) -> Post:
    place, officers, kind = standing(row["PLACE"]), row["OFFICERS"], row["KIND"].lower()
    if place is None:
        raise BadData(f"tempat '{row['PLACE']}' bukan kode desa atau kecamatan yang dikenal.")
    if officers and not officers.isdecimal():
        raise BadData(f"jumlah petugas '{officers}' bukan bilangan bulat.")
    if not row["INSTITUTION"] or not row["NAME"]:
        raise BadData("satuan dan nama pos harus diisi.")
    return Post(
        unit=row["INSTITUTION"],
        kind=kind,
        name=row["NAME"],
        place=place,
        officers=int(officers) if officers else None,
        army=kind in ARMY,
    )


def _mark(row: Mapping[str, str]) -> Mark:
    told = row["CLASS"]
    if told and told not in set(Risk):
        raise BadData(f"kelas '{told}' tidak dikenal. Pilih: {', '.join(Risk)}.")
    if not row["PLACE"] or not (told or row["INDICATOR"]):
        raise BadData("tempat harus diisi, dan indikator atau kelasnya.")
    return Mark(place=row["PLACE"], indicator=row["INDICATOR"], risk=Risk(told) if told else None)
