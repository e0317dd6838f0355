"""The files of a register as one table, held against law, places and other bodies' lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import ibis
import ibis.expr.types as ir

from serentak.engine import store
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election, Law
from serentak.engine.regions import RegionCode, province
from serentak.engine.register import checks, ground, groups, intake, reading, voters
from serentak.engine.register.columns import REQUIRED, Column, Source
from serentak.engine.register.ground import Ground, List, Measures
from serentak.engine.register.groups import Decided
from serentak.engine.register.headings import places as told
from serentak.engine.store import offices, places
from serentak.engine.store.answers import answers
from serentak.engine.store.workspace import Workspace, digest

MATCHES = ("id_a", "id_b", "kind", "decision")
MANY = 1000  # places looked up for a refusal that names the first of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody gave: files of one source, and lists of other bodies."""

    files: Sequence[Path]
    source: Source = field(default_factory=Source)
    lists: Mapping[List, Path] = field(default_factory=dict)
    answers: Sequence[Path] = ()  # of people, about pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The law, and the election under which it is asked."""

    law: Law
    election: Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Files as one table in our columns, and what they do not tell."""

    given: Given
    people: ir.Table  # our columns, and which row of which file
    twice: ir.Table  # ids that several rows share
    absent: tuple[Column, ...]
    headings: tuple[Mapping[Column, str], ...]  # of every file


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A register after every question was asked."""

    register: Register
    ruling: Ruling
    measures: Measures
    row: ir.Table  # what was read in each row, and what places and lists say of it
    marked: ir.Table  # id, place, faults and bars of rows that have some
    torn: int = 0  # pairs said to differ although other decisions make them one person


def opened(work: Workspace, given: Given, *, need: Sequence[Column] = REQUIRED) -> Register:
    """All files under our columns. Raises BadData when one cannot be used or lacks one of `need`."""
    if len({file.stem for file in given.files}) < len(given.files):
        raise BadData("Dua berkas bernama sama. Beri nama yang berbeda, juga di depan titik.")
    raws = [offices.opened(work, file, given.source) for file in given.files]
    headings = tuple(intake.held(raw, given.source) for raw in raws)
    read = [
        intake.canonical(raw, source=given.source, extra=(intake.ROW,), need=need) for raw in raws
    ]
    tables = [
        _identified(table, file, n, numbered=Column.ID in has)
        for n, (table, file, has) in enumerate(zip(read, given.files, headings, strict=True))
    ]
    if len({table.id.type() for table in tables}) > 1:
        tables = [table.mutate(id=table.id.cast("string")) for table in tables]
    people = ibis.union(*tables) if len(tables) > 1 else tables[0]
    _check_ids(work, given, people)
    return Register(
        given=given,
        people=people,
        twice=work.keep(checks.shared_ids(people)),
        absent=tuple(sorted({c for raw in raws for c in intake.absent(raw, source=given.source)})),
        headings=headings,
    )


def _identified(table: ir.Table, file: Path, n: int, *, numbered: bool) -> ir.Table:
    """Rows keep the office's own number; without one, the file's name and the row are it."""
    table = table.mutate(**{intake.FILE: ibis.literal(n, "int16")})
    if numbered:
        return table
    return table.mutate(id=ibis.literal(f"{file.stem}:") + table[intake.ROW].cast("string"))


def _check_ids(work: Workspace, given: Given, people: ir.Table) -> None:
    """Raises BadData when rows have no number of their own; findings could not name them."""
    blank = people.id.isnull()
    if people.id.type().is_string():
        blank = blank | (people.id.strip() == "")
    lost = people.filter(blank)
    found = _where(work, given, lost)
    if found:
        raise BadData(
            f"Kolom ID kosong pada {found}. Isi semua atau hapus kolom itu: "
            "baris lalu dikenali dari berkas dan nomornya."
        )


def _where(work: Workspace, given: Given, rows: ir.Table) -> str:
    """Rows by file and place, never by what stands in them: an id may be somebody's number."""
    first = rows.select(intake.FILE, intake.ROW).order_by(intake.FILE, intake.ROW).limit(MANY)
    return told(
        [f"{given.files[one[intake.FILE]].name}:{one[intake.ROW]}" for one in work.rows(first)]
    )


def unique(work: Workspace, register: Register) -> None:
    """Raises BadData when two rows share a number: neither could be told from the other."""
    shared = _where(work, register.given, register.people.semi_join(register.twice, "id"))
    if shared:
        raise BadData(
            f"ID dipakai lebih dari satu kali, pada {shared}. "
            "Perbaiki dulu: setiap orang harus punya tepat satu baris."
        )


