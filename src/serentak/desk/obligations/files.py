"""Evidence files: sniffed, hashed, stored by their hash outside the web root, checked on reading."""

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_noop

from serentak.engine.errors import BadData

CHUNK = 1 << 20
_PDF, _JPG, _PNG = "application/pdf", "image/jpeg", "image/png"
_OFFICE = "application/vnd.openxmlformats-officedocument."
XLSX = f"{_OFFICE}spreadsheetml.sheet"
_DOCX = f"{_OFFICE}wordprocessingml.document"
SUFFIXES = {
    ".pdf": _PDF,
    ".jpg": _JPG,
    ".jpeg": _JPG,
    ".png": _PNG,
    ".xlsx": XLSX,
    ".docx": _DOCX,
}
_MAGIC = {b"%PDF-": _PDF, b"\xff\xd8\xff": _JPG, b"\x89PNG\r\n\x1a\n": _PNG}
_MACROS = (b"macroenabled", b"vbaproject")
_PARTS = {"xl/workbook.xml": XLSX, "word/document.xml": _DOCX}
_MAX_ENTRIES = 5_000
_MAX_UNPACKED = 400 * CHUNK
KINDS = gettext_noop("PDF, JPG, PNG, XLSX atau DOCX")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file safely on disk."""

    name: str
    type: str
    size: int
    sha256: str


def store(upload: UploadedFile) -> Stored:
    """Keep an uploaded file under its hash. Raises BadData with what to do."""
    name = Path(upload.name or "berkas").name[-150:]
    size = upload.size or 0
    if size == 0:
        raise BadData("Berkas kosong. Pilih berkas yang berisi, lalu kirim lagi.")
    if size > settings.UPLOAD_LIMIT:
        raise BadData(
            f"Berkas {size / CHUNK:.1f} MB melebihi batas 20 MB. Perkecil atau pecah berkasnya."
        )
    kind = _kind(upload.file, name)  # type: ignore[arg-type]
    digest = write(upload, settings.EVIDENCE_DIR, path_of)
    return Stored(name=name, type=kind, size=size, sha256=digest)


def _kind(file: IO[bytes], name: str) -> str:
    """What the content is; the name's ending must agree."""
    file.seek(0)
    head = file.read(16)
    found = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)
    if found is None and head.startswith(b"PK\x03\x04"):
        found = office_kind(file)
    file.seek(0)
    if found is None:
        raise BadData(f"Isi berkas bukan {KINDS}. Simpan ulang dalam salah satu bentuk itu.")
    if SUFFIXES.get(Path(name).suffix.lower()) != found:
        raise BadData(
            "Nama berkas tidak sesuai dengan isinya. Beri akhiran yang benar, lalu kirim lagi."
        )
    return found


def office_kind(file: IO[bytes]) -> str | None:
    """Whether a ZIP is a workbook or a letter; a bomb or a macro carrier is neither."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries)
            types = _types(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        return None  # RuntimeError: under a password, or packed in a way nobody reads
    names = {entry.filename.lower() for entry in entries}
    if any(name.endswith("vbaproject.bin") for name in names) or any(
        sign in types for sign in _MACROS
    ):
        raise BadData("Berkas mengandung makro. Simpan tanpa makro, lalu kirim lagi.")
    return next((kind for part, kind in _PARTS.items() if part in names), None)


def _refuse_bomb(entries: Sequence[zipfile.ZipInfo]) -> None:
    sizes = [entry.file_size for entry in entries]
    listing = max((one.file_size for one in entries if _lists(one)), default=0)
    if len(sizes) > _MAX_ENTRIES or sum(sizes) > _MAX_UNPACKED or listing > CHUNK:
        raise BadData("Berkas terkompresi secara tidak wajar. Simpan ulang dari aplikasi asalnya.")


def _lists(entry: zipfile.ZipInfo) -> bool:
    """Whether a part says what the others are."""
    return entry.filename.lower() == "[content_types].xml"


def _types(archive: zipfile.ZipFile) -> bytes:
    """What the parts say they are, in small letters, whatever their width."""
    said = b"".join(archive.read(one) for one in archive.infolist() if _lists(one))
    return said.replace(b"\0", b"").lower()


def write(upload: UploadedFile, folder: Path, place_of: Callable[[str], Path]) -> str:
    """Keep a file in a folder at the place its hash gives it; the hash.

    It is written beside its place first, so that a half-written file never has a name.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as draft:
        try:
            for chunk in upload.chunks(CHUNK):
                digest.update(chunk)
                draft.write(chunk)
            draft.flush()
            os.fsync(draft.fileno())
            place = place_of(digest.hexdigest())
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            Path(draft.name).replace(place)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    return digest.hexdigest()


def path_of(sha256: str) -> Path:
    """Where a file with that hash lies."""
    folder: Path = settings.EVIDENCE_DIR
    return folder / sha256[:2] / sha256


def verified(sha256: str) -> Iterator[bytes]:
    """The file's content, hashed before the first byte is given out. Raises BadData."""
    place = path_of(sha256)
    if not place.is_file() or _hash(place) != sha256:
        raise BadData(
            "Berkas bukti tidak lagi sama dengan sidik jarinya, jadi tidak dibuka. "
            "Laporkan kepada administrator agar dipulihkan dari cadangan."
        )
    return _chunks(place)


def _hash(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _chunks(place: Path) -> Iterator[bytes]:
    with place.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
