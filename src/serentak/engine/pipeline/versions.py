"""Bring a version of a register in, take one back, compare two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from serentak.engine.errors import BadData
from serentak.engine.law.model import Norm
from serentak.engine.pipeline.people import Given, opened, unique
from serentak.engine.register import intake, versions
from serentak.engine.register.columns import HEADINGS, Column, Source
from serentak.engine.register.versions import Consent, Key
from serentak.engine.store.archive import REGISTER, Archive
from serentak.engine.store.workspace import Workspace, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What lies between two versions, in counts."""

    lines: Sequence[Mapping[str, Any]]  # regency, village, kind, reason, rows
    regencies: Sequence[Mapping[str, Any]]  # regency, before, added, removed, changed


def bring_in(
    work: Workspace, given: Given, into: Path, *, consent: Consent, brake: Norm
) -> dict[str, Any]:
    """A new version from files; its manifest. Raises NotAllowed when the brake holds it back."""
    register = opened(work, given)
    unique(work, register)
    archive = Archive(into)
    current = archive.current()
    own = all(Column.ID in has for has in register.headings)
    manifest: dict[str, Any] = {
        "at": consent.at.isoformat(),
        "by": consent.by.strip(),
        "approved_by": consent.approved_by.strip(),
        "files": [{"name": file.name, "sha256": digest(file)} for file in given.files],
        "own_ids": own,
        "parent": current,
        "rows": work.count_of(register.people),
    }
    manifest["regencies"] = _moved(work, archive, register.people, own_ids=own)
    stopped = versions.braked(manifest["regencies"], brake)
    versions.allow(stopped, consent, brake)
    manifest["braked"] = [regency["regency"] for regency in stopped]
    with archive.adding(manifest, after=current) as target:
        work.write(_kept(register.people), target)
    return archive.manifest(archive.current() or 0)


def _moved(
    work: Workspace, archive: Archive, people: ir.Table, *, own_ids: bool
) -> list[dict[str, Any]]:
    """What a new version changes in each regency; nothing to compare for the first."""
    number = archive.current()
    if number is None:
        return []
    old = _stored(work, archive.register(number))
    key = Key.ID if own_ids and archive.manifest(number)["own_ids"] else Key.NIK
    lines = work.keep(versions.compared(old, people, key))
    return work.rows(versions.by_regency(old, lines))


def _kept(people: ir.Table) -> ir.Table:
    """A register as it is stored: under the headings of offices, so that every command reads it."""
    ordered = people.order_by(intake.FILE, intake.ROW)
    return ordered.select(**{HEADINGS[column][0]: ordered[column] for column in Column})


def _stored(work: Workspace, file: Path) -> ir.Table:
    return intake.canonical(work.parquet(file), source=Source())


def take_back(into: Path, *, to: int | None, consent: Consent) -> dict[str, Any]:
    """Put an earlier version in use again, as a new one: nothing that happened is lost."""
    versions.named(consent)
    archive = Archive(into)
    current = archive.current()
    if current is None:
        raise BadData("Belum ada versi di map ini.")
    wanted = to if to is not None else archive.manifest(current)["parent"]
    if wanted is None:
        raise BadData(f"Versi {current} tidak menggantikan versi lain; sebutkan --to NOMOR.")
    manifest = {
        **archive.manifest(wanted),
        "at": consent.at.isoformat(),
        "by": consent.by.strip(),
        "approved_by": consent.approved_by.strip(),
        "restores": wanted,
        "replaces": current,
    }
    with archive.adding(manifest, after=current) as target:
        archive.copy(wanted, target)
    return archive.manifest(archive.current() or 0)


def compare(work: Workspace, old: Given, new: Given, *, key: Key | None = None) -> Difference:
    """What lies between two versions; without a key, by the ids both have, else by NIK."""
    before, after = opened(work, old), opened(work, new)
    if key is None:
        own = all(Column.ID in has for has in (*before.headings, *after.headings))
        key = Key.ID if own else Key.NIK
    lines = work.keep(versions.compared(before.people, after.people, key))
    return Difference(
        lines=work.rows(versions.summed(lines)),
        regencies=work.rows(versions.by_regency(before.people, lines)),
    )


def version_file(path: Path) -> Path:
    """The table inside a version's folder; any other path is a file already."""
    return path / REGISTER if path.is_dir() else path
