"""Photos as phones and screens make them, small but whole, with what they say beside the picture."""

import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

PLACE = b"GPS -4.04462 123.0234"
_TABLES = b"\xff\xdb" + struct.pack(">H", 67) + bytes([0]) + bytes(64)
_SCAN = (
    b"\xff\xda"
    + struct.pack(">H", 8)
    + b"\x01\x01\x00\x00\x3f\x00"
    + b"\x12\xff\x00\x34\xff\xd0\x56"
)
END = b"\xff\xd9"


def segment(kind: int, body: bytes) -> bytes:
    """A stretch of a JPEG file."""
    return bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body


def exif(turn: int, *, order: str = "<", also: bytes = PLACE) -> bytes:
    """What a camera writes: which way is up, and much else."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}I", 8)
    entries = [(0x010F, 2, 1, 0), (0x0112, 3, 1, turn)]
    rows = b"".join(struct.pack(f"{order}HHIHH", *one, 0) for one in entries)
    body = head + struct.pack(f"{order}H", len(entries)) + rows + bytes(4) + also
    return segment(0xE1, b"Exif\0\0" + body)


def jpg(*before: bytes, after: bytes = b"", scans: int = 1) -> bytes:
    """A JPEG file with segments before its picture and whatever stands behind its end."""
    jfif = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
    return b"\xff\xd8" + jfif + b"".join(before) + _TABLES + _SCAN * scans + END + after


def chunk(kind: bytes, body: bytes) -> bytes:
    """A stretch of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*between: bytes) -> bytes:
    """A PNG file of one pixel, with chunks beside its picture."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(between) + data + chunk(b"IEND", b"")


def photo(content: bytes | None = None, name: str = "IMG_0412.jpg") -> SimpleUploadedFile:
    """A photo as it is sent."""
    return SimpleUploadedFile(name, jpg(exif(6)) if content is None else content)
