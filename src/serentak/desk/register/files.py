"""Register files: uploads sniffed and kept by their hash, or files in the one folder set for them."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from serentak.desk.obligations.files import CHUNK, XLSX, office_kind, write
from serentak.engine.errors import BadData

SUFFIXES = (".csv", ".xlsx", ".parquet")
KINDS = "CSV, XLSX atau Parquet"
_PARQUET = b"PAR1"
_SAMPLE = 1 << 16
_UPLOADED, _THERE = "unggahan:", "berkas:"
_MOST_LISTED = 200


def keep(upload: UploadedFile) -> str:
    """Keep an uploaded file under its hash; where it is, for a job. Raises BadData."""
    suffix = Path(upload.name or "").suffix.lower()
    if not upload.size:
        raise BadData("Berkas kosong. Pilih berkas yang berisi, lalu kirim lagi.")
    if upload.size > settings.REGISTER_UPLOAD_LIMIT:
        raise BadData(
            f"Berkas {upload.size / CHUNK:.0f} MB melebihi batas "
            f"{settings.REGISTER_UPLOAD_LIMIT // CHUNK} MB. Letakkan di folder register peladen, "
            "lalu pilih dari sana."
        )
    if suffix not in SUFFIXES or not _is(suffix, upload.file):  # type: ignore[arg-type]
        raise BadData(
            f"Isi berkas bukan {KINDS}, atau akhirannya lain dari isinya. Simpan ulang dalam salah "
            "satu bentuk itu."
        )
    folder: Path = settings.INPUTS_DIR
    digest = write(upload, folder, lambda found: folder / f"{found}{suffix}")
    return f"{_UPLOADED}{digest}{suffix}"


def _is(suffix: str, file: IO[bytes]) -> bool:
    """Whether the content is what the name's ending says."""
    file.seek(0)
    head = file.read(_SAMPLE)
    if suffix == ".parquet":
        file.seek(-len(_PARQUET), os.SEEK_END)
        found = head.startswith(_PARQUET) and file.read() == _PARQUET
    elif suffix == ".xlsx":
        file.seek(0)
        found = head.startswith(b"PK\x03\x04") and office_kind(file) == XLSX
    else:
        found = _is_table(head)
    file.seek(0)
    return found


def _is_table(head: bytes) -> bool:
    """Text of several columns; a first line without any mark between columns is no table."""
    first = head.partition(b"\n")[0]
    return b"\0" not in head and any(mark in first for mark in (b",", b";", b"\t", b"|", b"#"))


def there() -> list[str]:
    """Names of the register files in the folder set for them, as far as a list is of use."""
    root: Path | None = settings.REGISTER_DIR
    if root is None or not root.is_dir():
        return []
    found = (path for path in sorted(root.rglob("*")) if path.suffix.lower() in SUFFIXES)
    inside = (path for path in found if path.is_file() and _inside(path, root))
    return [path.relative_to(root).as_posix() for path in list(inside)[:_MOST_LISTED]]


def named(name: str) -> str:
    """A file in that folder; where it is, for a job. Raises BadData."""
    _path_there(name)
    return f"{_THERE}{name}"


def paths(places: Sequence[str]) -> Iterator[Path]:
    """Where the files of a job are, looked at again. Raises BadData."""
    for place in places:
        if place.startswith(_UPLOADED):
            path = settings.INPUTS_DIR / Path(place.removeprefix(_UPLOADED)).name
            if not path.is_file():
                raise BadData("Berkas yang diunggah tidak ada lagi. Unggah lagi.")
            yield path
        else:
            yield _path_there(place.removeprefix(_THERE))


def as_sent(text: str, places: Mapping[str, str]) -> str:
    """A sentence that calls an upload by what it was sent as; its sender never saw the hash."""
    for words, place in places.items():
        if place.startswith(_UPLOADED):
            text = text.replace(place.removeprefix(_UPLOADED), words)
    return text


def _path_there(name: str) -> Path:
    root: Path | None = settings.REGISTER_DIR
    if root is None:
        raise BadData("SERENTAK_REGISTER_DIR belum diisi. Unggah berkasnya, atau isi folder itu.")
    path = root / name
    if not _inside(path, root) or path.suffix.lower() not in SUFFIXES or not path.is_file():
        raise BadData(
            f"Berkas itu bukan {KINDS} di dalam folder register. Pilih dari daftar, atau "
            "letakkan berkasnya di sana."
        )
    return path


def _inside(path: Path, root: Path) -> bool:
    """Whether a path ends up in the folder, links followed."""
    return path.resolve().is_relative_to(root.resolve())
