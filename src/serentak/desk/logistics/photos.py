"""Photos of what arrived: kept without what a phone writes beside the picture, such as where it was taken."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_noop

from serentak.desk.obligations import files
from serentak.engine.errors import BadData

KINDS = gettext_noop("JPG atau PNG")
SUFFIXES = (".jpg", ".jpeg", ".png")
_JPG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_TORN = "Fotonya tidak utuh. Ambil ulang, lalu kirim lagi."
# What makes the picture itself: JFIF, its colours, Adobe's own way of storing them.
_PICTURE = frozenset({0xE0, 0xE2, 0xEE})
_EXIF, _COMMENT, _SCAN, _END = 0xE1, 0xFE, 0xDA, 0xD9
_MARK = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")  # ends a stretch of picture data
_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"}
)
_ORIENTATION = 0x0112
_TURNED = range(2, 9)  # 1 is upright


def keep(upload: UploadedFile) -> files.Stored:
    """Store a photo under the hash of what is kept of it. Raises BadData."""
    name = Path(upload.name or "foto")
    if name.suffix.lower() not in SUFFIXES:
        raise BadData(f"Foto harus {KINDS}. Kamera ponsel biasanya menyimpannya sebagai JPG.")
    if not upload.size or upload.size > settings.UPLOAD_LIMIT:
        return files.store(upload)  # which says what is wrong with its size
    content = clean(upload.read())
    return files.store(SimpleUploadedFile(f"foto{name.suffix.lower()}", content))


def clean(content: bytes) -> bytes:
    """The same picture without place, time, device or preview. Raises BadData for a torn one."""
    try:
        if content.startswith(_JPG):
            return b"".join(_jpg(content))
        if content.startswith(_PNG):
            return b"".join(_png(content))
    except (struct.error, IndexError) as slip:
        raise BadData(_TORN) from slip
    raise BadData(f"Isi foto bukan {KINDS}. Simpan ulang dalam salah satu bentuk itu.")


def _jpg(content: bytes) -> Iterator[bytes]:
    """Segment by segment; what follows the end of the picture is left behind."""
    yield _JPG
    at = len(_JPG)
    while True:
        if content[at] != 0xFF:
            raise BadData(_TORN)
        kind = content[at + 1]
        if kind == _END:
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", content, at + 2)
        after = at + 2 + length
        if after > len(content):
            raise BadData(_TORN)
        segment = content[at:after]
        if kind == _SCAN:
            after = _picture_ends(content, after)
            segment = content[at:after]
        yield _kept(kind, segment)
        at = after


def _picture_ends(content: bytes, start: int) -> int:
    found = _MARK.search(content, start)
    if found is None:
        raise BadData(_TORN)
    return found.start()


def _kept(kind: int, segment: bytes) -> bytes:
    if kind == _EXIF:
        return _upright(segment)
    private = 0xE0 <= kind <= 0xEF or kind == _COMMENT
    return b"" if private and kind not in _PICTURE else segment


def _upright(segment: bytes) -> bytes:
    """Of what the camera wrote only which way is up, else a photo held upright would lie on its side."""
    turn = _turn(segment[10:]) if segment[4:10] == b"Exif\0\0" else None
    if turn not in _TURNED:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turn, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _turn(tiff: bytes) -> int | None:
    order = {b"MM": ">", b"II": "<"}.get(tiff[:2])
    if order is None:
        return None
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (many,) = struct.unpack_from(f"{order}H", tiff, start)
    for n in range(many):
        tag, _type, _count, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * n)
        if tag == _ORIENTATION:
            return int(value)
    return None


def _png(content: bytes) -> Iterator[bytes]:
    """Chunk by chunk, to the one that ends the picture."""
    yield _PNG
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        after = at + 12 + length
        if after > len(content):
            raise BadData(_TORN)
        if kind in _CHUNKS:
            yield content[at:after]
        if kind == b"IEND":
            return
        at = after
