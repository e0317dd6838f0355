"""The sheet of a body: out with what stands, back with what changed, and back again with marks."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max

from serentak.desk.law.facts import law
from serentak.desk.obligations.files import XLSX, office_kind
from serentak.desk.personnel import facts, words
from serentak.desk.personnel.actions import Base
from serentak.desk.places.models import Institution, Region
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election
from serentak.engine.personnel import sheet
from serentak.engine.personnel.returned import Complaint, Measure
from serentak.engine.store import forms

NAME = "Personel"
LARGEST = 2 * 1024**2
_SALT = "serentak.personnel.sheet"
_NEED = "Perlu"
_HEADINGS = (sheet.DISTRICT, "Kecamatan", sheet.ROLE, "Peran", _NEED, *sheet.COUNTED.values())
_WIDTHS = (15, 26, 15, 26, 9, 11, 11, 11)
_FIRM = 5
_MEND = "Perlu diperbaiki"


def base(institution: Institution, election: str, *, at: datetime) -> Base:
    """The counts of a body as they stand."""
    newest = institution.personnel_reports.filter(election=election).aggregate(n=Max("pk"))["n"]
    return Base(report=newest or 0, at=at)


def sign(institution: Institution, election: str, of: Base) -> str:
    """A base as text that nobody else can write."""
    told = [institution.code, election, of.report, of.at.isoformat()]
    return signing.dumps(told, salt=_SALT)


def signed(text: str, institution: Institution, election: Election) -> Base:
    """The base that a text stands for. Raises BadData when it is not of this body and election."""
    try:
        code, of, report, at = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        raise BadData(
            "Penanda versinya rusak atau berubah. Unduh lembar baru, lalu pindahkan angkanya."
        ) from None
    if code != institution.code:
        raise BadData(f"Lembar ini milik lembaga lain ({code}), bukan {institution.code}.")
    if of != election.id:
        title = law().election(of).title
        raise BadData(f"Lembar ini untuk {title}. Pilih pemilihan itu, atau unduh lembar baru.")
    return Base(report=report, at=datetime.fromisoformat(at))


def outgoing(institution: Institution, election: Election, *, at: datetime) -> bytes:
    """The workbook to fill in."""
    posts = facts.posts(institution, election)
    board = facts.board(election.id, at=at, inside=institution.region_id)
    named = dict(Region.objects.filter(parent=institution.region_id).values_list("code", "name"))
    rows: list[Sequence[forms.Value]] = [
        (f"{institution.short} · {election.title}",),
        ("Isi kolom Diangkat, Dilatih dan Aktif: jumlah orang sekarang. Jangan tulis nama.",),
        _HEADINGS,
    ]
    for place, role in posts:
        need = board.need.get((place, role))
        rows.append(
            (
                place,
                named[place],
                role,
                words.role(role),
                need.quantity if need else None,
                *(board.counts.get((place, role, one)) for one in Measure),
            )
        )
    return forms.write(
        forms.Form(
            name=NAME,
            rows=rows,
            top=3,
            filled=frozenset(range(_FIRM, len(_HEADINGS))),
            sign=sign(institution, election.id, base(institution, election.id, at=at)),
            widths=_WIDTHS,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A sheet that came back and could be read."""

    rows: tuple[sheet.Row, ...]
    reading: sheet.Reading
    base: Base
    sign: str
    sha256: str


def incoming(upload: UploadedFile, institution: Institution, election: Election) -> Incoming:
    """Read a sheet. Raises BadData when it is none of ours, or not of this body."""
    content = _content(upload)
    returned = forms.read(content, NAME)
    of = signed(returned.sign, institution, election)
    posts = facts.posts(institution, election)
    return Incoming(
        rows=returned.rows,
        reading=sheet.read(returned.rows, sent=posts),
        base=of,
        sign=returned.sign,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _content(upload: UploadedFile) -> bytes:
    name = (upload.name or "").lower()
    if not upload.size:
        raise BadData("Berkas kosong. Pilih lembar yang sudah diisi.")
    if upload.size > LARGEST:
        raise BadData("Berkas lebih dari 2 MB, jadi bukan lembar ini. Pilih lembar yang diunduh.")
    assert upload.file is not None  # noqa: S101  it has a size
    if not name.endswith(".xlsx") or office_kind(upload.file) != XLSX:
        raise BadData(
            "Berkas bukan buku kerja .xlsx. Buka di Excel atau LibreOffice, pilih Simpan Sebagai "
            "Excel (.xlsx), lalu kirim lagi."
        )
    upload.file.seek(0)
    return bytes(upload.file.read())


def marked(came: Incoming, slips: Iterable[Complaint]) -> bytes:
    """The sheet as it came, each slip at its cell and in words at the end of its row."""
    told: dict[str, list[str]] = defaultdict(list)
    by_row: dict[int, list[str]] = defaultdict(list)
    for one in slips:
        told[one.place].append(words.complaint(one))
        by_row[_row(one.place)].append(words.complaint(one))
    top, columns = sheet.headings(came.rows)
    heads = [cell.text for cell in came.rows[top - 1].cells if cell.text != _MEND]
    wide = len(heads)  # a sheet marked before loses its old remarks
    by_row[top] = [_MEND]
    rows = [
        (*_filled(row, wide), " ".join(by_row.get(number, ())) or None)
        for number, row in enumerate(came.rows, start=1)
    ]
    return forms.write(
        forms.Form(
            name=NAME,
            rows=rows,
            top=top,
            filled=frozenset(columns[name] for name in sheet.COUNTED.values()),
            sign=came.sign,
            widths=(*_WIDTHS[:wide], *[12] * (wide - len(_WIDTHS)), 80),
            marks={place: " ".join(texts) for place, texts in told.items()},
        )
    )


def _row(place: str) -> int:
    return int(place.lstrip(ascii_uppercase))


def _filled(row: sheet.Row, wide: int) -> list[forms.Value]:
    """So many cells of a row."""
    found = [_plain(cell.value) for cell in row.cells[:wide]]
    return found + [None] * (wide - len(found))


def _plain(value: object) -> forms.Value:
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return value
    return str(value)
