"""The folder of a run: filled beside its place, resumed after a kill, renamed when it is whole."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serentak.engine.errors import BadData
from serentak.engine.store.workspace import enough_room, whole, write_json

REPORT = "report.json"
STEPS = "steps.json"
LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run on its way; `digest` says of which inputs and options."""

    folder: Path
    digest: str

    def done(self) -> dict[str, Any]:
        """The answers of the steps that are done."""
        file = self.folder / STEPS
        found = json.loads(file.read_text("utf-8")) if file.is_file() else {}
        answers: dict[str, Any] = found.get("steps", {}) if found.get("of") == self.digest else {}
        return answers

    def keep(self, answers: Mapping[str, Any]) -> None:
        """Note what is done; the tables of these steps are whole by now."""
        write_json(self.folder / STEPS, {"of": self.digest, "steps": answers})

    def write_text(self, name: str, text: str) -> None:
        """A page, whole or not at all."""
        with whole(self.folder / name) as part:
            part.write_text(text, "utf-8")

    def sweep(self) -> None:
        """Throw away what a killed process left, and all of it when it was of other inputs."""
        known = bool(self.done())
        for one in self.folder.iterdir():
            if one.is_dir():
                shutil.rmtree(one)
            elif one.name != LOCK and (one.name.startswith(".") or not known):
                one.unlink()


def finished(target: Path, digest: str) -> dict[str, Any] | None:
    """The report of a run that is there already. Raises BadData when the place is taken."""
    report = target / REPORT
    if report.is_file():
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        if found.get("digest") == digest:
            return found
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadData(
            f"Map {target.name} sudah berisi, dan bukan putaran dari berkas dan pilihan yang sama. "
            "Pilih map baru; yang lama tidak ditimpa."
        )
    return None


@contextmanager
def unfinished(target: Path, digest: str) -> Iterator[Unfinished]:
    """A folder beside the target to fill; it becomes the target only when all went well.

    After an error or a kill it stays, so that the next try goes on from there.
    """
    folder = target.with_name(f"{target.name}.partial")
    with enough_room():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(folder):
            _must_be_free(target, folder)
            run = Unfinished(folder, digest)
            run.sweep()
            yield run
            (folder / STEPS).unlink()
            if target.exists():
                target.rmdir()
            # Still locked: whoever comes now finds either the lock or the finished run.
            folder.replace(target)
            (target / LOCK).unlink()


def _must_be_free(target: Path, folder: Path) -> None:
    """Raises BadData when another process has finished the run since we looked."""
    if target.exists() and any(target.iterdir()):
        shutil.rmtree(folder)
        raise BadData(
            f"Putaran {target.name} baru saja selesai dikerjakan proses lain. Jalankan lagi untuk "
            "melihatnya."
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One build at a time; the lock falls with its process, however that ends."""
    try:
        lock = sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)
        lock.execute("begin exclusive")
    except sqlite3.OperationalError:
        raise BadData(
            f"Putaran {folder.stem} sedang dikerjakan proses lain. Tunggu sampai selesai."
        ) from None
    with closing(lock):
        yield
