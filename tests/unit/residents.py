"""Rows of a register as an office writes them; nobody in them exists."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from serentak.engine import store
from serentak.engine.law.model import Law
from serentak.engine.pipeline.people import Given, Ruling, held_against, opened
from serentak.engine.register import checks, voters
from serentak.engine.register.columns import Source
from serentak.engine.register.ground import List
from serentak.engine.store.workspace import workspace

VOTING_DAY = date(2024, 11, 27)
VILLAGE, OTHER, ELSEWHERE = "74.01.01.1001", "74.01.01.1003", "74.02.01.1001"
Row = dict[str, str]
SOUND: Mapping[str, str] = {
    "ID": "1",
    "KODE DESA": VILLAGE,
    "NKK": "7401010101010001",
    "NIK": "7401013112800001",
    "NAMA": "CONTOH SATU",
    "TEMPAT LAHIR": "KOLAKA",
    "TANGGAL LAHIR": "31|12|1980",
    "STS KAWIN": "S",
    "JK": "L",
    "ALAMAT": "JALAN CONTOH",
    "RT": "1",
    "RW": "1",
    "DISABILITAS": "0",
    "KET": "",
    "PEKERJAAN": "PETANI",
    "STATUS KTP-EL": "S",
    "KEWARGANEGARAAN": "WNI",
    "STATUS HIDUP": "HIDUP",
    "LINTANG": "-4.05",
    "BUJUR": "121.6",
}


def row(number: int = 1, **changes: str) -> Row:
    """A row with nothing wrong, but for the changes; blanks and dashes in headings are `_`."""
    changed = {_heading(name): value for name, value in changes.items()}
    return {**SOUND, "ID": str(number), **changed}


def _heading(name: str) -> str:
    return next(one for one in SOUND if one.replace(" ", "_").replace("-", "_") == name)


def many(count: int, **changes: str) -> list[Row]:
    """Sound rows, all different people."""
    return [
        row(n, NIK=f"740101311280{n:04d}", NAMA=f"CONTOH {n}", **changes)
        for n in range(1, count + 1)
    ]


def csv(folder: Path, rows: Sequence[Mapping[str, str]], name: str = "register.csv") -> Path:
    """The rows as a CSV file, every cell in quotes."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [list(rows[0]), *(list(one.values()) for one in rows)]
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    file = folder / name
    file.write_text(f"{text}\n", "utf-8")
    return file


def xlsx(folder: Path, lines: Sequence[Sequence[object]], name: str = "register.xlsx") -> Path:
    """Lines as a workbook, cells as given: text stays text, numbers become numbers."""
    file = folder / name
    with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for n, line in enumerate(lines):
            sheet.write_row(n, 0, line)
    return file


def lines(rows: Sequence[Mapping[str, str]]) -> list[list[object]]:
    """Headings and rows, for a workbook."""
    table: list[list[object]] = [[*rows[0]]]
    table += [[*one.values()] for one in rows]
    return table


def law() -> Law:
    """The law of this release: its rules and the tests are one thing."""
    return store.law()


def ruling(election: str = "pilkada-2024") -> Ruling:
    """That law under an election of 2024."""
    return Ruling(law=law(), election=law().election(election))


def asked(
    folder: Path,
    rows: Sequence[Mapping[str, str]],
    *,
    source: Source | None = None,
    lists: Mapping[List, Path] | None = None,
) -> dict[str, tuple[set[str], set[str]]]:
    """For every id the rules it breaks and the bars that stand against it."""
    given = Given(files=[csv(folder, rows)], source=source or Source(), lists=lists or {})
    with workspace() as work:
        measures, held = held_against(work, opened(work, given), ruling())
        marked = work.keep(
            held.select(
                "id", faults=checks.faults(held, measures), bars=voters.bars(held, measures)
            )
        )
        answers: dict[str, tuple[set[str], set[str]]] = {
            one["id"]: (set(), set()) for one in work.rows(marked.select("id"))
        }
        faults = checks.spelled(marked.drop("bars"), "faults", checks.TESTS)
        bars = checks.spelled(marked.drop("faults"), "bars", voters.TESTS)
        for place, table in enumerate((faults, bars)):
            for one in work.rows(table):
                answers[one["id"]][place].add(one["rule"])
        return answers
