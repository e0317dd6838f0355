"""The versions of a register in a folder: each whole, none ever changed, one of them in use."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serentak.engine.errors import BadData
from serentak.engine.store.workspace import digest, whole, whole_folder, write_json

CURRENT = "CURRENT"
LOCK = ".lock"
REGISTER = "register.parquet"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of versions, numbered from 1."""

    folder: Path

    def current(self) -> int | None:
        """The version in use; None while there is none."""
        file = self.folder / CURRENT
        return int(file.read_text("ascii")) if file.is_file() else None

    def numbers(self) -> list[int]:
        """All versions there are."""
        return sorted(int(one.name) for one in self.folder.glob("[0-9][0-9][0-9][0-9]"))

    def register(self, number: int) -> Path:
        """The table of a version. Raises BadData when it is not as it was written."""
        file = self.at(number) / REGISTER
        manifest = self.manifest(number)
        if not file.is_file() or digest(file) != manifest["sha256"]:
            raise BadData(
                f"Versi {number} rusak: isinya tidak cocok dengan sidik jarinya. "
                "Pulihkan map versi itu dari cadangan."
            )
        return file

    def manifest(self, number: int) -> dict[str, Any]:
        """Who brought a version in, when, from what. Raises BadData for an unknown one."""
        file = self.at(number) / MANIFEST
        if not file.is_file():
            raise BadData(f"Versi {number} tidak ada. Yang ada: {self._told()}.")
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
        return found

    def copy(self, number: int, target: Path) -> None:
        """A version's table once more, byte for byte."""
        shutil.copyfile(self.register(number), target)

    def at(self, number: int) -> Path:
        """The folder of a version."""
        return self.folder / f"{number:04d}"

    def _told(self) -> str:
        return ", ".join(map(str, self.numbers())) or "belum satu pun"

    @contextmanager
    def adding(self, manifest: Mapping[str, Any], *, after: int | None) -> Iterator[Path]:
        """A place for a new version's table; when it is whole, the version is in use.

        Raises BadData when the version in use is not the one that this one was compared with.
        """
        with self._alone():
            if self.current() != after:
                raise BadData(
                    "Versi lain masuk sementara berkas ini diperiksa. Ulangi perintahnya: "
                    "perubahan dihitung terhadap versi yang sekarang dipakai."
                )
            number = max(self.numbers(), default=0) + 1
            with whole_folder(self.at(number)) as part:
                yield part / REGISTER
                told = {**manifest, "version": number, "sha256": digest(part / REGISTER)}
                write_json(part / MANIFEST, told)
            with whole(self.folder / CURRENT) as part:
                part.write_text(f"{number}\n", "ascii")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One import at a time."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = self.folder / LOCK
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise BadData(
                f"Pemasukan lain sedang berjalan di map ini. Bila tidak ada, hapus {lock.name} di sana."
            ) from None
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)
