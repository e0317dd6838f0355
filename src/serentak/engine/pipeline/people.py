"""The files of a register as one table, held against law, places and other bodies' lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import ibis
import ibis.expr.types as ir

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.law.model import Law
from serentak.engine.regions import RegionCode, province
from serentak.engine.register import checks, ground, intake, reading, voters
from serentak.engine.register.columns import Column, Source
from serentak.engine.register.ground import Ground, List
from serentak.engine.register.headings import places as told
from serentak.engine.store import offices, places
from serentak.engine.store.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody gave: files of one source, and lists of other bodies."""

    files: Sequence[Path]
    source: Source = field(default_factory=Source)
    lists: Mapping[List, Path] = field(default_factory=dict)
    matches: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The law, and the voting day on which it is asked."""

    law: Law
    voting_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A register as a table in our columns, and what its files do not tell."""

    people: ir.Table  # our columns, and which row of which file
    absent: tuple[Column, ...]
    headings: tuple[Mapping[Column, str], ...]  # of every file


def opened(work: Workspace, given: Given) -> Opened:
    """All files under our columns. Raises BadData when one cannot be used."""
    if len({file.stem for file in given.files}) < len(given.files):
        raise BadData("Dua berkas bernama sama. Beri nama yang berbeda, juga di depan titik.")
    raws = [offices.opened(work, file, given.source) for file in given.files]
    tables = [
        _identified(raw, file, n, given.source)
        for n, (raw, file) in enumerate(zip(raws, given.files, strict=True))
    ]
    if len({table.id.type() for table in tables}) > 1:
        tables = [table.mutate(id=table.id.cast("string")) for table in tables]
    people = ibis.union(*tables) if len(tables) > 1 else tables[0]
    return Opened(
        people=people,
        absent=tuple(sorted({c for raw in raws for c in intake.absent(raw, source=given.source)})),
        headings=tuple(intake.held(raw, given.source) for raw in raws),
    )


def _identified(raw: ir.Table, file: Path, n: int, source: Source) -> ir.Table:
    """Rows keep the office's own number; without one, the file's name and the row are it."""
    table = intake.canonical(raw, source=source, extra=(intake.ROW,))
    table = table.mutate(**{intake.FILE: ibis.literal(n, "int16")})
    if Column.ID in intake.held(raw, source):
        return table
    return table.mutate(id=ibis.literal(f"{file.stem}:") + table[intake.ROW].cast("string"))


def check_ids(work: Workspace, given: Given, people: ir.Table) -> None:
    """Raises BadData when rows have no number of their own; findings could not name them."""
    blank = people.id.isnull()
    if people.id.type().is_string():
        blank = blank | (people.id.strip() == "")
    lost = people.filter(blank).select(intake.FILE, intake.ROW).order_by(intake.FILE, intake.ROW)
    found = [
        f"{given.files[r[intake.FILE]].name}:{r[intake.ROW]}" for r in work.rows(lost.limit(1000))
    ]
    if found:
        raise BadData(
            f"Kolom ID kosong pada {told(found)}. Isi semua atau hapus kolom itu: "
            "baris lalu dikenali dari berkas dan nomornya."
        )


def unique(work: Workspace, people: ir.Table) -> None:
    """Raises BadData when two rows share a number: neither could be told from the other."""
    shared = work.rows(checks.shared_ids(people).order_by("id").limit(1000))
    if shared:
        raise BadData(
            f"ID dipakai lebih dari satu kali: {told([str(r['id']) for r in shared])}. "
            "Perbaiki dulu: setiap orang harus punya tepat satu baris."
        )


def held_against(
    work: Workspace, opened_: Opened, given: Given, measures: ground.Measures
) -> ir.Table:
    """Each row with what was read in it and what places and lists say of it."""
    known = Ground(
        measures=measures,
        villages=places.villages(work, _provinces(work, opened_.people)),
        districts=places.districts(work),
        lists={name: _listed(work, file, given.source) for name, file in given.lists.items()},
    )
    row = ground.beside(reading.read(opened_.people, order=given.source.order), known)
    matches = work.parquet(given.matches) if given.matches else None
    return voters.repeated(checks.with_nik_date(row), matches)


def _provinces(work: Workspace, people: ir.Table) -> list[RegionCode]:
    """Only of provinces that occur: the nation has many villages."""
    found = people.select(code=people.village.strip().substr(0, 2)).distinct()
    real = {code for code, _ in store.provinces()}
    return [province(RegionCode(r["code"])) for r in work.rows(found) if r["code"] in real]


def _listed(work: Workspace, file: Path, source: Source) -> ir.Table:
    """A list of another body, with its own headings; an office's mapping is not for it."""
    raw = offices.opened(work, file, Source(order=source.order))
    return work.keep(reading.nik_and_birth(intake.listed(raw, source=Source()), order=source.order))


def numbers(law: Law, voting_day: date, source: Source) -> ground.Measures:
    """The law's numbers on a voting day, for a source's region; law data and tests must agree."""
    checks.complete(law.checks)
    voters.complete(law.bars)
    return ground.measures(law, voting_day, region=source.region)
