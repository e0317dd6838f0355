"""Small registers as the matcher sees them: invented neighbours, and the rows that a test is about."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import pyarrow as pa

from serentak.engine.register.match.matching import Bounds, matches
from serentak.engine.register.match.rows import TEXTS
from serentak.engine.register.match.weighing import Forests
from serentak.engine.store import weights

Row = dict[str, str | int | None]
Pairs = dict[tuple[str, str], dict[str, object]]

GIVEN = ("ASRIANI", "BURHAN", "DARWIS", "FATMA", "HALIJA", "ISKANDAR", "JUMRIAH", "KAHAR", "LENI")
LAST = ("MAPPA", "NASIR", "PALALOI", "RAUF", "SALAM", "TAMRIN", "USMAN", "YAKUB", "ZAINAL", "GANI")
PLACES = ("KOLAKA", "POMALAA", "RAHA", "WAWOTOBI")
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        *((name, pa.string()) for name in TEXTS),
        ("birth_date", pa.int32()),
        ("sex", pa.string()),
        ("marital", pa.string()),
    ]
)
SOMEBODY: Mapping[str, str | int | None] = {
    "id": "1",
    "kk": "7402010503120011",
    "nik": "7402014307860002",
    "name": "SITI HARDIANA LAODA",
    "birth_place": "UNAAHA",
    "birth_date": 19860703,
    "sex": "P",
    "marital": "S",
    "address": "JALAN MELATI 4",
    "rt": "3",
    "rw": "1",
    "village": "74.02.01.2004",
}
ELSEWHERE: Mapping[str, str | int | None] = {
    "kk": "7405081907190023",
    "nik": "7405084307860004",
    "address": "DUSUN 2",
    "rt": "1",
    "rw": "2",
    "village": "74.05.08.2011",
}


def somebody(number: str = "1", /, **changes: str | int | None) -> Row:
    """The same woman each time, but for the changes."""
    return {**SOMEBODY, "id": number, **changes}


def neighbours(count: int = 200) -> list[Row]:
    """Other people, no two of them alike: what makes a name usual or rare."""
    made: list[Row] = []
    for n in range(count):
        year, month, day = 1950 + n % 53, 1 + n % 12, 1 + n * 7 % 28
        woman = n % 2
        issued = f"7402{1 + n % 3:02d}"
        made.append(
            {
                "id": f"n{n:04d}",
                "kk": f"{issued}010{1 + n % 9}12{n // 4:04d}",
                "nik": f"{issued}{day + 40 * woman:02d}{month:02d}{year % 100:02d}{n:04d}",
                "name": f"{GIVEN[n % 9]} {LAST[n * 7 % 10]}",
                "birth_place": PLACES[n % 4],
                "birth_date": year * 10_000 + month * 100 + day,
                "sex": "LP"[woman],
                "marital": "BSP"[n % 3],
                "address": f"JALAN {n // 4}",
                "rt": str(1 + n // 4 % 5),
                "rw": "1",
                "village": f"74.02.0{1 + n % 3}.2001",
            }
        )
    return made


def table(rows: Iterable[Mapping[str, str | int | None]]) -> pa.Table:
    """Rows as the register's reading hands them over."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=SCHEMA)


@lru_cache(maxsize=1)
def forests() -> Forests:
    """The weights of this release."""
    return weights.forests()


def pairs(rows: Iterable[Mapping[str, str | int | None]], bounds: Bounds | None = None) -> Pairs:
    """What is said of these rows: by their ids."""
    found = matches(table(rows), forests(), bounds=bounds or Bounds())
    return {(one.pop("id_a"), one.pop("id_b")): one for one in found.to_pylist()}