def judged(work: Workspace, register: Register, ruling: Ruling) -> Judged:
    """Every rule and every bar asked of every row, in one pass."""
    measures, row = held_against(work, register, ruling)
    some = row.filter(
        checks.any_of(row, measures, checks.TESTS) | checks.any_of(row, measures, voters.TESTS)
    )
    faults, bars = checks.faults(some, measures), voters.bars(some, measures)
    return Judged(
        register=register,
        ruling=ruling,
        measures=measures,
        row=row,
        marked=work.keep(some.select("id", "place", faults=faults, bars=bars)),
    )


def without_doubles(work: Workspace, judged: Judged, matches: Path) -> Judged:
    """The same register when pairs were decided: of one person's rows only the first may vote."""
    found = decided(work, judged.register, matches)
    schema = ibis.schema({"later_id": "string"})
    row = voters.repeated(judged.row, work.of({"later_id": found.later}, schema=schema))
    again = row.filter(row.repeated)
    faults, bars = checks.faults(again, judged.measures), voters.bars(again, judged.measures)
    struck = work.keep(again.select("id", "place", faults=faults, bars=bars))
    others = judged.marked.anti_join(struck, "id")
    return replace(judged, row=row, torn=len(found.torn), marked=work.keep(others.union(struck)))


def decided(work: Workspace, register: Register, matches: Path) -> Decided:
    """Who is one person by the answers and the matcher. Raises BadData for another table."""
    pairs = work.parquet(matches)
    if not set(MATCHES) <= set(pairs.columns):
        raise BadData(
            f"Berkas {matches.name} bukan tabel pasangan. Beri matches.parquet dari register match."
        )
    told = work.arrow(voters.decided(pairs, answered(work, register)))
    same = told["same"].to_pylist()
    both = list(zip(told["a"].to_pylist(), told["b"].to_pylist(), strict=True))
    return groups.decided(
        (pair for pair, one in zip(both, same, strict=True) if one),
        (pair for pair, one in zip(both, same, strict=True) if not one),
    )


def answered(work: Workspace, register: Register) -> ir.Table:
    """a, b, verdict of the pairs that people answered."""
    known = answers(carried(register))
    columns = [[*part] for part in zip(*known, strict=True)] or [[], []]
    told = dict(zip(("a", "b"), columns, strict=True), verdict=[*known.values()])
    schema = ibis.schema(dict.fromkeys(told, "string"))
    return work.of(told, schema=schema)


def carried(register: Register) -> Sequence[Path]:
    """Files of answers that still mean the same rows.

    None where rows are known only by their place in a file: in another file that is somebody else.
    """
    own = all(Column.ID in headings for headings in register.headings)
    return register.given.answers if own else ()


def held_against(work: Workspace, register: Register, ruling: Ruling) -> tuple[Measures, ir.Table]:
    """The law's numbers, and each row with what places and lists say of it."""
    given, law = register.given, ruling.law
    checks.complete(law.checks)
    voters.complete(law.bars)
    measures = ground.measures(law, ruling.election.voting_day, region=given.source.region)
    known = Ground(
        measures=measures,
        villages=places.villages(work, _provinces(work, register.people)),
        districts=places.districts(work),
        lists={name: _listed(work, file, given.source) for name, file in given.lists.items()},
    )
    row = ground.beside(reading.read(register.people, order=given.source.order), known)
    return measures, voters.single(checks.with_nik_date(row))


def _provinces(work: Workspace, people: ir.Table) -> list[RegionCode]:
    """Only of provinces that occur: the nation has many villages."""
    found = people.select(code=people.village.strip().substr(0, 2)).distinct()
    real = {code for code, _ in store.provinces()}
    return [province(RegionCode(one["code"])) for one in work.rows(found) if one["code"] in real]


def _listed(work: Workspace, file: Path, source: Source) -> ir.Table:
    """A list of another body, with its own headings; an office's mapping is not for it."""
    raw = offices.opened(work, file, Source(order=source.order))
    return work.keep(reading.nik_and_birth(intake.listed(raw, source=Source()), order=source.order))


def inputs(register: Register) -> dict[str, object]:
    """What a report says of its inputs: names and digests, and the columns nobody delivered."""
    given = register.given
    return {
        "files": [{"name": file.name, "sha256": digest(file)} for file in given.files],
        "lists": {str(k): {"name": f.name, "sha256": digest(f)} for k, f in given.lists.items()},
        "columns_absent": [str(column) for column in register.absent],
    }
