"""Files as people send them, honest and otherwise."""

import io
import zipfile
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n%SP2D 01877/2024\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
JPG = b"\xff\xd8\xff\xe0" + bytes(64)
EXE = b"MZ\x90\x00" + bytes(256)
HTML = b"<!doctype html><script>alert(1)</script>"
WORKBOOK = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
LETTER = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file under a name of the sender's choice; what the browser says of its type is worthless."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def pdf(name: str = "sp2d.pdf", *, mark: str = "") -> SimpleUploadedFile:
    """A small PDF; another `mark` is another content."""
    return upload(name, PDF + mark.encode())


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP as office programs write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of a few hundred kilobytes that unpacks to more than 400 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in WORKBOOK.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            zeros = bytes(1 << 20)
            for _ in range(401):
                sheet.write(zeros)
    return out.getvalue()
