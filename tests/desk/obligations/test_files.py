"""Files of evidence: only what is what it says it is, kept by its hash, checked on opening."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.audit.models import Line
from serentak.desk.obligations import files
from serentak.desk.obligations.models import Evidence, EvidenceKind
from serentak.engine.errors import BadData
from tests.desk.factories import duty, person, report
from tests.desk.uploads import (
    EXE,
    HTML,
    JPG,
    LETTER,
    PDF,
    PNG,
    WORKBOOK,
    bomb,
    packed,
    pdf,
    upload,
)

pytestmark = pytest.mark.django_db
MACRO = {**WORKBOOK, "xl/vbaProject.bin": b"macro"}
LOUD = {**WORKBOOK, "xl/VBAPROJECT.BIN": b"macro"}
ENABLED = '<Override ContentType="application/vnd.ms-excel.sheet.MacroEnabled.main+xml"/>'
PROJECT = '<Default ContentType="application/vnd.ms-office.vbaProject" Extension="dat"/>'


def typed(says: str | bytes) -> dict[str, bytes]:
    """A workbook with another list of what its parts are."""
    content = says if isinstance(says, bytes) else says.encode()
    return {**WORKBOOK, "[content_types].XML": content}


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("sp2d.pdf", PDF, "application/pdf"),
        ("foto.png", PNG, "image/png"),
        ("foto.JPG", JPG, "image/jpeg"),
        ("foto.jpeg", JPG, "image/jpeg"),
        ("daftar.xlsx", packed(WORKBOOK), files.SUFFIXES[".xlsx"]),
        ("surat.docx", packed(LETTER), files.SUFFIXES[".docx"]),
    ],
)
def test_a_file_is_kept_under_its_hash(name: str, content: bytes, kind: str, cabinet: Path) -> None:
    evidence = report(duty("74.12/kpu"), file=upload(name, content))

    digest = hashlib.sha256(content).hexdigest()
    assert (evidence.file_name, evidence.file_type) == (name, kind)
    assert (evidence.file_sha256, evidence.file_size) == (digest, len(content))
    assert [file for file in cabinet.rglob("*") if file.is_file()] == [
        cabinet / digest[:2] / digest
    ]
    assert (cabinet / digest[:2] / digest).read_bytes() == content


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (upload("kosong.pdf", b""), "Berkas kosong"),
        (upload("besar.pdf", PDF + bytes(21 << 20)), r"21\.0 MB melebihi batas 20 MB"),
        (upload("program.pdf", EXE), "Isi berkas bukan PDF"),
        (upload("halaman.pdf", HTML), "Isi berkas bukan PDF"),
        (upload("program.exe", EXE), "Isi berkas bukan PDF"),
        (upload("foto.pdf", PNG), "tidak sesuai dengan isinya"),
        (upload("surat.pdf.exe", PDF), "tidak sesuai dengan isinya"),
        (upload("daftar.docx", packed(WORKBOOK)), "tidak sesuai dengan isinya"),
        (upload("arsip.xlsx", packed({"catatan.txt": b"x"})), "Isi berkas bukan PDF"),
        (upload("rusak.xlsx", packed(WORKBOOK)[:40]), "Isi berkas bukan PDF"),
        (upload("makro.xlsx", packed(MACRO)), "mengandung makro"),
        (upload("makro.xlsm", packed(MACRO)), "mengandung makro"),
        (upload("makro-besar.xlsx", packed(LOUD)), "mengandung makro"),
        (upload("makro-jenis.xlsx", packed(typed(ENABLED))), "mengandung makro"),
        (upload("makro-lebar.xlsx", packed(typed(ENABLED.encode("utf-16")))), "mengandung makro"),
        (upload("makro-lain.xlsx", packed(typed(PROJECT))), "mengandung makro"),
        (upload("daftar-panjang.xlsx", packed(typed(" " * (2 << 20)))), "tidak wajar"),
        (upload("bom.xlsx", bomb()), "tidak wajar"),
    ],
    ids=lambda value: value.name if isinstance(value, UploadedFile) else "",
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_stays(
    file: UploadedFile, sentence: str, cabinet: Path
) -> None:
    with pytest.raises(BadData, match=sentence):
        report(duty("74.12/kpu"), file=file)

    assert not Evidence.objects.exists()
    assert [*cabinet.rglob("*")] == []


def test_a_zip_of_very_many_parts_is_refused() -> None:
    many = packed({**WORKBOOK, **{f"xl/{n}": b"" for n in range(5001)}})

    with pytest.raises(BadData, match="tidak wajar"):
        report(duty("74.12/kpu"), file=upload("banyak.xlsx", many))


def test_a_document_without_its_file_is_refused() -> None:
    with pytest.raises(BadData, match="Berkas belum dipilih"):
        report(duty("74.12/kpu"), kind=EvidenceKind.DOCUMENT)


def test_a_disk_that_gives_out_leaves_no_half_written_file(
    cabinet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pdf()
    monkeypatch.setattr(file, "chunks", _breaks_off)

    with pytest.raises(OSError, match="penuh"):
        report(duty("74.12/kpu"), file=file)

    assert [*cabinet.rglob("*")] == []
    assert not Evidence.objects.exists()


def _breaks_off(_size: int) -> list[bytes]:
    raise OSError("penuh")


def test_a_name_cannot_lead_out_of_the_cabinet(cabinet: Path) -> None:
    evidence = report(duty("74.12/kpu"), file=pdf("../../surat keputusan.pdf"))

    assert evidence.file_name == "surat keputusan.pdf"
    assert all(cabinet in file.parents for file in cabinet.parent.rglob("*.pdf"))


def test_a_very_long_name_keeps_its_ending() -> None:
    evidence = report(duty("74.12/kpu"), file=pdf("a" * 200 + ".pdf"))

    assert len(evidence.file_name) == 150
    assert evidence.file_name.endswith(".pdf")


def test_the_same_file_twice_lies_on_disk_once(cabinet: Path) -> None:
    report(duty("74.12/kpu"), file=pdf())
    report(duty("74.12/kpu", nth=1), file=pdf("nama-lain.pdf"))

    assert sum(file.is_file() for file in cabinet.rglob("*")) == 1
    assert Evidence.objects.count() == 2


def test_the_file_comes_back_as_a_download_byte_for_byte(client: Client) -> None:
    evidence = report(duty("74.12/kpu"), file=pdf('SK "final".pdf'))
    client.force_login(person((Role.REPORTER, "74.12/kpu")))

    answer = client.get(f"/bukti/{evidence.pk}/berkas/")

    assert b"".join(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("harm", ["tampered", "gone"])
def test_a_file_that_changed_on_disk_stays_closed_and_leaves_a_line(
    client: Client, harm: str
) -> None:
    evidence = report(duty("74.12/kpu"), file=pdf())
    place = files.path_of(evidence.file_sha256)
    if harm == "gone":
        place.unlink()
    else:
        place.write_bytes(PDF + b"diubah")
    reader = person((Role.REPORTER, "74.12/kpu"))
    client.force_login(reader)

    answer = client.get(f"/bukti/{evidence.pk}/berkas/")

    assert answer.status_code == 400
    assert "tidak lagi sama dengan sidik jarinya" in answer.content.decode()
    line = Line.objects.get(act="evidence.mismatch")
    assert (line.subject, line.actor) == (f"evidence:{evidence.pk}", reader.pk)


def test_evidence_without_a_file_says_so(client: Client) -> None:
    evidence = report(duty("74.12/kpu"))
    client.force_login(person((Role.REPORTER, "74.12/kpu")))

    answer = client.get(f"/bukti/{evidence.pk}/berkas/")

    assert answer.status_code == 400
    assert "tidak membawa berkas" in answer.content.decode()
